import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, CfnParameter, Fn, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as sns from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks, HIPAASecurityChecks, NagPack, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { Construct } from 'constructs';
import { Pack } from './expected-findings';
import { findingsOf, invalidIn } from './findings';
import { maskAssets } from './mask-assets';
import { Flags, NO_FLAGS, RECOMMENDED_FLAGS, tierIn } from './stacks';
import {
  DatabaseEngine, Exposure, GeoLocation, MultiRegionFailover, MultiRegionFailoverProps, Protection, ReadReplicaDatabase, RegionRouting, RegionTarget,
  ScaledWebTierProps, StandbyDatabase, StandbySource, StaticLastResort, StaticLastResortProps,
} from '../../src/awscdk';

expect.addSnapshotSerializer(maskAssets);

const CHECK = 'AWS::Route53::HealthCheck';
const RECORD = 'AWS::Route53::RecordSet';
const ALARM = 'AWS::CloudWatch::Alarm';
const ACCOUNT = '123456789012';
const NAME = 'www.example.com';

type Props = Partial<MultiRegionFailoverProps>;

function stackIn(scope: Construct, region: string, id = region): Stack {
  return new Stack(scope, id, { env: { account: ACCOUNT, region } });
}

function zoneIn(stack: Stack, hostedZoneId = 'Z0123456789ABC'): route53.IHostedZone {
  return route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId, zoneName: 'example.com' });
}

function networkIn(stack: Stack): ec2.IVpc {
  const existing = stack.node.tryFindChild('Vpc');
  return existing as ec2.IVpc | undefined ?? ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-12345678',
    vpcCidrBlock: '10.0.0.0/16',
    availabilityZones: [0, 1, 2].map((index) => Fn.select(index, Fn.getAzs())),
    publicSubnetIds: ['subnet-u1', 'subnet-u2', 'subnet-u3'],
    publicSubnetRouteTableIds: ['rtb-u', 'rtb-u', 'rtb-u'],
    privateSubnetIds: ['subnet-p1', 'subnet-p2', 'subnet-p3'],
    privateSubnetRouteTableIds: ['rtb-p', 'rtb-p', 'rtb-p'],
  });
}

/** A load balancer of somebody else's, so that only the failover is in the template. */
function balancerIn(stack: Stack, exposure = Exposure.INTERNET, dualStack?: boolean): RegionTarget {
  const arn = `arn:aws:elasticloadbalancing:${stack.region}:${ACCOUNT}`;
  const loadBalancer = elbv2.ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'Balancer', {
    loadBalancerArn: `${arn}:loadbalancer/app/web/50dc6c495c0c9188`,
    securityGroupId: 'sg-12345678',
    loadBalancerDnsName: `web.${stack.region}.elb.amazonaws.com`,
    loadBalancerCanonicalHostedZoneId: 'Z32O12XQLNTSW2',
  });
  const targetGroup = elbv2.ApplicationTargetGroup.fromTargetGroupAttributes(stack, 'Targets', { targetGroupArn: `${arn}:targetgroup/web/73e2d6bc24d8a067` });
  return RegionTarget.loadBalancer(loadBalancer, { targetGroup, exposure, dualStack });
}

function failoverIn(stack: Stack, given: Props = {}): MultiRegionFailover {
  return new MultiRegionFailover(stack, 'Failover', {
    recordName: NAME,
    routing: RegionRouting.primary(),
    hostedZone: given.hostedZone ?? zoneIn(stack),
    target: given.target ?? balancerIn(stack),
    ...given,
  });
}

/** A region as a user would have it: a tier on the internet, and the name that leads to it. */
function tierRegion(scope: Construct, region: string, given: Props, tier: Partial<ScaledWebTierProps> = {}): Stack {
  const stack = stackIn(scope, region);
  const target = RegionTarget.tier(tierIn(stack, { vpc: networkIn(stack), exposure: Exposure.INTERNET, ...tier }));
  failoverIn(stack, { target, ...given });
  return stack;
}

function templateOf(given: Props | ((stack: Stack) => Props) = {}, region = 'eu-west-1'): Template {
  const stack = stackIn(new App(), region);
  failoverIn(stack, { expectedRegions: [region, 'ap-south-1'], ...typeof given === 'function' ? given(stack) : given });
  return Template.fromStack(stack);
}

const idPattern = (id: string) => new RegExp(`^Failover${id}([0-9a-f]{8})?[0-9A-F]{8}$`);
const attributeOf = (id: string, name: string) => ({ 'Fn::GetAtt': [expect.stringMatching(idPattern(id)), name] });

/** A resource by the id that it has below the construct. */
function props(template: Template, id: string): any {
  const found = Object.entries(template.toJSON().Resources).filter(([logicalId]) => idPattern(id).test(logicalId));
  if (found.length !== 1) { throw new Error(`${found.length} resources with id ${id}`); }
  return (found[0][1] as any).Properties;
}

/** What of a template is the failover's. */
function ownPartOf(template: Template) {
  const ofFailover = (part: object) => Object.fromEntries(Object.entries(part).filter(([id]) => id.startsWith('Failover')));
  const { Resources, Outputs } = template.toJSON();
  return { Resources: ofFailover(Resources), Outputs: ofFailover(Outputs) };
}

const directories: string[] = [];
afterAll(() => directories.forEach((directory) => rmSync(directory, { recursive: true, force: true })));

/** An app whose output is there after the synthesis. */
function appWithOutput(): { app: App; outdir: string } {
  const outdir = mkdtempSync(join(tmpdir(), 'failover-'));
  directories.push(outdir);
  return { app: new App({ outdir }), outdir };
}

const runbooksIn = (directory: string) => readdirSync(directory).filter((file) => file.endsWith('.md'));
const runbookIn = (directory: string) => readFileSync(join(directory, `${NAME}.runbook.md`), 'utf8');

const CROSSING = /Fn::ImportValue|"Export":|Custom::|AWS::CloudFormation::CustomResource|AWS::Lambda::Function|cdk\/exports/;

describe.each([['no feature flags', NO_FLAGS], ['all recommended feature flags', RECOMMENDED_FLAGS]])('two regions with %s', (_, flags: Flags) => {
  const app = new App({ context: flags });
  const eu = tierRegion(app, 'eu-west-1', { routing: RegionRouting.primary() });
  const us = tierRegion(app, 'us-east-1', { routing: RegionRouting.secondary(), factsOutput: true });
  const [primary, secondary] = [eu, us].map((stack) => Template.fromStack(stack));

  test('each has a record of the one name in its own stack, which goes by its load balancer and its check', () => {
    for (const [template, failover, setIdentifier] of [[primary, 'PRIMARY', 'eu-west-1'], [secondary, 'SECONDARY', 'us-east-1']] as const) {
      const balancer = expect.stringMatching(/^WebLoadBalancer[0-9A-F]{8}$/);
      expect(props(template, 'RecordA')).toEqual({
        Name: 'www.example.com.',
        Type: 'A',
        HostedZoneId: 'Z0123456789ABC',
        SetIdentifier: setIdentifier,
        Failover: failover,
        HealthCheckId: attributeOf('RegionCheck', 'HealthCheckId'),
        AliasTarget: {
          DNSName: { 'Fn::GetAtt': [balancer, 'DNSName'] }, HostedZoneId: { 'Fn::GetAtt': [balancer, 'CanonicalHostedZoneID'] }, EvaluateTargetHealth: true,
        },
      });
      template.resourceCountIs(RECORD, 1);
    }
  });

  test('each is asked for its dependencies, over TLS, every ten seconds', () => {
    expect(props(primary, 'EndpointCheck')).toEqual({
      HealthCheckConfig: {
        Type: 'HTTPS',
        FullyQualifiedDomainName: { 'Fn::GetAtt': [expect.stringMatching(/^WebLoadBalancer/), 'DNSName'] },
        Port: 443,
        ResourcePath: '/health/dependencies',
        RequestInterval: 10,
        FailureThreshold: 3,
        EnableSNI: true,
      },
      HealthCheckTags: [{ Key: 'Name', Value: 'eu-west-1/Failover endpoint' }],
    });
    expect(props(primary, 'RegionCheck').HealthCheckConfig).toEqual({
      Type: 'CALCULATED', ChildHealthChecks: [attributeOf('EndpointCheck', 'HealthCheckId')], HealthThreshold: 1,
    });
    primary.resourceCountIs(CHECK, 2);
  });

  test('says which check it goes by, and what a failover comes to where that is asked for', () => {
    const outputs = (template: Template) => Object.entries(template.findOutputs('*')).map(([id, { Value }]) => [id.replace(/[0-9A-F]{8}$/, ''), Value]);
    expect(outputs(primary)).toEqual([['FailoverHealthCheckId', attributeOf('RegionCheck', 'HealthCheckId')]]);
    const [, [id, facts]] = outputs(secondary);
    expect(id).toBe('FailoverFacts');
    expect(JSON.parse(facts)).toMatchObject({ detectionSecondsFrom: 30, detectionSecondsTo: 48, dnsSeconds: 60, recoveryTimeSecondsTo: 348 });
  });

  test('neither needs the other', () => {
    for (const stack of [eu, us]) {
      expect(stack.dependencies).toEqual([]);
      expect(JSON.stringify(Template.fromStack(stack).toJSON())).not.toMatch(CROSSING);
    }
  });

  test('is what the snapshot says', () => {
    if (flags === NO_FLAGS) { expect([primary, secondary].map(ownPartOf)).toMatchSnapshot(); }
  });
});

describe('which callers a region gets', () => {
  /** One stack a region; what each record says of its routing. */
  function routedBy(routings: Record<string, RegionRouting>): object[] {
    const app = new App();
    const stacks = Object.entries(routings).map(([region, routing]) => {
      const stack = stackIn(app, region);
      failoverIn(stack, { routing });
      return stack;
    });
    return stacks.map((stack) => {
      const { SetIdentifier, Failover, Region, Weight, GeoLocation: Location } = props(Template.fromStack(stack), 'RecordA');
      return { SetIdentifier, Failover, Region, Weight, GeoLocation: Location };
    });
  }

  test('those that are nearest, over three regions', () => {
    const routing = RegionRouting.latency();
    expect(routedBy({ 'eu-west-1': routing, 'us-east-1': routing, 'ap-south-1': routing })).toEqual(
      ['eu-west-1', 'us-east-1', 'ap-south-1'].map((region) => ({ SetIdentifier: region, Region: region })),
    );
  });

  test('a share', () => {
    expect(routedBy({ 'eu-west-1': RegionRouting.weighted(200), 'us-east-1': RegionRouting.weighted(0) })).toEqual([
      { SetIdentifier: 'eu-west-1', Weight: 200 }, { SetIdentifier: 'us-east-1', Weight: 0 },
    ]);
  });

  test('those of a place, and all others', () => {
    expect(routedBy({
      'eu-west-1': RegionRouting.geolocation(GeoLocation.defaultLocation()),
      'us-east-1': RegionRouting.geolocation(GeoLocation.country('US')),
      'us-west-2': RegionRouting.geolocation(GeoLocation.subdivision('US', 'CA')),
    })).toEqual([
      { SetIdentifier: 'eu-west-1', GeoLocation: { CountryCode: '*' } },
      { SetIdentifier: 'us-east-1', GeoLocation: { CountryCode: 'US' } },
      { SetIdentifier: 'us-west-2', GeoLocation: { CountryCode: 'US', SubdivisionCode: 'CA' } },
    ]);
  });
});

describe('what a region goes by', () => {
  test('inside a network an alarm on the healthy instances, as Route 53 does not get there', () => {
    const template = templateOf((stack) => ({ target: balancerIn(stack, Exposure.INTERNAL), healthCheck: { minimumHealthyHosts: 2 } }));
    expect(props(template, 'HealthyHostsAlarm')).toMatchObject({
      Namespace: 'AWS/ApplicationELB',
      MetricName: 'HealthyHostCount',
      Statistic: 'Minimum',
      Dimensions: [
        { Name: 'LoadBalancer', Value: 'app/web/50dc6c495c0c9188' },
        { Name: 'TargetGroup', Value: 'targetgroup/web/73e2d6bc24d8a067' },
      ],
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 2,
      EvaluationPeriods: 2,
      DatapointsToAlarm: 2,
      TreatMissingData: 'breaching',
    });
    expect(props(template, 'HealthyHostsCheck').HealthCheckConfig).toEqual({
      Type: 'CLOUDWATCH_METRIC',
      AlarmIdentifier: { Name: { Ref: expect.stringMatching(idPattern('HealthyHostsAlarm')) }, Region: 'eu-west-1' },
      InsufficientDataHealthStatus: 'Unhealthy',
    });
    expect(props(template, 'RegionCheck').HealthCheckConfig.ChildHealthChecks).toEqual([attributeOf('HealthyHostsCheck', 'HealthCheckId')]);
    template.resourceCountIs(CHECK, 2);
  });

  test('the instances of an internal tier, whose dimensions are its own', () => {
    const stack = tierRegion(new App(), 'eu-west-1', { expectedRegions: ['eu-west-1', 'us-east-1'] }, { exposure: Exposure.INTERNAL });
    const { Dimensions, Threshold } = props(Template.fromStack(stack), 'HealthyHostsAlarm');
    expect(Threshold).toBe(1);
    expect(Dimensions.map(({ Name }: any) => Name)).toEqual(['LoadBalancer', 'TargetGroup']);
    expect(JSON.stringify(Dimensions)).toMatch(/WebLoadBalancer.*LoadBalancerFullName.*WebTargetGroup.*TargetGroupFullName/);
    Template.fromStack(stack).resourcePropertiesCountIs(CHECK, { HealthCheckConfig: { Type: 'HTTPS' } }, 0);
  });

  const checkIdsOf = (template: Template) => Object.keys(template.findResources(CHECK));

  test('a check that is made anew when its alarm changes, as Route 53 keeps a copy', () => {
    const [one, two, again] = [1, 2, 1].map((minimumHealthyHosts) => checkIdsOf(templateOf((stack) => ({
      target: balancerIn(stack, Exposure.INTERNAL), healthCheck: { minimumHealthyHosts },
    }))));
    expect(one).toEqual(again);
    expect(one.filter((id) => !two.includes(id))).toEqual([expect.stringMatching(idPattern('HealthyHostsCheck'))]);
  });

  test('what is told of the endpoint', () => {
    const template = templateOf({
      healthCheck: {
        path: '/ready',
        hostName: 'eu.example.com',
        port: 8443,
        searchString: 'fine',
        intervalSeconds: 30,
        failureThreshold: 5,
        checkerRegions: ['us-east-1', 'eu-west-1', 'sa-east-1'],
      },
    });
    expect(props(template, 'EndpointCheck').HealthCheckConfig).toEqual({
      Type: 'HTTPS_STR_MATCH',
      FullyQualifiedDomainName: 'eu.example.com',
      Port: 8443,
      ResourcePath: '/ready',
      SearchString: 'fine',
      RequestInterval: 30,
      FailureThreshold: 5,
      Regions: ['us-east-1', 'eu-west-1', 'sa-east-1'],
      EnableSNI: true,
    });
  });

  test('alarms of the user, as many as have to be quiet', () => {
    const template = templateOf({ healthCheck: { alarmNames: ['queue', 'payments'], healthThreshold: 2 } });
    expect(props(template, 'AlarmCheck2').HealthCheckConfig).toEqual({
      Type: 'CLOUDWATCH_METRIC', AlarmIdentifier: { Name: 'payments', Region: 'eu-west-1' }, InsufficientDataHealthStatus: 'Unhealthy',
    });
    expect(props(template, 'RegionCheck').HealthCheckConfig).toEqual({
      Type: 'CALCULATED', HealthThreshold: 2, ChildHealthChecks: ['EndpointCheck', 'AlarmCheck1', 'AlarmCheck2'].map((id) => attributeOf(id, 'HealthCheckId')),
    });
  });

  test('nothing, while it is withdrawn: by the same check, of which more is wanted than there is', () => {
    const [before, after] = [templateOf(), templateOf({ withdrawn: true })];
    expect(checkIdsOf(after)).toEqual(checkIdsOf(before));
    expect(props(after, 'RegionCheck').HealthCheckConfig.HealthThreshold).toBe(2);
  });
});

test('a load balancer that speaks IPv6 has two records, with the identifier that is given', () => {
  const template = templateOf((stack) => ({ target: balancerIn(stack, Exposure.INTERNET, true), setIdentifier: 'europe' }));
  for (const type of ['A', 'AAAA']) {
    expect(props(template, `Record${type}`)).toMatchObject({
      Name: 'www.example.com.', Type: type, SetIdentifier: 'europe', AliasTarget: { DNSName: 'web.eu-west-1.elb.amazonaws.com', HostedZoneId: 'Z32O12XQLNTSW2' },
    });
  }
  template.resourceCountIs(RECORD, 2);
});

describe('somebody is told that a region is out', () => {
  test('where Route 53 reports to', () => {
    const stack = stackIn(new App(), 'us-east-1');
    const failover = failoverIn(stack, { expectedRegions: ['us-east-1', 'eu-west-1'], alarmTopic: new sns.Topic(stack, 'Topic') });
    const template = Template.fromStack(stack);
    const topic = [{ Ref: expect.stringMatching(/^Topic/) }];
    expect(props(template, 'HealthCheckStatusAlarm')).toMatchObject({
      Namespace: 'AWS/Route53',
      MetricName: 'HealthCheckStatus',
      Dimensions: [{ Name: 'HealthCheckId', Value: attributeOf('RegionCheck', 'HealthCheckId') }],
      Statistic: 'Minimum',
      Period: 60,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      EvaluationPeriods: 1,
      TreatMissingData: 'breaching',
      AlarmActions: topic,
      OKActions: topic,
    });
    expect(failover.healthCheckStatusAlarm).toBeDefined();
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });

  test('or by themselves: elsewhere there is an output, and a warning that says so', () => {
    const stack = stackIn(new App(), 'eu-west-1');
    const failover = failoverIn(stack, { expectedRegions: ['us-east-1', 'eu-west-1'] });
    expect(failover.healthCheckStatusAlarm).toBeUndefined();
    Template.fromStack(stack).resourceCountIs(ALARM, 0);
    Annotations.fromStack(stack).hasWarning('/eu-west-1/Failover', Match.stringLikeRegexp('noStatusAlarm'));
  });

  test('one warning for all regions of a name', () => {
    const app = new App();
    const stacks = ['eu-west-1', 'eu-central-1'].map((region) => stackIn(app, region));
    stacks.forEach((stack, index) => failoverIn(stack, { routing: index === 0 ? RegionRouting.primary() : RegionRouting.secondary() }));
    const found = stacks.flatMap((stack) => Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('nobody is told')));
    expect(found.map(({ id }) => id)).toEqual(['/eu-west-1/Failover']);
  });
});

describe('regions of a name that do not fit together fail the synthesis', () => {
  type Region = [region: string, props: Props];

  function appOf(...regions: Region[]): App {
    const app = new App();
    for (const [region, given] of regions) {
      const stack = new Stack(app, `Stack${app.node.children.length + 1}`, { env: { account: ACCOUNT, region } });
      failoverIn(stack, given.hostedZone ? given : { ...given, hostedZone: zoneIn(stack) });
    }
    return app;
  }

  const [PRIMARY, SECONDARY, LATENCY] = [RegionRouting.primary(), RegionRouting.secondary(), RegionRouting.latency()];
  const weighted = RegionRouting.weighted(0);
  const BOTH = "MultiRegionFailover 'Stack1/Failover' and 'Stack2/Failover'";
  const THREE = "MultiRegionFailover 'Stack1/Failover', 'Stack2/Failover' and 'Stack3/Failover'";

  test.each<[string, Region[], string]>([
    ['two primaries', [['eu-west-1', {}], ['us-east-1', {}]], `${BOTH}: routing must be primary() in one region only for ${NAME}, got it in both.`],
    ['a missing secondary', [['eu-west-1', {}]], `MultiRegionFailover 'Stack1/Failover': routing must be secondary() in one region for ${NAME}, got none (expectedRegions tells of one in another app).`],
    ['three regions', [['eu-west-1', {}], ['us-east-1', { routing: SECONDARY }], ['us-west-2', { routing: SECONDARY }]], `${THREE}: FAILOVER takes exactly 2 regions for ${NAME}, got 3.`],
    ['two strategies', [['eu-west-1', {}], ['us-east-1', { routing: LATENCY }]], `${BOTH}: routing must be of one strategy for ${NAME}, got FAILOVER and LATENCY.`],
    ['one set identifier', [['eu-west-1', { setIdentifier: 'a' }], ['us-east-1', { setIdentifier: 'a', routing: SECONDARY }]], `${BOTH}: setIdentifier must be another one on each side of ${NAME}, got "a" on both.`],
    ['one region', [['eu-west-1', {}], ['eu-west-1', { routing: SECONDARY }]], `${BOTH}: region must be another one on each side of ${NAME}, got "eu-west-1" on both.`],
    ['two spellings', [['eu-west-1', {}], ['us-east-1', { routing: SECONDARY, recordName: 'WWW.example.com' }]], `${BOTH}: recordName must be written alike, got "${NAME}" and "WWW.example.com": DNS takes them for one name.`],
    ['no default location', [['eu-west-1', { routing: RegionRouting.geolocation(GeoLocation.country('DE')) }], ['us-east-1', { routing: RegionRouting.geolocation(GeoLocation.country('US')) }]],
      `${BOTH}: routing must be geolocation(GeoLocation.defaultLocation()) in one region for ${NAME}: callers from elsewhere would get no answer.`],
    ['no weight', [['eu-west-1', { routing: weighted }], ['us-east-1', { routing: weighted }]], `${BOTH}: routing must be weighted() above 0 in one region for ${NAME}, got 0 in all.`],
    ['a last resort on one side', [['eu-west-1', {}], ['us-east-1', { routing: SECONDARY, lastResort: true }]], `${BOTH}: lastResort must be the same on each side of ${NAME}, got false and true.`],
    ['nobody who serves', [['eu-west-1', { withdrawn: true }], ['us-east-1', { routing: SECONDARY, withdrawn: true }]], `${BOTH}: withdrawn must be false in one region for ${NAME}, got true in all.`],
  ])('%s', (_, regions, sentence) => {
    const message = messageOf(() => appOf(...regions).synth());
    expect(message).toContain('Validation failed with the following errors:\n  [Stack1/Failover] MultiRegionFailover');
    expect(message).toContain(`\n  [Stack1/Failover] ${sentence}`);
  });

  test.each<[string, Region[]]>([
    ['one primary and one secondary', [['eu-west-1', {}], ['us-east-1', { routing: SECONDARY }]]],
    ['the secondary first', [['us-east-1', { routing: SECONDARY }], ['eu-west-1', {}]]],
    ['a partner in another app', [['eu-west-1', { expectedRegions: ['eu-west-1', 'us-east-1'] }]]],
    ['another name beside it', [['eu-west-1', {}], ['us-east-1', { routing: SECONDARY }], ['eu-west-1', { recordName: 'api.example.com', expectedRegions: ['eu-west-1', 'us-east-1'] }]]],
    ['three that are nearest', ['eu-west-1', 'us-east-1', 'us-west-2'].map((region): Region => [region, { routing: LATENCY }])],
  ])('unless they do: %s', (_, regions) => {
    expect(() => appOf(...regions).synth()).not.toThrow();
  });

  test('two zones', () => {
    const app = new App();
    const [one, two] = ['eu-west-1', 'us-east-1'].map((region) => stackIn(app, region));
    failoverIn(one, { hostedZone: zoneIn(one, 'Z1') });
    failoverIn(two, { hostedZone: zoneIn(two, 'Z2'), routing: SECONDARY });
    expect(() => app.synth()).toThrow(`the hosted zone must be the same for ${NAME}, got "Z1" and "Z2".`);
  });

  test('each mismatch is told once, whatever number of regions there is', () => {
    const message = messageOf(() => appOf(['eu-west-1', { setIdentifier: 'a' }], ['us-east-1', { setIdentifier: 'a' }]).synth());
    expect(message.split('\n').slice(1)).toEqual([
      expect.stringContaining('routing must be primary() in one region only'), expect.stringContaining('setIdentifier must be another one'),
    ]);
  });

  test('a region that was taken out again is not counted', () => {
    const app = appOf(['eu-west-1', {}], ['us-east-1', { routing: SECONDARY }], ['us-west-2', { routing: SECONDARY }]);
    app.node.tryRemoveChild('Stack3');
    expect(() => app.synth()).not.toThrow();
  });

  const unequal = (given: Props = {}) => {
    const app = new App();
    const stacks = [
      tierRegion(app, 'eu-west-1', { ...given }, { minCapacity: 6 }),
      tierRegion(app, 'us-east-1', { ...given, routing: SECONDARY }, { insecureHttp: true }),
    ];
    return { app, stacks };
  };

  test('tiers that are not alike', () => {
    const both = "[eu-west-1/Failover] MultiRegionFailover 'eu-west-1/Failover' and 'us-east-1/Failover'";
    const lines = messageOf(() => unequal().app.synth()).split('\n').slice(1).map((line) => line.trim());
    expect(lines).toEqual([
      `${both}: minCapacity must be the same on both sides, got 6 and 3 (unequalSides: true accepts it).`,
      `${both}: listenerProtocol must be the same on both sides, got "HTTPS" and "HTTP" (unequalSides: true accepts it).`,
    ]);
  });

  test('tiers that are not alike, and are accepted, are warned of', () => {
    const { stacks: [eu, us] } = unequal({ unequalSides: true });
    const message = Match.stringLikeRegexp('unequalSides');
    Annotations.fromStack(eu).hasWarning('/eu-west-1/Failover', message);
    Annotations.fromStack(us).hasNoWarning('*', message);
  });

  test('databases of two engines', () => {
    const app = new App();
    const [eu, us] = ['eu-west-1', 'us-east-1'].map((region) => stackIn(app, region));
    failoverIn(eu, { database: new ReadReplicaDatabase(eu, 'Database', { vpc: networkIn(eu), engine: DatabaseEngine.postgres('17') }) });
    const source = StandbySource.instanceIn('eu-west-1', 'writer');
    const standby = new StandbyDatabase(us, 'Database', { vpc: networkIn(us), engine: DatabaseEngine.postgres('16'), source });
    failoverIn(us, { routing: SECONDARY, database: standby });
    expect(() => app.synth()).toThrow('databaseEngine must be the same on both sides, got "postgres 17" and "postgres 16"');
  });

  describe('stages', () => {
    const regionsIn = (scope: Construct, zoneId: string, routings = { 'eu-west-1': PRIMARY, 'us-east-1': SECONDARY }) => {
      for (const [region, routing] of Object.entries(routings)) {
        const stack = stackIn(scope, region);
        failoverIn(stack, { routing, hostedZone: zoneIn(stack, zoneId) });
      }
    };

    test('may each be a copy of the app, in a zone of its own', () => {
      const app = new App();
      regionsIn(new Stage(app, 'Beta'), 'Z1');
      regionsIn(new Stage(app, 'Prod'), 'Z2');
      expect(() => app.synth()).not.toThrow();
    });

    test('are each looked at', () => {
      const app = new App();
      regionsIn(new Stage(app, 'Beta'), 'Z1');
      regionsIn(new Stage(app, 'Prod'), 'Z2', { 'eu-west-1': PRIMARY, 'us-east-1': PRIMARY });
      expect(() => app.synth()).toThrow("MultiRegionFailover 'Prod/eu-west-1/Failover' and 'Prod/us-east-1/Failover': routing must be primary() in one region only");
    });

    test('may each be one region', () => {
      const { app, outdir } = appWithOutput();
      for (const [region, routing] of [['us-east-1', SECONDARY], ['eu-west-1', PRIMARY]] as const) {
        failoverIn(stackIn(new Stage(app, `In-${region}`), region), { routing });
      }
      app.synth();
      expect(runbooksIn(join(outdir, 'assembly-In-eu-west-1'))).toEqual([`${NAME}.runbook.md`]);
      expect(runbooksIn(join(outdir, 'assembly-In-us-east-1'))).toEqual([]);
    });

    test('share the names of one zone', () => {
      const app = new App();
      for (const id of ['One', 'Two']) { failoverIn(stackIn(new Stage(app, id), id === 'One' ? 'eu-west-1' : 'us-east-1')); }
      expect(() => app.synth()).toThrow("MultiRegionFailover 'One/eu-west-1/Failover' and 'Two/us-east-1/Failover': routing must be primary() in one region only");
    });
  });
});

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

function lastResortIn(stack: Stack, given: Partial<StaticLastResortProps> = {}): StaticLastResort {
  return new StaticLastResort(stack, 'Failover', { recordName: NAME, hostedZone: given.hostedZone ?? zoneIn(stack), ...given });
}

describe('a last resort', () => {
  const lastResortTemplate = (given: Partial<StaticLastResortProps> = {}) => {
    const stack = stackIn(new App(), 'us-east-1');
    lastResortIn(stack, given);
    return Template.fromStack(stack);
  };

  function withRegions(given: Partial<StaticLastResortProps> = {}) {
    const app = new App();
    const [eu, us, global] = [stackIn(app, 'eu-west-1'), stackIn(app, 'us-west-2'), stackIn(app, 'us-east-1', 'Global')];
    failoverIn(eu, { lastResort: true });
    failoverIn(us, { lastResort: true, routing: RegionRouting.secondary() });
    lastResortIn(global, given);
    return { app, eu, us, global };
  }

  test('has the name, and the regions another one', () => {
    const { eu, us, global } = withRegions();
    for (const [stack, Failover] of [[eu, 'PRIMARY'], [us, 'SECONDARY']] as const) {
      expect(props(Template.fromStack(stack), 'RecordA')).toMatchObject({ Name: 'active.www.example.com.', Failover });
    }
    const template = Template.fromStack(global);
    expect(props(template, 'PrimaryA')).toEqual({
      Name: 'www.example.com.',
      Type: 'A',
      HostedZoneId: 'Z0123456789ABC',
      SetIdentifier: 'regions',
      Failover: 'PRIMARY',
      AliasTarget: { DNSName: 'active.www.example.com', HostedZoneId: 'Z0123456789ABC', EvaluateTargetHealth: true },
    });
    expect(props(template, 'SecondaryA')).toMatchObject({
      Name: 'www.example.com.',
      SetIdentifier: 'last-resort',
      Failover: 'SECONDARY',
      AliasTarget: { DNSName: attributeOf('Distribution', 'DomainName'), EvaluateTargetHealth: false },
    });
    template.resourceCountIs(RECORD, 2);
  });

  test('needs no region, and no region needs it', () => {
    const { eu, us, global } = withRegions();
    for (const stack of [eu, us, global]) {
      expect(stack.dependencies).toEqual([]);
      expect(JSON.stringify(Template.fromStack(stack).toJSON())).not.toMatch(/Fn::ImportValue|"Export":|cdk\/exports/);
    }
    for (const stack of [eu, us]) { expect(JSON.stringify(Template.fromStack(stack).toJSON())).not.toMatch(CROSSING); }
    // The one thing that CloudFormation has no resource for: the page itself.
    const types = Object.values<any>(Template.fromStack(global).toJSON().Resources).map(({ Type }) => Type);
    expect(types.filter((type) => /Custom/.test(type))).toEqual(['Custom::CDKBucketDeployment']);
  });

  test('answers for the name, over TLS, with a page that nobody takes for a success', () => {
    const template = lastResortTemplate();
    expect(props(template, 'Distribution').DistributionConfig).toMatchObject({
      Aliases: [NAME],
      Enabled: true,
      HttpVersion: 'http2',
      IPV6Enabled: false,
      DefaultCacheBehavior: { AllowedMethods: ['GET', 'HEAD'], ViewerProtocolPolicy: 'redirect-to-https' },
      CustomErrorResponses: [403, 404].map((ErrorCode) => ({ ErrorCode, ResponseCode: 503, ResponsePagePath: '/unavailable.html', ErrorCachingMinTTL: 60 })),
      ViewerCertificate: { AcmCertificateArn: { Ref: expect.stringMatching(/^FailoverCertificate/) }, MinimumProtocolVersion: 'TLSv1.2_2021', SslSupportMethod: 'sni-only' },
    });
    expect(props(template, 'Distribution').DistributionConfig).not.toHaveProperty('WebACLId');
    expect(props(template, 'Certificate')).toMatchObject({
      DomainName: NAME, ValidationMethod: 'DNS', DomainValidationOptions: [{ DomainName: NAME, HostedZoneId: 'Z0123456789ABC' }],
    });
  });

  test('keeps its page where only its distribution reads it', () => {
    const template = lastResortTemplate();
    expect(props(template, 'PageBucket')).toMatchObject({
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
      VersioningConfiguration: { Status: 'Enabled' },
    });
    const [tlsOnly, read] = props(template, 'PageBucketPolicy').PolicyDocument.Statement;
    expect(tlsOnly).toMatchObject({ Effect: 'Deny', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
    expect(read).toMatchObject({ Action: 's3:GetObject', Principal: { Service: 'cloudfront.amazonaws.com' } });
    expect(JSON.stringify(read.Condition)).toMatch(/AWS:SourceArn.*FailoverDistribution/);
    expect(props(template, 'OriginAccess').OriginAccessControlConfig).toMatchObject({
      OriginAccessControlOriginType: 's3', SigningBehavior: 'always', SigningProtocol: 'sigv4',
    });
    const [origin] = props(template, 'Distribution').DistributionConfig.Origins;
    expect(origin).toMatchObject({ OriginAccessControlId: attributeOf('OriginAccess', 'Id'), S3OriginConfig: { OriginAccessIdentity: '' } });
  });

  test('has its page before the name leads to it', () => {
    const template = lastResortTemplate();
    expect(props(template, 'PageCustomResource')).toMatchObject({
      DestinationBucketName: { Ref: expect.stringMatching(idPattern('PageBucket')) },
      SystemMetadata: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
      RetainOnDelete: true,
    });
    const records = Object.values<any>(template.findResources(RECORD));
    for (const { DependsOn } of records) { expect(DependsOn).toContainEqual(expect.stringMatching(/^FailoverPageCustomResource/)); }
  });

  test('has the page that is given', () => {
    const { app, outdir } = appWithOutput();
    lastResortIn(stackIn(app, 'us-east-1'), { html: '<h1>Closed</h1>' });
    app.synth();
    const pages = readdirSync(outdir).map((asset) => join(outdir, asset, 'unavailable.html')).flatMap((file) => {
      try {
        return [readFileSync(file, 'utf8')];
      } catch {
        return [];
      }
    });
    expect(pages).toEqual(['<h1>Closed</h1>']);
  });

  test('takes a certificate, a web ACL and IPv6, and goes without a trace when it is not protected', () => {
    const stack = stackIn(new App(), 'us-east-1');
    const webAclArn = `arn:aws:wafv2:us-east-1:${ACCOUNT}:global/webacl/web/00000000-0000-0000-0000-000000000000`;
    const certificateArn = `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/00000000-0000-0000-0000-000000000000`;
    const certificate = acm.Certificate.fromCertificateArn(stack, 'Certificate', certificateArn);
    lastResortIn(stack, { certificate, webAclArn, dualStack: true, protection: Protection.NONE });
    const template = Template.fromStack(stack);
    expect(props(template, 'Distribution').DistributionConfig).toMatchObject({
      WebACLId: webAclArn, IPV6Enabled: true, ViewerCertificate: { AcmCertificateArn: certificateArn },
    });
    template.resourceCountIs('AWS::CertificateManager::Certificate', 0);
    expect(Object.values(template.findResources(RECORD)).map(({ Properties }) => `${Properties.Failover} ${Properties.Type}`)).toEqual([
      'PRIMARY A', 'SECONDARY A', 'PRIMARY AAAA', 'SECONDARY AAAA',
    ]);
    template.hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Delete' });
    template.resourceCountIs('Custom::S3AutoDeleteObjects', 1);
    expect(lastResortTemplate().findResources('AWS::S3::Bucket', { DeletionPolicy: 'Retain' })).not.toEqual({});
  });

  test('is looked at together with its regions', () => {
    const { app } = withRegions({ dualStack: true });
    expect(() => app.synth()).toThrow("MultiRegionFailover 'eu-west-1/Failover' and StaticLastResort 'Global/Failover': dualStack must be what the load balancer is");
  });

  test('is missed where it is expected', () => {
    const app = new App();
    const [eu, us] = [stackIn(app, 'eu-west-1'), stackIn(app, 'us-east-1')];
    failoverIn(eu, { lastResort: true });
    failoverIn(us, { lastResort: true, routing: RegionRouting.secondary() });
    Annotations.fromStack(eu).hasWarning('/eu-west-1/Failover', Match.stringLikeRegexp('lastResortElsewhere'));
  });

  test('is refused outside of us-east-1', () => {
    expect(() => lastResortIn(stackIn(new App(), 'eu-west-1'))).toThrow(
      "StaticLastResort 'eu-west-1/Failover': region must be us-east-1, where CloudFront takes its certificates from, got \"eu-west-1\".",
    );
  });

  test('is what the snapshot says', () => {
    expect(lastResortTemplate().toJSON()).toMatchSnapshot();
  });
});

describe('the runbook', () => {
  const RDS = { engine: DatabaseEngine.postgres('17') };
  const AURORA = { engine: DatabaseEngine.auroraPostgres('17'), globalDatabase: true };

  /** Two regions with their tiers and databases; the secondary one is made first. */
  function shop(app: App, database: typeof RDS | typeof AURORA, given: Props = {}) {
    const { engine } = database;
    const isGlobal = 'globalDatabase' in database;
    const [us, eu] = [stackIn(app, 'us-west-2', 'Us'), stackIn(app, 'eu-west-1', 'Eu')];
    const tier = (stack: Stack) => RegionTarget.tier(tierIn(stack, { vpc: networkIn(stack), exposure: Exposure.INTERNET }));
    const standby = new StandbyDatabase(us, 'Database', {
      vpc: networkIn(us),
      engine,
      identifier: 'shop-copy',
      engineVersion: isGlobal ? '17.5' : undefined,
      source: isGlobal ? StandbySource.globalDatabase('shop-global', 'eu-west-1') : StandbySource.instanceIn('eu-west-1', 'shop-writer'),
    });
    failoverIn(us, { target: tier(us), routing: RegionRouting.secondary(), database: standby, recovery: { decisionSeconds: 600 }, ...given });
    const primary = new ReadReplicaDatabase(eu, 'Database', { ...database, vpc: networkIn(eu), identifier: 'shop' });
    failoverIn(eu, { target: tier(eu), database: primary, ...given });
  }

  function runbookOf(database: typeof RDS | typeof AURORA, given: Props = {}): string {
    const { app, outdir } = appWithOutput();
    shop(app, database, given);
    app.synth();
    return runbookIn(outdir);
  }

  test('is beside the templates, once a failover, and the same each time', () => {
    const [one, two] = [appWithOutput(), appWithOutput()];
    for (const { app } of [one, two]) {
      shop(app, RDS);
      app.synth();
    }
    expect(runbooksIn(one.outdir)).toEqual([`${NAME}.runbook.md`]);
    expect(runbookIn(one.outdir)).toBe(runbookIn(two.outdir));
    const before = runbookIn(one.outdir);
    one.app.synth({ force: true });
    expect(runbookIn(one.outdir)).toBe(before);
  });

  test('names both regions, their stacks and their databases, and leaves nothing to be filled in', () => {
    const runbook = runbookOf(RDS);
    expect(runbook).toMatch(/^# Failover of www\.example\.com from eu-west-1 to us-west-2\n/);
    expect(runbook).toContain('aws rds promote-read-replica --db-instance-identifier shop-copy-standby --backup-retention-period 7 --region us-west-2');
    expect(runbook).toContain('--db-instance-identifier shop-writer --db-snapshot-identifier shop-writer-before-failback --region eu-west-1');
    expect(runbook).toContain('`promoted: true` at Us/Database');
    expect(runbook).toContain('`withdrawn: true` at Eu/Failover');
    expect(runbook).toContain('`cdk diff Eu Us`');
    expect(runbook).toContain('https://www.example.com/health/dependencies');
    expect(runbook).toContain('--hosted-zone-id Z0123456789ABC');
    expect(runbook).not.toMatch(/undefined|NaN|\[object|Token\[|<[^>]+>/);
    expect(runbook).toMatchSnapshot();
  });

  test('has the servers looked up, whose name CloudFormation makes up', () => {
    const { app, outdir } = appWithOutput();
    shop(app, RDS);
    const [id] = Object.keys(Template.fromStack(app.node.findChild('Us') as Stack).findResources('AWS::AutoScaling::AutoScalingGroup'));
    const lookup = `aws cloudformation describe-stack-resource --stack-name Us --logical-resource-id ${id} --query StackResourceDetail.PhysicalResourceId --output text --region us-west-2`;
    expect(runbookIn(outdir)).toContain(`aws autoscaling set-desired-capacity --auto-scaling-group-name "$(${lookup})" --desired-capacity 6 --region us-west-2`);
  });

  test('has what the promotion takes and loses, which the primary alone does not know', () => {
    const runbook = runbookOf(RDS, { recovery: { decisionSeconds: 600, databasePromotionSeconds: 400 } });
    expect(runbook).toContain('Recovery time: 1030 to 1348 s.');
    expect(runbook).toContain('Recovery point: up to 570 s.');
  });

  test('fails a global database over, by the names of its members', () => {
    const runbook = runbookOf(AURORA);
    const target = (region: string, cluster: string) => (
      `--global-cluster-identifier shop-global --target-db-cluster-identifier arn:aws:rds:${region}:${ACCOUNT}:cluster:${cluster}`
    );
    expect(runbook).toContain(`aws rds failover-global-cluster ${target('us-west-2', 'shop-copy')} --allow-data-loss --region us-west-2`);
    expect(runbook).toContain(`aws rds switchover-global-cluster ${target('eu-west-1', 'shop')} --region eu-west-1`);
  });

  test('keeps the way back once the standby is promoted', () => {
    const { app, outdir } = appWithOutput();
    const [eu, us] = [stackIn(app, 'eu-west-1'), stackIn(app, 'us-west-2')];
    const source = StandbySource.instanceIn('eu-west-1', 'shop-writer');
    const standby = new StandbyDatabase(us, 'Database', { ...RDS, vpc: networkIn(us), source, promoted: true });
    failoverIn(eu, { withdrawn: true });
    failoverIn(us, { routing: RegionRouting.secondary(), database: standby });
    app.synth();
    expect(runbookIn(outdir)).toContain('### 2. Bring the data home');
    expect(runbookIn(outdir)).toContain('<database in eu-west-1>');
  });

  test('says where from a name comes that only the deployment tells', () => {
    const { app, outdir } = appWithOutput();
    const [eu, us] = ['Eu', 'Us'].map((id) => new Stack(app, id));
    for (const [stack, routing] of [[eu, RegionRouting.primary()], [us, RegionRouting.secondary()]] as const) {
      failoverIn(stack, { routing, hostedZone: zoneIn(stack, new CfnParameter(stack, 'ZoneId').valueAsString) });
    }
    app.synth();
    expect(runbookIn(outdir)).toContain('# Failover of www.example.com from <region of Eu> to <region of Us>');
    expect(runbookIn(outdir)).toContain("--hosted-zone-id '<name of Eu/ZoneId>'");
    expect(runbookIn(outdir)).not.toContain('Token[');
  });

  test('is of a primary and a secondary region of this app', () => {
    const { app, outdir } = appWithOutput();
    failoverIn(stackIn(app, 'eu-west-1'), { expectedRegions: ['eu-west-1', 'us-east-1'] });
    for (const region of ['us-east-1', 'us-west-2']) { failoverIn(stackIn(app, region), { recordName: 'api.example.com', routing: RegionRouting.latency() }); }
    app.synth();
    expect(runbooksIn(outdir)).toEqual([]);
  });
});

describe('what promotes with a region', () => {
  const factsOf = (stack: Stack, database: StandbyDatabase | ReadReplicaDatabase) => failoverIn(stack, { database }).facts;
  const terms = ({ terms: all }: MultiRegionFailover['facts']) => all.map(({ name }) => name).filter((name) => /replica|database/.test(name));

  test('a replica, until it is promoted', () => {
    const source = StandbySource.instanceIn('eu-west-1', 'writer');
    const [following, promoted] = [false, true].map((isPromoted) => {
      const stack = stackIn(new App(), 'us-west-2');
      return factsOf(stack, new StandbyDatabase(stack, 'Database', { vpc: networkIn(stack), engine: DatabaseEngine.postgres('17'), source, promoted: isPromoted }));
    });
    expect(terms(following)).toEqual(['the read replica is promoted']);
    expect(following.recoveryPointSeconds).toBe(570);
    expect([terms(promoted), promoted.recoveryPointSeconds]).toEqual([[], undefined]);
  });

  test('a member of a global database, whose parameter bounds the loss', () => {
    const stack = stackIn(new App(), 'eu-west-1');
    const facts = factsOf(stack, new ReadReplicaDatabase(stack, 'Database', {
      vpc: networkIn(stack), engine: DatabaseEngine.auroraPostgres('17'), globalDatabase: true, parameters: { 'rds.global_db_rpo': '60' },
    }));
    expect(terms(facts)).toEqual(['the global database fails over']);
    expect(facts.recoveryPointSeconds).toBe(60);
  });

  test('nothing of a database that no other region copies', () => {
    const stack = stackIn(new App(), 'eu-west-1');
    expect(terms(factsOf(stack, new ReadReplicaDatabase(stack, 'Database', { vpc: networkIn(stack), engine: DatabaseEngine.postgres('17') })))).toEqual([]);
  });
});

describe('refusals', () => {
  test('reach the user of the construct, with its path, and leave nothing half-built', () => {
    const stack = stackIn(new App(), 'eu-west-1');
    expect(() => failoverIn(stack, { recordName: 'www.example.org', healthCheck: { intervalSeconds: 20 } })).toThrow(
      /^MultiRegionFailover 'eu-west-1\/Failover': 2 problems:\n.*recordName must be in the hosted zone example\.com.*\n.*healthCheck\.intervalSeconds must be 10 or 30/s,
    );
    expect(stack.node.findChild('Failover').node.children).toEqual([]);
    expect(() => new App().synth()).not.toThrow();
  });

  test('a region that is none', () => {
    expect(() => failoverIn(stackIn(new App(), 'us-banana-1'))).toThrow(/region must be a region of AWS such as 'eu-west-1', got "us-banana-1"/);
  });

  test('a zone without a name', () => {
    const stack = stackIn(new App(), 'eu-west-1');
    const hostedZone = route53.HostedZone.fromHostedZoneId(stack, 'Zone', 'Z1');
    const sentence = 'hostedZone must be known by its name too: HostedZone.fromHostedZoneAttributes takes its id and its name.';
    expect(() => failoverIn(stack, { hostedZone })).toThrow(sentence);
    expect(() => lastResortIn(stackIn(new App(), 'us-east-1'), { hostedZone })).toThrow(sentence);
  });

  test('a zone that another stack makes, and not one of this stack or of the one around it', () => {
    const app = new App();
    const [global, eu] = [stackIn(app, 'us-east-1', 'Global'), stackIn(app, 'eu-west-1')];
    const hostedZone = new route53.PublicHostedZone(global, 'Zone', { zoneName: 'example.com' });
    expect(() => failoverIn(eu, { hostedZone })).toThrow("hostedZone must be imported into this stack, by HostedZone.fromHostedZoneAttributes: one that stack 'Global' makes ties every region to that stack.");
    expect(() => failoverIn(global, { hostedZone })).not.toThrow();
    expect(() => failoverIn(new NestedStack(global, 'Nested'), { hostedZone })).not.toThrow();
  });

  test('a load balancer of another region', () => {
    const app = new App();
    const [eu, us] = [stackIn(app, 'eu-west-1'), stackIn(app, 'us-east-1')];
    expect(() => failoverIn(eu, { target: balancerIn(us) })).toThrow('target must stand in the region of the stack (eu-west-1), got a load balancer of us-east-1.');
  });

  test('no target', () => {
    const stack = stackIn(new App(), 'eu-west-1');
    const withoutTarget = { recordName: NAME, routing: RegionRouting.primary(), hostedZone: zoneIn(stack) } as MultiRegionFailoverProps;
    expect(() => new MultiRegionFailover(stack, 'Failover', withoutTarget)).toThrow('target must say what the name leads to, got nothing.');
  });

  test('a tier that has no load balancer of its own', () => {
    const stack = stackIn(new App(), 'eu-west-1');
    const listener = elbv2.ApplicationListener.fromApplicationListenerAttributes(stack, 'Listener', {
      listenerArn: `arn:aws:elasticloadbalancing:eu-west-1:${ACCOUNT}:listener/app/web/50dc6c495c0c9188/0467ef3c8400ae65`,
      securityGroup: ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-12345678'),
    });
    const tier = tierIn(stack, { vpc: networkIn(stack), listener, routing: { priority: 10, hosts: [NAME] } });
    expect(() => RegionTarget.tier(tier)).toThrow("ScaledWebTier 'eu-west-1/Web' shares a listener: it has no load balancer of its own.");
  });

  test('callers with certificates, which Route 53 has none of', () => {
    const trustStoreArn = `arn:aws:elasticloadbalancing:eu-west-1:${ACCOUNT}:truststore/ours/73e2d6bc24d8a067`;
    expect(() => tierRegion(new App(), 'eu-west-1', {}, { trustStoreArn })).toThrow('target must not ask callers for certificates (mutual TLS)');
  });
});

describe('a door that may be closed to Route 53', () => {
  const warned = (allowFrom: string[] | undefined) => {
    const stack = tierRegion(new App(), 'eu-west-1', { expectedRegions: ['eu-west-1', 'us-east-1'] }, { allowFrom });
    return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('checkersKeptOut')).length > 0;
  };

  test.each<[boolean, string, string[] | undefined]>([
    [true, 'blocks of callers', ['203.0.113.0/24']],
    [false, 'everybody', undefined],
    [false, 'a prefix list, which may be theirs', ['203.0.113.0/24', 'pl-12345678']],
    [false, 'what only the deployment tells', [Fn.ref('AWS::StackName')]],
  ])('is warned of (%s): %s', (expected, _, allowFrom) => {
    expect(warned(allowFrom)).toBe(expected);
  });
});

test('values that only the deployment tells pass, and reach the template', () => {
  const app = new App();
  const stacks = ['One', 'Two'].map((id) => new Stack(app, id));
  const [primary, secondary] = stacks.map((stack) => {
    const number = (id: string) => new CfnParameter(stack, id, { type: 'Number' }).valueAsNumber;
    const text = (id: string) => new CfnParameter(stack, id).valueAsString;
    return {
      recordName: text('Name'),
      hostedZone: zoneIn(stack, text('ZoneId')),
      setIdentifier: text('SetId'),
      healthCheck: { path: text('Path'), intervalSeconds: number('Interval'), failureThreshold: number('Threshold'), alarmNames: [text('Alarm')] },
    };
  });
  failoverIn(stacks[0], primary);
  failoverIn(stacks[1], { ...secondary, routing: RegionRouting.secondary() });
  const template = Template.fromStack(stacks[0]);
  expect(props(template, 'RecordA')).toMatchObject({
    Name: { 'Fn::Join': ['', [{ Ref: 'Name' }, '.']] }, HostedZoneId: { Ref: 'ZoneId' }, SetIdentifier: { Ref: 'SetId' },
  });
  expect(props(template, 'EndpointCheck').HealthCheckConfig).toMatchObject({
    ResourcePath: { Ref: 'Path' }, RequestInterval: { Ref: 'Interval' }, FailureThreshold: { Ref: 'Threshold' },
  });
  expect(props(template, 'AlarmCheck1').HealthCheckConfig.AlarmIdentifier).toEqual({ Name: { Ref: 'Alarm' }, Region: { Ref: 'AWS::Region' } });
  expect(JSON.stringify(template.toJSON())).not.toMatch(/e\+28|Token\[/);
});

test('a region that only the deployment tells is its own set identifier', () => {
  const stack = new Stack(new App(), 'Stack');
  failoverIn(stack, { routing: RegionRouting.latency(), expectedRegions: ['eu-west-1', 'us-east-1'] });
  expect(props(Template.fromStack(stack), 'RecordA')).toMatchObject({ SetIdentifier: { Ref: 'AWS::Region' }, Region: { Ref: 'AWS::Region' } });
});

test('keeps its logical ids', () => {
  const idsOf = (template: Template, ...types: string[]) => types.flatMap((type) => Object.keys(template.findResources(type)));
  expect(idsOf(templateOf(), RECORD, CHECK)).toEqual(['FailoverRecordA47BCD455', 'FailoverEndpointCheckF4AE50A9', 'FailoverRegionCheckDBD6F209']);
  const stack = stackIn(new App(), 'us-east-1');
  lastResortIn(stack);
  expect(idsOf(Template.fromStack(stack), 'AWS::S3::Bucket', 'AWS::CloudFront::Distribution')).toEqual(['FailoverPageBucketAE9BF5B5', 'FailoverDistribution19BF9D31']);
});

const SOLUTIONS: readonly Pack[] = ['AwsSolutions'];
const STANDARDS: readonly Pack[] = ['NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321'];
const NIST_AND_HIPAA: readonly Pack[] = ['NIST.800.53.R5', 'HIPAA.Security'];

const DISTRIBUTION = 'Global/Failover/Distribution/Resource';
const BUCKET = 'Global/Failover/PageBucket/Resource';
const UPLOAD = 'Global/Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C';
const UPLOAD_POLICY = `${UPLOAD}/ServiceRole/DefaultPolicy/Resource`;

const PUBLIC_PAGE = 'the page is for everybody, of whom nobody is known; a web ACL is the user\'s: webAclArn';
const PAGE_LOGS = 'who is told that nothing works is not recorded: the regions\' own logs end there';
const ONE_PAGE = 'one page that the next deployment makes anew, and that everybody may read';
const NOT_OURS = 'the function of aws-cdk-lib\'s BucketDeployment, which runs during deployments only';

/** What cdk-nag finds, in which packs, and why it is left. In the regions' own stacks it is the topic alone. */
const EXPECTED: { readonly packs: readonly Pack[]; readonly rules: readonly string[]; readonly at: string; readonly reason: string }[] = [
  {
    packs: NIST_AND_HIPAA,
    rules: ['CloudWatchAlarmAction'],
    at: 'us-west-2/Failover/HealthyHostsAlarm/Resource',
    reason: 'the topic is the user\'s: alarmTopic',
  },
  { packs: SOLUTIONS, rules: ['CFR1', 'CFR2'], at: DISTRIBUTION, reason: PUBLIC_PAGE },
  { packs: SOLUTIONS, rules: ['CFR3'], at: DISTRIBUTION, reason: PAGE_LOGS },
  { packs: SOLUTIONS, rules: ['S1'], at: BUCKET, reason: PAGE_LOGS },
  { packs: STANDARDS, rules: ['S3BucketLoggingEnabled'], at: BUCKET, reason: PAGE_LOGS },
  { packs: STANDARDS, rules: ['S3BucketReplicationEnabled', 'S3DefaultEncryptionKMS'], at: BUCKET, reason: ONE_PAGE },
  { packs: SOLUTIONS, rules: ['L1'], at: `${UPLOAD}/Resource`, reason: NOT_OURS },
  { packs: STANDARDS, rules: ['LambdaInsideVPC'], at: `${UPLOAD}/Resource`, reason: NOT_OURS },
  { packs: NIST_AND_HIPAA, rules: ['LambdaConcurrency', 'LambdaDLQ'], at: `${UPLOAD}/Resource`, reason: NOT_OURS },
  { packs: STANDARDS, rules: ['IAMNoInlinePolicy'], at: UPLOAD_POLICY, reason: NOT_OURS },
  {
    packs: SOLUTIONS,
    rules: ['IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]'],
    at: `${UPLOAD}/ServiceRole/Resource`,
    reason: NOT_OURS,
  },
  {
    packs: SOLUTIONS,
    rules: [
      ...['s3:Abort*', 's3:DeleteObject*', 's3:GetBucket*', 's3:GetObject*', 's3:List*'].map((action) => `IAM5[Action::${action}]`),
      'IAM5[Resource::<FailoverPageBucketAE9BF5B5.Arn>/*]',
      'IAM5[Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-123456789012-us-east-1/*]',
    ],
    at: UPLOAD_POLICY,
    reason: NOT_OURS,
  },
];

function expectedFindings(pack: Pack): string[] {
  return EXPECTED.filter(({ packs }) => packs.includes(pack)).flatMap(({ rules, at }) => rules.map((rule) => `${pack}-${rule} at ${at}`)).sort();
}

describe('judged by others', () => {
  const PACKS: [Pack, () => NagPack][] = [
    ['AwsSolutions', () => new AwsSolutionsChecks()], ['NIST.800.53.R5', () => new NIST80053R5Checks()],
    ['HIPAA.Security', () => new HIPAASecurityChecks()], ['PCI.DSS.321', () => new PCIDSS321Checks()],
  ];

  const app = new App();
  const regions = [stackIn(app, 'eu-west-1'), stackIn(app, 'us-west-2')];
  failoverIn(regions[0], { lastResort: true });
  const target = balancerIn(regions[1], Exposure.INTERNAL);
  failoverIn(regions[1], { lastResort: true, routing: RegionRouting.secondary(), target });
  lastResortIn(stackIn(app, 'us-east-1', 'Global'));

  test.each(PACKS)('gets from cdk-nag %s what is expected', (pack, checks) => {
    expect(findingsOf(checks(), app)).toEqual(expectedFindings(pack));
  });

  test('passes for CloudFormation', () => {
    expect(invalidIn(app)).toEqual([]);
  });
});
