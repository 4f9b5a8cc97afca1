import { failover } from './region-planning';
import { writeRunbook } from '../../src/core/failover-runbook';
import { RunbookParts } from '../../src/core/failover-runbook-parts';

const FACTS = failover(
  { recovery: { decisionSeconds: 600, databasePromotionSeconds: 400 } },
  { data: { database: { kind: 'rdsReplica', secondsOfWritesLostByPromotion: 570 }, cache: { kind: 'globalDatastore' } } },
).facts;

const PARTS: RunbookParts = {
  recordName: 'www.example.com',
  zoneId: 'Z1',
  lastResort: false,
  url: 'https://www.example.com/health',
  home: { region: 'eu-west-1', setIdentifier: 'eu-west-1', path: 'App/Eu/Failover', stackName: 'EuStack', autoScalingGroupName: 'eu-group', desiredCapacity: 4 },
  other: { region: 'us-east-1', setIdentifier: 'us-east-1', path: 'App/Us/Failover', stackName: 'UsStack', autoScalingGroupName: 'us-group', desiredCapacity: 8 },
  data: {
    replica: { instanceIdentifier: 'us-standby', homeInstanceIdentifier: 'eu-writer', standbyPath: 'App/Us/Standby' },
    globalDatastore: { globalReplicationGroupId: 'ldgnf-sessions', homeReplicationGroupId: 'eu-sessions', otherReplicationGroupId: 'us-sessions' },
  },
  facts: FACTS,
};
const AURORA_PARTS: RunbookParts = {
  ...PARTS,
  data: {
    globalDatabase: {
      globalClusterIdentifier: 'app-global',
      homeClusterArn: 'arn:aws:rds:eu-west-1:111122223333:cluster:eu',
      otherClusterArn: 'arn:aws:rds:us-east-1:111122223333:cluster:us',
      standbyPath: 'App/Us/Standby',
    },
  },
};
const NAMES_ALONE: RunbookParts = {
  ...PARTS,
  home: { region: 'eu-west-1', setIdentifier: 'eu-west-1', path: 'App/Eu/Failover' },
  other: { region: 'us-east-1', setIdentifier: 'us-east-1', path: 'App/Us/Failover' },
  data: {},
  facts: failover().facts,
};

const commands = (runbook: string) => [...runbook.matchAll(/```bash\n([\s\S]*?)```/g)].flatMap(([, block]) => block.trim().split('\n'));
const textsIn = (value: object): string[] => Object.values(value).flatMap((inner) => (typeof inner === 'object' ? textsIn(inner) : [String(inner)]));
const titles = (runbook: string) => runbook.split('\n').filter((line) => line.startsWith('#'));

test.each([['an RDS replica and sessions', PARTS], ['an Aurora global database', AURORA_PARTS]])('the runbook of %s', (_, parts) => {
  expect(writeRunbook(parts)).toMatchSnapshot();
});

test.each([['RDS', PARTS], ['Aurora', AURORA_PARTS], ['no data', NAMES_ALONE]])('every command has its region: %s', (_, parts) => {
  const found = commands(writeRunbook(parts));
  expect(found.length).toBeGreaterThan(8);
  for (const command of found.filter((line) => line.includes('aws '))) { expect(command).toMatch(/ --region (eu-west-1|us-east-1)\b/); }
  for (const command of found.filter((line) => line.includes('route53 '))) { expect(command).toContain('--region us-east-1'); }
});

test.each([['RDS', PARTS], ['Aurora', AURORA_PARTS]])('every name that was given is in it, and nothing is left to be filled in: %s', (_, parts) => {
  const runbook = writeRunbook(parts);
  const names = textsIn([parts.home, parts.other, parts.data, parts.recordName, parts.zoneId]);
  expect(names.length).toBeGreaterThan(14);
  for (const name of names) { expect(runbook).toContain(name); }
  expect(commands(runbook).join('\n')).not.toMatch(/[<>]/);
  expect(runbook).not.toMatch(/undefined|NaN|\[object/);
});

test('a name that nobody gave is asked for', () => {
  const runbook = writeRunbook(NAMES_ALONE);
  expect(runbook).toContain('"<Auto Scaling group in us-east-1>"');
  expect(runbook).toContain('--desired-capacity "<servers>"');
  expect(runbook).not.toContain('undefined');
});

test('goes there and back, in an order that loses least', () => {
  expect(titles(writeRunbook(PARTS))).toEqual([
    '# Failover of www.example.com from eu-west-1 to us-east-1',
    '## How long it takes, and what it loses',
    '## From eu-west-1 to us-east-1',
    '### 1. See whether eu-west-1 is out',
    '### 2. Keep callers away from eu-west-1',
    '### 3. Promote the read replica',
    '### 4. Fail the global datastore over to us-east-1',
    '### 5. Have servers enough in us-east-1',
    '### 6. See that callers are served',
    '## Back to eu-west-1',
    '### 1. Have servers enough in eu-west-1',
    '### 2. Bring the data home',
    '### 3. Fail the global datastore over to eu-west-1',
    '### 4. Let callers back to eu-west-1',
    '### 5. See that callers are served',
    '## The infrastructure code',
  ]);
});

test('a check is switched off and inverted, which no recovery of the region undoes, and let back with both', () => {
  const found = commands(writeRunbook(PARTS));
  expect(found).toContain('aws route53 update-health-check --health-check-id "$CHECK" --disabled --inverted --region us-east-1');
  expect(found).toContain('aws route53 update-health-check --health-check-id "$CHECK" --no-disabled --no-inverted --region us-east-1');
});

test('the check is found by the record, also under the name of the regions', () => {
  const find = (parts: RunbookParts) => commands(writeRunbook(parts))[0];
  expect(find(PARTS)).toBe(
    'CHECK=$(aws route53 list-resource-record-sets --hosted-zone-id Z1 --query "ResourceRecordSets[?Name==\'www.example.com.\' && Type==\'A\' && SetIdentifier==\'eu-west-1\'].HealthCheckId" --output text --region us-east-1)',
  );
  expect(find({ ...PARTS, lastResort: true })).toContain("Name=='active.www.example.com.'");
});

test('the data is promoted in the other region, and comes back without a loss where it can', () => {
  const rds = commands(writeRunbook(PARTS));
  expect(rds).toContain('aws rds promote-read-replica --db-instance-identifier us-standby --backup-retention-period 7 --region us-east-1');
  expect(rds).toContain('aws rds create-db-snapshot --db-instance-identifier eu-writer --db-snapshot-identifier eu-writer-before-failback --region eu-west-1');
  const global = 'aws elasticache failover-global-replication-group --global-replication-group-id ldgnf-sessions';
  expect(rds).toContain(`${global} --primary-region us-east-1 --primary-replication-group-id us-sessions --region us-east-1`);
  expect(rds).toContain(`${global} --primary-region eu-west-1 --primary-replication-group-id eu-sessions --region eu-west-1`);

  const aurora = commands(writeRunbook(AURORA_PARTS));
  const target = (region: string) => `--global-cluster-identifier app-global --target-db-cluster-identifier arn:aws:rds:${region}:111122223333:cluster:${region.slice(0, 2)}`;
  expect(aurora).toContain(`aws rds failover-global-cluster ${target('us-east-1')} --allow-data-loss --region us-east-1`);
  expect(aurora).toContain(`aws rds switchover-global-cluster ${target('eu-west-1')} --region eu-west-1`);
});

test('steps say how long they take, by the facts', () => {
  const runbook = writeRunbook(PARTS);
  expect(runbook).toContain('Takes 30 to 48 s: 3 checks in a row fail');
  expect(runbook).toContain('Takes 400 s: as recovery.databasePromotionSeconds says.');
  expect(runbook).toContain('Takes up to 60 s: "typically completes in less than a minute".');
  expect(runbook).toContain('Takes up to 240 s: boot and warm-up');
  for (const line of FACTS.inWords) { expect(runbook).toContain(line); }
});

test('the code is kept true: by which options, and what shows it', () => {
  const runbook = writeRunbook(PARTS);
  expect(runbook).toContain('`withdrawn: true` at App/Eu/Failover');
  expect(runbook).toContain('`promoted: true` at App/Us/Standby');
  expect(runbook).toContain('`cdk diff EuStack UsStack` shows no differences, and `terraform plan` no changes');
  expect(writeRunbook(AURORA_PARTS)).toContain('switched back: its roles themselves are not in the code');
  expect(writeRunbook(NAMES_ALONE)).toContain('`cdk diff` shows no differences');
  expect(writeRunbook(NAMES_ALONE)).not.toContain('promoted');
});

test('a name with a space or a quote stays one word of the shell', () => {
  const named = (autoScalingGroupName: string) => writeRunbook({ ...PARTS, other: { ...PARTS.other, autoScalingGroupName } });
  expect(named('my group')).toContain('--auto-scaling-group-name "my group" ');
  expect(named("a$'b")).toContain("--auto-scaling-group-name 'a$'\\''b' ");
});
