import { Checks, Warning } from './checks';

/** The most traffic a tier has to carry. */
export interface PeakLoad {
  /** Requests per second of the whole tier at its busiest. More than 0. */
  readonly requestsPerSecond: number;

  /**
   * Requests per second that one instance can sustain, measured by a load test, at which it still answers in time. More than 0.
   */
  readonly requestsPerSecondPerInstance: number;
}

/** How many servers there are. */
export interface CapacityOptions {
  /**
   * Servers that always run. From 0; 1 is a single point of failure, 0 serves nobody until a schedule raises it: both warn.
   *
   * @default - one per availability zone, never under 2; with `staticallyStable`, what the peak needs after the loss of a zone
   */
  readonly minCapacity?: number;

  /**
   * Servers that never are exceeded. At least `minCapacity`, and at least what `peakLoad` needs after the loss of a zone.
   *
   * @default - 20, or `minCapacity` or what `peakLoad` needs after the loss of a zone, whichever is largest
   */
  readonly maxCapacity?: number;

  /**
   * The load to survive the loss of an availability zone with. Raises `maxCapacity`, and lowers the CPU target so far that the
   * remaining zones carry the load without a moment of overload. How many servers run follows the metrics still: a tier that is not
   * bound by CPU wants `scaling.requestsPerSecondPerInstance` as well.
   *
   * @default - not known: capacity follows the metrics alone
   */
  readonly peakLoad?: PeakLoad;

  /**
   * Keep running, at all times, what the peak needs after the loss of a zone, so that a zone's loss needs no scaling at all.
   * Needs `peakLoad`, and costs the idle capacity.
   *
   * @default false
   * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/static-stability.html
   */
  readonly staticallyStable?: boolean;

  /**
   * Accept subnets in one availability zone only. Gives up surviving the loss of a zone.
   *
   * @default false
   */
  readonly singleAvailabilityZone?: boolean;
}

export interface CapacityPlan {
  readonly minCapacity: number;
  readonly maxCapacity: number;
  readonly availabilityZones: number;
  /** k: servers the peak needs, where the peak is known. */
  readonly serversAtPeak?: number;
  readonly warnings: readonly Warning[];
}

/** A small group of common practice: two servers survive the loss of one, and twenty bound a mistake. */
const LEAST_SERVERS = 2;
const DEFAULT_MAX_CAPACITY = 20;
/** Auto Scaling takes larger groups on request only, and never this many. A guard against a slipped digit. */
const MOST_SERVERS = 10_000;

export function planCapacity(options: CapacityOptions, availabilityZones: number | undefined, checks: Checks): CapacityPlan {
  checkZones(options, availabilityZones, checks);
  checkPeakLoad(options, checks);

  const zones = Math.max(1, availabilityZones ?? LEAST_SERVERS);
  const serversAtPeak = planServersAtPeak(options.peakLoad, checks);
  const survivable = serversAtPeak === undefined ? 0 : capacityThatSurvivesAZone(serversAtPeak, zones);

  const minCapacity = options.minCapacity ?? Math.max(LEAST_SERVERS, zones, options.staticallyStable ? survivable : 0);
  const maxCapacity = options.maxCapacity ?? Math.max(DEFAULT_MAX_CAPACITY, checks.known(minCapacity) ?? 0, survivable);
  checkBounds(options, { minCapacity, survivable, zones }, checks);

  return {
    minCapacity,
    maxCapacity,
    availabilityZones: zones,
    serversAtPeak,
    warnings: [...warnOfFewServers(checks.known(minCapacity)), ...warnOfUnknownPeak(options, serversAtPeak)],
  };
}

/** Servers that carry a rate: k = ⌈rate ÷ rate per server⌉. */
export function serversFor(requestsPerSecond: number, requestsPerSecondPerInstance: number): number {
  return Math.ceil(requestsPerSecond / requestsPerSecondPerInstance);
}

/**
 * Servers, spread evenly, of which `needed` remain when a zone is lost: ⌈k ÷ (zones − 1)⌉ × zones.
 * A single zone has nothing to survive on.
 *
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/static-stability.html
 */
export function capacityThatSurvivesAZone(needed: number, zones: number): number {
  return zones < 2 ? needed : Math.ceil(needed / (zones - 1)) * zones;
}

/** Servers left when the fullest zone is lost: Auto Scaling spreads them evenly, so it holds ⌈servers ÷ zones⌉. */
export function serversAfterZoneLoss(servers: number, zones: number): number {
  return servers - Math.ceil(servers / zones);
}

/**
 * The highest utilization at which the loss of one of `zones` zones leaves the others at 100 % or less: ⌊100 (n − 1) ÷ n⌋.
 * 70 % would mean 140 % on the survivor of two zones, and 105 % on those of three.
 */
export function utilizationThatSurvivesAZone(zones: number): number {
  return zones < 2 ? 100 : Math.floor((100 * (zones - 1)) / zones);
}

function planServersAtPeak(peak: PeakLoad | undefined, checks: Checks): number | undefined {
  const rate = checks.known(peak?.requestsPerSecond);
  const perInstance = checks.known(peak?.requestsPerSecondPerInstance);
  const computable = rate !== undefined && perInstance !== undefined && rate > 0 && perInstance > 0;
  return computable ? serversFor(rate, perInstance) : undefined;
}

function checkZones(options: CapacityOptions, zones: number | undefined, checks: Checks) {
  if (zones === undefined) { return; }
  if (zones < 2 && !options.singleAvailabilityZone) {
    checks.conflict(`The subnets must lie in at least 2 availability zones, got ${zones} (singleAvailabilityZone: true accepts one).`);
  }
}

function checkPeakLoad(options: CapacityOptions, checks: Checks) {
  checks.positive('peakLoad.requestsPerSecond', options.peakLoad?.requestsPerSecond);
  checks.positive('peakLoad.requestsPerSecondPerInstance', options.peakLoad?.requestsPerSecondPerInstance);
  if (options.staticallyStable && !options.peakLoad) {
    checks.conflict('staticallyStable: true needs peakLoad: without a peak there is nothing to hold capacity for.');
  }
}

interface Bounds {
  readonly minCapacity: number;
  readonly survivable: number;
  readonly zones: number;
}

function checkBounds(options: CapacityOptions, bounds: Bounds, checks: Checks) {
  const { minCapacity, survivable, zones } = bounds;
  // A maximum that only follows the minimum is not judged for it.
  if (survivable > MOST_SERVERS) { checks.refuse('peakLoad', `a load that at most ${MOST_SERVERS} servers carry without a zone`, survivable); }
  checks.flag('staticallyStable', options.staticallyStable);
  checks.flag('singleAvailabilityZone', options.singleAvailabilityZone);
  const max = checks.integer('maxCapacity', options.maxCapacity, { from: 1, to: MOST_SERVERS });
  const min = checks.integer('minCapacity', minCapacity, max === undefined ? { from: 0, to: MOST_SERVERS } : { from: 0, to: max, toOption: 'maxCapacity' });

  const survivors = `${survivable} to carry peakLoad on ${zones - 1} of ${zones} availability zones`;
  if (max !== undefined && max < survivable) {
    checks.refuse('maxCapacity', `at least ${survivors}`, max);
  }
  if (options.staticallyStable && min !== undefined && min < survivable) {
    checks.refuse('minCapacity', `at least ${survivors} (staticallyStable)`, min);
  }
}

function warnOfUnknownPeak({ peakLoad }: CapacityOptions, serversAtPeak: number | undefined): Warning[] {
  if (!peakLoad || serversAtPeak !== undefined) { return []; }
  return [{
    id: 'scale-out-constructs:unknownPeak',
    message: 'peakLoad is known at deploy time only: neither the maximum nor the CPU target could be computed from it.',
  }];
}

function warnOfFewServers(minCapacity: number | undefined): Warning[] {
  if (minCapacity === undefined || minCapacity >= LEAST_SERVERS) { return []; }
  if (minCapacity === 0) {
    return [{ id: 'scale-out-constructs:noServer', message: 'minCapacity 0 starts no server, and without one no metric raises it: a schedule has to.' }];
  }
  return [{
    id: 'scale-out-constructs:singleServer',
    message: `minCapacity ${minCapacity} is a single point of failure: while that server is replaced, nobody answers. At least ${LEAST_SERVERS} keep the tier up.`,
  }];
}
