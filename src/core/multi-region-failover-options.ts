import { Checks } from './checks';
import { RecoveryOptions } from './failover-terms';
import { isDomainName, RegionHealthCheckOptions } from './region-health-check-options';
import { checkRegions } from './region-names';
import { RegionRouting } from './region-routing';
import { canonicalName } from './region-sides';

/**
 * What a user may say of one region of a name, whatever the engine. Each region has a construct of its own, in its own stack, and needs nothing of the
 * others: one region can be deployed while another is down. The constructs of an app that have the same name are looked at together when it is
 * synthesized.
 */
export interface MultiRegionFailoverOptions {
  /** The whole name that callers use, in the hosted zone that is given with it, as 'www.example.com'. The same in all regions. */
  readonly recordName: string;

  /** Which callers this region gets. Of one strategy in all regions. */
  readonly routing: RegionRouting;

  /**
   * What tells this region's records from those of the others, 1–128 characters. Changing it replaces them.
   *
   * @default - the region
   */
  readonly setIdentifier?: string;

  /** @default - `/health/dependencies` every 10 s, out after 3 failures; inside a network at least 1 healthy instance */
  readonly healthCheck?: RegionHealthCheckOptions;

  /**
   * Have a static page answer when no region does. The regions then answer to `active.` and the name, and a `StaticLastResort`, of a stack in
   * us-east-1, to the name itself. The same in all regions.
   *
   * @default false
   */
  readonly lastResort?: boolean;

  /**
   * Keep callers away from this region, whatever its checks say, as long as another one is healthy: while it is repaired, and until its data is back.
   *
   * @default false
   */
  readonly withdrawn?: boolean;

  /**
   * Id of the health check that a RegionSwitchPlan has for this region, once the plan is there: its output `HealthChecksCommand` tells it. The records then
   * go by it instead of the checks of this construct, which stay, and are alarmed on. In both regions, or in none.
   *
   * Gives up that the name moves by itself: callers go to the other region when the plan is executed, and not before. `withdrawn` says nothing then,
   * and no runbook is written: the plan is one. That the two could be joined into one check is nowhere in AWS's documentation.
   *
   * @default - the name moves by the checks of this construct
   * @see https://docs.aws.amazon.com/r53recovery/latest/dg/route53-health-check-block.html
   */
  readonly regionSwitchHealthCheckId?: string;

  /**
   * All regions of the name, this one too, also those of other apps. Without it, a partner that another app makes is missed at synthesis.
   *
   * @default - those of this app
   */
  readonly expectedRegions?: string[];

  /**
   * Accept regions that differ in capacity, instances, ports, protocols or engines. Gives up that the region that takes over can carry what the other did.
   *
   * @default false
   */
  readonly unequalSides?: boolean;

  /** @default - AWS's figures, and nothing where AWS has none */
  readonly recovery?: RecoveryOptions;

  /**
   * Write what a failover comes to (`failover.facts`) into an output of the stack, so that a reviewer sees it.
   *
   * @default false
   */
  readonly factsOutput?: boolean;
}

/** The zone that the records belong into. */
export interface FailoverZone {
  readonly id: string;
  readonly name?: string;
  readonly isPrivate?: boolean;
}

/** What the regions answer to where a last resort has the name itself. */
export function activeName(recordName: string): string {
  return `${ACTIVE_PREFIX}${recordName}`;
}

const ACTIVE_PREFIX = 'active.';
const LONGEST_NAME = 253;

/** What no other concept looks at. */
export function checkFailoverOptions(options: MultiRegionFailoverOptions, region: string, checks: Checks) {
  checks.text('setIdentifier', options.setIdentifier, /^[\x20-\x7e]{1,128}$/, 'a text of 1 to 128 characters');
  for (const option of ['lastResort', 'withdrawn', 'unequalSides', 'factsOutput'] as const) { checks.flag(option, options[option]); }
  checkSwitch(options, checks);
  checkExpectedRegions(options.expectedRegions, region, checks);
  checkRecovery(options.recovery ?? {}, checks);
}

/** Of the failover, and of the last resort: they share a name. */
export function checkRecordName(
  recordName: string, hasActiveName: boolean, { zone, option }: { zone: FailoverZone; option: string }, checks: Checks,
) {
  const longest = hasActiveName ? LONGEST_NAME - ACTIVE_PREFIX.length : LONGEST_NAME;
  checks.text('recordName', recordName, (name) => isDomainName(name) && name.length <= longest, `a whole name of up to ${longest} characters such as 'www.example.com', without a wildcard`);
  const zoneName = checks.known(zone.name);
  if (zoneName !== undefined) {
    const inZone = (name: string) => `.${canonicalName(name)}`.endsWith(`.${canonicalName(zoneName)}`);
    checks.text('recordName', recordName, (name) => !isDomainName(name) || inZone(name), `in the hosted zone ${zoneName.replace(/\.$/, '')}`);
  }
  if (hasActiveName && zone.isPrivate) {
    checks.conflict(`${option} must be a public zone for a last resort: Route 53 has no alias to CloudFront in a private one.`);
  }
}

/** @see https://docs.aws.amazon.com/arc-region-switch/latest/api/API_Route53HealthCheck.html */
function checkSwitch({ regionSwitchHealthCheckId, withdrawn }: MultiRegionFailoverOptions, checks: Checks) {
  checks.text('regionSwitchHealthCheckId', regionSwitchHealthCheckId, /^[A-Za-z0-9-]{1,64}$/, 'the id of a health check, up to 64 letters, digits and hyphens');
  if (regionSwitchHealthCheckId !== undefined && withdrawn) {
    checks.conflict('withdrawn: true and regionSwitchHealthCheckId contradict each other: the plan says where callers go. Leave one out.');
  }
}

function checkExpectedRegions(expectedRegions: readonly string[] | undefined, region: string, checks: Checks) {
  if (expectedRegions === undefined) { return; }
  checkRegions('expectedRegions', expectedRegions, checks);
  const expected = checks.known(expectedRegions) ?? [];
  const here = checks.known(region);
  const isSilent = expected.length === 0 || here === undefined || expected.some((name) => checks.isUnresolved(name));
  if (!isSilent && !expected.includes(here)) { checks.refuse('expectedRegions', `a list that names this region too (${here})`, expectedRegions); }
}

const A_DAY = 86_400;

export function checkRecovery(recovery: RecoveryOptions, checks: Checks) {
  checks.number('recovery.decisionSeconds', recovery.decisionSeconds, { from: 0, to: A_DAY });
  checks.number('recovery.databasePromotionSeconds', recovery.databasePromotionSeconds, { from: 1, to: A_DAY });
  checks.number('recovery.clientDnsCacheSeconds', recovery.clientDnsCacheSeconds, { from: 0, to: A_DAY });
}
