import { TOKEN_NUMBER, TOKEN_TEXT } from './planning';
import { ENDPOINT, failover, INTERNAL } from './region-planning';
import { Continent, GeoLocation, RegionRouting } from '../../src/core';
import { checkRegion, partitionOf } from '../../src/core/region-names';

describe('the default plan of a primary region', () => {
  const plan = failover();

  test('is an alias of the load balancer that goes by its health, without a TTL', () => {
    expect(plan.records).toEqual([{
      id: 'RecordA',
      name: 'www.example.com',
      type: 'A',
      setIdentifier: 'eu-west-1',
      routing: { strategy: 'FAILOVER', failover: 'PRIMARY', latencyRegion: undefined, weight: undefined, geoLocation: undefined },
      alias: { dnsName: ENDPOINT.dnsName, hostedZoneId: ENDPOINT.hostedZoneId, evaluateTargetHealth: true },
      healthCheck: 'RegionCheck',
    }]);
  });

  test('is checked over HTTPS, with its dependencies', () => {
    expect(plan.healthCheck).toEqual({
      endpoint: {
        id: 'EndpointCheck',
        name: 'App/Eu/Failover endpoint',
        type: 'HTTPS',
        hostName: ENDPOINT.dnsName,
        port: 443,
        path: '/health/dependencies',
        searchString: undefined,
        intervalSeconds: 10,
        failureThreshold: 3,
        checkerRegions: undefined,
        enableSni: true,
      },
      alarms: [],
      calculated: { id: 'RegionCheck', name: 'App/Eu/Failover', type: 'CALCULATED', children: ['EndpointCheck'], healthThreshold: 1 },
      ownAlarms: [],
    });
    expect(plan.alarms).toEqual([]);
  });

  test('says which check the name goes by, and tells nobody here when it fails', () => {
    expect(plan.output).toEqual({
      healthCheckId: { id: 'HealthCheckId', description: 'The health check that www.example.com goes by in this region' }, facts: undefined,
    });
    expect(plan.statusAlarm).toBeUndefined();
    expect(plan.side.hasStatusAlarm).toBe(false);
    // All regions of a name warn together.
    expect(plan.warnings).toEqual([]);
  });

  test('tells the other sides what it is', () => {
    expect(plan.side).toMatchObject({
      path: 'App/Eu/Failover',
      region: 'eu-west-1',
      recordName: 'www.example.com',
      zoneId: 'Z1',
      setIdentifier: 'eu-west-1',
      lastResort: false,
      withdrawn: false,
      unequalSides: false,
      facts: { minCapacity: 4, maxCapacity: 20, listenerProtocol: 'HTTPS', dualStack: false },
    });
  });
});

test('an explicit undefined is a default', () => {
  const nothing = {
    setIdentifier: undefined,
    healthCheck: undefined,
    lastResort: undefined,
    withdrawn: undefined,
    expectedRegions: undefined,
    unequalSides: undefined,
    recovery: undefined,
    factsOutput: undefined,
  };
  expect(failover(nothing)).toEqual(failover());
  expect(failover({
    healthCheck: {
      path: undefined, hostName: undefined, port: undefined, intervalSeconds: undefined, failureThreshold: undefined, checkerRegions: undefined,
    },
  })).toEqual(failover());
});

describe('routing', () => {
  const routing = (given: RegionRouting) => failover({ routing: given }).records[0].routing;

  test('to a secondary region', () => {
    expect(routing(RegionRouting.secondary())).toMatchObject({ strategy: 'FAILOVER', failover: 'SECONDARY' });
  });

  test('by latency, to the region of the stack', () => {
    expect(routing(RegionRouting.latency())).toEqual({ strategy: 'LATENCY', latencyRegion: 'eu-west-1' });
  });

  test('by weight, none too', () => {
    expect(routing(RegionRouting.weighted(255))).toEqual({ strategy: 'WEIGHTED', weight: 255 });
    expect(routing(RegionRouting.weighted(0))).toEqual({ strategy: 'WEIGHTED', weight: 0 });
  });

  test('by location', () => {
    const locations: [GeoLocation, object][] = [
      [GeoLocation.continent(Continent.EUROPE), { continentCode: 'EU' }],
      [GeoLocation.country('DE'), { countryCode: 'DE' }],
      [GeoLocation.subdivision('US', 'CA'), { countryCode: 'US', subdivisionCode: 'CA' }],
      [GeoLocation.defaultLocation(), { countryCode: '*' }],
    ];
    for (const [location, geoLocation] of locations) { expect(routing(RegionRouting.geolocation(location))).toEqual({ strategy: 'GEOLOCATION', geoLocation }); }
  });
});

test('a dual-stack load balancer has a record of both kinds', () => {
  const { records } = failover({}, { endpoint: { ...ENDPOINT, isDualStack: true } });
  expect(records.map(({ id, type }) => ({ id, type }))).toEqual([{ id: 'RecordA', type: 'A' }, { id: 'RecordAAAA', type: 'AAAA' }]);
  expect(records[1]).toEqual({ ...records[0], id: 'RecordAAAA', type: 'AAAA' });
});

test('with a last resort the regions have a name of their own', () => {
  const plan = failover({ lastResort: true });
  expect(plan.records[0].name).toBe('active.www.example.com');
  expect(plan.side).toMatchObject({ recordName: 'www.example.com', lastResort: true });
});

describe('the check of the endpoint', () => {
  test('speaks what the tier speaks', () => {
    expect(failover({}, { endpoint: { ...ENDPOINT, usesTls: false } }).healthCheck.endpoint).toMatchObject({ type: 'HTTP', port: 80, enableSni: false });
  });

  test('searches the answer', () => {
    const searched = (usesTls: boolean) => failover({ healthCheck: { searchString: 'ok' } }, { endpoint: { ...ENDPOINT, usesTls } }).healthCheck.endpoint;
    expect(searched(true)).toMatchObject({ type: 'HTTPS_STR_MATCH', searchString: 'ok' });
    expect(searched(false)).toMatchObject({ type: 'HTTP_STR_MATCH' });
  });

  test('takes what the user says', () => {
    const healthCheck = {
      path: '/up?deep=1', hostName: 'eu.example.com', port: 8443, intervalSeconds: 30, failureThreshold: 1, checkerRegions: ['us-east-1', 'eu-west-1', 'sa-east-1'],
    };
    expect(failover({ healthCheck }).healthCheck.endpoint).toMatchObject(healthCheck);
  });

  test('is joined with alarms, all of which count unless fewer suffice', () => {
    const { healthCheck, records } = failover({ healthCheck: { alarmNames: ['lag', 'queue'] } });
    expect(healthCheck.alarms).toEqual(['lag', 'queue'].map((alarmName, index) => ({
      id: `AlarmCheck${index + 1}`,
      name: `App/Eu/Failover alarm ${index + 1}`,
      type: 'CLOUDWATCH_METRIC',
      alarmName,
      alarmRegion: 'eu-west-1',
      insufficientDataHealthStatus: 'Unhealthy',
      copied: { alarmName },
    })));
    expect(healthCheck.calculated).toEqual({
      id: 'RegionCheck', name: 'App/Eu/Failover', type: 'CALCULATED', children: ['EndpointCheck', 'AlarmCheck1', 'AlarmCheck2'], healthThreshold: 3,
    });
    expect(records[0].healthCheck).toBe('RegionCheck');
    expect(failover({ healthCheck: { alarmNames: ['lag', 'queue'], healthThreshold: 2 } }).healthCheck.calculated).toMatchObject({ healthThreshold: 2 });
  });
});

describe('inside a network', () => {
  const plan = failover({}, INTERNAL);

  test('an alarm on the balancer\'s own checks stands for the checkers', () => {
    expect(plan.healthCheck.endpoint).toBeUndefined();
    expect(plan.alarms).toEqual([{
      id: 'HealthyHostsAlarm',
      description: 'Fewer healthy instances than 1, or the load balancer says nothing: callers are sent to another region.',
      metrics: [{ id: 'healthy', namespace: 'AWS/ApplicationELB', name: 'HealthyHostCount', dimensions: ['LoadBalancer', 'TargetGroup'], statistic: 'Minimum', periodSeconds: 60 }],
      values: { LoadBalancer: 'app/web/1', TargetGroup: 'targetgroup/web/1' },
      comparison: 'LessThanThreshold',
      threshold: 1,
      evaluationPeriods: 2,
      datapointsToAlarm: 2,
      missingData: 'breaching',
    }]);
    expect(plan.healthCheck.alarms).toEqual([{
      id: 'HealthyHostsCheck',
      name: 'App/Eu/Failover healthy hosts',
      type: 'CLOUDWATCH_METRIC',
      alarm: 'HealthyHostsAlarm',
      alarmRegion: 'eu-west-1',
      insufficientDataHealthStatus: 'Unhealthy',
      copied: { metric: 'HealthyHostCount Minimum 60', values: 'app/web/1,targetgroup/web/1', comparison: 'LessThanThreshold', threshold: '1', periods: '2' },
    }]);
    expect(plan.healthCheck.calculated).toMatchObject({ children: ['HealthyHostsCheck'], healthThreshold: 1 });
  });

  test('Route 53 follows the alarm: one metric, a plain statistic, no expression, and every datapoint counts', () => {
    const [alarm] = plan.alarms;
    expect(alarm.expression).toBeUndefined();
    expect(alarm.metrics).toHaveLength(1);
    expect(['Average', 'Minimum', 'Maximum', 'Sum', 'SampleCount']).toContain(alarm.metrics[0].statistic);
    expect(alarm.datapointsToAlarm).toBe(alarm.evaluationPeriods);
    expect(alarm.metrics[0].periodSeconds).toBe(60);
  });

  test('more healthy instances may be asked for, which makes another check', () => {
    const more = failover({ healthCheck: { minimumHealthyHosts: 2 } }, INTERNAL);
    expect(more.alarms[0].threshold).toBe(2);
    expect(more.healthCheck.alarms[0].copied).not.toEqual(plan.healthCheck.alarms[0].copied);
  });

  test('alarms of the user join it', () => {
    expect(failover({ healthCheck: { alarmNames: ['lag'] } }, INTERNAL).healthCheck.calculated).toMatchObject({ children: ['HealthyHostsCheck', 'AlarmCheck1'], healthThreshold: 2 });
  });
});

test.each([['outside', {}], ['inside', INTERNAL]])('a region that is withdrawn is never healthy, %s', (_, surroundings) => {
  const { healthCheck, records, side } = failover({ withdrawn: true }, surroundings);
  expect(healthCheck.calculated.healthThreshold).toBe(healthCheck.calculated.children.length + 1);
  expect(records[0].healthCheck).toBe(failover({}, surroundings).records[0].healthCheck);
  expect(side.withdrawn).toBe(true);
  expect(failover({ withdrawn: true, healthCheck: { alarmNames: ['a', 'b'], healthThreshold: 1 } }, surroundings).healthCheck.calculated.healthThreshold).toBe(4);
});

describe('the alarm on the status', () => {
  const ALARM = {
    id: 'HealthCheckStatusAlarm',
    region: 'us-east-1',
    description: 'www.example.com is answered without eu-west-1: its health check fails, or says nothing.',
    healthCheck: 'RegionCheck',
    metric: { namespace: 'AWS/Route53', name: 'HealthCheckStatus', statistic: 'Minimum', periodSeconds: 60 },
    comparison: 'LessThanThreshold',
    threshold: 1,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    missingData: 'breaching',
  };

  test('is made where Route 53 reports to, by an engine that gets there', () => {
    const plan = failover({}, { reachesOtherRegions: true });
    expect(plan.statusAlarm).toEqual(ALARM);
    expect(plan.warnings).toEqual([]);
  });

  test('and by any in that region', () => {
    expect(failover({}, { region: 'us-east-1' }).statusAlarm).toMatchObject({ region: 'us-east-1', healthCheck: 'RegionCheck' });
  });
});

describe('warned of', () => {
  const warnings = (...given: Parameters<typeof failover>) => failover(...given).warnings;

  test('a region that nobody knows', () => {
    expect(warnings({}, { region: 'eu-west-9' })).toEqual([{
      id: 'scale-out-constructs:unknownRegion', message: 'eu-west-9 is built like the name of a region, and is none that is known here: a new one, or a slip.',
    }]);
    expect(warnings({ expectedRegions: ['eu-west-1', 'eu-west-8'] }).map(({ message }) => message.split(' ')[0])).toEqual(['eu-west-8']);
  });

  test('a load balancer that keeps the checkers out', () => {
    const closed = { endpoint: { ...ENDPOINT, isOpenToAnybody: false } };
    expect(warnings({}, closed)).toEqual([{
      id: 'scale-out-constructs:checkersKeptOut',
      message: 'Not everybody may call the load balancer: let Route 53\'s checkers in, by AWS\'s prefix list route53-healthchecks of the region, or it is never healthy.',
    }]);
    expect(warnings({}, { endpoint: { ...closed.endpoint, isInternal: true } })).toEqual([]);
    expect(warnings({}, { endpoint: { ...ENDPOINT, isOpenToAnybody: true } })).toEqual([]);
  });

  test('zones that no server is in', () => {
    const few = { endpoint: { ...ENDPOINT, isInternal: true, minCapacity: 1, zones: 3 } };
    expect(warnings({}, few)).toEqual([{
      id: 'scale-out-constructs:fewerServersThanZones',
      message: 'minCapacity 1 leaves some of 3 zones without a server: the balancer may report no healthy host there, and the region count as unhealthy.',
    }]);
    expect(warnings({}, { endpoint: { ...few.endpoint, minCapacity: 3 } })).toEqual([]);
  });

  test('a standby of Aurora that is asked what it does not answer', () => {
    const standby = { data: { database: { kind: 'auroraGlobal' as const, isWriterInactive: true } } };
    const failing = [{ id: 'scale-out-constructs:standbyFailsItsCheck', message: expect.stringMatching(/^healthCheck\.path is \/health\/dependencies, and the database an Aurora standby/) }];
    expect(warnings({}, standby)).toEqual(failing);
    expect(warnings({ healthCheck: { path: '/health/dependencies' } }, standby)).toEqual(failing);
    expect(warnings({ healthCheck: { path: '/health' } }, standby)).toEqual([]);
    expect(warnings({ healthCheck: { path: TOKEN_TEXT } }, standby)).toEqual([]);
    expect(warnings({}, { data: { database: { kind: 'auroraGlobal', isWriterInactive: false } } })).toEqual([]);
    expect(warnings({}, { ...standby, endpoint: { ...ENDPOINT, isInternal: true } })).toEqual([]);
  });

  test('places in a private zone, which are those of networks', () => {
    const privately = { zone: { id: 'Z1', name: 'example.com', isPrivate: true } };
    const located = { routing: RegionRouting.geolocation(GeoLocation.country('DE')) };
    expect(warnings(located, privately)).toEqual([{ id: 'scale-out-constructs:privateZonePlaces', message: expect.stringMatching(/^In a private zone/) }]);
    expect(warnings(located)).toEqual([]);
    const others = [RegionRouting.primary(), RegionRouting.latency(), RegionRouting.weighted(1)];
    expect(others.flatMap((routing) => warnings({ routing }, privately))).toEqual([]);
  });
});

test('the facts are an output where they are asked for', () => {
  expect(failover({ factsOutput: true }).output.facts).toEqual({ id: 'Facts', description: 'What a failover of www.example.com comes to, by what is known in this region' });
});

test('what only the deployment tells passes', () => {
  const plan = failover({
    recordName: TOKEN_TEXT,
    setIdentifier: TOKEN_TEXT,
    routing: RegionRouting.weighted(TOKEN_NUMBER),
    expectedRegions: ['eu-west-1', TOKEN_TEXT],
    recovery: { decisionSeconds: TOKEN_NUMBER, databasePromotionSeconds: TOKEN_NUMBER, clientDnsCacheSeconds: TOKEN_NUMBER },
    healthCheck: {
      path: TOKEN_TEXT,
      hostName: TOKEN_TEXT,
      port: TOKEN_NUMBER,
      searchString: TOKEN_TEXT,
      intervalSeconds: TOKEN_NUMBER,
      failureThreshold: TOKEN_NUMBER,
      checkerRegions: [TOKEN_TEXT],
      alarmNames: ['lag', TOKEN_TEXT],
      healthThreshold: TOKEN_NUMBER,
    },
  }, { region: TOKEN_TEXT, zone: { id: TOKEN_TEXT, name: TOKEN_TEXT } });
  expect(plan.records[0]).toMatchObject({ name: TOKEN_TEXT, setIdentifier: TOKEN_TEXT, routing: { weight: TOKEN_NUMBER } });
  expect(plan.healthCheck.endpoint).toMatchObject({ port: TOKEN_NUMBER, intervalSeconds: TOKEN_NUMBER });
  expect(plan.healthCheck.calculated.healthThreshold).toBe(TOKEN_NUMBER);
  expect(plan.facts.recoveryTimeSecondsTo).toBeUndefined();
  expect(JSON.stringify(plan.facts)).not.toContain(String(TOKEN_NUMBER));
});

test('a number that only the deployment tells arrives in texts', () => {
  const [alarm] = failover({ healthCheck: { minimumHealthyHosts: TOKEN_NUMBER } }, INTERNAL).alarms;
  expect(alarm.description).toContain(`Fewer healthy instances than ${TOKEN_TEXT}`);
  expect(alarm.threshold).toBe(TOKEN_NUMBER);
});

describe('the names of regions', () => {
  const passes = (region: string) => {
    const refused: unknown[] = [];
    checkRegion('region', region, { text: (_: string, value: string, allowed: RegExp) => { if (!allowed.test(value)) { refused.push(value); } } } as any);
    return refused.length === 0;
  };

  test.each(['eu-west-1', 'us-gov-west-1', 'cn-northwest-1', 'us-isob-east-1', 'us-isof-south-1', 'eu-isoe-west-1', 'eusc-de-east-1', 'me-west-1', 'mx-central-2'])('%s passes', (region) => {
    expect(passes(region)).toBe(true);
  });

  test.each(['us-banana-1', 'eu-wset-1', 'eu-west', 'eu-west-1a', 'eu-west-10', 'EU-WEST-1', 'europe-west-1', 'us-iso-banana-1', 'euwest1', ''])('%s does not', (region) => {
    expect(passes(region)).toBe(false);
  });

  test('tell their partitions', () => {
    expect(['eu-west-1', 'us-west-2', 'cn-north-1', 'us-gov-east-1', 'us-iso-east-1', 'us-isob-east-1', 'us-isof-south-1', 'eu-isoe-west-1', 'eusc-de-east-1'].map(partitionOf)).toEqual([
      'aws', 'aws', 'aws-cn', 'aws-us-gov', 'aws-iso', 'aws-iso-b', 'aws-iso-f', 'aws-iso-e', 'aws-eusc',
    ]);
  });
});
