import { existsSync, readdirSync } from 'fs';
import { dirname, join } from 'path';
import { OnAwsCdk, OnCdktf } from './failover-on-engines';
import { HOME, NAME, OTHER } from './failover-settings';
import * as awscdk from '../../src/awscdk';
import * as cdktf from '../../src/cdktf';
import { RegionRouting } from '../../src/core';

/** What one engine has and the other lacks, by the name of the construct. */
const CDKTF_LACKS: Record<string, { readonly why: string; readonly resource: string }> = {
  RegionSwitchPlan: {
    why: 'aws_arcregionswitch_plan came with version 6.30 of the provider at the latest, and the last bindings of CDKTF are those of 6.25',
    resource: 'arcregionswitch-plan',
  },
  GlobalDatastoreSwitch: { why: 'it is a step of a RegionSwitchPlan, and of nothing else', resource: 'arcregionswitch-plan' },
};

const BINDINGS = dirname(require.resolve('@cdktf/provider-aws/package.json'));

test.each(Object.entries(CDKTF_LACKS))('CDKTF has no %s', (construct, { resource }) => {
  expect(awscdk).toHaveProperty(construct);
  expect(cdktf).not.toHaveProperty(construct);
  // As soon as there is one, this is no reason any more.
  expect(existsSync(join(BINDINGS, 'lib', resource))).toBe(false);
  expect(existsSync(join(BINDINGS, 'lib', 'alb'))).toBe(true);
});

describe.each([['AWS CDK', () => new OnAwsCdk()], ['CDKTF', () => new OnCdktf()]])('a name that a plan moves, on %s', (_, newEngine) => {
  const regions = (home: string | undefined, other: string | undefined) => {
    const engine: OnAwsCdk | OnCdktf = newEngine();
    const add = (region: string, options: object) => engine.region(engine.stackIn(region, `In-${region}`) as any, { options });
    const made = [
      add(HOME, { routing: RegionRouting.primary(), regionSwitchHealthCheckId: home }),
      add(OTHER, { routing: RegionRouting.secondary(), regionSwitchHealthCheckId: other }),
    ];
    engine.synthesize();
    const files = readdirSync(engine.app.outdir, { recursive: true }).map(String);
    return { made, runbooks: files.filter((name) => name.endsWith(`${NAME}.runbook.md`)) };
  };

  test('has no runbook, which would turn off checks that move nothing', () => {
    expect(regions(undefined, undefined).runbooks).toHaveLength(1);
    const { made, runbooks } = regions('check-of-home', 'check-of-other');
    expect(runbooks).toEqual([]);
    // That of the construct, which still tells of the region.
    expect(made.map(({ healthCheckId }) => healthCheckId)).not.toContain('check-of-home');
  });

  test('is not one in one region only', () => {
    expect(() => regions('check-of-home', undefined)).toThrow(`regionSwitchHealthCheckId must be given on each side of ${NAME} or on none, got it on one.`);
  });
});
