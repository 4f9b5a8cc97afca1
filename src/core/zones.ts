import { Checks } from './checks';

/** Which availability zones a network lies in. */
export interface NetworkZoneOptions {
  /**
   * Availability zones, each with a public, a private and an isolated subnet. From 1 to 6; 1 needs `singleAvailabilityZone`.
   * They are the first ones of the region, by name. Adding one leaves the subnets of the others as they are.
   *
   * @default - 3, or 1 with `singleAvailabilityZone`
   * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/availability-zones.html
   */
  readonly availabilityZones?: number;

  /**
   * The availability zones by name, as in 'eu-west-1a', in place of their number. A zone's place in the list is its place in the network:
   * add new ones at the end.
   *
   * @default - the first ones of the region, by name
   */
  readonly zoneNames?: string[];

  /**
   * Accept one availability zone only. Gives up surviving the loss of a zone.
   *
   * @default false
   */
  readonly singleAvailabilityZone?: boolean;
}

/** AWS's practice: the loss of one leaves two thirds. */
const DEFAULT_ZONES = 3;
/** AWS's largest region has six. */
const MOST_ZONES = 6;

export function countZones(options: NetworkZoneOptions): number {
  return options.zoneNames?.length ?? options.availabilityZones ?? (options.singleAvailabilityZone ? 1 : DEFAULT_ZONES);
}

/** Returns their number if there can be so many. */
export function checkZones(options: NetworkZoneOptions, zones: number, checks: Checks): number | undefined {
  const { availabilityZones, zoneNames, singleAvailabilityZone } = options;
  checks.flag('singleAvailabilityZone', singleAvailabilityZone);
  if (availabilityZones !== undefined && zoneNames !== undefined) {
    checks.conflict('availabilityZones and zoneNames both say how many availability zones there are: give one of them.');
  }
  for (const [option, value] of Object.entries({ availabilityZones, zoneNames })) {
    if (checks.isUnresolved(value)) {
      checks.conflict(`${option} must be known before the deployment: the subnets are computed from it.`);
      return undefined;
    }
  }
  checkNames(zoneNames, checks);
  return zoneNames?.length === 0 ? undefined : checkCount(options, zones, checks);
}

function checkCount({ zoneNames, singleAvailabilityZone }: NetworkZoneOptions, zones: number, checks: Checks): number | undefined {
  const option = zoneNames ? 'zoneNames.length' : 'availabilityZones';
  const count = checks.integer(option, zones, { from: 1, to: MOST_ZONES });
  if (count === 1 && !singleAvailabilityZone) {
    checks.conflict(`${option} must be at least 2, got 1 (singleAvailabilityZone: true accepts one).`);
  }
  return count;
}

/** As in 'eu-west-1a'. Local zones, as in 'us-west-2-lax-1a', have neither all subnets' services nor NAT gateways everywhere. */
const ZONE = /^([a-z]{2,}(?:-[a-z]+)+-\d)[a-z]$/;

function checkNames(zoneNames: readonly string[] | undefined, checks: Checks) {
  checks.notEmpty('zoneNames', zoneNames, 'availability zones');
  const known = (zoneNames ?? []).filter((name) => !checks.isUnresolved(name));
  (zoneNames ?? []).forEach((name, index) => checks.text(`zoneNames[${index}]`, name, ZONE, "an availability zone such as 'eu-west-1a'"));
  if (new Set(known).size < known.length) { checks.refuse('zoneNames', 'a list in which each zone stands once', zoneNames); }
  const regions = new Set(known.flatMap((name) => ZONE.exec(name)?.[1] ?? []));
  if (regions.size > 1) { checks.refuse('zoneNames', 'zones of one region', zoneNames); }
}
