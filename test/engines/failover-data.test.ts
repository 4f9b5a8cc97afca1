import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { OnAwsCdk, OnCdktf } from './failover-on-engines';
import { HOME, NAME, OTHER } from './failover-settings';
import { FailoverSetting } from './failover.cases';
import { MultiRegionFailoverOptions, RegionRouting } from '../../src/core';
import { MultiRegionFailoverFacts } from '../../src/core/failover-arithmetic';

const RECOVERY = { decisionSeconds: 600 };
const SIDES: Record<string, Partial<MultiRegionFailoverOptions>> = {
  [HOME]: { expectedRegions: undefined, recovery: RECOVERY },
  [OTHER]: { expectedRegions: undefined, recovery: RECOVERY, routing: RegionRouting.secondary() },
};
type Settings = Record<string, FailoverSetting>;

function regionsOn(engine: OnAwsCdk | OnCdktf, settings: Settings): MultiRegionFailoverFacts[] {
  return [HOME, OTHER].map((region) => (
    engine.region(engine.stackIn(region, region) as any, { options: SIDES[region], setting: { region, ...settings[region] } }).facts));
}

function runbookOn(engine: OnAwsCdk | OnCdktf, settings: Settings): string {
  regionsOn(engine, settings);
  engine.synthesize();
  const file = readdirSync(engine.app.outdir, { recursive: true }).map(String).find((name) => name.endsWith(`${NAME}.runbook.md`));
  return readFileSync(join(engine.app.outdir, file!), 'utf8');
}

function warningsOn(engine: OnAwsCdk | OnCdktf, path: string): string[] {
  const construct = engine.app.node.findAll().find(({ node }) => node.path === path)!;
  const said = construct.node.metadata.map(({ data }) => String(data));
  return said.map((message) => message.replace(/ \[ack: .*\]$/, ''));
}

const SESSIONS: Settings = { [HOME]: { cache: 'made' }, [OTHER]: { cache: 'joined' } };

describe('sessions that follow', () => {
  const [onAwsCdk, onCdktf] = [new OnAwsCdk(), new OnCdktf()].map((engine) => runbookOn(engine, SESSIONS));
  const datastoreIn = (runbook: string) => runbook.split('\n').filter((line) => line.includes('elasticache') || line.includes('datastore'));

  test.each([['AWS CDK', onAwsCdk], ['Terraform', onCdktf]])('are failed over by the runbook, there and back: %s', (_, runbook) => {
    const failover = 'aws elasticache failover-global-replication-group --global-replication-group-id ldgnf-shop';
    expect(runbook).toContain(`### 3. Fail the global datastore over to ${OTHER}`);
    expect(runbook).toContain(`${failover} --primary-region ${OTHER} --primary-replication-group-id ${OTHER}-sessions --region ${OTHER}`);
    expect(runbook).toContain(`### 2. Fail the global datastore over to ${HOME}`);
    expect(runbook).toContain(`${failover} --primary-region ${HOME} --primary-replication-group-id ${HOME}-sessions --region ${HOME}`);
    expect(runbook).toContain('Recovery point: up to 1 s.');
  });

  test('in the same words on both engines', () => {
    expect(datastoreIn(onCdktf)).toEqual(datastoreIn(onAwsCdk));
  });

  test('where only one region tells of them, by no command', () => {
    for (const engine of [new OnAwsCdk(), new OnCdktf()]) { expect(runbookOn(engine, { [HOME]: { cache: 'made' } })).not.toContain('elasticache'); }
  });

  test('by the id that a member tells, where the deployment has it', () => {
    for (const engine of [new OnAwsCdk(), new OnCdktf()]) {
      const lookup = `describe-replication-groups --replication-group-id ${OTHER}-sessions --query "ReplicationGroups[0].GlobalReplicationGroupInfo.GlobalReplicationGroupId" --output text --region ${OTHER}`;
      expect(runbookOn(engine, { [HOME]: { cache: 'made' }, [OTHER]: { cache: 'tokenId' } })).toContain(`--global-replication-group-id "$(aws elasticache ${lookup})" --primary-region ${OTHER}`);
    }
  });
});

describe('what is known in one region', () => {
  test.each<[string, Settings]>([
    ['sessions that follow', SESSIONS],
    ['a database by itself, and none', { [HOME]: { database: 'alone' } }],
    ['a standby', { [HOME]: {}, [OTHER]: { database: 'standby', cache: 'alone' } }],
  ])('is accounted for alike on both engines: %s', (_, settings) => {
    expect(regionsOn(new OnCdktf(), settings)).toEqual(regionsOn(new OnAwsCdk(), settings));
  });

  test('of a writer is not what its copies take', () => {
    const [{ recoveryTimeSecondsTo, recoveryPointSeconds, inWords }] = regionsOn(new OnAwsCdk(), { [HOME]: { database: 'alone' } });
    expect([recoveryTimeSecondsTo, recoveryPointSeconds]).toEqual([undefined, undefined]);
    expect(inWords).toContainEqual(expect.stringMatching(/^the copy in the other region is promoted: not known\. Known in the region that takes over/));
  });
});

describe('an Aurora standby that is asked what it does not answer', () => {
  const warned = (setting: FailoverSetting, healthCheck?: MultiRegionFailoverOptions['healthCheck']) => [new OnAwsCdk(), new OnCdktf()].map((engine) => {
    engine.region(engine.stackIn(OTHER, 'Stack') as any, { options: { routing: RegionRouting.secondary(), expectedRegions: [HOME, OTHER], healthCheck }, setting: { region: OTHER, ...setting } });
    return warningsOn(engine, 'Stack/Failover').filter((message) => message.includes('Aurora standby'));
  });

  test('is warned of in the same words on both engines', () => {
    const [onAwsCdk, onCdktf] = warned({ database: 'standby' });
    expect(onAwsCdk).toEqual([expect.stringMatching(/^healthCheck\.path is \/health\/dependencies, and the database an Aurora standby/)]);
    expect(onCdktf).toEqual(onAwsCdk);
  });

  test.each<[string, FailoverSetting, MultiRegionFailoverOptions['healthCheck']]>([
    ['another path', { database: 'standby' }, { path: '/health' }], ['promoted', { database: 'promoted' }, undefined], ['no standby', { database: 'alone' }, undefined],
  ])('and not with %s', (_, setting, healthCheck) => {
    expect(warned(setting, healthCheck)).toEqual([[], []]);
  });
});

describe('a last resort by itself', () => {
  test.each([['warned of', {}, 1], ['not, where its regions are expected elsewhere', { expectedRegions: [HOME, OTHER] }, 0]])('is %s', (_, options, warnings) => {
    for (const engine of [new OnAwsCdk(), new OnCdktf()]) {
      engine.lastResort(engine.stackIn('us-east-1') as any, { options });
      engine.synthesize();
      const said = warningsOn(engine, 'Stack/LastResort').filter((message) => message.startsWith(`This app has no MultiRegionFailover of ${NAME}`));
      expect(said).toHaveLength(warnings);
    }
  });

  test('is warned of by an id on AWS CDK', () => {
    const engine = new OnAwsCdk();
    const stack = engine.stackIn('us-east-1');
    engine.lastResort(stack, { options: {} });
    Annotations.fromStack(stack).hasWarning('/Stack/LastResort', Match.stringLikeRegexp('regionsElsewhere'));
  });
});
