import { CONTEXT, plan, refusals, TOKEN_NUMBER } from './planning';
import { Agent, BalancingAlgorithm, Exposure, ScaledWebTierOptions, StickySessions } from '../../src/core';
import { availabilityOf } from '../../src/core/availability';
import { AWS_REFUSALS } from '../../src/core/aws-refusals';
import { Checks } from '../../src/core/checks';
import { planBucketConnection } from '../../src/core/connections';

type Surroundings = Parameters<typeof refusals>[1];

describe('the entry', () => {
  test('a name gets a record and a certificate', () => {
    const { name } = plan({ domainName: 'www.example.com' }, { certificates: 0, zone: { name: 'example.com', isPrivate: false } }).entry;
    expect(name).toEqual({
      domainName: 'www.example.com', recordTypes: ['A'], needsCertificate: true, certificateValidation: 'DNS', evaluateTargetHealth: true,
    });
    expect(plan({ domainName: 'example.com', dualStack: true, allowFrom: ['2001:db8::/32'] }, { zone: { name: 'example.com', isPrivate: false } }).entry.name).toMatchObject({
      domainName: 'example.com', recordTypes: ['A', 'AAAA'], needsCertificate: false,
    });
  });

  test('a redirect lets the callers in on port 80 as well', () => {
    const { callers, redirect } = plan({ redirectHttp: true }).entry;
    expect(redirect).toEqual({ fromPort: 80, toPort: 443, toProtocol: 'HTTPS', statusCode: 'HTTP_301' });
    expect(callers.map(({ port, description }) => [port, description])).toEqual([[443, 'Requests from inside the VPC'], [80, 'To be redirected to HTTPS']]);
  });

  test('dual stack lets in the internet over IPv6 too', () => {
    const { ipAddressType, callers } = plan({ dualStack: true, exposure: Exposure.INTERNET }).entry;
    expect(ipAddressType).toBe('dualstack');
    expect(callers.map(({ peer }) => peer.id)).toEqual(['0.0.0.0/0', '::/0']);
  });

  test('a shared listener takes a share, and nothing of a balancer is planned', () => {
    const { routing, callers } = plan({ routing: { priority: 10, hosts: ['api.example.com'], paths: ['/orders/*'] } }, { listenerIsGiven: true, certificates: 0 }).entry;
    expect(routing).toEqual({ priority: 10, hosts: ['api.example.com'], paths: ['/orders/*'] });
    expect(callers).toEqual([]);
  });

  test('errors of a shared balancer are not counted as this tier\'s', () => {
    const { alarms } = plan({ routing: { priority: 1, paths: ['/*'] } }, { listenerIsGiven: true, certificates: 0 });
    expect(alarms.errorRate.expression).toBe('100 * FILL(target5xx, 0) / FILL(requests, 0)');
    expect(alarms.errorRate.metrics.map(({ id }) => id)).toEqual(['target5xx', 'requests']);
  });

  const shared: Surroundings = { listenerIsGiven: true, certificates: 0 };
  const routing = { priority: 1, paths: ['/*'] };
  test.each<[string, ScaledWebTierOptions, Surroundings, string]>([
    ['a record outside its zone', { domainName: 'www.example.org' }, { zone: { name: 'example.com', isPrivate: false } }, 'domainName must be in the hosted zone example.com, got "www.example.org".'],
    ['a name that only ends alike', { domainName: 'badexample.com' }, { zone: { name: 'example.com', isPrivate: false } }, 'domainName must be in the hosted zone example.com, got "badexample.com".'],
    ['a name without a zone', { domainName: 'www.example.com' }, {}, 'domainName needs hostedZone, the zone that its record belongs into.'],
    ['a zone without a name', {}, { zone: { name: 'example.com', isPrivate: false } }, 'hostedZone needs domainName, the name whose record belongs into it.'],
    ['a certificate validated in private', { domainName: 'www.example.com' }, { certificates: 0, zone: { name: 'example.com', isPrivate: true } }, 'domainName in a private hosted zone needs a certificate of yours: ACM validates in public zones only.'],
    ['IPv6 from nowhere', { dualStack: true }, {}, 'dualStack inside a network needs allowFrom, with the IPv6 blocks of the callers: by default the IPv4 block is let in only.'],
    ['no name at all', { domainName: 'localhost' }, { zone: { name: 'localhost', isPrivate: false } }, 'domainName must be a name such as \'www.example.com\', got "localhost".'],
    ['a redirect to nowhere', { insecureHttp: true, redirectHttp: true }, { certificates: 0 }, 'insecureHttp: true and redirectHttp contradict each other: leave one out.'],
    ['trust without TLS', { insecureHttp: true, trustStoreArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:truststore/a/b' }, { certificates: 0 }, 'insecureHttp: true and trustStoreArn contradict each other: leave one out.'],
    ['a store that is none', { trustStoreArn: 'store' }, {}, 'trustStoreArn must be the ARN of a trust store, got "store".'],
    ['a web ACL of CloudFront', { webAclArn: 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/a/b' }, {}, 'webAclArn must be the ARN of a regional web ACL, got "arn:aws:wafv2:us-east-1:111122223333:global/webacl/a/b".'],
    ['routing alone', { routing }, {}, 'routing needs a listener to share: a load balancer of its own sends everything to this tier.'],
    ['a share without a rule', {}, shared, 'routing must say which requests of the shared listener are for this tier: a priority, and hosts or paths.'],
    ['a rule without a condition', { routing: { priority: 1 } }, shared, 'routing must name hosts or paths: a rule without a condition is not one.'],
    ['priority 0', { routing: { ...routing, priority: 0 } }, shared, 'routing.priority must be an integer from 1 to 50000, got 0.'],
    ['six values', { routing: { priority: 1, hosts: ['a.b', 'c.d', 'e.f'], paths: ['/a', '/b', '/c'] } }, shared, 'routing.hosts and routing.paths must be at most 5 together, got 6.'],
    ['a path without /', { routing: { priority: 1, paths: ['orders'] } }, shared, 'routing.paths[0] must be a path such as \'/orders/*\', got "orders".'],
    ['a host with a path', { routing: { priority: 1, hosts: ['a.b/c'] } }, shared, 'routing.hosts[0] must be a host name such as \'api.example.com\' or \'*.example.com\', got "a.b/c".'],
    ['an exposure of a shared balancer', { routing, exposure: Exposure.INTERNET }, shared, 'exposure belongs to the shared load balancer: set it there, and leave it out here.'],
    ['certificates of a shared listener', { routing }, { ...shared, certificates: 1 }, 'certificates belongs to the shared load balancer: set it there, and leave it out here.'],
    ['logs of a shared balancer', { routing }, { ...shared, accessLogBucketIsGiven: true }, 'accessLogBucket belongs to the shared load balancer: set it there, and leave it out here.'],
  ])('refuses %s', (_, options, surroundings, message) => {
    expect(refusals(options, surroundings)).toEqual([message]);
  });
});

describe('sticky sessions', () => {
  test('bind by a cookie, and warn', () => {
    const { balancing, warnings } = plan({ balancing: { stickySessions: StickySessions.loadBalancerCookie(600) } });
    expect(balancing.stickySessions).toEqual({ type: 'lb_cookie', durationSeconds: 600 });
    expect(warnings.map(({ id, message }) => [id, message.includes('SessionCache')])).toEqual([['scale-out-constructs:stickySessions', true]]);
    expect(plan({ balancing: { stickySessions: StickySessions.applicationCookie('JSESSIONID', 60) } }).balancing.stickySessions).toEqual({
      type: 'app_cookie', cookieName: 'JSESSIONID', durationSeconds: 60,
    });
  });

  test.each<[string, ScaledWebTierOptions, string]>([
    ['for no time', { balancing: { stickySessions: StickySessions.loadBalancerCookie(0) } }, 'balancing.stickySessions.durationSeconds must be an integer from 1 to 604800, got 0.'],
    ['by the balancer\'s own cookie', { balancing: { stickySessions: StickySessions.applicationCookie('AWSALB', 60) } }, 'balancing.stickySessions.cookieName must be the name of a cookie that is not the balancer\'s own (AWSALB…), got "AWSALB".'],
    ['at random', { balancing: { algorithm: BalancingAlgorithm.WEIGHTED_RANDOM, stickySessions: StickySessions.loadBalancerCookie(60) } }, 'balancing.stickySessions needs another balancing.algorithm: AWS refuses them with weighted_random.'],
  ])('refused %s', (_, options, message) => {
    expect(refusals(options)).toEqual([message]);
  });
});

describe('several instance types', () => {
  test('take the first that is to be had', () => {
    expect(plan({ instances: { alternativeTypes: ['m6g.large', 'c7g.xlarge'] } }).instances.mixed).toEqual({
      instanceTypes: ['m7g.large', 'm6g.large', 'c7g.xlarge'],
      onDemandAllocation: 'prioritized',
      spotAllocation: 'price-capacity-optimized',
      onDemandBaseCapacity: 0,
      onDemandPercentAboveBase: 100,
      capacityRebalance: false,
    });
  });

  test('may be Spot above what always runs', () => {
    const { instances, warnings } = plan({ minCapacity: 4, instances: { spot: {}, alternativeTypes: ['m6g.large', 'c7g.xlarge'] } });
    expect(instances.mixed).toMatchObject({ onDemandBaseCapacity: 4, onDemandPercentAboveBase: 0, capacityRebalance: true });
    expect(warnings).toEqual([]);
    expect(plan({ instances: { spot: { onDemandBaseCapacity: 1, onDemandPercentAboveBase: 50 } } }).warnings.map(({ id }) => id)).toEqual(['scale-out-constructs:fewSpotPools']);
  });

  test.each<[string, ScaledWebTierOptions, string]>([
    ['of another architecture', { instances: { alternativeTypes: ['m7i.large'] } }, 'instances.alternativeTypes[0] must be of the architecture of instances.instanceType (arm64), got "m7i.large".'],
    ['that are none', { instances: { alternativeTypes: ['m7g.banana'] } }, 'instances.alternativeTypes[0] must be an EC2 instance type such as \'m7g.large\', got "m7g.banana".'],
    ['that stand there twice', { instances: { alternativeTypes: ['m6g.large', 'm6g.large'] } }, 'instances.alternativeTypes must be of distinct types, got ["m6g.large","m6g.large"].'],
    ['of which there are none', { instances: { alternativeTypes: [] } }, 'instances.alternativeTypes must hold at least one EC2 instance type, got an empty list.'],
    ['of which there are 40', { instances: { alternativeTypes: Array.from({ length: 40 }, (_, size) => `m6g.${size + 1}xlarge`) } }, 'instances.alternativeTypes must be at most 39 types, got 40.'],
    ['half of one on-demand', { instances: { spot: { onDemandBaseCapacity: 0.5 }, alternativeTypes: ['m6g.large', 'c7g.large'] } }, 'instances.spot.onDemandBaseCapacity must be an integer from 0 to 10000, got 0.5.'],
    ['200 % on-demand', { instances: { spot: { onDemandPercentAboveBase: 200 }, alternativeTypes: ['m6g.large', 'c7g.large'] } }, 'instances.spot.onDemandPercentAboveBase must be an integer from 0 to 100, got 200.'],
  ])('%s are refused', (_, options, message) => {
    expect(refusals(options)).toEqual([message]);
  });
});

describe('observability', () => {
  test('the agent may do what it has to, within its own namespace and log group', () => {
    const statements = Object.fromEntries(plan({ service: { command: 'x' } }).statements.map(({ sid, resources, conditions }) => [sid, [resources, conditions]]));
    expect(statements.AgentMetrics).toEqual([['*'], { StringEquals: { 'cloudwatch:namespace': 'CWAgent' } }]);
    expect(statements.AgentLogs[0]).toEqual(['arn:aws:logs:eu-west-1:111122223333:log-group:app-web-logs:*']);
    expect(statements.ReadConnections[0]).toEqual(['arn:aws:ssm:eu-west-1:111122223333:parameter/scale-out/App/Web']);
  });

  test('without an agent there are no logs and no permissions for it', () => {
    const { observability, statements } = plan({ observability: { agent: Agent.NONE } });
    expect(observability).toMatchObject({ hasAgent: false, logs: undefined });
    expect(statements.map(({ sid }) => sid)).toEqual(['SessionManager']);
  });

  test('the user\'s own image brings its own agent', () => {
    expect(plan({}, { image: { option: 'machineImage', isGiven: true } }).observability.agent).toBe(Agent.PREINSTALLED);
  });

  test('a dashboard shows what a person asks first', () => {
    expect(plan({ observability: { dashboard: true } }).dashboard!.map(({ title }) => title)).toEqual([
      'Requests and errors', 'Response time', 'Hosts', 'Capacity', 'CPU and memory', 'Requests per instance',
    ]);
    expect(plan({ observability: { dashboard: true, agent: Agent.NONE } }).dashboard!.map(({ title }) => title)).toContain('CPU');
  });

  test.each<[string, ScaledWebTierOptions, string]>([
    ['ten days', { observability: { logRetentionDays: 10 } }, 'observability.logRetentionDays must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 10.'],
    ['logs that nobody ships', { observability: { agent: Agent.NONE, logRetentionDays: 30 } }, 'observability.logRetentionDays needs the agent, which ships the logs: observability.agent is NONE.'],
    ['an agent nobody knows', { observability: { agent: 'SECRET' as any } }, 'observability.agent must be one of INSTALL, PREINSTALLED, NONE, got "SECRET".'],
  ])('%s is refused', (_, options, message) => {
    expect(refusals(options)).toEqual([message]);
  });
});

describe('a connection to a bucket', () => {
  const BUCKET = { name: 'files', arn: 'arn:aws:s3:::files' };
  const connect = (options = {}) => planBucketConnection(options, BUCKET, plan({ service: { command: 'x' } }).environment, new Checks(CONTEXT));

  test('tells its name and grants what is needed', () => {
    const { parameterName, parameterValue, statements, keyActions } = connect();
    expect([parameterName, parameterValue]).toEqual(['/scale-out/App/Web/FILES', 'FILES_BUCKET=files']);
    expect(statements).toEqual([
      { sid: 'FILESObjects', actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'], resources: ['arn:aws:s3:::files/*'] },
      { sid: 'FILESListing', actions: ['s3:ListBucket'], resources: ['arn:aws:s3:::files'] },
    ]);
    expect(keyActions).toEqual(['kms:Decrypt', 'kms:GenerateDataKey']);
  });

  test('may be for reading only, and by another name', () => {
    const { parameterValue, statements, keyActions } = connect({ prefix: 'USER_UPLOADS', access: 'READ' });
    expect(parameterValue).toBe('USER_UPLOADS_BUCKET=files');
    expect(statements[0]).toMatchObject({ sid: 'USERxUPLOADSObjects', actions: ['s3:GetObject'] });
    expect(keyActions).toEqual(['kms:Decrypt']);
  });

  test('needs somebody who is told', () => {
    expect(() => planBucketConnection({}, BUCKET, plan().environment, new Checks(CONTEXT))).toThrow('connectTo needs service: it is the service that is told what it is connected to.');
  });

  test('has a prefix that can be one', () => {
    expect(() => connect({ prefix: 'my files' })).toThrow('ScaledWebTier \'App/Web\': prefix must be capital letters, digits and underscores, beginning with a letter, got "my files".');
  });
});

describe('what the plan comes to', () => {
  test('by default', () => {
    expect(plan().facts).toEqual({
      secondsUntilOutOfService: 25,
      secondsUntilReplaced: 155,
      surges: [
        { factor: 2, cpuTrackingCycles: 2, cpuTrackingSeconds: 620, doublings: 1, doublingSeconds: 190 },
        { factor: 4, cpuTrackingCycles: 4, cpuTrackingSeconds: 1240, doublings: 2, doublingSeconds: 380 },
        { factor: 8, cpuTrackingCycles: 6, cpuTrackingSeconds: 1860, doublings: 3, doublingSeconds: 570 },
      ],
      capacityPercentAfterInstanceLoss: 50,
      capacityPercentAfterZoneLoss: 50,
      cpuPercentAfterZoneLoss: 140,
    });
  });

  test('with a peak, over three zones', () => {
    const peakLoad = { requestsPerSecond: 900, requestsPerSecondPerInstance: 100 };
    const { facts } = plan({ peakLoad, staticallyStable: true }, { availabilityZones: 3 });
    expect(facts).toMatchObject({ serversAtPeak: 9, serversToSurviveAZone: 15 });
    expect(facts).toMatchObject({ capacityPercentAfterInstanceLoss: 93, capacityPercentAfterZoneLoss: 67, cpuPercentAfterZoneLoss: 99 });
    // A tenth of 0.5 % takes all servers down at once; the rest is next to nothing.
    expect(facts.availabilityPercent).toBeCloseTo(99.95, 3);
  });

  test('with requests tracked, one cycle absorbs any surge', () => {
    const { surges } = plan({ scaling: { requestsPerSecondPerInstance: 10, withoutSurgeStep: true } }).facts;
    expect(surges[2]).toMatchObject({ factor: 8, requestTrackingCycles: 1, requestTrackingSeconds: 310, doublings: undefined });
  });

  test('leaves out what only the deployment tells', () => {
    const { facts } = plan({ minCapacity: TOKEN_NUMBER, health: { startUp: { bootSeconds: TOKEN_NUMBER } } });
    expect(facts).toEqual({ secondsUntilOutOfService: 25, surges: [] });
  });

  test('availability is that of k of n with common causes', () => {
    expect(availabilityOf(1, 1, 0.999, 0)).toBeCloseTo(0.999, 10);
    expect(availabilityOf(1, 2, 0.999, 0)).toBeCloseTo(0.999999, 10);
    expect(availabilityOf(2, 2, 0.999, 0)).toBeCloseTo(0.998001, 10);
    expect(availabilityOf(1, 4, 0.999, 0.1)).toBeCloseTo(0.9999, 6);
    expect(availabilityOf(1500, 2000)).toBeCloseTo(0.9995, 6);
  });
});

test('each combination that AWS refuses has its source', () => {
  expect(AWS_REFUSALS.length).toBeGreaterThanOrEqual(4);
  for (const { source } of AWS_REFUSALS) { expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/.+#.+/); }
});
