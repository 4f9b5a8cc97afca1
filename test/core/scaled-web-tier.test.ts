import { plan, refusals, SECRET_TOKEN, TOKEN_NUMBER, TOKEN_TEXT } from './planning';
import { BalancingAlgorithm, Egress, Exposure, Protection, ScaledWebTierOptions, TargetProtocol } from '../../src/core';

describe('the default plan', () => {
  const { entry, balancing, health, capacity, scaling, instances, bootScript, egress, observability } = plan();
  const { deployment, zonalShift, alarms, isProtected, warnings } = plan();

  test('lets in the network over TLS', () => {
    expect(entry.exposure).toBe(Exposure.INTERNAL);
    expect(entry.listener).toEqual({ protocol: 'HTTPS', port: 443, tlsPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06' });
    expect(entry.callers).toEqual([{ peer: { type: 'ipv4', id: '10.0.0.0/16' }, port: 443, description: 'Requests from inside the VPC' }]);
    expect(entry.target).toMatchObject({ port: 8080, protocol: TargetProtocol.HTTP });
    expect(entry).toMatchObject({ idleTimeoutSeconds: 60, dropInvalidHeaders: true, desyncMitigation: 'defensive', zonalShift: true });
    expect(entry.accessLogs).toEqual({
      prefix: undefined,
      bucket: {
        expireAfterDays: 90,
        noncurrentExpireAfterDays: 1,
        abortUploadsAfterDays: 1,
        encryption: 'AES256',
        objectOwnership: 'BucketOwnerEnforced',
        versioned: true,
        blocksPublicAccess: true,
        purpose: 'Access logs of a load balancer',
      },
    });
  });

  test('gives each request to the least busy instance', () => {
    expect(balancing).toEqual({
      algorithm: 'least_outstanding_requests',
      anomalyMitigation: false,
      slowStartSeconds: undefined,
      stickySessions: undefined,
      warnings: [],
      minimumHealthyTargets: { dnsFailoverCount: 1, dnsFailoverPercent: undefined, routingCount: 1, routingPercent: undefined },
    });
  });

  test('has one set of timings', () => {
    expect(health).toEqual({
      judge: 'ELB',
      path: '/health',
      readiness: { intervalSeconds: 10, timeoutSeconds: 5, healthyThreshold: 2, unhealthyThreshold: 2, successCodes: '200' },
      startUp: { bootSeconds: 120, graceSeconds: 300, warmupSeconds: 120 },
      liveness: { intervalSeconds: 30, failureThreshold: 3 },
      draining: { deregistrationDelaySeconds: 30 },
    });
  });

  test('runs 2 to 20 servers', () => {
    expect(capacity).toMatchObject({ minCapacity: 2, maxCapacity: 20, serversAtPeak: undefined });
    expect(warnings).toEqual([]);
  });

  test('tracks CPU at 70 % and doubles at 85 %', () => {
    expect(scaling.policies.map(({ id }) => id)).toEqual(['CpuTracking', 'CpuSurge']);
    expect(scaling.policies[0]).toMatchObject({ type: 'TargetTracking', metric: 'ASGAverageCPUUtilization', target: 70 });
    expect(scaling.policies[1]).toMatchObject({
      type: 'Step',
      adjustmentType: 'PercentChangeInCapacity',
      minAdjustmentMagnitude: 1,
      steps: [{ lowerBound: 0, adjustment: 100 }],
      alarm: { comparison: 'GreaterThanOrEqualToThreshold', threshold: 85, evaluationPeriods: 1, datapointsToAlarm: 1 },
    });
    expect(scaling.policies[1]).toMatchObject({ alarm: { metrics: [{ name: 'CPUUtilization', periodSeconds: 60, statistic: 'Average' }] } });
  });

  test('boots hardened Amazon Linux', () => {
    expect(instances).toMatchObject({
      instanceType: 'm7g.large',
      architecture: 'arm64',
      imageParameter: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64',
      rootVolume: { deviceName: '/dev/xvda', sizeGib: 20, type: 'gp3', encrypted: true },
      metadata: { tokens: 'required', hopLimit: 1 },
      detailedMonitoring: true,
      publicIp: false,
    });
    expect(instances.statements.map(({ sid }) => sid)).toEqual(['SessionManager']);
    expect(observability).toMatchObject({ agent: 'INSTALL', logs: { retentionDays: 30 }, dashboard: false });
    expect(bootScript).toContain("dnf install -y amazon-cloudwatch-agent || echo 'scale-out: no agent to be had'");
    expect(egress).toEqual([{ peer: { type: 'ipv4', id: '0.0.0.0/0' }, port: 443, description: 'Packages, Systems Manager and logs over HTTPS' }]);
  });

  test('deploys without losing capacity, and rolls back on errors and slowness only', () => {
    expect(deployment).toEqual({
      strategy: 'Rolling', minHealthyPercent: 100, maxHealthyPercent: 110, bakeSeconds: 300, rollbackAlarms: ['errorRate', 'responseTime'], warnings: [],
    });
    for (const name of deployment.rollbackAlarms) {
      expect(alarms[name].metrics.flatMap(({ dimensions }) => dimensions)).not.toContain('AutoScalingGroupName');
    }
    expect(zonalShift).toEqual({ whenAZoneIsImpaired: 'ReplaceUnhealthy' });
    expect(isProtected).toBe(true);
  });

  test('calls for help', () => {
    expect(alarms.errorRate).toMatchObject({
      expression: '100 * (FILL(elb5xx, 0) + FILL(target5xx, 0)) / (FILL(requests, 0) + FILL(elb5xx, 0))',
      comparison: 'GreaterThanThreshold',
      threshold: 1,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      missingData: 'notBreaching',
    });
    expect(alarms.errorRate.metrics.map(({ id, name, dimensions }) => [id, name, dimensions.length])).toEqual([
      ['elb5xx', 'HTTPCode_ELB_5XX_Count', 1], ['target5xx', 'HTTPCode_Target_5XX_Count', 2], ['requests', 'RequestCount', 2],
    ]);
    expect(alarms.responseTime).toMatchObject({ metrics: [{ name: 'TargetResponseTime', statistic: 'p90' }], threshold: 0.5, missingData: 'notBreaching' });
    expect(alarms.noHealthyHosts).toMatchObject({ metrics: [{ name: 'HealthyHostCount', statistic: 'Minimum' }], comparison: 'LessThanThreshold', threshold: 1, missingData: 'breaching' });
    expect(alarms.unhealthyHosts).toMatchObject({ metrics: [{ name: 'UnHealthyHostCount' }], threshold: 1, evaluationPeriods: 5 });
    expect(alarms.runningAtMax).toMatchObject({ expression: 'IF(max > min, inservice - max, -1)', comparison: 'GreaterThanOrEqualToThreshold', threshold: 0, evaluationPeriods: 15 });
  });
});

describe('what an option changes', () => {
  test.each([
    ['exposure', { exposure: Exposure.INTERNET }, (p: any) => p.entry.callers, [{ peer: { type: 'ipv4', id: '0.0.0.0/0' }, port: 443, description: 'Requests from the internet: exposure is INTERNET' }]],
    ['tlsPolicy', { tlsPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-06' }, (p: any) => p.entry.listener.tlsPolicy, 'ELBSecurityPolicy-TLS13-1-3-2021-06'],
    ['acceptInvalidHeaders', { acceptInvalidHeaders: true }, (p: any) => p.entry.dropInvalidHeaders, false],
    ['withoutAccessLogs', { withoutAccessLogs: true }, (p: any) => p.entry.accessLogs, undefined],
    ['withoutZonalShift', { withoutZonalShift: true }, (p: any) => [p.entry.zonalShift, p.zonalShift], [false, undefined]],
    ['protection', { protection: Protection.NONE }, (p: any) => p.isProtected, false],
    ['balancing.algorithm', { balancing: { algorithm: BalancingAlgorithm.WEIGHTED_RANDOM } }, (p: any) => p.balancing.anomalyMitigation, true],
    ['scaling.withoutSurgeStep', { scaling: { withoutSurgeStep: true } }, (p: any) => p.scaling.policies.map(({ id }: any) => id), ['CpuTracking']],
    ['scaling.cpuTargetPercent', { scaling: { cpuTargetPercent: 60 } }, (p: any) => p.scaling.policies[0].target, 60],
    ['scaling.surgeCpuPercent', { scaling: { surgeCpuPercent: 90 } }, (p: any) => p.scaling.policies[1].alarm.threshold, 90],
    ['deployment.withoutRollback', { deployment: { withoutRollback: true } }, (p: any) => p.deployment.rollbackAlarms, []],
    ['instances.sessionManager', { instances: { sessionManager: false } }, (p: any) => p.instances.statements, []],
    ['egress', { egress: Egress.endpoints(['pl-12345678', 'sg-0123456789abcdef0']) }, (p: any) => p.egress.map(({ peer, port }: any) => [peer.type, port]), [['prefix-list', 443], ['security-group', 443]]],
    ['egress, open', { egress: Egress.anywhere() }, (p: any) => p.egress.map(({ peer, port }: any) => [peer.id, port]), [['0.0.0.0/0', undefined], ['::/0', undefined]]],
    ['allowFrom', { allowFrom: ['pl-12345678', '2001:db8::/32'] }, (p: any) => p.entry.callers.map(({ peer }: any) => peer.type), ['prefix-list', 'ipv6']],
    ['instances.instanceType', { instances: { instanceType: 'c7i.large' } }, (p: any) => p.instances.imageParameter, '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'],
    ['staticallyStable', { peakLoad: { requestsPerSecond: 900, requestsPerSecondPerInstance: 100 }, staticallyStable: true }, (p: any) => [p.capacity.minCapacity, p.zonalShift.whenAZoneIsImpaired], [18, 'IgnoreUnhealthy']],
  ])('%s', (_, options, read, expected) => {
    expect(read(plan(options))).toEqual(expected);
  });

  test('plain HTTP listens on 80, and the callers reach it there', () => {
    const { listener, callers } = plan({ insecureHttp: true }, { certificates: 0 }).entry;
    expect(listener).toEqual({ protocol: 'HTTP', port: 80 });
    expect(callers[0].port).toBe(80);
  });

  test('an explicit undefined is no option: every default stays', () => {
    expect(plan({ minCapacity: undefined, health: undefined, scaling: { cpuTargetPercent: undefined }, exposure: undefined })).toEqual(plan());
  });

  test('a single server warns', () => {
    expect(plan({ minCapacity: 1 }).warnings.map(({ id }) => id)).toEqual(['scale-out-constructs:singleServer']);
  });

  test.each<[string, ScaledWebTierOptions, string]>([
    ['no server', { minCapacity: 0 }, 'noServer'],
    ['a peak that comes with the deployment', { peakLoad: { requestsPerSecond: TOKEN_NUMBER, requestsPerSecondPerInstance: 1 } }, 'unknownPeak'],
    ['a type that comes with the deployment', { instances: { instanceType: TOKEN_TEXT } }, 'unknownArchitecture'],
    ['an old TLS policy', { tlsPolicy: 'ELBSecurityPolicy-2016-08' }, 'weakTls'],
    ['a TLS policy that reaches back', { tlsPolicy: 'ELBSecurityPolicy-TLS13-1-0-2021-06' }, 'weakTls'],
  ])('%s warns', (_, options, id) => {
    expect(plan(options).warnings.map((warning) => warning.id)).toEqual([`scale-out-constructs:${id}`]);
  });

  test('a port below 1024 may be bound without being root', () => {
    expect(plan({ targetPort: 80, service: { command: 'x' } }).bootScript).toContain('AmbientCapabilities=CAP_NET_BIND_SERVICE');
    expect(plan({ service: { command: 'x' } }).bootScript.join()).not.toContain('CAP_NET_BIND_SERVICE');
  });

  test('a zone is an availability zone more', () => {
    expect(plan({}, { availabilityZones: 3 }).capacity.minCapacity).toBe(3);
    expect(plan({ singleAvailabilityZone: true }, { availabilityZones: 1 }).capacity.minCapacity).toBe(2);
  });
});

describe('a value that only the deployment tells', () => {
  test('passes every check and reaches the plan as it is', () => {
    const late = plan({
      minCapacity: TOKEN_NUMBER,
      maxCapacity: TOKEN_NUMBER,
      idleTimeoutSeconds: TOKEN_NUMBER,
      targetPort: TOKEN_NUMBER,
      allowFrom: [TOKEN_TEXT],
      health: { path: TOKEN_TEXT, readiness: { intervalSeconds: TOKEN_NUMBER }, draining: { longestRequestSeconds: TOKEN_NUMBER } },
      scaling: { cpuTargetPercent: TOKEN_NUMBER },
      instances: { instanceType: TOKEN_TEXT, rootVolume: { sizeGib: TOKEN_NUMBER } },
      peakLoad: { requestsPerSecond: TOKEN_NUMBER, requestsPerSecondPerInstance: 1 },
      alarms: { errorRatePercent: TOKEN_NUMBER },
      service: { command: '/bin/serve' },
    });
    expect(late.capacity).toMatchObject({ minCapacity: TOKEN_NUMBER, maxCapacity: TOKEN_NUMBER });
    expect(late.entry.target.port).toBe(TOKEN_NUMBER);
    expect(late.scaling.policies[0]).toMatchObject({ target: TOKEN_NUMBER });
    expect(late.entry.callers[0].peer.id).toBe(TOKEN_TEXT);
  });

  test('is written into texts as the engine writes it, and never computed with', () => {
    const { bootScript, alarms } = plan({ targetPort: TOKEN_NUMBER, idleTimeoutSeconds: TOKEN_NUMBER, alarms: { errorRatePercent: TOKEN_NUMBER }, service: { command: 'x' } });
    expect(alarms.errorRate.description).toBe(`More than ${TOKEN_TEXT} % of the requests failed: an instance or the load balancer answered with 5xx.`);
    expect(bootScript).toContain(`Environment="PORT=${TOKEN_TEXT}"`);
    expect(bootScript.join('\n')).not.toContain('KEEP_ALIVE_SECONDS');
    expect(bootScript.join('\n')).not.toContain(String(TOKEN_NUMBER));
  });

  test('leaves the number of zones unknown', () => {
    expect(plan({}, { availabilityZones: undefined }).capacity.minCapacity).toBe(2);
  });
});

describe('refusals', () => {
  test('several wrong options give one error that lists all', () => {
    expect(() => plan({ minCapacity: 5, maxCapacity: 2, health: { path: 'health' }, targetPort: 0 })).toThrow([
      "ScaledWebTier 'App/Web': 3 problems:",
      '  - targetPort must be an integer from 1 to 65535, got 0.',
      '  - health.path must be a path that begins with / and has up to 1024 characters that may stand in a URL, got "health".',
      '  - minCapacity must be an integer from 0 to maxCapacity (2), got 5.',
    ].join('\n'));
  });

  test('one wrong option gives one sentence', () => {
    expect(() => plan({ minCapacity: 5, maxCapacity: 2 })).toThrow(/^ScaledWebTier 'App\/Web': minCapacity must be an integer from 0 to maxCapacity \(2\), got 5\.$/);
  });

  test.each<[string, Parameters<typeof refusals>[0], string]>([
    ['a CPU target of 150', { scaling: { cpuTargetPercent: 150 } }, 'scaling.cpuTargetPercent must be an integer from 10 to 90, got 150.'],
    ['a CPU target of −5', { scaling: { cpuTargetPercent: -5 } }, 'scaling.cpuTargetPercent must be an integer from 10 to 90, got -5.'],
    ['a CPU target that is no number', { scaling: { cpuTargetPercent: NaN } }, 'scaling.cpuTargetPercent must be an integer from 10 to 90, got NaN.'],
    ['a surge below the target', { scaling: { surgeCpuPercent: 60 } }, 'scaling.surgeCpuPercent must be more than scaling.cpuTargetPercent (70), got 60.'],
    ['a surge of 100', { scaling: { surgeCpuPercent: 100 } }, 'scaling.surgeCpuPercent must be an integer from 11 to 99, got 100.'],
    ['a surge and none', { scaling: { surgeCpuPercent: 90, withoutSurgeStep: true } }, 'scaling.surgeCpuPercent and scaling.withoutSurgeStep: true contradict each other: leave one out.'],
    ['an idle timeout of 9999 s', { idleTimeoutSeconds: 9999 }, 'idleTimeoutSeconds must be an integer from 1 to 4000, got 9999.'],
    ['an infinite idle timeout', { idleTimeoutSeconds: Infinity }, 'idleTimeoutSeconds must be an integer from 1 to 4000, got Infinity.'],
    ['a drain of 2 h', { health: { draining: { deregistrationDelaySeconds: 7200 } } }, 'health.draining.deregistrationDelaySeconds must be an integer from 0 to 3600, got 7200.'],
    ['a drain shorter than a request', { health: { draining: { longestRequestSeconds: 40 } } }, 'health.draining.deregistrationDelaySeconds must be at least health.draining.longestRequestSeconds (40), got 30.'],
    ['a request longer than the idle timeout', { health: { draining: { longestRequestSeconds: 90, deregistrationDelaySeconds: 90 } } }, 'idleTimeoutSeconds must be at least health.draining.longestRequestSeconds (90), got 60.'],
    ['a check timeout above its interval', { health: { readiness: { timeoutSeconds: 15 } } }, 'health.readiness.timeoutSeconds must be less than health.readiness.intervalSeconds (10), got 15.'],
    ['a check interval of 2 s', { health: { readiness: { intervalSeconds: 2 } } }, 'health.readiness.intervalSeconds must be an integer from 5 to 300, got 2.'],
    ['a fraction of a second', { health: { readiness: { timeoutSeconds: 2.5 } } }, 'health.readiness.timeoutSeconds must be an integer from 2 to 120, got 2.5.'],
    ['a threshold of 1', { health: { readiness: { unhealthyThreshold: 1 } } }, 'health.readiness.unhealthyThreshold must be an integer from 2 to 10, got 1.'],
    ['a threshold of 11', { health: { readiness: { healthyThreshold: 11 } } }, 'health.readiness.healthyThreshold must be an integer from 2 to 10, got 11.'],
    ['a grace shorter than boot', { health: { startUp: { bootSeconds: 290 } } }, 'health.startUp.graceSeconds must be more than 300: 290 to boot and 10 to be found healthy, got 300.'],
    ['a warm-up of 2 h', { health: { startUp: { warmupSeconds: 7200 } } }, 'health.startUp.warmupSeconds must be an integer from 0 to 3600, got 7200.'],
    ['a grace of 3 h', { health: { startUp: { graceSeconds: 10800 } } }, 'health.startUp.graceSeconds must be an integer from 0 to 7200, got 10800.'],
    ['a negative boot', { health: { startUp: { bootSeconds: -1 } } }, 'health.startUp.bootSeconds must be an integer from 0 to 7200, got -1.'],
    ['a liveness check every second', { service: { command: 'a' }, health: { liveness: { intervalSeconds: 1 } } }, 'health.liveness.intervalSeconds must be an integer from 5 to 300, got 1.'],
    ['a liveness check that never fails', { service: { command: 'a' }, health: { liveness: { failureThreshold: 0 } } }, 'health.liveness.failureThreshold must be an integer from 1 to 10, got 0.'],
    ['response code 999', { health: { readiness: { successCodes: '999' } } }, 'health.readiness.successCodes must be status codes within 200-499, as \'200\', \'200,204\' or \'200-299\', got "999".'],
    ['a range backwards', { health: { readiness: { successCodes: '299-200' } } }, 'health.readiness.successCodes must be status codes within 200-499, as \'200\', \'200,204\' or \'200-299\', got "299-200".'],
    ['a path without /', { health: { path: 'health' } }, 'health.path must be a path that begins with / and has up to 1024 characters that may stand in a URL, got "health".'],
    ["a path that ends a shell's quote", { health: { path: "/'; reboot" } }, 'health.path must be a path that begins with / and has up to 1024 characters that may stand in a URL, got "/\'; reboot".'],
    ['a CIDR of 999.0.0.0/8', { allowFrom: ['999.0.0.0/8'] }, 'allowFrom[0] must be a CIDR block such as \'10.0.0.0/16\', a prefix list id \'pl-…\' or a security group id \'sg-…\', got "999.0.0.0/8".'],
    ['an address without a mask', { allowFrom: ['10.0.0.1'] }, 'allowFrom[0] must be a CIDR block such as \'10.0.0.0/16\', a prefix list id \'pl-…\' or a security group id \'sg-…\', got "10.0.0.1".'],
    ['half an IPv6 block', { allowFrom: ['2001:db8/32'] }, 'allowFrom[0] must be a CIDR block such as \'10.0.0.0/16\', a prefix list id \'pl-…\' or a security group id \'sg-…\', got "2001:db8/32".'],
    ['nobody', { allowFrom: [] }, "allowFrom must hold a CIDR block such as '10.0.0.0/16', a prefix list id 'pl-…' or a security group id 'sg-…', got an empty list."],
    ['everybody without saying so', { allowFrom: ['0.0.0.0/0'] }, 'allowFrom must be narrower than the whole internet, unless exposure is INTERNET, got "0.0.0.0/0".'],
    ['an exposure nobody knows', { exposure: 'public' as any }, 'exposure must be one of internal, internet-facing, got "public".'],
    ['port 70000', { targetPort: 70000 }, 'targetPort must be an integer from 1 to 65535, got 70000.'],
    ['a protocol nobody knows', { targetProtocol: 'GRPC' as any }, 'targetProtocol must be one of HTTP, HTTPS, got "GRPC".'],
    ['a TLS policy that is none', { tlsPolicy: 'strong' }, 'tlsPolicy must be the AWS name of a policy, as \'ELBSecurityPolicy-TLS13-1-2-Res-2021-06\', got "strong".'],
    ['a log prefix with a slash', { accessLogs: { prefix: '/web' } }, 'accessLogs.prefix must be a prefix that neither begins nor ends with / and does not hold \'AWSLogs\', got "/web".'],
    ['logs kept for no day', { accessLogs: { expireAfterDays: 0 } }, 'accessLogs.expireAfterDays must be an integer from 1 to 3650, got 0.'],
    ['logs and none', { accessLogs: {}, withoutAccessLogs: true }, 'withoutAccessLogs: true contradicts accessLogs and accessLogBucket: leave it out, or them.'],
    ['slow start with least outstanding requests', { balancing: { slowStartSeconds: 60 } }, 'balancing.slowStartSeconds needs balancing.algorithm round_robin: AWS refuses it with least_outstanding_requests.'],
    ['slow start of 10 s', { balancing: { slowStartSeconds: 10, algorithm: BalancingAlgorithm.ROUND_ROBIN } }, 'balancing.slowStartSeconds must be an integer from 30 to 900, got 10.'],
    ['an algorithm of another balancer', { balancing: { algorithm: 'ip_hash' as any } }, 'balancing.algorithm must be one of least_outstanding_requests, round_robin, weighted_random, got "ip_hash".'],
    ['no healthy target', { balancing: { minimumHealthyTargets: { dnsFailoverCount: 0 } } }, 'balancing.minimumHealthyTargets.dnsFailoverCount must be an integer from 1 to 1000, got 0.'],
    ['more than all targets', { balancing: { minimumHealthyTargets: { dnsFailoverPercent: 101 } } }, 'balancing.minimumHealthyTargets.dnsFailoverPercent must be an integer from 1 to 100, got 101.'],
    ['half a target', { balancing: { minimumHealthyTargets: { routingCount: 0.5 } } }, 'balancing.minimumHealthyTargets.routingCount must be an integer from 1 to 1000, got 0.5.'],
    ['no per cent', { balancing: { minimumHealthyTargets: { routingPercent: 0 } } }, 'balancing.minimumHealthyTargets.routingPercent must be an integer from 1 to 100, got 0.'],
    ['an unknown size', { instances: { instanceType: 'm7g.banana' } }, 'instances.instanceType must be an EC2 instance type such as \'m7g.large\', got "m7g.banana".'],
    ['an unknown series', { instances: { instanceType: 'banana.large' } }, 'instances.instanceType must be an EC2 instance type such as \'m7g.large\', got "banana.large".'],
    ['a series without a generation', { instances: { instanceType: 'm.large' } }, 'instances.instanceType must be an EC2 instance type such as \'m7g.large\', got "m.large".'],
    ['a disk of 5 GiB', { instances: { rootVolume: { sizeGib: 5 } } }, 'instances.rootVolume.sizeGib must be an integer from 8 to 16384, got 5.'],
    ['a disk of another system', { instances: { rootVolume: { deviceName: 'C:' } } }, 'instances.rootVolume.deviceName must be a device name such as \'/dev/xvda\' or \'/dev/sda1\', got "C:".'],
    ['no hop', { instances: { metadataHopLimit: 0 } }, 'instances.metadataHopLimit must be an integer from 1 to 64, got 0.'],
    ['half a server', { minCapacity: 1.5 }, 'minCapacity must be an integer from 0 to 10000, got 1.5.'],
    ['no server at most', { minCapacity: 0, maxCapacity: 0 }, 'maxCapacity must be an integer from 1 to 10000, got 0.'],
    ['no peak', { peakLoad: { requestsPerSecond: 0, requestsPerSecondPerInstance: 100 } }, 'peakLoad.requestsPerSecond must be a number above 0, got 0.'],
    ['servers that can do nothing', { peakLoad: { requestsPerSecond: 100, requestsPerSecondPerInstance: -1 } }, 'peakLoad.requestsPerSecondPerInstance must be a number above 0, got -1.'],
    ['too few for the peak', { maxCapacity: 10, peakLoad: { requestsPerSecond: 900, requestsPerSecondPerInstance: 100 } }, 'maxCapacity must be at least 18 to carry peakLoad on 1 of 2 availability zones, got 10.'],
    ['too few to stand still', { minCapacity: 4, staticallyStable: true, peakLoad: { requestsPerSecond: 900, requestsPerSecondPerInstance: 100 } }, 'minCapacity must be at least 18 to carry peakLoad on 1 of 2 availability zones (staticallyStable), got 4.'],
    ['stability without a load', { staticallyStable: true }, 'staticallyStable: true needs peakLoad: without a peak there is nothing to hold capacity for.'],
    ['a CPU target that no zone can be lost at', { scaling: { cpuTargetPercent: 70 }, peakLoad: { requestsPerSecond: 100, requestsPerSecondPerInstance: 100 } }, 'scaling.cpuTargetPercent must be at most 50, so that the other zones carry peakLoad when one is lost, got 70.'],
    ['a deployment above 200 %', { deployment: { maxHealthyPercent: 300 } }, 'deployment.maxHealthyPercent must be an integer from 100 to 200, got 300.'],
    ['a deployment below 0 %', { deployment: { minHealthyPercent: -1 } }, 'deployment.minHealthyPercent must be an integer from 0 to 100, got -1.'],
    ['a range above 100', { deployment: { minHealthyPercent: 50, maxHealthyPercent: 200 } }, 'deployment.maxHealthyPercent must be at most 100 above deployment.minHealthyPercent (50), got 200.'],
    ['a bake of a week', { deployment: { bakeSeconds: 604800 } }, 'deployment.bakeSeconds must be an integer from 0 to 172800, got 604800.'],
    ['errors above 100 %', { alarms: { errorRatePercent: 101 } }, 'alarms.errorRatePercent must be a number from 0.001 to 100, got 101.'],
    ['answers in no time', { alarms: { responseTimeSeconds: 0 } }, 'alarms.responseTimeSeconds must be a number above 0, got 0.'],
    ['egress to nowhere', { egress: Egress.endpoints([]) }, "egress must hold a CIDR block such as '10.0.0.0/16', a prefix list id 'pl-…' or a security group id 'sg-…', got an empty list."],
    ['a command on two lines', { service: { command: 'a\nb' } }, 'service.command must be a command on one line, got "a\\nb".'],
    ['a user who cannot be', { service: { command: 'a', user: 'A B' } }, 'service.user must be the name of a Linux user, got "A B".'],
    ['a relative directory', { service: { command: 'a', workingDirectory: 'opt' } }, 'service.workingDirectory must be an absolute path, got "opt".'],
    ['a variable that is none', { service: { command: 'a', environment: { '1A': 'x' } } }, 'service.environment must be named with letters, digits and underscores, got "1A".'],
    ['a port that the tier sets', { service: { command: 'a', environment: { PORT: '80' } } }, 'service.environment.PORT is set by the tier, from its own options: leave it out.'],
    ['half the internet', { allowFrom: ['128.0.0.0/1'] }, 'allowFrom must be narrower than the whole internet, unless exposure is INTERNET, got "128.0.0.0/1".'],
    ['a flag that is a text', { withoutZonalShift: 'false' as any }, 'withoutZonalShift must be true or false, got "false".'],
    ['a sixth generation of nothing', { instances: { instanceType: 'm7.large' } }, 'instances.instanceType must be an EC2 instance type such as \'m7g.large\', got "m7.large".'],
    ['a watch over nothing', { health: { liveness: { intervalSeconds: 60 } } }, 'health.liveness needs service: what the tier does not run, it does not watch.'],
    ['a load for 2 million servers', { peakLoad: { requestsPerSecond: 1e6, requestsPerSecondPerInstance: 1 } }, 'peakLoad must be a load that at most 10000 servers carry without a zone, got 2000000.'],
    ['a variable on two lines', { service: { command: 'a', environment: { A: 'x\ny' } } }, 'service.environment.A must be on one line.'],
  ])('%s', (_, options, message) => {
    expect(refusals(options)).toEqual([message]);
  });

  test.each<[string, Parameters<typeof refusals>[0], Parameters<typeof refusals>[1], string]>([
    ['a number of days that is none', { observability: { logRetentionDays: NaN } }, {}, 'observability.logRetentionDays must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got NaN.'],
    ['one zone', {}, { availabilityZones: 1 }, 'The subnets must lie in at least 2 availability zones, got 1 (singleAvailabilityZone: true accepts one).'],
    ['no certificate', {}, { certificates: 0 }, 'certificates must name at least one certificate, got none (domainName gets one, insecureHttp: true listens without).'],
    ['a certificate for plain HTTP', { insecureHttp: true }, {}, 'insecureHttp: true and certificates contradict each other: leave one out.'],
    ['a TLS policy for plain HTTP', { insecureHttp: true, tlsPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-06' }, { certificates: 0 }, 'insecureHttp: true and tlsPolicy contradict each other: leave one out.'],
    ['a network without a known block', {}, { networkCidrBlocks: undefined }, 'allowFrom must name the callers: the CIDR block of this VPC is not known here.'],
    ['an image of the wrong architecture', {}, { image: { option: 'machineImage', isGiven: true, architecture: 'x86_64' } }, "machineImage is for x86_64, and instances.instanceType 'm7g.large' is arm64: choose both of one architecture."],
    ['a Windows image', {}, { image: { option: 'machineImage', isGiven: true, isWindows: true } }, 'machineImage must be a Linux image: the units and scripts of a tier are for systemd.'],
    ['a bucket that cannot be written to', {}, { accessLogBucketIsGiven: true, accessLogBucketHasKey: true }, "accessLogBucket must be encrypted with S3's own keys: a load balancer cannot write to one with a KMS key."],
    ['instances where the balancer is not', {}, { zonesWithoutLoadBalancer: 1 }, 'The load balancer must have a subnet in every zone of the instances, and lacks 1: instances there would get no requests.'],
    ['the internet over private subnets', { exposure: Exposure.INTERNET }, { loadBalancerSubnetsArePublic: false }, 'loadBalancerSubnets must be public: exposure is INTERNET, and nobody would get there.'],
    ['a balancer in one zone', { singleAvailabilityZone: true }, { availabilityZones: 1, loadBalancerSubnets: 1 }, 'loadBalancerSubnets must be subnets in at least 2 zones: AWS makes no load balancer in fewer, got 1.'],
    ['an expiry for a bucket of the user', { accessLogs: { expireAfterDays: 5 } }, { accessLogBucketIsGiven: true }, 'accessLogs.expireAfterDays is for our own bucket: set the life cycle on accessLogBucket itself.'],
  ])('%s', (_, options, surroundings, message) => {
    expect(refusals(options, surroundings)).toEqual([message]);
  });

  test.each<[string, Parameters<typeof refusals>[0]]>([
    ['a password by its name', { service: { command: 'a', environment: { DB_PASSWORD: 'canary-1' } } }],
    ['a token by its name', { service: { command: 'a', environment: { githubToken: 'canary-1' } } }],
    ['a dynamic reference', { service: { command: 'a', environment: { X: '{{resolve:secretsmanager:canary-1}}' } } }],
    ['a value that comes from a secret', { service: { command: 'a', environment: { X: SECRET_TOKEN } } }],
    ['a command that comes from a secret', { service: { command: SECRET_TOKEN } }],
    ['an access key in a command', { service: { command: 'run --key AKIAIOSFODNN7EXAMPLE' } }],
    ['a private key in a boot command', { instances: { bootCommands: ['echo "-----BEGIN RSA PRIVATE KEY-----canary-1"'] } }],
  ])('%s is refused, and not repeated', (_, options) => {
    const [message, ...others] = refusals(options);
    expect(others).toEqual([]);
    expect(message).toContain('must not hold a secret');
    expect(message).not.toMatch(/canary|AKIA|SecretToken/);
  });

  test('a secret is accepted by an option that an engine may have, and that is named where it has', () => {
    const options = { service: { command: 'a', environment: { DB_PASSWORD: 'x' } }, instances: { bootCommands: [SECRET_TOKEN] } };
    expect(refusals(options, { secrets: { acceptOption: 'acceptSecretInState', areAccepted: false } })).toEqual([
      expect.stringMatching(/^instances\.bootCommands must not hold a secret: .*\(acceptSecretInState: true accepts it\)\.$/),
      expect.stringMatching(/^service\.environment\.DB_PASSWORD must not hold a secret: .*\(acceptSecretInState: true accepts it\)\.$/),
    ]);
    expect(refusals(options, { secrets: { acceptOption: 'acceptSecretInState', areAccepted: true } })).toEqual([]);
  });

  test('what an engine has no words for is left out, and said where it was asked for', () => {
    const gaps = { engineGaps: ['bakeTime', 'impairedZonePolicy'] } as const;
    const { zonalShift, deployment, entry, warnings } = plan({}, gaps);
    expect([zonalShift, deployment.bakeSeconds, entry.zonalShift, warnings]).toEqual([undefined, undefined, true, []]);
    expect(plan({ deployment: { bakeSeconds: 60 } }, gaps).warnings.map(({ id }) => id)).toEqual(['scale-out-constructs:noBakeTime']);
    expect(refusals({ deployment: { bakeSeconds: -1 } }, gaps)).toEqual(['deployment.bakeSeconds must be an integer from 0 to 172800, got -1.']);
  });

  test('the way to a secret is no secret', () => {
    expect(refusals({ service: { command: 'a', environment: { DB_SECRET_ARN: 'arn:aws:secretsmanager:…', TOKEN_URL: 'https://x' } } })).toEqual([]);
  });

  test('user data has an end', () => {
    const [message] = refusals({ instances: { bootCommands: ['#'.repeat(20_000)] } });
    expect(message).toMatch(/^instances\.bootCommands and service must be user data of at most 16384 bytes, got \d+\.$/);
  });
});
