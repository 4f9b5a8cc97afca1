import { CONTEXT } from './planning';
import { planStaticLastResort, StaticLastResortOptions, StaticLastResortPlan, StaticLastResortSurroundings } from '../../src/core/last-resort';
import {
  MultiRegionFailoverOptions, MultiRegionFailoverPlan, MultiRegionFailoverSurroundings, planMultiRegionFailover, RegionEndpoint,
} from '../../src/core/multi-region-failover';
import { RegionRouting } from '../../src/core/region-routing';
import { RegionSide } from '../../src/core/region-sides';

const FAILOVER_CONTEXT = { ...CONTEXT, kind: 'MultiRegionFailover', path: 'App/Eu/Failover' };
const LAST_RESORT_CONTEXT = { ...CONTEXT, kind: 'StaticLastResort', path: 'App/Global/LastResort' };

export const ENDPOINT: RegionEndpoint = {
  dnsName: 'web-1.eu-west-1.elb.amazonaws.com',
  hostedZoneId: 'Z32O12XQLNTSW2',
  isInternal: false,
  usesTls: true,
  isDualStack: false,
  loadBalancerFullName: 'app/web/1',
  targetGroupFullName: 'targetgroup/web/1',
  minCapacity: 4,
  zones: 2,
};
export const INTERNAL = { endpoint: { ...ENDPOINT, isInternal: true } };

export const FAILOVER_SURROUNDINGS: MultiRegionFailoverSurroundings = {
  optionNames: { endpoint: 'tier', hostedZone: 'hostedZone' },
  zone: { id: 'Z1', name: 'example.com' },
  region: 'eu-west-1',
  endpoint: ENDPOINT,
  timings: { secondsUntilOutOfService: 25, bootSeconds: 120, warmupSeconds: 120 },
  data: {},
  side: { minCapacity: 4, maxCapacity: 20, instanceType: 'm7g.large', targetPort: 8080, targetProtocol: 'HTTP', tlsPolicy: 'Policy' },
  reachesOtherRegions: false,
};

type Options = Partial<MultiRegionFailoverOptions>;
type Surroundings = Partial<MultiRegionFailoverSurroundings>;

export function failover(options: Options = {}, surroundings: Surroundings = {}): MultiRegionFailoverPlan {
  return planMultiRegionFailover(
    { recordName: 'www.example.com', routing: RegionRouting.primary(), ...options }, { ...FAILOVER_SURROUNDINGS, ...surroundings }, FAILOVER_CONTEXT,
  );
}

/** The problems that a plan is refused for, without the construct's name. */
export function failoverRefusals(options: Options, surroundings: Surroundings = {}): string[] {
  return problemsOf(() => failover(options, surroundings), "MultiRegionFailover 'App/Eu/Failover': ");
}

/** A side as it is planned, at a path and in a region of its own. */
export function side(path: string, region: string, options: Options = {}, surroundings: Surroundings = {}): RegionSide {
  return { ...failover(options, { region, reachesOtherRegions: true, ...surroundings }).side, path };
}

export function isUnresolved(value: unknown): boolean {
  return CONTEXT.isUnresolved(value);
}

export const LAST_RESORT_SURROUNDINGS: StaticLastResortSurroundings = {
  optionNames: { certificate: 'certificate', hostedZone: 'hostedZone' },
  zone: { id: 'Z1', name: 'example.com' },
  region: 'us-east-1',
};

export function lastResort(
  options: Partial<StaticLastResortOptions> = {}, surroundings: Partial<StaticLastResortSurroundings> = {},
): StaticLastResortPlan {
  return planStaticLastResort({ recordName: 'www.example.com', ...options }, { ...LAST_RESORT_SURROUNDINGS, ...surroundings }, LAST_RESORT_CONTEXT);
}

export function lastResortRefusals(options: Partial<StaticLastResortOptions>, surroundings: Partial<StaticLastResortSurroundings> = {}): string[] {
  return problemsOf(() => lastResort(options, surroundings), "StaticLastResort 'App/Global/LastResort': ");
}

function problemsOf(plan: () => unknown, subject: string): string[] {
  try {
    plan();
  } catch (error) {
    const lines = (error as Error).message.split('\n');
    return lines.length === 1 ? [lines[0].replace(subject, '')] : lines.slice(1).map((line) => line.replace('  - ', ''));
  }
  return [];
}

