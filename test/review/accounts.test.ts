import { Changes, stepOf, template } from './rules/tier-documents';
import { Topology } from '../../src/review';
import { whenTheLoadDoubles } from '../../src/review/accounts/growth';
import { whenTheRegionIsLost } from '../../src/review/accounts/regions';
import { whenAServerDies } from '../../src/review/accounts/servers';
import { CHECK_SWITCHED_OFF } from '../../src/review/rules/check-switched-off';

const ALIAS = { DNSName: { 'Fn::GetAtt': ['Balancer', 'DNSName'] }, HostedZoneId: { 'Fn::GetAtt': ['Balancer', 'CanonicalHostedZoneID'] } };

function recordOf(record: object): Changes {
  const name = { HostedZoneId: 'Z1', Name: 'shop.example.com.', SetIdentifier: 'eu', Region: 'eu-west-1' };
  return { Name: { ...name, AliasTarget: ALIAS, ...record, Type: 'Route53::RecordSet' } };
}

function lost(record: object) {
  const topology = Topology.fromCloudFormation(template(recordOf(record)));
  return whenTheRegionIsLost(topology.tiers[0], topology);
}

describe('a region is lost', () => {
  test('and nobody is sent elsewhere by a record that goes by nothing: that is never, and not unknown', () => {
    expect(lost({})).toMatchObject({ terms: [], remark: 'never: the record has no health check, and does not go by its target\'s' });
    expect(lost({}).secondsFrom).toBeUndefined();
    expect(lost({ AliasTarget: { ...ALIAS, EvaluateTargetHealth: false } }).terms).toEqual([]);
  });

  test('and nobody was there who would have to leave, where it stands by', () => {
    expect(lost({ Failover: 'SECONDARY', Region: undefined, AliasTarget: { ...ALIAS, EvaluateTargetHealth: true } })).toMatchObject({
      terms: [], remark: 'it stands by: as long as the primary is healthy, no caller is here',
    });
  });

  test('and what goes by the load balancer, or by what only the deployment tells, takes nobody knows how long', () => {
    expect(lost({ AliasTarget: { ...ALIAS, EvaluateTargetHealth: true } }).terms[0].why).toBe('the alias goes by the load balancer\'s targets: AWS has no figure.');
    expect(lost({ HealthCheckId: { 'Fn::ImportValue': 'Check' } }).terms[0].why).toMatch(/^its check goes by an alarm|^only the deployment tells/);
    expect(lost({ HealthCheckId: { 'Fn::ImportValue': 'Check' } }).secondsTo).toBeUndefined();
  });
});

test('a simple policy rests between its rounds, for how long is not read', () => {
  const grows = (policy: object) => {
    const { Surge: step, ...alarm } = stepOf('Surge', 1, 70, { EvaluationPeriods: 1 });
    const topology = Topology.fromCloudFormation(template({ Tracking: null, ...alarm, Surge: { ...step, AdjustmentType: 'ChangeInCapacity', ...policy } }));
    return whenTheLoadDoubles(topology.tiers[0], topology)[0];
  };
  expect(grows({})).toMatchObject({ remark: '2 rounds', secondsTo: 2 * (60 + 120) });
  const simple = grows({ PolicyType: 'SimpleScaling', ScalingAdjustment: 1, StepAdjustments: undefined });
  expect(simple.terms.map(({ name }) => name)).toEqual(['2 times: its alarm goes off', '2 times: a new one boots', 'it rests between rounds']);
  expect(simple.secondsTo).toBeUndefined();
});

test.each([[{ Protocol: 'HTTP' }, 5], [{ Protocol: 'TCP' }, 10], [{ Protocol: 'TCP', HealthCheckProtocol: 'HTTP' }, 6]])('%p waits %d s for an answer where nothing is said', (group, timeout) => {
  const targets = { ...group, HealthCheckIntervalSeconds: 10, HealthCheckTimeoutSeconds: undefined, UnhealthyThresholdCount: 2 };
  const topology = Topology.fromCloudFormation(template({ Targets: targets }));
  expect(whenAServerDies(topology.tiers[0], topology)[0].secondsTo).toBe(2 * 10 + timeout);
});

test('a check that is disabled counts as healthy, and as unhealthy where it is inverted', () => {
  const said = (config: object) => {
    const topology = Topology.fromCloudFormation(template({ Check: { Type: 'Route53::HealthCheck', HealthCheckConfig: { Type: 'TCP', Disabled: true, ...config } } }));
    return CHECK_SWITCHED_OFF.check(topology, { topologies: [topology] }).map(({ message }) => message);
  };
  expect(said({})).toEqual(['It is disabled, and counts as healthy.']);
  expect(said({ Inverted: true })).toEqual(['It is disabled and inverted, and counts as unhealthy.']);
});
