import { Topology } from '../../src/review';

const template = (Resources: object, rest: object = {}) => Topology.fromCloudFormation({ ...rest, Resources });
const terraform = (resource: object, rest: object = {}) => Topology.fromTerraform({ ...rest, resource });

describe('names', () => {
  test('are answered by place, region and failover, alias or not', () => {
    const { dnsNames } = terraform({
      aws_db_proxy: { p: {} },
      aws_route53_record: {
        a: { name: 'x', type: 'A', failover_routing_policy: { type: 'PRIMARY' }, alias: { name: '${aws_db_proxy.p.endpoint}', evaluate_target_health: true } },
        b: { name: 'x', type: 'A', latency_routing_policy: [{ region: 'eu-west-1' }], multivalue_answer_routing_policy: true, records: ['192.0.2.1'] },
        c: { name: 'x', type: 'A', geolocation_routing_policy: { continent: 'EU' } },
        d: { name: 'x', type: 'A', geolocation_routing_policy: { country: 'US', subdivision: 'CA' } },
      },
    });
    expect(dnsNames).toMatchObject([
      { failover: 'PRIMARY', targetIds: ['aws_db_proxy.p'], evaluatesTargetHealth: true, records: [] },
      { region: 'eu-west-1', multiValue: true, records: ['192.0.2.1'] },
      { location: 'continent EU' },
      { location: 'country US subdivision CA' },
    ]);
  });

  test('depend on checks of every kind', () => {
    const { healthChecks, hostedZones } = template({
      Z: { Type: 'AWS::Route53::HostedZone', Properties: { Name: 'example.com.' } },
      A: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: 'named' } },
      H: {
        Type: 'AWS::Route53::HealthCheck',
        Properties: {
          HealthCheckConfig: {
            Type: 'HTTPS_STR_MATCH',
            FullyQualifiedDomainName: 'x.example.com',
            Port: 443,
            ResourcePath: '/health',
            SearchString: 'ok',
            RequestInterval: 10,
            FailureThreshold: 3,
            Inverted: true,
            Regions: ['eu-west-1', 'us-east-1', 'us-west-1'],
          },
        },
      },
      C: { Type: 'AWS::Route53::HealthCheck', Properties: { HealthCheckConfig: { Type: 'CALCULATED', ChildHealthChecks: [{ Ref: 'H' }, 'theirs'], HealthThreshold: 2 } } },
      N: { Type: 'AWS::Route53::HealthCheck', Properties: { HealthCheckConfig: { Type: 'CLOUDWATCH_METRIC', AlarmIdentifier: { Name: 'named', Region: 'eu-west-1' } } } },
    });
    expect(healthChecks).toMatchObject([
      {
        type: 'HTTPS_STR_MATCH',
        host: 'x.example.com',
        port: 443,
        path: '/health',
        searchString: 'ok',
        intervalSeconds: 10,
        failureThreshold: 3,
        inverted: true,
        regions: ['eu-west-1', 'us-east-1', 'us-west-1'],
      },
      { type: 'CALCULATED', childIds: ['H', 'theirs'], threshold: 2 },
      { alarmId: 'A', alarmName: 'named', alarmRegion: 'eu-west-1' },
    ]);
    expect(hostedZones).toEqual([{ id: 'Z', name: 'example.com', isPrivate: false, networkIds: [] }]);
  });
});

test('a refresh is rolled back by an alarm that is named', () => {
  const { tiers } = template({
    A: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: 'errors' } },
    G: {
      Type: 'AWS::AutoScaling::AutoScalingGroup',
      UpdatePolicy: { AutoScalingInstanceRefresh: { Preferences: { AlarmSpecification: { Alarms: ['errors', 'theirs'] } } } },
    },
  });
  expect(tiers[0].refresh!.rollbackAlarmIds).toEqual(['A', 'theirs']);
});
