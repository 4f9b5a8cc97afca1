import fc from 'fast-check';
import { BALANCER, entry, LISTENER, OPEN, REGION_SURROUNDINGS, regionBehind } from './accelerator-planning';
import { CONTEXT, TOKEN_NUMBER, TOKEN_TEXT } from './planning';
import { Protection } from '../../src/core';
import { AcceleratedEndpoint } from '../../src/core/accelerator-region-options';
import { checkEndpointGroups, EndpointGroupSide } from '../../src/core/accelerator-sides';

const ZONE = { id: 'Z1', name: 'example.com' };

describe('the default plan of an entry', () => {
  test('is two addresses, one port, and kept', () => {
    expect(entry()).toEqual({
      accelerator: { id: 'Accelerator', name: 'App-Entry', ipAddressType: 'IPV4', isDualStack: false, flowLogs: undefined, isRetained: true },
      listener: { id: 'Listener', protocol: 'TCP', ports: [443], clientAffinity: 'NONE', isRetained: true },
      records: [],
      outputs: {
        listenerArn: { id: 'ListenerArn', description: 'What the RegionEndpointGroup of every region is told' },
        dnsName: { id: 'DnsName', description: 'The name that AWS made for the accelerator' },
        addresses: { id: 'Addresses', description: 'The addresses of the accelerator, for those who let callers out by address' },
      },
      warnings: [],
    });
  });

  test('an explicit undefined is a default', () => {
    expect(entry({
      acceleratorName: undefined,
      recordName: undefined,
      insecureHttp: undefined,
      redirectHttp: undefined,
      dualStack: undefined,
      sourceIpAffinity: undefined,
      flowLogBucketName: undefined,
      flowLogPrefix: undefined,
      protection: undefined,
    })).toEqual(entry());
  });
});

describe('an entry', () => {
  test('listens where the tiers do', () => {
    expect(entry({ insecureHttp: true }).listener.ports).toEqual([80]);
    expect(entry({ redirectHttp: true }).listener.ports).toEqual([443, 80]);
  });

  test('keeps an address in one region', () => {
    expect(entry({ sourceIpAffinity: true }).listener.clientAffinity).toBe('SOURCE_IP');
    expect(entry({ sourceIpAffinity: false }).listener.clientAffinity).toBe('NONE');
  });

  test('is destroyed with its stack, if that is wanted', () => {
    const { accelerator, listener } = entry({ protection: Protection.NONE });
    expect([accelerator.isRetained, listener.isRetained]).toEqual([false, false]);
  });

  test('writes flow logs', () => {
    expect(entry({ flowLogBucketName: 'logs' }).accelerator.flowLogs).toEqual({ bucketName: 'logs', prefix: 'global-accelerator' });
    expect(entry({ flowLogBucketName: 'logs', flowLogPrefix: 'a/b' }).accelerator.flowLogs).toEqual({ bucketName: 'logs', prefix: 'a/b' });
  });

  test('has a name, of both kinds where it is dual stack', () => {
    const record = { name: 'www.example.com', targetZoneId: 'Z2BJ6XQ5FK7U4H', evaluateTargetHealth: false };
    expect(entry({ recordName: 'www.example.com' }, { zone: ZONE }).records).toEqual([{ id: 'RecordA', type: 'A', ...record }]);
    expect(entry({ recordName: 'www.example.com', dualStack: true }, { zone: ZONE }).records)
      .toEqual([{ id: 'RecordA', type: 'A', ...record }, { id: 'RecordAAAA', type: 'AAAA', ...record }]);
  });

  test('is warned of a region that nobody knows', () => {
    expect(entry({}, { region: 'eu-north-9' }).warnings).toMatchObject([{ id: 'scale-out-constructs:unknownRegion' }]);
  });

  test('lets through what only the deployment tells', () => {
    const told = { acceleratorName: TOKEN_TEXT, recordName: TOKEN_TEXT, flowLogBucketName: TOKEN_TEXT, flowLogPrefix: TOKEN_TEXT };
    expect(entry(told, { zone: ZONE, region: TOKEN_TEXT })).toMatchObject({ accelerator: { name: TOKEN_TEXT }, records: [{ name: TOKEN_TEXT }] });
  });

  test('gets a name that AWS takes, whatever its path', () => {
    fc.assert(fc.property(fc.string({ minLength: 0, maxLength: 200 }), (id) => {
      expect(entry({}, {}, `${id}/Entry`).accelerator.name).toMatch(/^[A-Za-z0-9]([A-Za-z0-9-]{0,62}[A-Za-z0-9])?$/);
    }));
  });
});

describe('the default plan of a region', () => {
  test('takes all callers that are near, by its load balancer, and shows it who they are', () => {
    expect(regionBehind().group).toEqual({
      id: 'EndpointGroup', listenerArn: LISTENER, region: 'eu-west-1', trafficDialPercent: 100, endpointId: BALANCER, weight: 128, preservesClientIp: true,
    });
    expect(regionBehind().warnings).toEqual([]);
    expect(regionBehind().output).toBeUndefined();
  });

  test('tells the other sides what it is', () => {
    expect(regionBehind().side).toEqual({
      path: 'App/Eu/Region',
      region: 'eu-west-1',
      listenerArn: LISTENER,
      trafficDialPercent: 100,
      withdrawn: false,
      unequalSides: false,
      facts: { minCapacity: 4, maxCapacity: 20, instanceType: 'm7g.large', listenerProtocol: 'HTTPS', dualStack: false },
    });
  });

  test('an explicit undefined is a default', () => {
    expect(regionBehind({
      trafficDialPercent: undefined,
      withdrawn: undefined,
      withoutClientIpPreservation: undefined,
      unequalSides: undefined,
      recovery: undefined,
      factsOutput: undefined,
    })).toEqual(regionBehind());
  });
});

describe('a region', () => {
  test('is a standby at a share of 0, and withdrawn at a weight of 0: a failover looks at the weight only', () => {
    expect(regionBehind({ trafficDialPercent: 0 }).group).toMatchObject({ trafficDialPercent: 0, weight: 128 });
    expect(regionBehind({ withdrawn: true }).group).toMatchObject({ trafficDialPercent: 100, weight: 0 });
  });

  test('lets through what only the deployment tells', () => {
    const told = { listenerArn: TOKEN_TEXT, trafficDialPercent: TOKEN_NUMBER };
    expect(regionBehind(told, { region: TOKEN_TEXT }).group).toMatchObject({ ...told, region: TOKEN_TEXT });
  });

  test('has a share from 0 to 100', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 100, noNaN: true }), (share) => {
      expect(regionBehind({ trafficDialPercent: share }).group.trafficDialPercent).toBe(share);
    }));
    fc.assert(fc.property(fc.double().filter((share) => !(share >= 0 && share <= 100) && share !== TOKEN_NUMBER), (share) => {
      expect(() => regionBehind({ trafficDialPercent: share })).toThrow('trafficDialPercent must be a number from 0 to 100');
    }));
  });

  test('needs the ARN of its load balancer', () => {
    expect(() => regionBehind({}, { endpoint: { ...OPEN, loadBalancerArn: undefined } }))
      .toThrow("RegionEndpointGroup 'App/Eu/Region': target must say the ARN of its load balancer: Global Accelerator knows it by nothing else.");
  });

  const idsOf = (endpoint: Partial<AcceleratedEndpoint>) => regionBehind({}, { endpoint: { ...OPEN, ...endpoint } }).warnings.map(({ id }) => id);

  test('is warned of callers who do not get in', () => {
    expect(idsOf({ isOpenToAnybody: true })).toEqual([]);
    expect(idsOf({ isOpenToAnybody: undefined })).toEqual([]);
    expect(idsOf({ isOpenToAnybody: false })).toEqual(['scale-out-constructs:callersKeptOut']);
    const [hidden] = regionBehind({ withoutClientIpPreservation: true }, { endpoint: { ...OPEN, isOpenToAnybody: false } }).warnings;
    expect(hidden.message).toContain('callers arrive with addresses of Global Accelerator');
  });

  test('is warned of what a load balancer inside a network needs', () => {
    for (const isOpenToAnybody of [undefined, false, true]) {
      expect(idsOf({ isInternal: true, isOpenToAnybody })).toEqual(['scale-out-constructs:internetReachesNetwork']);
    }
  });
});

describe('the facts', () => {
  test('have the balancer\'s own checks and AWS\'s figure, and no DNS', () => {
    const { facts } = regionBehind();
    expect(facts).toMatchObject({
      detectionSecondsFrom: 0,
      detectionSecondsTo: 25 + 30,
      openConnectionIdleSeconds: 340,
      recoveryTimeSecondsFrom: 0,
      recoveryTimeSecondsTo: 25 + 30 + 240,
    });
    expect(facts.recoveryPointSeconds).toBeUndefined();
    expect(facts.terms.map(({ name }) => name)).toEqual([
      'the load balancer finds its instances dead', 'Global Accelerator sends new connections elsewhere', 'the other region starts the servers that it lacks',
    ]);
    expect(facts.inWords).toEqual([
      'Recovery time: up to 295 s.',
      'the load balancer finds its instances dead: up to 25 s. The tier\'s own readiness checks.',
      expect.stringContaining('Global Accelerator sends new connections elsewhere: up to 30 s. "up to 30 seconds" after the load balancer'),
      expect.stringMatching(/^the other region starts the servers that it lacks: up to 240 s\./),
      'Recovery point: no data is known to be replicated here.',
      'A connection that is open stays where it is: up to 340 s without a byte, then it is closed.',
    ]);
  });

  test('have the promotion of the data as a failover of the name has it', () => {
    const recovery = { decisionSeconds: 600, databasePromotionSeconds: 90 };
    const { facts } = regionBehind({ recovery }, { data: { database: { kind: 'rdsReplica', secondsOfWritesLostByPromotion: 270 } } });
    expect(facts).toMatchObject({ recoveryTimeSecondsFrom: 690, recoveryTimeSecondsTo: 25 + 30 + 600 + 90 + 240, recoveryPointSeconds: 270 });
  });

  test('leave out what nobody knows', () => {
    const { facts } = regionBehind({}, { timings: {} });
    expect(facts).toMatchObject({ detectionSecondsFrom: 0, recoveryTimeSecondsFrom: 0 });
    expect([facts.detectionSecondsTo, facts.recoveryTimeSecondsTo]).toEqual([undefined, undefined]);
    const timings = { ...REGION_SURROUNDINGS.timings, secondsUntilOutOfService: TOKEN_NUMBER };
    expect(regionBehind({}, { timings }).facts.detectionSecondsTo).toBeUndefined();
  });

  test('are written where they are asked for', () => {
    expect(regionBehind({ factsOutput: true }).output).toEqual({ id: 'Facts', description: 'What the loss of eu-west-1 comes to' });
  });
});

describe('the sides of a listener', () => {
  const isUnresolved = (value: unknown) => CONTEXT.isUnresolved(value);
  const side = (path: string, changes: Partial<EndpointGroupSide> = {}): EndpointGroupSide => ({ ...regionBehind().side, path, region: `eu-${path}-1`, ...changes });
  const problemsOf = (...sides: EndpointGroupSide[]) => checkEndpointGroups(sides, isUnresolved).problems;

  test('fit together', () => {
    expect(checkEndpointGroups([], isUnresolved)).toEqual({ problems: [], warnings: [] });
    expect(problemsOf(side('west', { trafficDialPercent: 0, withdrawn: true }))).toEqual([]);
    expect(problemsOf(side('west'), side('north', { trafficDialPercent: 0 }), side('south', { withdrawn: true }))).toEqual([]);
  });

  test('are in one region each', () => {
    expect(problemsOf(side('west'), side('north', { region: 'eu-west-1' }))).toEqual([
      "RegionEndpointGroup 'west' and 'north': region must be another one on each side of a listener, got \"eu-west-1\" on both.",
    ]);
    expect(problemsOf(side('west', { region: TOKEN_TEXT }), side('north', { region: TOKEN_TEXT }))).toEqual([]);
  });

  test('are not all withdrawn, nor all standbys', () => {
    expect(problemsOf(side('west', { withdrawn: true }), side('north', { withdrawn: true }))).toEqual([
      "RegionEndpointGroup 'west' and 'north': withdrawn must be false in one region of a listener, got true in all.",
    ]);
    expect(problemsOf(side('west', { trafficDialPercent: 0 }), side('north', { trafficDialPercent: 0 }))).toEqual([
      "RegionEndpointGroup 'west' and 'north': trafficDialPercent must be above 0 in one region of a listener, got 0 in all.",
    ]);
  });

  test('are alike, unless that is accepted', () => {
    const [one, other] = [side('west'), side('north', { facts: { ...regionBehind().side.facts, minCapacity: 2 } })];
    expect(problemsOf(one, other)).toEqual([
      "RegionEndpointGroup 'west' and 'north': minCapacity must be the same on both sides, got 4 and 2 (unequalSides: true accepts it).",
    ]);
    const accepted = checkEndpointGroups([one, { ...other, unequalSides: true }], isUnresolved);
    expect(accepted.problems).toEqual([]);
    expect(accepted.warnings).toEqual([{
      id: 'scale-out-constructs:unequalSides',
      message: "RegionEndpointGroup 'west' and 'north': the sides differ in minCapacity (4 and 2): the one that takes over may not carry what the other did.",
    }]);
  });

  test('are those of one listener, which is known', () => {
    expect(problemsOf(side('west'), side('north', { region: 'eu-west-1', listenerArn: `${LISTENER}2` }))).toEqual([]);
    expect(problemsOf(side('west', { listenerArn: TOKEN_TEXT }), side('north', { region: 'eu-west-1', listenerArn: TOKEN_TEXT }))).toEqual([]);
  });
});
