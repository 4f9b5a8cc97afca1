import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { DataAwsRoute53Zone } from '@cdktf/provider-aws/lib/data-aws-route53-zone';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Route53Zone } from '@cdktf/provider-aws/lib/route53-zone';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { App, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { problemsIn } from './provider-types';
import { all, only } from './stacks';
import {
  DatabaseEngine, Exposure, GeoLocation, MultiRegionFailover, MultiRegionFailoverProps, Network, Protection, ReadReplicaDatabase, RegionRouting,
  RegionTarget, ScaledWebTier, ScaledWebTierProps, StandbyDatabase, StandbyDatabaseProps, StandbySource, StaticLastResort, StaticLastResortProps,
} from '../../src/cdktf';

const HOME = 'eu-west-1';
const OTHER = 'us-east-1';
const TOPIC = 'arn:aws:sns:us-east-1:111122223333:wake';

type Props = Partial<MultiRegionFailoverProps>;

function stackIn(app: App, region: string, id = nameOf(region)): TerraformStack {
  const stack = new TerraformStack(app, id);
  new AwsProvider(stack, 'Aws', { region });
  return stack;
}

/** As `EuWest1`. */
function nameOf(region: string): string {
  return region.split('-').map((word) => word[0].toUpperCase() + word.slice(1)).join('');
}

/** In a network of somebody else's, so that little besides the tier is in the document. */
function strangersNetwork(region = HOME) {
  const subnets = (kind: string) => ['a', 'b'].map((zone) => `subnet-${kind}${zone}`);
  return Network.fromAttributes({
    vpcId: 'vpc-12345678',
    cidrBlocks: ['10.0.0.0/16'],
    zoneNames: ['a', 'b'].map((zone) => `${region}${zone}`),
    publicSubnetIds: subnets('public'),
    privateSubnetIds: subnets('private'),
    isolatedSubnetIds: subnets('isolated'),
  });
}

function tierIn(stack: TerraformStack, props: Partial<ScaledWebTierProps> = {}, id = 'Web'): ScaledWebTier {
  return new ScaledWebTier(stack, id, {
    network: strangersNetwork(),
    exposure: Exposure.INTERNET,
    certificateArns: props.insecureHttp ? undefined : ['arn:aws:acm:eu-west-1:111122223333:certificate/00000000-0000-0000-0000-000000000000'],
    ...props,
  });
}

function strangersBalancer(region: string): RegionTarget {
  return RegionTarget.loadBalancer({ dnsName: `web-1.${region}.elb.amazonaws.com`, hostedZoneId: 'Z32O12XQLNTSW2' });
}

function failoverIn(stack: TerraformStack, props: Props = {}, id = 'Failover'): MultiRegionFailover {
  return new MultiRegionFailover(stack, id, {
    recordName: 'www.example.com',
    zoneName: 'example.com',
    hostedZoneId: 'Z1',
    routing: RegionRouting.primary(),
    target: strangersBalancer('eu-west-1'),
    ...props,
  });
}

/** One stack a region. */
function regions(sides: Record<string, Props>, app: App = Testing.app()): App {
  for (const [region, props] of Object.entries(sides)) { failoverIn(stackIn(app, region), { target: strangersBalancer(region), ...props }); }
  return app;
}

const primaryAndSecondary = (primary: Props = {}, secondary: Props = {}) => ({
  [HOME]: { routing: RegionRouting.primary(), ...primary }, [OTHER]: { routing: RegionRouting.secondary(), ...secondary },
});

/** One region of a name, whose others are in another app. */
function documentOf(props: Props = {}, target?: (stack: TerraformStack) => RegionTarget) {
  const app = Testing.app();
  const stack = stackIn(app, HOME, 'Stack');
  failoverIn(stack, { expectedRegions: [HOME, OTHER], ...(target && { target: target(stack) }), ...props });
  return documentsIn(app).Stack;
}

/** What the synthesis wrote, by stack. */
function documentsIn(app: App): Record<string, any> {
  app.synth();
  const folder = join(app.outdir, 'stacks');
  return Object.fromEntries(readdirSync(folder).map((stack) => [stack, JSON.parse(readFileSync(join(folder, stack, 'cdk.tf.json'), 'utf8'), withoutMetadata)]));
}

/** Nor with where the state is kept, which is a path of this machine. */
function withoutMetadata(key: string, value: unknown) {
  return key === '//' || key === 'backend' ? undefined : value;
}

function refusals(app: App): string[] {
  try {
    app.synth();
  } catch (error) {
    return (error as Error).message.split('\n').filter((line) => line.includes('MultiRegionFailover ')).map((line) => line.replace(/^\s*(Validation failed.*)?\[.*?\] /, ''));
  }
  return [];
}

const warningsIn = (app: App) => Object.values(app.manifest.stacks).flatMap(({ annotations }) => annotations.map(({ message }) => message));
const record = (document: any, id = 'RecordA') => all(document, 'aws_route53_record')[`Failover/${id}`];
const check = (document: any, id: string) => all(document, 'aws_route53_health_check')[`Failover/${id}`];
const statusAlarm = (document: any) => all(document, 'aws_cloudwatch_metric_alarm')['Failover/HealthCheckStatusAlarm'];
const refTo = (type: string, id: string, attribute = 'id') => expect.stringMatching(new RegExp(`^\\$\\{${type}\\.${id}_[0-9A-F]{8}\\.${attribute}\\}$`));
const checkRef = (id: string) => refTo('aws_route53_health_check', `Failover_${id}`);
const output = (document: any, id: string) => Object.entries<any>(document.output ?? {}).find(([name]) => name.startsWith(`${id}_`))?.[1];

describe('a primary and a secondary region, in a stack each', () => {
  const app = regions(primaryAndSecondary({ alarmTopicArn: TOPIC }, { alarmTopicArn: TOPIC }));
  const { EuWest1: home, UsEast1: other } = documentsIn(app);

  test('the documents', () => {
    expect({ home, other }).toMatchSnapshot();
  });

  test.each([['home', home], ['other', other]])('what the provider\'s own types want, and every reference leads somewhere: %s', (_, document) => {
    expect(problemsIn(document)).toEqual([]);
  });

  test.each([['home', home], ['other', other]])('nothing of the other stack, or of its state: %s', (_, document) => {
    expect(Object.keys(document.data ?? {})).toEqual([]);
    expect(JSON.stringify(document)).not.toMatch(/terraform_remote_state|cross-stack/);
  });

  test('depends on nothing', () => {
    expect(app.node.children.flatMap((stack) => (stack as TerraformStack).dependencies)).toEqual([]);
  });

  test('one record each, of one name and with a role of its own', () => {
    expect(record(home)).toEqual({
      zone_id: 'Z1',
      name: 'www.example.com',
      type: 'A',
      set_identifier: HOME,
      failover_routing_policy: { type: 'PRIMARY' },
      alias: { name: 'web-1.eu-west-1.elb.amazonaws.com', zone_id: 'Z32O12XQLNTSW2', evaluate_target_health: true },
      health_check_id: checkRef('RegionCheck'),
    });
    expect(record(other)).toMatchObject({ set_identifier: OTHER, failover_routing_policy: { type: 'SECONDARY' } });
    expect([home, other].map((document) => Object.keys(all(document, 'aws_route53_record')))).toEqual([['Failover/RecordA'], ['Failover/RecordA']]);
  });

  test('a check of the endpoint under one that the record goes by', () => {
    expect(check(home, 'EndpointCheck')).toEqual({
      type: 'HTTPS',
      fqdn: 'web-1.eu-west-1.elb.amazonaws.com',
      port: 443,
      resource_path: '/health/dependencies',
      request_interval: 10,
      failure_threshold: 3,
      enable_sni: true,
      tags: { Name: 'EuWest1/Failover endpoint' },
    });
    expect(check(home, 'RegionCheck')).toEqual({
      type: 'CALCULATED', child_healthchecks: [checkRef('EndpointCheck')], child_health_threshold: 1, tags: { Name: 'EuWest1/Failover' },
    });
  });

  test('an alarm where Route 53 reports to, from either region', () => {
    expect(statusAlarm(home)).toEqual({
      region: 'us-east-1',
      alarm_name: expect.stringMatching(/^EuWest1-Failover-HealthCheckStatusAlarm-\$\{aws_route53_health_check\.Failover_RegionCheck_\w+\.id\}$/),
      alarm_description: 'www.example.com is answered without eu-west-1: its health check fails, or says nothing.',
      namespace: 'AWS/Route53',
      metric_name: 'HealthCheckStatus',
      dimensions: { HealthCheckId: checkRef('RegionCheck') },
      statistic: 'Minimum',
      period: 60,
      comparison_operator: 'LessThanThreshold',
      threshold: 1,
      evaluation_periods: 1,
      datapoints_to_alarm: 1,
      treat_missing_data: 'breaching',
      alarm_actions: [TOPIC],
      ok_actions: [TOPIC],
    });
    expect(statusAlarm(other)).toMatchObject({ region: 'us-east-1', alarm_actions: [TOPIC] });
  });

  test('the check as an output', () => {
    expect(output(home, 'Failover_HealthCheckId')).toEqual({
      description: 'The health check that www.example.com goes by in this region', value: checkRef('RegionCheck'),
    });
    expect(output(home, 'Failover_Facts')).toBeUndefined();
  });

  test('nobody is warned', () => {
    expect(warningsIn(app)).toEqual([]);
  });
});

describe('a primary and a secondary region, in one stack, by provider aliases', () => {
  const app = Testing.app();
  const stack = new TerraformStack(app, 'Both');
  new AwsProvider(stack, 'Aws', { region: 'eu-central-1' });
  for (const region of [HOME, OTHER]) {
    const provider = new AwsProvider(stack, `Aws${nameOf(region)}`, { region, alias: region });
    const target = RegionTarget.tier(tierIn(stack, { provider, network: strangersNetwork(region) }, `Web${nameOf(region)}`));
    const routing = region === HOME ? RegionRouting.primary() : RegionRouting.secondary();
    failoverIn(stack, { target, provider, routing, alarmTopicArn: TOPIC }, `Failover${nameOf(region)}`);
  }
  const { Both: document } = documentsIn(app);
  const own = (kind: string, type: string) => Object.fromEntries(Object.entries<any>(document[kind][type]).filter(([name]) => name.startsWith('Failover')));

  test('what is of the failover', () => {
    expect(['aws_route53_record', 'aws_route53_health_check', 'aws_cloudwatch_metric_alarm'].map((type) => own('resource', type))).toMatchSnapshot();
  });

  test('what the provider\'s own types want, and every reference leads somewhere', () => {
    expect(problemsIn(document)).toEqual([]);
  });

  test('each is of its provider\'s region, and none of the stack\'s usual one', () => {
    const records = all(document, 'aws_route53_record');
    expect(Object.entries(records).map(([path, { provider, set_identifier }]) => [path, provider, set_identifier])).toEqual([
      ['FailoverEuWest1/RecordA', 'aws.eu-west-1', HOME], ['FailoverUsEast1/RecordA', 'aws.us-east-1', OTHER],
    ]);
    expect(JSON.stringify(own('resource', 'aws_cloudwatch_metric_alarm'))).not.toContain('eu-central-1');
  });

  test('each leads to its own tier, by what that says of itself', () => {
    const found = all(document, 'aws_route53_record')['FailoverUsEast1/RecordA'];
    expect(found.alias).toEqual({
      name: refTo('aws_lb', 'WebUsEast1_LoadBalancer', 'dns_name'), zone_id: refTo('aws_lb', 'WebUsEast1_LoadBalancer', 'zone_id'), evaluate_target_health: true,
    });
    expect(all(document, 'aws_route53_health_check')['FailoverUsEast1/EndpointCheck'].fqdn).toEqual(refTo('aws_lb', 'WebUsEast1_LoadBalancer', 'dns_name'));
  });

  test('one runbook, beside the one stack', () => {
    expect(readdirSync(join(app.outdir, 'stacks', 'Both')).sort()).toEqual(['cdk.tf.json', 'www.example.com.runbook.md']);
  });
});

describe('other strategies', () => {
  test('latency, over three', () => {
    const documents = documentsIn(regions(Object.fromEntries([HOME, OTHER, 'ap-south-1'].map((region) => [region, { routing: RegionRouting.latency() }]))));
    expect(Object.values(documents).map((document) => record(document))).toEqual(['ap-south-1', HOME, OTHER].map((region) => (
      expect.objectContaining({ set_identifier: region, latency_routing_policy: { region } })
    )));
    expect(Object.values(documents).flatMap(problemsIn)).toEqual([]);
  });

  test('weights, 0 included', () => {
    const documents = documentsIn(regions({ [HOME]: { routing: RegionRouting.weighted(3) }, [OTHER]: { routing: RegionRouting.weighted(0) } }));
    expect(record(documents.EuWest1).weighted_routing_policy).toEqual({ weight: 3 });
    expect(record(documents.UsEast1).weighted_routing_policy).toEqual({ weight: 0 });
    expect(Object.values(documents).flatMap(problemsIn)).toEqual([]);
  });

  test('locations, with one for everybody else', () => {
    const documents = documentsIn(regions({
      [HOME]: { routing: RegionRouting.geolocation(GeoLocation.country('DE')) },
      [OTHER]: { routing: RegionRouting.geolocation(GeoLocation.defaultLocation()) },
      'us-west-2': { routing: RegionRouting.geolocation(GeoLocation.subdivision('US', 'CA')) },
    }));
    expect(record(documents.EuWest1).geolocation_routing_policy).toEqual({ country: 'DE' });
    expect(record(documents.UsEast1).geolocation_routing_policy).toEqual({ country: '*' });
    expect(record(documents.UsWest2).geolocation_routing_policy).toEqual({ country: 'US', subdivision: 'CA' });
    expect(Object.values(documents).flatMap(problemsIn)).toEqual([]);
  });

  test('no other strategy is written beside it, and no runbook', () => {
    const app = regions({ [HOME]: { routing: RegionRouting.latency() }, [OTHER]: { routing: RegionRouting.latency() } });
    const { EuWest1: document } = documentsIn(app);
    expect(Object.keys(record(document)).filter((key) => key.endsWith('_policy'))).toEqual(['latency_routing_policy']);
    expect(runbooksIn(app)).toEqual([]);
  });
});

describe('what is checked', () => {
  test('what the user says of it', () => {
    const document = documentOf({
      setIdentifier: 'home',
      healthCheck: {
        path: '/ready',
        hostName: 'eu.example.com',
        port: 8443,
        searchString: '"ok": ${true}',
        intervalSeconds: 30,
        failureThreshold: 5,
        checkerRegions: ['us-east-1', 'eu-west-1', 'sa-east-1'],
        alarmNames: ['errors', 'queue'],
        healthThreshold: 2,
      },
    });
    expect(check(document, 'EndpointCheck')).toMatchObject({
      type: 'HTTPS_STR_MATCH',
      fqdn: 'eu.example.com',
      port: 8443,
      resource_path: '/ready',
      search_string: '"ok": $${true}',
      request_interval: 30,
      failure_threshold: 5,
      regions: ['us-east-1', 'eu-west-1', 'sa-east-1'],
    });
    expect(check(document, 'AlarmCheck2')).toEqual({
      type: 'CLOUDWATCH_METRIC',
      cloudwatch_alarm_name: 'queue',
      cloudwatch_alarm_region: HOME,
      insufficient_data_health_status: 'Unhealthy',
      tags: { Name: 'Stack/Failover alarm 2' },
      triggers: { alarmName: 'queue' },
    });
    expect(check(document, 'RegionCheck')).toMatchObject({
      child_healthchecks: ['EndpointCheck', 'AlarmCheck1', 'AlarmCheck2'].map(checkRef), child_health_threshold: 2,
    });
    expect(record(document).set_identifier).toBe('home');
    expect(problemsIn(document)).toEqual([]);
  });

  test('a balancer of plain HTTP, on both protocols of the internet', () => {
    const document = documentOf({}, (stack) => RegionTarget.tier(tierIn(stack, { insecureHttp: true, dualStack: true })));
    expect(check(document, 'EndpointCheck')).toMatchObject({ type: 'HTTP', port: 80, enable_sni: false });
    expect(['RecordA', 'RecordAAAA'].map((id) => record(document, id).type)).toEqual(['A', 'AAAA']);
    expect(problemsIn(document)).toEqual([]);
  });

  test('a balancer inside the network: by its healthy hosts, which Route 53 does not reach', () => {
    const document = documentOf({ healthCheck: { minimumHealthyHosts: 2 } }, (stack) => (
      RegionTarget.tier(tierIn(stack, { exposure: Exposure.INTERNAL, minCapacity: 4 }))
    ));
    expect(check(document, 'EndpointCheck')).toBeUndefined();
    expect(all(document, 'aws_cloudwatch_metric_alarm')['Failover/HealthyHostsAlarm']).toMatchObject({
      namespace: 'AWS/ApplicationELB',
      metric_name: 'HealthyHostCount',
      dimensions: {
        LoadBalancer: refTo('aws_lb', 'Web_LoadBalancer', 'arn_suffix'), TargetGroup: refTo('aws_lb_target_group', 'Web_TargetGroup', 'arn_suffix'),
      },
      statistic: 'Minimum',
      period: 60,
      comparison_operator: 'LessThanThreshold',
      threshold: 2,
      evaluation_periods: 2,
      datapoints_to_alarm: 2,
      treat_missing_data: 'breaching',
    });
    expect(check(document, 'HealthyHostsCheck')).toEqual({
      type: 'CLOUDWATCH_METRIC',
      cloudwatch_alarm_name: refTo('aws_cloudwatch_metric_alarm', 'Failover_HealthyHostsAlarm', 'alarm_name'),
      cloudwatch_alarm_region: HOME,
      insufficient_data_health_status: 'Unhealthy',
      tags: { Name: 'Stack/Failover healthy hosts' },
      triggers: {
        metric: 'HealthyHostCount Minimum 60',
        values: expect.stringMatching(/^\$\{aws_lb\.Web_LoadBalancer_\w+\.arn_suffix\},\$\{aws_lb_target_group\.Web_TargetGroup_\w+\.arn_suffix\}$/),
        comparison: 'LessThanThreshold',
        threshold: '2',
        periods: '2',
      },
    });
    expect(check(document, 'RegionCheck').child_healthchecks).toEqual([checkRef('HealthyHostsCheck')]);
    expect(problemsIn(document)).toEqual([]);
  });

  test('a balancer inside the network that somebody else made', () => {
    const document = documentOf({
      target: RegionTarget.internalLoadBalancer({
        dnsName: 'internal-web-1.eu-west-1.elb.amazonaws.com',
        hostedZoneId: 'Z32O12XQLNTSW2',
        dualStack: true,
        loadBalancerFullName: 'app/web/1',
        targetGroupFullName: 'targetgroup/web/2',
      }),
    });
    expect(all(document, 'aws_cloudwatch_metric_alarm')['Failover/HealthyHostsAlarm'].dimensions).toEqual({ LoadBalancer: 'app/web/1', TargetGroup: 'targetgroup/web/2' });
    expect(Object.keys(all(document, 'aws_route53_record')).sort()).toEqual(['Failover/RecordA', 'Failover/RecordAAAA']);
    expect(problemsIn(document)).toEqual([]);
  });

  test('a region that callers are kept away from: more has to be healthy than there is', () => {
    expect(check(documentOf({ withdrawn: true }), 'RegionCheck').child_health_threshold).toBe(2);
  });

  test('no alarm on the status where us-east-1 is out of reach, and somebody hears of it', () => {
    const app = Testing.app();
    const failover = failoverIn(stackIn(app, 'cn-north-1', 'China'), { expectedRegions: ['cn-north-1', 'cn-northwest-1'] });
    expect(statusAlarm(documentsIn(app).China)).toBeUndefined();
    expect(failover.healthCheckStatusAlarm).toBeUndefined();
    expect(warningsIn(app)).toEqual([expect.stringContaining("'China/Failover': nobody is told when a region is out of www.example.com")]);
  });
});

describe('what it says of itself', () => {
  test('ids, alarms and facts', () => {
    const failover = failoverIn(stackIn(Testing.app(), HOME), { lastResort: true, recovery: { clientDnsCacheSeconds: 30 } });
    expect(failover.activeName).toBe('active.www.example.com');
    expect(failover.healthCheckStatusAlarm!.node.id).toBe('HealthCheckStatusAlarm');
    expect(failover.healthyHostsAlarm).toBeUndefined();
    expect(failover.facts).toMatchObject({ detectionSecondsFrom: 30, detectionSecondsTo: 48, dnsSeconds: 90 });
  });

  test('facts as an output', () => {
    const value = JSON.parse(output(documentOf({ factsOutput: true }), 'Failover_Facts').value);
    expect(value).toMatchObject({ detectionSecondsTo: 48, dnsSeconds: 60 });
  });

  test('of a tier, its own timings are added', () => {
    const stack = stackIn(Testing.app(), HOME);
    const { facts } = failoverIn(stack, { target: RegionTarget.tier(tierIn(stack)) });
    expect(facts).toMatchObject({ recoveryTimeSecondsFrom: 30, recoveryTimeSecondsTo: 48 + 60 + 240 });
  });

  test('of a standby, its promotion and what is lost with it', () => {
    const stack = stackIn(Testing.app(), OTHER);
    const recovery = { decisionSeconds: 600, databasePromotionSeconds: 300 };
    const { facts } = failoverIn(stack, { routing: RegionRouting.secondary(), database: standbyIn(stack), recovery });
    expect(facts.terms.map(({ name }) => name)).toContain('the read replica is promoted');
    expect(facts.recoveryPointSeconds).toBe(570);
  });

  test.each([[undefined, 1], ['20', 20]])('of an Aurora global database, how far behind it falls at the most: rds.global_db_rpo %s', (rpo, lost) => {
    const stack = stackIn(Testing.app(), HOME);
    const database = new ReadReplicaDatabase(stack, 'Database', {
      network: strangersNetwork(),
      engine: DatabaseEngine.auroraPostgres('17'),
      globalDatabase: true,
      parameters: rpo === undefined ? undefined : { 'rds.global_db_rpo': rpo },
    });
    expect(failoverIn(stack, { database }).facts.recoveryPointSeconds).toBe(lost);
  });
});

function standbyIn(stack: TerraformStack, props: Partial<StandbyDatabaseProps> = {}): StandbyDatabase {
  return new StandbyDatabase(stack, 'Standby', {
    network: strangersNetwork(OTHER), engine: DatabaseEngine.postgres('17'), source: StandbySource.instance('arn:aws:rds:eu-west-1:111122223333:db:shop-writer'), ...props,
  });
}

describe('what does not fit together', () => {
  const both = (sentence: string) => [`MultiRegionFailover 'EuWest1/Failover' and 'UsEast1/Failover': ${sentence}`];
  const twice = { [HOME]: {}, [OTHER]: {} };

  test('two primaries', () => {
    expect(refusals(regions(twice))).toEqual(both('routing must be primary() in one region only for www.example.com, got it in both.'));
  });

  test('before anything of them is written', () => {
    const app = regions(twice);
    expect(() => app.synth()).toThrow('routing must be primary()');
    expect(existsSync(join(app.outdir, 'stacks', 'EuWest1', 'cdk.tf.json'))).toBe(false);
    expect(existsSync(join(app.outdir, 'manifest.json'))).toBe(false);
  });

  test('a missing secondary, unless another app has it', () => {
    expect(refusals(regions({ [HOME]: {} }))).toEqual([
      "MultiRegionFailover 'EuWest1/Failover': routing must be secondary() in one region for www.example.com, got none (expectedRegions tells of one in another app).",
    ]);
    expect(refusals(regions({ [HOME]: { expectedRegions: [HOME, OTHER] } }))).toEqual([]);
  });

  test('three regions', () => {
    expect(refusals(regions({ ...primaryAndSecondary(), 'us-west-2': { routing: RegionRouting.secondary() } }))).toEqual([
      "MultiRegionFailover 'UsEast1/Failover' and 'UsWest2/Failover': routing must be secondary() in one region only for www.example.com, got it in both.",
      "MultiRegionFailover 'EuWest1/Failover', 'UsEast1/Failover' and 'UsWest2/Failover': FAILOVER takes exactly 2 regions for www.example.com, got 3.",
    ]);
  });

  test.each<[string, Props, Props, string]>([
    ['strategies', {}, { routing: RegionRouting.latency() }, 'routing must be of one strategy for www.example.com, got FAILOVER and LATENCY.'],
    ['set identifiers', { setIdentifier: 'one' }, { setIdentifier: 'one' }, 'setIdentifier must be another one on each side of www.example.com, got "one" on both.'],
    ['zones', {}, { hostedZoneId: 'Z2' }, 'the hosted zone must be the same for www.example.com, got "Z1" and "Z2".'],
    ['spellings', {}, { recordName: 'WWW.example.com' }, 'recordName must be written alike, got "www.example.com" and "WWW.example.com": DNS takes them for one name.'],
    ['last resorts', { lastResort: true }, {}, 'lastResort must be the same on each side of www.example.com, got true and false.'],
    ['withdrawals', { withdrawn: true }, { withdrawn: true }, 'withdrawn must be false in one region for www.example.com, got true in all.'],
  ])('%s', (_, primary, secondary, sentence) => {
    const app = regions(primaryAndSecondary(primary, secondary));
    expect(refusals(app)[0]).toBe(both(sentence)[0]);
  });

  test('one region twice, in one stack', () => {
    const app = Testing.app();
    const stack = stackIn(app, HOME, 'Stack');
    failoverIn(stack, { setIdentifier: 'one' }, 'One');
    failoverIn(stack, { setIdentifier: 'two', routing: RegionRouting.secondary() }, 'Two');
    expect(refusals(app)).toEqual(["MultiRegionFailover 'Stack/One' and 'Stack/Two': region must be another one on each side of www.example.com, got \"eu-west-1\" on both."]);
  });

  test('no default location', () => {
    expect(refusals(regions({
      [HOME]: { routing: RegionRouting.geolocation(GeoLocation.country('DE')) }, [OTHER]: { routing: RegionRouting.geolocation(GeoLocation.country('US')) },
    }))).toEqual(both('routing must be geolocation(GeoLocation.defaultLocation()) in one region for www.example.com: callers from elsewhere would get no answer.'));
  });

  describe('tiers', () => {
    function unequal(props: Props = {}, tier: Partial<ScaledWebTierProps> = { minCapacity: 4, maxCapacity: 40 }): App {
      const app = Testing.app();
      for (const [region, routing] of [[HOME, RegionRouting.primary()], [OTHER, RegionRouting.secondary()]] as const) {
        const stack = stackIn(app, region);
        failoverIn(stack, { routing, target: RegionTarget.tier(tierIn(stack, region === HOME ? {} : tier)), ...props });
      }
      return app;
    }

    test('of another size', () => {
      expect(refusals(unequal())).toEqual([
        ...both('minCapacity must be the same on both sides, got 2 and 4 (unequalSides: true accepts it).'),
        ...both('maxCapacity must be the same on both sides, got 20 and 40 (unequalSides: true accepts it).'),
      ]);
    });

    test('of another size, and accepted: said once, however often it is synthesized', () => {
      const app = unequal({ unequalSides: true });
      app.synth();
      const first = warningsIn(app);
      app.synth();
      expect(warningsIn(app)).toEqual(first);
      expect(first).toEqual(both('the sides differ in minCapacity (2 and 4), maxCapacity (20 and 40): the one that takes over may not carry what the other did.'));
    });

    test.each<[string, Partial<ScaledWebTierProps>, string]>([
      ['instances', { instances: { instanceType: 'm7g.xlarge' } }, 'instanceType must be the same on both sides, got "m7g.large" and "m7g.xlarge"'],
      ['port', { targetPort: 8081 }, 'targetPort must be the same on both sides, got 8080 and 8081'],
      ['TLS', { tlsPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-06' }, 'tlsPolicy must be the same on both sides'],
      ['IPv6', { dualStack: true }, 'dualStack must be the same on both sides, got false and true'],
    ])('of another %s', (_, tier, sentence) => {
      expect(refusals(unequal({}, tier))[0]).toContain(sentence);
    });

    test('with another database', () => {
      const app = Testing.app();
      for (const [region, version] of [[HOME, '16'], [OTHER, '17']]) {
        const stack = stackIn(app, region);
        const database = ReadReplicaDatabase.fromAttributes({
          writerEndpoint: 'db.example.com', port: 5432, securityGroupId: 'sg-12345678', engine: DatabaseEngine.postgres(version),
        });
        failoverIn(stack, { database, routing: region === HOME ? RegionRouting.primary() : RegionRouting.secondary() });
      }
      expect(refusals(app)).toEqual(both('databaseEngine must be the same on both sides, got "postgres 16" and "postgres 17" (unequalSides: true accepts it).'));
    });
  });

  test('said in whatever order the stacks are made', () => {
    expect(refusals(regions({ [OTHER]: {}, [HOME]: {} }))).toEqual([
      "MultiRegionFailover 'UsEast1/Failover' and 'EuWest1/Failover': routing must be primary() in one region only for www.example.com, got it in both.",
    ]);
  });

  test('is not asked for when validation is skipped', () => {
    const app = new App({ outdir: Testing.app().outdir, skipValidation: true });
    expect(() => regions(twice, app).synth()).not.toThrow();
  });

  test('two names do not meet', () => {
    expect(refusals(regions({ [HOME]: { recordName: 'a.example.com', expectedRegions: [HOME, 'eu-west-2'] }, [OTHER]: { recordName: 'b.example.com', expectedRegions: [OTHER, 'us-west-2'] } }))).toEqual([]);
  });
});

describe('what is refused of one region', () => {
  const refusal = (props: Props) => () => failoverIn(stackIn(Testing.app(), HOME, 'Stack'), props);

  test.each<[string, Props, string]>([
    ['a name outside the zone', { recordName: 'www.example.org' }, "MultiRegionFailover 'Stack/Failover': recordName must be in the hosted zone example.com, got \"www.example.org\"."],
    ['no target', { target: undefined }, "MultiRegionFailover 'Stack/Failover': target must say what the name leads to, got nothing."],
    ['an interval of 20 s', { healthCheck: { intervalSeconds: 20 } }, "MultiRegionFailover 'Stack/Failover': healthCheck.intervalSeconds must be 10 or 30: Route 53 has no others, got 20."],
    ['an unknown region', { expectedRegions: ['us-banana-1', HOME] }, "MultiRegionFailover 'Stack/Failover': expectedRegions[0] must be a region of AWS such as 'eu-west-1', got \"us-banana-1\"."],
    ['a topic of another region', { alarmTopicArn: 'arn:aws:sns:eu-west-1:111122223333:wake' }, "MultiRegionFailover 'Stack/Failover': alarmTopicArn must be the ARN of a topic of us-east-1, where Route 53 reports to, got \"arn:aws:sns:eu-west-1:111122223333:wake\"."],
  ])('%s', (_, props, message) => {
    expect(refusal(props)).toThrow(message);
  });

  test('a region that there is none of, of the provider', () => {
    expect(() => failoverIn(stackIn(Testing.app(), 'us-banana-1', 'Stack'))).toThrow("region must be a region of AWS such as 'eu-west-1', got \"us-banana-1\".");
  });

  test('callers\' certificates, which Route 53 has none of', () => {
    const stack = stackIn(Testing.app(), HOME, 'Stack');
    const tier = tierIn(stack, { trustStoreArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:truststore/callers/1234567890abcdef' });
    expect(() => failoverIn(stack, { target: RegionTarget.tier(tier) })).toThrow('target must not ask callers for certificates (mutual TLS)');
  });

  test('a tier that shares a listener', () => {
    const stack = stackIn(Testing.app(), HOME, 'Stack');
    const listener = { listenerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/shared/1/2', securityGroupId: 'sg-12345678' };
    const tier = tierIn(stack, { listener, certificateArns: undefined, exposure: undefined, routing: { priority: 10, paths: ['/shop/*'] } });
    expect(() => RegionTarget.tier(tier)).toThrow("ScaledWebTier 'Stack/Web' shares a listener: it has no load balancer of its own.");
  });

  test('a tier of another region', () => {
    const stack = stackIn(Testing.app(), HOME, 'Stack');
    const provider = new AwsProvider(stack, 'Elsewhere', { region: OTHER, alias: 'elsewhere' });
    expect(() => failoverIn(stack, { target: RegionTarget.tier(tierIn(stack, { provider })) })).toThrow(
      "MultiRegionFailover 'Stack/Failover': target must stand in the region of the provider (eu-west-1), got a load balancer of us-east-1.",
    );
  });

  test('what another stack makes: all of it at once', () => {
    const app = Testing.app();
    const global = stackIn(app, OTHER, 'Global');
    const props = {
      hostedZoneId: new Route53Zone(global, 'Zone', { name: 'example.com' }).zoneId,
      alarmTopicArn: new SnsTopic(global, 'Topic').arn,
      target: RegionTarget.tier(tierIn(global)),
    };
    const sentence = (option: string) => `  - ${option} must be a text, or of this stack: one that stack 'Global' makes ties every region to that stack.`;
    expect(() => failoverIn(stackIn(app, HOME, 'Stack'), props)).toThrow([
      "MultiRegionFailover 'Stack/Failover': 4 problems:",
      ...['hostedZoneId', 'target', 'alarmTopicArn'].map(sentence),
      '  - target must stand in the region of the provider (eu-west-1), got a load balancer of us-east-1.',
    ].join('\n'));
  });

  test('a zone and a topic of this stack are fine', () => {
    const app = Testing.app();
    const stack = stackIn(app, OTHER, 'Stack');
    failoverIn(stack, {
      hostedZoneId: new DataAwsRoute53Zone(stack, 'Zone', { name: 'example.com' }).zoneId, alarmTopicArn: new SnsTopic(stack, 'Topic').arn, expectedRegions: [HOME, OTHER],
    });
    const { Stack: document } = documentsIn(app);
    expect(record(document).zone_id).toMatch(/^\$\{data\.aws_route53_zone\.Zone\.zone_id\}$/);
    expect(statusAlarm(document).alarm_actions).toEqual(['${aws_sns_topic.Topic.arn}']);
    expect(problemsIn(document)).toEqual([]);
  });
});

describe('the doors of the load balancer', () => {
  const warnings = (tier: Partial<ScaledWebTierProps>) => {
    const app = Testing.app();
    const stack = stackIn(app, HOME, 'Stack');
    failoverIn(stack, { target: RegionTarget.tier(tierIn(stack, tier)), expectedRegions: [HOME, OTHER] });
    app.synth();
    return warningsIn(app);
  };

  test('closed to Route 53: a warning', () => {
    expect(warnings({ allowFrom: ['203.0.113.0/24'] })).toEqual([expect.stringContaining("let Route 53's checkers in")]);
  });

  test.each([['everybody', undefined], ['a prefix list, which may be that of the checkers', ['pl-12345678']]])('open to %s: none', (_, allowFrom) => {
    expect(warnings({ allowFrom })).toEqual([]);
  });
});

describe('what only Terraform knows', () => {
  test('passes, and arrives', () => {
    const app = Testing.app();
    const stack = new TerraformStack(app, 'Stack');
    const text = (id: string) => new TerraformVariable(stack, id, { type: 'string' }).stringValue;
    new AwsProvider(stack, 'Aws', { region: text('region') });
    failoverIn(stack, {
      recordName: text('name'),
      zoneName: text('zone'),
      hostedZoneId: text('zone-id'),
      alarmTopicArn: text('topic'),
      target: RegionTarget.loadBalancer({ dnsName: text('host'), hostedZoneId: text('host-zone') }),
      healthCheck: { failureThreshold: new TerraformVariable(stack, 'threshold', { type: 'number' }).numberValue, searchString: text('search') },
    });
    const { Stack: document } = documentsIn(app);
    expect(record(document)).toMatchObject({
      name: '${var.name}', zone_id: '${var.zone-id}', set_identifier: '${var.region}', alias: { name: '${var.host}', zone_id: '${var.host-zone}' },
    });
    expect(check(document, 'EndpointCheck')).toMatchObject({ failure_threshold: '${var.threshold}', search_string: '${var.search}', fqdn: '${var.host}' });
    expect(statusAlarm(document)).toMatchObject({ region: 'us-east-1', alarm_actions: ['${var.topic}'] });
    expect(problemsIn(document)).toEqual([]);
    expect(warningsIn(app)).toEqual([]);
  });

  test('a region that the environment says', () => {
    const app = Testing.app();
    const stack = new TerraformStack(app, 'Stack');
    new AwsProvider(stack, 'Aws');
    failoverIn(stack, { routing: RegionRouting.latency(), expectedRegions: [HOME, OTHER] });
    const { Stack: document } = documentsIn(app);
    const region = refTo('data.aws_region', 'Failover_Region', 'region');
    expect(record(document)).toMatchObject({ set_identifier: region, latency_routing_policy: { region } });
    expect(problemsIn(document)).toEqual([]);
  });

  test('is not compared', () => {
    const app = Testing.app();
    for (const id of ['One', 'Two']) {
      const stack = new TerraformStack(app, id);
      new AwsProvider(stack, 'Aws');
      failoverIn(stack, { setIdentifier: id, routing: id === 'One' ? RegionRouting.primary() : RegionRouting.secondary() });
    }
    expect(refusals(app)).toEqual([]);
    expect(runbooksIn(app)).toEqual([]);
  });
});

function runbooksIn(app: App): string[] {
  const folder = join(app.outdir, 'stacks');
  return readdirSync(folder).flatMap((stack) => readdirSync(join(folder, stack)).filter((file) => file.endsWith('.md')).map((file) => `${stack}/${file}`));
}

describe('the runbook', () => {
  const withData = (primary: (stack: TerraformStack) => Props, secondary: (stack: TerraformStack) => Props): App => {
    const app = Testing.app();
    for (const [region, routing, props] of [[OTHER, RegionRouting.secondary(), secondary], [HOME, RegionRouting.primary(), primary]] as const) {
      const stack = stackIn(app, region);
      failoverIn(stack, { routing, target: RegionTarget.tier(tierIn(stack, { network: strangersNetwork(region) })), ...props(stack) });
    }
    return app;
  };
  const written = (app: App) => {
    app.synth();
    return readFileSync(join(app.outdir, 'stacks', runbooksIn(app)[0]), 'utf8');
  };
  const onRds = () => withData(
    (stack) => ({ database: new ReadReplicaDatabase(stack, 'Database', { network: strangersNetwork(), engine: DatabaseEngine.postgres('17'), identifier: 'shop' }) }),
    (stack) => ({ database: standbyIn(stack, { identifier: 'shop-us' }) }),
  );
  const onAurora = () => withData(
    (stack) => ({
      database: new ReadReplicaDatabase(stack, 'Database', {
        network: strangersNetwork(), engine: DatabaseEngine.auroraPostgres('17'), identifier: 'shop', globalDatabase: true,
      }),
    }),
    (stack) => ({
      database: standbyIn(stack, {
        engine: DatabaseEngine.auroraPostgres('17'), engineVersion: '17.5', source: StandbySource.globalDatabase('shop-global', HOME), identifier: 'shop-us',
      }),
    }),
  );
  const commands = (runbook: string) => [...runbook.matchAll(/```bash\n([\s\S]*?)```/g)].flatMap(([, block]) => block.trim().split('\n'));

  test('beside the primary\'s stack, whatever the order of the stacks', () => {
    const app = onRds();
    app.synth();
    expect(runbooksIn(app)).toEqual(['EuWest1/www.example.com.runbook.md']);
  });

  test.each([['RDS', onRds], ['Aurora', onAurora]])('%s', (_, app) => {
    expect(written(app())).toMatchSnapshot();
  });

  test.each([['RDS', onRds], ['Aurora', onAurora]])('the same when it is synthesized again, and from another run: %s', (_, app) => {
    const one = app();
    expect([written(one), written(one), written(app())]).toEqual(Array(3).fill(written(one)));
  });

  test.each([['RDS', onRds], ['Aurora', onAurora]])('commands that can be run as they stand: %s', (_, app) => {
    const runbook = written(app());
    const found = commands(runbook);
    expect(found.length).toBeGreaterThan(12);
    expect(found.filter((line) => /[<>]/.test(line))).toEqual([]);
    expect(runbook).not.toMatch(/TfToken|undefined|\$\{/);
    for (const command of found.filter((line) => line.includes('aws '))) { expect(command).toMatch(/ --region (eu-west-1|us-east-1)\b/); }
  });

  test('names what there is', () => {
    const runbook = written(onRds());
    for (const name of ['shop-writer', 'shop-us-standby', 'UsEast1-Web-Group-', 'EuWest1-Web-Group-', 'UsEast1/Standby', 'EuWest1/Failover', 'UsEast1/Failover', 'Z1']) {
      expect(runbook).toContain(name);
    }
    expect(runbook).toContain('the read replica is promoted');
  });

  test('asks AWS for names that AWS makes up', () => {
    expect(written(onRds())).toContain(
      '--auto-scaling-group-name "$(aws autoscaling describe-auto-scaling-groups --query "AutoScalingGroups[?starts_with(AutoScalingGroupName,\'UsEast1-Web-Group-\')].AutoScalingGroupName" --output text --region us-east-1)" --desired-capacity 4 --region us-east-1',
    );
    expect(written(onAurora())).toContain(
      '--global-cluster-identifier shop-global --target-db-cluster-identifier "$(aws rds describe-db-clusters --db-cluster-identifier shop-us --query "DBClusters[0].DBClusterArn" --output text --region us-east-1)" --allow-data-loss --region us-east-1',
    );
  });

  test('the group that it asks for is the one that is made', () => {
    const app = onRds();
    const { UsEast1: document } = documentsIn(app);
    expect(only(document, 'aws_autoscaling_group').name_prefix).toBe('UsEast1-Web-Group-');
  });

  test('without data, of balancers of somebody else\'s: what nobody said is asked for', () => {
    const app = regions({ [OTHER]: { routing: RegionRouting.secondary() } });
    const stack = stackIn(app, HOME);
    failoverIn(stack, { hostedZoneId: new TerraformVariable(stack, 'zone', {}).stringValue });
    const runbook = written(app);
    expect(runbook).not.toContain('Promote');
    expect(commands(runbook).join('\n')).toContain('"<id of the zone example.com>"');
    expect(commands(runbook).join('\n')).toContain('"<Auto Scaling group in us-east-1>"');
  });

  test('none for a partner in another app', () => {
    const app = regions({ [HOME]: { expectedRegions: [HOME, OTHER] } });
    app.synth();
    expect(runbooksIn(app)).toEqual([]);
  });
});

describe('the last resort', () => {
  const lastResortIn = (stack: TerraformStack, props: Partial<StaticLastResortProps> = {}) => new StaticLastResort(stack, 'LastResort', {
    recordName: 'www.example.com', zoneName: 'example.com', hostedZoneId: 'Z1', ...props,
  });
  const lastResortOf = (props: Partial<StaticLastResortProps> = {}, region = OTHER) => {
    const app = Testing.app();
    lastResortIn(stackIn(app, region, 'Global'), props);
    return documentsIn(app).Global;
  };
  const own = (document: any, type: string, id: string, kind: 'resource' | 'data' = 'resource') => all(document, type, kind)[`LastResort/${id}`];

  test('the document', () => {
    expect(lastResortOf()).toMatchSnapshot();
  });

  test.each<[string, Partial<StaticLastResortProps>]>([
    ['the defaults', {}],
    ['every option', {
      dualStack: true,
      html: '<p>${later}</p>',
      protection: Protection.NONE,
      certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000000',
      webAclArn: 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/name/id',
    }],
  ])('%s: what the provider\'s own types want, and every reference leads somewhere', (_, props) => {
    expect(problemsIn(lastResortOf(props))).toEqual([]);
  });

  test('an outer pair: the regions as long as one is healthy, then the page, always', () => {
    const document = lastResortOf();
    expect(own(document, 'aws_route53_record', 'PrimaryA')).toEqual({
      zone_id: 'Z1',
      name: 'www.example.com',
      type: 'A',
      set_identifier: 'regions',
      failover_routing_policy: { type: 'PRIMARY' },
      alias: { name: 'active.www.example.com', zone_id: 'Z1', evaluate_target_health: true },
    });
    expect(own(document, 'aws_route53_record', 'SecondaryA')).toEqual({
      zone_id: 'Z1',
      name: 'www.example.com',
      type: 'A',
      set_identifier: 'last-resort',
      failover_routing_policy: { type: 'SECONDARY' },
      alias: {
        name: refTo('aws_cloudfront_distribution', 'LastResort_Distribution', 'domain_name'),
        zone_id: refTo('aws_cloudfront_distribution', 'LastResort_Distribution', 'hosted_zone_id'),
        evaluate_target_health: false,
      },
    });
  });

  test('both protocols of the internet', () => {
    const document = lastResortOf({ dualStack: true });
    const ids = ['PrimaryA', 'SecondaryA', 'PrimaryAAAA', 'SecondaryAAAA'];
    expect(ids.map((id) => own(document, 'aws_route53_record', id).type)).toEqual(['A', 'A', 'AAAA', 'AAAA']);
    expect(only(document, 'aws_cloudfront_distribution').is_ipv6_enabled).toBe(true);
  });

  test('a distribution of the name, with a page for every path that is no success', () => {
    expect(only(lastResortOf(), 'aws_cloudfront_distribution')).toMatchObject({
      enabled: true,
      aliases: ['www.example.com'],
      comment: 'Answers when no region does: Global/LastResort',
      http_version: 'http2',
      is_ipv6_enabled: false,
      origin: [{
        domain_name: refTo('aws_s3_bucket', 'LastResort_PageBucket', 'bucket_regional_domain_name'),
        origin_access_control_id: refTo('aws_cloudfront_origin_access_control', 'LastResort_OriginAccess'),
      }],
      default_cache_behavior: { viewer_protocol_policy: 'redirect-to-https', allowed_methods: ['GET', 'HEAD'], cached_methods: ['GET', 'HEAD'] },
      custom_error_response: [403, 404].map((error_code) => ({
        error_code, response_page_path: '/unavailable.html', response_code: 503, error_caching_min_ttl: 60,
      })),
      viewer_certificate: {
        acm_certificate_arn: refTo('aws_acm_certificate_validation', 'LastResort_CertificateValidation', 'certificate_arn'),
        minimum_protocol_version: 'TLSv1.2_2021',
        ssl_support_method: 'sni-only',
      },
    });
  });

  test('a private bucket that nobody but the distribution reads', () => {
    const document = lastResortOf();
    expect(own(document, 'aws_s3_bucket', 'PageBucket')).toEqual({ bucket_prefix: 'global-lastresort-page-', force_destroy: false, lifecycle: { prevent_destroy: true } });
    expect(only(document, 'aws_s3_bucket_public_access_block')).toMatchObject({
      block_public_acls: true, block_public_policy: true, ignore_public_acls: true, restrict_public_buckets: true,
    });
    expect(only(document, 'aws_s3_bucket_versioning').versioning_configuration).toEqual({ status: 'Enabled' });
    expect(only(document, 'aws_cloudfront_origin_access_control')).toMatchObject({
      name: refTo('aws_s3_bucket', 'LastResort_PageBucket'), origin_access_control_origin_type: 's3', signing_behavior: 'always', signing_protocol: 'sigv4',
    });
    const [tls, read] = own(document, 'aws_iam_policy_document', 'PageBucketDocument', 'data').statement;
    expect(tls).toMatchObject({ effect: 'Deny', condition: [{ variable: 'aws:SecureTransport', values: ['false'] }] });
    expect(read).toEqual({
      sid: 'Distribution',
      principals: [{ type: 'Service', identifiers: ['cloudfront.amazonaws.com'] }],
      actions: ['s3:GetObject'],
      resources: [expect.stringMatching(/^\$\{aws_s3_bucket\.LastResort_PageBucket_\w+\.arn\}\/\*$/)],
      condition: [{ test: 'StringEquals', variable: 'AWS:SourceArn', values: [refTo('aws_cloudfront_distribution', 'LastResort_Distribution', 'arn')] }],
    });
  });

  test('the page, letter by letter', () => {
    expect(only(lastResortOf(), 'aws_s3_object')).toMatchObject({
      key: 'unavailable.html', content_type: 'text/html; charset=utf-8', cache_control: 'no-store', content: expect.stringContaining('Back soon'),
    });
    expect(only(lastResortOf({ html: '<p>${later} 100 %{</p>' }), 'aws_s3_object').content).toBe('<p>$${later} 100 %%{</p>');
  });

  test('a certificate of us-east-1, unless one is brought', () => {
    expect(only(lastResortOf(), 'aws_acm_certificate')).toMatchObject({ region: 'us-east-1', domain_name: 'www.example.com', validation_method: 'DNS' });
    const brought = 'arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000000';
    const document = lastResortOf({ certificateArn: brought });
    expect(all(document, 'aws_acm_certificate')).toEqual({});
    expect(only(document, 'aws_cloudfront_distribution').viewer_certificate.acm_certificate_arn).toBe(brought);
  });

  test('goes without protection', () => {
    expect(own(lastResortOf({ protection: Protection.NONE }), 'aws_s3_bucket', 'PageBucket')).toMatchObject({ force_destroy: true });
    expect(own(lastResortOf({ protection: Protection.NONE }), 'aws_s3_bucket', 'PageBucket').lifecycle).toBeUndefined();
  });

  test('by the provider of us-east-1, among others', () => {
    const app = Testing.app();
    const stack = stackIn(app, HOME, 'Stack');
    lastResortIn(stack, { provider: new AwsProvider(stack, 'Global', { region: OTHER, alias: 'global' }) });
    const { Stack: document } = documentsIn(app);
    expect([...new Set(Object.values<any>(document.resource).flatMap((of) => Object.values<any>(of).map(({ provider }) => provider)))]).toEqual(['aws.global']);
    expect(problemsIn(document)).toEqual([]);
  });

  test.each<[string, Partial<StaticLastResortProps>, string, string]>([
    ['another region', {}, HOME, "StaticLastResort 'Global/LastResort': region must be us-east-1, where CloudFront takes its certificates from, got \"eu-west-1\"."],
    ['a certificate of another region', { certificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/1' }, OTHER, "StaticLastResort 'Global/LastResort': certificateArn must be the ARN of a certificate of us-east-1"],
    ['a name outside the zone', { recordName: 'www.example.org' }, OTHER, "StaticLastResort 'Global/LastResort': recordName must be in the hosted zone example.com"],
  ])('is refused: %s', (_, props, region, message) => {
    expect(() => lastResortOf(props, region)).toThrow(message);
  });

  test('what another stack makes is refused', () => {
    const app = Testing.app();
    const hostedZoneId = new Route53Zone(stackIn(app, HOME, 'Dns'), 'Zone', { name: 'example.com' }).zoneId;
    expect(() => lastResortIn(stackIn(app, OTHER, 'Global'), { hostedZoneId })).toThrow("hostedZoneId must be a text, or of this stack: one that stack 'Dns' makes");
  });

  describe('with its regions', () => {
    const whole = (props: Props = {}, lastResort: Partial<StaticLastResortProps> = {}): App => {
      const app = regions(primaryAndSecondary({ lastResort: true, ...props }, { lastResort: true, ...props }));
      lastResortIn(stackIn(app, OTHER, 'Global'), lastResort);
      return app;
    };

    test('they leave it the name', () => {
      const app = whole();
      const documents = documentsIn(app);
      expect([documents.EuWest1, documents.UsEast1].map((document) => record(document).name)).toEqual(Array(2).fill('active.www.example.com'));
      expect(JSON.stringify(documents.Global)).not.toMatch(/terraform_remote_state|cross-stack/);
      expect(warningsIn(app)).toEqual([]);
      expect(readFileSync(join(app.outdir, 'stacks', runbooksIn(app)[0]), 'utf8')).toContain("Name=='active.www.example.com.'");
    });

    test('regions that do not know of it', () => {
      expect(refusals(whole({ lastResort: false }))).toEqual(['EuWest1', 'UsEast1'].map((stack) => (
        `MultiRegionFailover '${stack}/Failover' and StaticLastResort 'Global/LastResort': lastResort must be true for www.example.com, got false: both would answer to the name.`
      )));
    });

    test('a zone of its own', () => {
      expect(refusals(whole({}, { hostedZoneId: 'Z2' }))[0]).toContain('the hosted zone must be the same for www.example.com, got "Z1" and "Z2".');
    });

    test('without it, somebody hears of it', () => {
      const app = regions(primaryAndSecondary({ lastResort: true }, { lastResort: true }));
      app.synth();
      expect(warningsIn(app)).toEqual([expect.stringContaining('this app has no StaticLastResort of www.example.com')]);
    });

    test('in one stack their records are there before, as Route 53 makes an alias of what is there only', () => {
      const app = Testing.app();
      const stack = stackIn(app, OTHER, 'Stack');
      lastResortIn(stack);
      failoverIn(stack, { lastResort: true, expectedRegions: [HOME, OTHER] });
      failoverIn(stack, { recordName: 'other.example.com', expectedRegions: [HOME, OTHER] }, 'Unrelated');
      for (const document of [documentsIn(app).Stack, documentsIn(app).Stack]) {
        for (const id of ['PrimaryA', 'SecondaryA']) {
          expect(own(document, 'aws_route53_record', id).depends_on).toEqual([expect.stringMatching(/^aws_route53_record\.Failover_RecordA_[0-9A-F]{8}$/)]);
        }
        expect(problemsIn(document)).toEqual([]);
      }
    });
  });
});
