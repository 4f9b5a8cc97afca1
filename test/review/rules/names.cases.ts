import { RuleCase } from './case';

type Properties = Record<string, unknown>;
type Resource = { readonly Type: string; readonly Properties: Properties };

const of = (Type: string, Properties: Properties): Resource => ({ Type, Properties });
const template = (Resources: Record<string, Resource>) => ({ Resources });
const ref = (id: string) => ({ Ref: id });

const ZONE = 'Z0123456789ABC';

/** A record of shop.example.com. */
function record(Properties: Properties): Resource {
  return of('AWS::Route53::RecordSet', { HostedZoneId: ZONE, Name: 'shop.example.com.', Type: 'A', ...Properties });
}

/** One that leads to an address of its own. */
function address(setIdentifier: string, Properties: Properties): Resource {
  return record({ SetIdentifier: setIdentifier, TTL: 60, ResourceRecords: [`192.0.2.${setIdentifier.length}`], ...Properties });
}

/** One that is an alias of a balancer. */
function alias(setIdentifier: string, balancer: string, Properties: Properties): Resource {
  const target = { DNSName: { 'Fn::GetAtt': [balancer, 'DNSName'] }, HostedZoneId: { 'Fn::GetAtt': [balancer, 'CanonicalHostedZoneID'] }, EvaluateTargetHealth: true };
  return record({ SetIdentifier: setIdentifier, AliasTarget: target, ...Properties });
}

function check(config: Properties): Resource {
  return of('AWS::Route53::HealthCheck', { HealthCheckConfig: { Type: 'HTTPS', FullyQualifiedDomainName: 'active.example.com', RequestInterval: 10, ...config } });
}

const PRIMARY = { Failover: 'PRIMARY', HealthCheckId: ref('Check') };
const SECONDARY = { Failover: 'SECONDARY' };

/** A name that fails over in one document, with what is said of its primary. */
function failover(primary: Properties, config: Properties = {}) {
  return template({ Check: check(config), First: address('first', { ...PRIMARY, ...primary }), Second: address('second', SECONDARY) });
}

/** What Terraform says of the same. */
function terraformFailover(primary: Properties, config: Properties = {}) {
  const both = { zone_id: ZONE, name: 'shop.example.com', type: 'A', ttl: 60 };
  return {
    resource: {
      aws_route53_health_check: { up: { type: 'HTTPS', fqdn: 'active.example.com', request_interval: 10, ...config } },
      aws_route53_record: {
        first: {
          ...both, records: ['192.0.2.1'], set_identifier: 'first', health_check_id: '${aws_route53_health_check.up.id}', failover_routing_policy: [{ type: 'PRIMARY' }], ...primary,
        },
        second: { ...both, records: ['192.0.2.2'], set_identifier: 'second', failover_routing_policy: [{ type: 'SECONDARY' }] },
      },
    },
  };
}

function weighted(...records: readonly (readonly [weight: number, address: string])[]) {
  return template(Object.fromEntries(records.map(([Weight, target], index) => [
    `Share${index}`, address(`share-${index}`, { Weight, ResourceRecords: [target], HealthCheckId: 'elsewhere' }),
  ])));
}

function located(...locations: readonly Properties[]) {
  return template(Object.fromEntries(locations.map((GeoLocation, index) => [`Place${index}`, address(`place-${index}`, { GeoLocation, HealthCheckId: 'elsewhere' })])));
}

/** A balancer with servers behind it, in zones of a region. */
function region(name: string, scheme: string, size: Properties, others: Record<string, Resource> = {}) {
  return template({
    Vpc: of('AWS::EC2::VPC', {}),
    Subnet: of('AWS::EC2::Subnet', { VpcId: ref('Vpc'), AvailabilityZone: `${name}a` }),
    Balancer: of('AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: scheme, Subnets: [ref('Subnet')] }),
    Listener: of('AWS::ElasticLoadBalancingV2::Listener', { LoadBalancerArn: ref('Balancer'), Protocol: 'HTTPS', DefaultActions: [{ Type: 'forward', TargetGroupArn: ref('Targets') }] }),
    Targets: of('AWS::ElasticLoadBalancingV2::TargetGroup', { Port: 8080, Protocol: 'HTTPS' }),
    Group: of('AWS::AutoScaling::AutoScalingGroup', { MinSize: '4', MaxSize: '16', TargetGroupARNs: [ref('Targets')], ...size }),
    ...others,
  });
}

/** Two regions of one name, each a document of its own; what is said is the second's. */
function twoRegions(routings: readonly [Properties, Properties], size: Properties, database: Properties = {}) {
  const db = (Properties: Properties) => of('AWS::RDS::DBInstance', { Engine: 'postgres', EngineVersion: '17', DBInstanceClass: 'db.r8g.large', ...Properties });
  return [
    region('eu-west-1', 'internet-facing', {}, { Name: alias('ireland', 'Balancer', routings[0]), Db: db({}) }),
    region('eu-central-1', 'internet-facing', size, { Name: alias('frankfurt', 'Balancer', routings[1]), Db: db(database) }),
  ];
}

const BY_FAILOVER = [{ Failover: 'PRIMARY' }, { Failover: 'SECONDARY' }] as const;
const BY_LATENCY = [{ Region: 'eu-west-1' }, { Region: 'eu-central-1' }] as const;

/** A check of a name, and what stands behind that name. */
function checkOfName(scheme: string, host: unknown = { 'Fn::GetAtt': ['Balancer', 'DNSName'] }, zone: Properties = {}) {
  return region('eu-west-1', scheme, {}, {
    Check: check({ FullyQualifiedDomainName: host }),
    Zone: of('AWS::Route53::HostedZone', { Name: 'example.com', ...zone }),
    Active: of('AWS::Route53::RecordSet', { HostedZoneId: ref('Zone'), Name: 'active.example.com', Type: 'CNAME', TTL: 60, ResourceRecords: ['somewhere.example.org'] }),
  });
}

function calculated(children: readonly string[], threshold: number) {
  return template({ One: check({}), All: check({ Type: 'CALCULATED', ChildHealthChecks: children.map(ref), HealthThreshold: threshold }) });
}

/** A page that is left when all else fails. */
function lastResort(isEvaluated: boolean, zone: string) {
  const { Resources } = failover({});
  const target = { DNSName: 'd111111abcdef8.cloudfront.net', HostedZoneId: zone, EvaluateTargetHealth: isEvaluated };
  return template({ ...Resources, Second: record({ SetIdentifier: 'page', Failover: 'SECONDARY', AliasTarget: target }) });
}

/** A replica of Ireland's database in Frankfurt, as both documents say. */
function standby(source: Properties, replica: Properties) {
  return [
    template({
      Subnet: of('AWS::EC2::Subnet', { AvailabilityZone: 'eu-west-1a' }),
      Orders: of('AWS::RDS::DBInstance', { DBInstanceIdentifier: 'orders', Engine: 'postgres', StorageEncrypted: true, ...source }),
    }),
    template({
      Subnet: of('AWS::EC2::Subnet', { AvailabilityZone: 'eu-central-1a' }),
      Standby: of('AWS::RDS::DBInstance', { SourceDBInstanceIdentifier: 'arn:aws:rds:eu-west-1:111122223333:db:orders', ...replica }),
    }),
  ];
}

/** A name of what has an address. */
function ofOneServer(name: string, target: unknown, others: Record<string, Resource> = {}) {
  return template({
    Server: of('AWS::EC2::Instance', {}),
    Address: of('AWS::EC2::EIP', { InstanceId: ref('Server') }),
    Name: record({ Name: name, TTL: 60, ResourceRecords: [target] }),
    ...others,
  });
}

function alarms(...properties: readonly Properties[]) {
  return template(Object.fromEntries(properties.map((one, index) => [`Alarm${index}`, of('AWS::CloudWatch::Alarm', { AlarmName: `alarm-${index}`, MetricName: 'Errors', ...one })])));
}

function terraformAlarm(alarm: Properties, composites: Properties) {
  return { resource: { aws_cloudwatch_metric_alarm: { errors: { alarm_name: 'errors', metric_name: 'Errors', ...alarm } }, aws_cloudwatch_composite_alarm: composites } };
}

/** Servers of Terraform in two regions by two providers, or in one. */
function terraformRegions(provider: Properties) {
  const group = { min_size: 2, max_size: 4 };
  return {
    provider: { aws: [{ region: 'eu-west-1' }, { region: 'eu-central-1', alias: 'frankfurt' }] },
    resource: { aws_autoscaling_group: { ireland: group, other: { ...group, ...provider } } },
  };
}

/** The same as `terraform show -json` has it. */
function planOfRegions(key: string) {
  const group = (name: string) => ({ address: `aws_autoscaling_group.${name}`, mode: 'managed', type: 'aws_autoscaling_group', name, values: { min_size: 2, max_size: 4 } });
  const configured = (name: string, provider: string) => ({ address: `aws_autoscaling_group.${name}`, provider_config_key: provider, expressions: {} });
  const deployedTo = (value: string) => ({ expressions: { region: { constant_value: value } } });
  return {
    planned_values: { root_module: { resources: [group('ireland'), group('other')] } },
    configuration: {
      provider_config: { 'aws': { name: 'aws', ...deployedTo('eu-west-1') }, 'aws.frankfurt': { name: 'aws', alias: 'frankfurt', ...deployedTo('eu-central-1') } },
      root_module: { resources: [configured('ireland', 'aws'), configured('other', key)] },
    },
  };
}

/** A group of records, of a name that is given at deployment. */
function recordGroup(primary: Properties) {
  const both = { Name: ref('Domain'), Type: 'CNAME', TTL: '60' };
  return {
    Parameters: { Domain: { Type: 'String' } },
    Resources: {
      Group: of('AWS::Route53::RecordSetGroup', {
        HostedZoneName: 'example.com.',
        RecordSets: [
          { ...both, SetIdentifier: 'one', Failover: 'PRIMARY', ResourceRecords: ['one.example.com'], ...primary },
          { ...both, SetIdentifier: 'two', Failover: 'SECONDARY', ResourceRecords: ['two.example.com'] },
        ],
      }),
    },
  };
}

export const CASES: RuleCase[] = [
  {
    rule: 'no-health-check',
    triggers: failover({ HealthCheckId: { Ref: 'AWS::NoValue' } }),
    finds: ['First HealthCheckId'],
    nearMiss: failover({ HealthCheckId: { 'Fn::ImportValue': 'check' } }),
  },
  {
    rule: 'no-health-check',
    triggers: template({
      One: alias('one', 'A', { Region: 'eu-west-1', AliasTarget: { DNSName: 'a.elb.amazonaws.com', HostedZoneId: 'Z1', EvaluateTargetHealth: false } }),
      Other: alias('other', 'B', { Region: 'eu-central-1' }),
    }),
    finds: ['One AliasTarget.EvaluateTargetHealth'],
    nearMiss: template({ One: alias('one', 'A', { Region: 'eu-west-1' }), Other: alias('other', 'B', { Region: 'eu-central-1' }) }),
  },
  {
    rule: 'no-health-check',
    triggers: terraformFailover({ health_check_id: '' }),
    finds: ['aws_route53_record.first HealthCheckId'],
    nearMiss: terraformFailover({}),
  },
  {
    // One side has all of the callers, until a release is switched over.
    rule: 'no-health-check',
    triggers: template({ Blue: address('blue', { Weight: 50 }), Green: address('green', { Weight: 50 }) }),
    finds: ['Blue HealthCheckId', 'Green HealthCheckId'],
    nearMiss: template({ Blue: address('blue', { Weight: 100 }), Green: address('green', { Weight: 0 }) }),
  },
  {
    // In a group of records, and with a name that is given at deployment.
    rule: 'no-health-check',
    triggers: recordGroup({}),
    finds: ['Group RecordSets[0].HealthCheckId'],
    nearMiss: recordGroup({ HealthCheckId: 'elsewhere' }),
  },
  {
    rule: 'two-primaries',
    triggers: failover({ Failover: 'SECONDARY' }),
    finds: ['Second Failover'],
    nearMiss: failover({}),
  },
  {
    rule: 'two-primaries',
    triggers: [template({ Ireland: address('ireland', PRIMARY) }), template({ Frankfurt: address('frankfurt', PRIMARY) })],
    finds: ['Frankfurt Failover'],
    // The name is another one where the zone is.
    nearMiss: [template({ Ireland: address('ireland', PRIMARY) }), template({ Frankfurt: address('frankfurt', { ...PRIMARY, HostedZoneId: 'ZPRIVATE' }) })],
  },
  {
    rule: 'half-a-failover',
    triggers: [template({ Ireland: address('ireland', PRIMARY) }), template({ Frankfurt: address('frankfurt', { Weight: 1, Name: 'other.example.com' }) })],
    finds: ['Ireland Failover'],
    nearMiss: [template({ Ireland: address('ireland', PRIMARY) }), template({ Frankfurt: address('frankfurt', SECONDARY) })],
  },
  {
    rule: 'half-a-failover',
    triggers: template({ Second: address('second', SECONDARY) }),
    finds: ['Second Failover'],
    nearMiss: terraformFailover({}),
  },
  {
    rule: 'no-default-location',
    triggers: located({ ContinentCode: 'EU' }, { CountryCode: 'US' }),
    finds: ['Place0 GeoLocation.CountryCode'],
    nearMiss: located({ ContinentCode: 'EU' }, { CountryCode: '*' }),
  },
  {
    rule: 'no-default-location',
    triggers: { resource: { aws_route53_record: { eu: { zone_id: ZONE, name: 'shop.example.com', type: 'A', set_identifier: 'eu', geolocation_routing_policy: [{ continent: 'EU' }] } } } },
    finds: ['aws_route53_record.eu GeoLocation.CountryCode'],
    nearMiss: { resource: { aws_route53_record: { eu: { zone_id: ZONE, name: 'shop.example.com', type: 'A', set_identifier: 'eu', geolocation_routing_policy: [{ country: '*' }] } } } },
  },
  {
    rule: 'unreachable-check',
    triggers: checkOfName('internal'),
    finds: ['Check HealthCheckConfig.FullyQualifiedDomainName'],
    nearMiss: checkOfName('internet-facing'),
  },
  {
    rule: 'unreachable-check',
    triggers: checkOfName('internet-facing', 'active.example.com', { VPCs: [{ VPCId: ref('Vpc'), VPCRegion: 'eu-west-1' }] }),
    finds: ['Check HealthCheckConfig.FullyQualifiedDomainName'],
    nearMiss: checkOfName('internet-facing', 'active.example.com'),
  },
  {
    rule: 'unreachable-check',
    triggers: terraformFailover({}, { fqdn: '', ip_address: '172.20.0.9' }),
    finds: ['aws_route53_health_check.up HealthCheckConfig.IPAddress'],
    nearMiss: terraformFailover({}, { fqdn: '', ip_address: '172.32.0.9' }),
  },
  {
    rule: 'slow-check',
    triggers: failover({}, { RequestInterval: { Ref: 'AWS::NoValue' } }),
    finds: ['Check HealthCheckConfig.RequestInterval'],
    nearMiss: failover({}, { RequestInterval: 10 }),
  },
  {
    rule: 'slow-check',
    triggers: terraformFailover({}, { request_interval: 30 }),
    finds: ['aws_route53_health_check.up HealthCheckConfig.RequestInterval'],
    nearMiss: terraformFailover({}, { request_interval: '${var.interval}' }),
  },
  {
    // By way of one that is calculated.
    rule: 'slow-check',
    triggers: template({ ...failover({}).Resources, Check: check({ Type: 'CALCULATED', ChildHealthChecks: [ref('Part')], HealthThreshold: 1 }), Part: check({ RequestInterval: 30 }) }),
    finds: ['Part HealthCheckConfig.RequestInterval'],
    nearMiss: template({ ...failover({}).Resources, Part: check({ RequestInterval: 30 }) }),
  },
  {
    rule: 'check-switched-off',
    triggers: failover({}, { Inverted: true }),
    finds: ['Check HealthCheckConfig.Inverted'],
    nearMiss: failover({}, { Inverted: true, Type: 'CLOUDWATCH_METRIC' }),
  },
  {
    rule: 'check-switched-off',
    triggers: terraformFailover({}, { disabled: true }),
    finds: ['aws_route53_health_check.up HealthCheckConfig.Disabled'],
    nearMiss: terraformFailover({}, { disabled: false }),
  },
  {
    rule: 'check-of-nothing',
    triggers: calculated(['One'], 0),
    finds: ['All HealthCheckConfig.HealthThreshold'],
    nearMiss: calculated(['One'], 1),
  },
  {
    rule: 'check-of-nothing',
    triggers: terraformFailover({}, { type: 'CALCULATED', child_healthchecks: [], child_health_threshold: 1 }),
    finds: ['aws_route53_health_check.up HealthCheckConfig.ChildHealthChecks'],
    nearMiss: terraformFailover({}, { type: 'CALCULATED', child_healthchecks: '${var.checks}', child_health_threshold: 1 }),
  },
  {
    rule: 'check-of-nothing',
    triggers: calculated(['One'], 2),
    finds: ['All HealthCheckConfig.HealthThreshold'],
    nearMiss: calculated(['One', 'One'], 2),
  },
  {
    rule: 'evaluated-distribution',
    triggers: lastResort(true, 'Z2FDTNDATAQYW2'),
    finds: ['Second AliasTarget.EvaluateTargetHealth'],
    nearMiss: lastResort(false, 'Z2FDTNDATAQYW2'),
  },
  {
    rule: 'long-ttl',
    triggers: failover({ TTL: 300 }),
    finds: ['First TTL'],
    nearMiss: failover({ TTL: '60' }),
  },
  {
    rule: 'long-ttl',
    triggers: terraformFailover({ ttl: 3600 }),
    finds: ['aws_route53_record.first TTL'],
    nearMiss: { resource: { aws_route53_record: { mail: { zone_id: ZONE, name: 'example.com', type: 'MX', ttl: 3600, records: ['10 mail.example.com'] } } } },
  },
  {
    rule: 'all-weights-zero',
    triggers: weighted([0, '192.0.2.1'], [0, '192.0.2.2']),
    finds: ['Share0 Weight'],
    nearMiss: weighted([0, '192.0.2.1'], [1, '192.0.2.2']),
  },
  {
    rule: 'weights-to-one-target',
    triggers: weighted([1, '192.0.2.1'], [1, '192.0.2.1']),
    finds: ['Share0 ResourceRecords'],
    nearMiss: weighted([1, '192.0.2.1'], [1, '192.0.2.2']),
  },
  {
    rule: 'name-of-one-server',
    triggers: ofOneServer('shop.example.com', ref('Address')),
    finds: ['Name ResourceRecords'],
    nearMiss: ofOneServer('bastion.example.com', ref('Address')),
  },
  {
    rule: 'name-of-one-server',
    triggers: { resource: { aws_instance: { web: {} }, aws_route53_record: { web: { zone_id: ZONE, name: 'shop.example.com', type: 'A', ttl: 60, records: ['${aws_instance.web.public_ip}'] } } } },
    finds: ['aws_route53_record.web ResourceRecords'],
    nearMiss: { resource: { aws_instance: { web: {} }, aws_route53_record: { web: { zone_id: ZONE, name: 'shop.example.com', type: 'A', ttl: 60, records: ['${aws_instance.web.private_ip}'] } } } },
  },
  {
    rule: 'name-of-one-server',
    triggers: ofOneServer('shop.example.com', ref('Address')),
    finds: ['Name ResourceRecords'],
    // The address of a network load balancer.
    nearMiss: ofOneServer('shop.example.com', ref('Address'), {
      Balancer: of('AWS::ElasticLoadBalancingV2::LoadBalancer', { Type: 'network', SubnetMappings: [{ SubnetId: 'subnet-1', AllocationId: { 'Fn::GetAtt': ['Address', 'AllocationId'] } }] }),
    }),
  },
  {
    rule: 'unequal-sides',
    triggers: twoRegions(BY_FAILOVER, { MinSize: '1', MaxSize: '4' }),
    finds: ['Group MinSize'],
    nearMiss: twoRegions(BY_FAILOVER, { MinSize: '4', MaxSize: '16' }),
  },
  {
    rule: 'unequal-sides',
    triggers: twoRegions(BY_LATENCY, { MaxSize: '8' }, { EngineVersion: '16.4' }),
    finds: ['Group MaxSize', 'Db EngineVersion'],
    nearMiss: twoRegions(BY_LATENCY, { MaxSize: '16' }, { EngineVersion: '17.5' }),
  },
  {
    rule: 'standby-without-key',
    triggers: standby({}, {}),
    finds: ['Standby KmsKeyId'],
    nearMiss: standby({}, { KmsKeyId: 'alias/aws/rds' }),
  },
  {
    rule: 'standby-without-key',
    triggers: { resource: { aws_db_instance: { standby: { replicate_source_db: 'arn:aws:rds:eu-west-1:111122223333:db:orders', storage_encrypted: true } } } },
    finds: ['aws_db_instance.standby KmsKeyId'],
    nearMiss: { resource: { aws_db_instance: { standby: { replicate_source_db: 'arn:aws:rds:eu-west-1:111122223333:db:orders', storage_encrypted: true, kms_key_id: '${var.key}' } } } },
  },
  {
    rule: 'standby-without-key',
    triggers: standby({ StorageEncrypted: true }, { StorageEncrypted: { Ref: 'AWS::NoValue' } }),
    finds: ['Standby KmsKeyId'],
    nearMiss: standby({ StorageEncrypted: false }, { StorageEncrypted: { Ref: 'AWS::NoValue' } }),
  },
  {
    rule: 'alarm-nobody-hears',
    triggers: alarms({}, {}),
    finds: ['Alarm0 AlarmActions'],
    nearMiss: alarms({ AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:on-call'] }, { AlarmActions: { 'Fn::ImportValue': 'topics' } }),
  },
  {
    rule: 'alarm-nobody-hears',
    triggers: terraformAlarm({ alarm_actions: ['arn:aws:sns:eu-west-1:111122223333:on-call'], actions_enabled: false }, {}),
    finds: ['aws_cloudwatch_metric_alarm.errors ActionsEnabled'],
    nearMiss: terraformAlarm({}, { any: { alarm_name: 'any', alarm_rule: 'ALARM(${aws_cloudwatch_metric_alarm.errors.alarm_name})' } }),
  },
  {
    rule: 'regions-in-one-deployment',
    triggers: terraformRegions({ provider: 'aws.frankfurt' }),
    finds: ['aws_autoscaling_group.other'],
    nearMiss: terraformRegions({}),
  },
  {
    rule: 'regions-in-one-deployment',
    triggers: terraformRegions({ region: 'us-east-1' }),
    finds: ['aws_autoscaling_group.other'],
    nearMiss: terraformRegions({ region: '${var.region}' }),
  },
  {
    rule: 'regions-in-one-deployment',
    triggers: planOfRegions('module.web:aws.frankfurt'),
    finds: ['aws_autoscaling_group.other'],
    nearMiss: planOfRegions('aws'),
  },
  {
    rule: 'single-region',
    triggers: region('eu-west-1', 'internet-facing', {}),
    finds: ['Balancer'],
    nearMiss: region('eu-west-1', 'internal', {}),
  },
  {
    rule: 'single-region',
    triggers: [region('eu-west-1', 'internet-facing', {}), region('eu-west-1', 'internet-facing', {})],
    finds: ['Balancer'],
    nearMiss: [region('eu-west-1', 'internet-facing', {}), region('eu-central-1', 'internet-facing', {})],
  },
];
