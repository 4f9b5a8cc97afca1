import { Checks } from './checks';
import { DatabaseAlarmPlan } from './database-alarms';
import { LagAlarms } from './database-lag';
import { DatabaseInstancePlan } from './database-replicas';

/** The name under which clients find a replica that keeps up. Only on RDS: Aurora has a reader endpoint of its own. */
export interface ReaderAddressOptions {
  /**
   * Name of the private zone that is made for it. No other zone of the same name may belong to the network.
   *
   * @default - the database's identifier, as app-database.internal
   */
  readonly zoneName?: string;

  /**
   * Name of the record within the zone.
   *
   * @default 'readers'
   */
  readonly recordName?: string;

  /**
   * Seconds for which resolvers remember an answer, 1–60. The longer, the longer reads go to a replica that is out of the rotation.
   *
   * @default 5
   */
  readonly ttlSeconds?: number;
}

/**
 * One name for all replicas of RDS: weighted records in a private zone, each of which is there as long as its replica keeps up. When none does,
 * Route 53 answers with all.
 *
 * The name is not in the certificates of RDS, and a token of IAM is for one host. A client that checks host names, or logs in with IAM, looks up
 * which replica the name leads to and connects to that, or takes one of the list of reader hosts.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html
 */
export interface ReaderAddressPlan {
  /** The whole name that clients connect to. */
  readonly host: string;
  readonly zone: { readonly name: string; readonly isGiven: boolean; readonly comment: string };
  readonly records: readonly ReaderRecordPlan[];
}

export interface ReaderRecordPlan {
  /** Its name below the construct. */
  readonly id: string;
  /** Id of the replica, whose endpoint the record leads to. */
  readonly replica: string;
  readonly name: string;
  readonly type: 'CNAME';
  readonly setIdentifier: string;
  readonly weight: number;
  readonly ttlSeconds: number;
  readonly healthCheck: ReaderHealthCheckPlan;
}

export interface ReaderHealthCheckPlan {
  /** Alarms, each of which is watched by a check of its own. */
  readonly alarms: readonly AlarmHealthCheckPlan[];
  /** A check that joins them, where there are several. The record then refers to this one. */
  readonly calculated?: { readonly id: string; readonly name: string; readonly healthThreshold: number };
}

export interface AlarmHealthCheckPlan {
  readonly id: string;
  readonly name: string;
  readonly type: 'CLOUDWATCH_METRIC';
  /** Id of the alarm. */
  readonly alarm: DatabaseAlarmPlan['id'];
  readonly insufficientDataHealthStatus: 'Unhealthy';
  /** What of the alarm Route 53 keeps a copy of: a check is made anew when it changes, or it would go by the old one for ever. */
  readonly copied: Readonly<Record<string, string>>;
}

/** What the address is made of. */
export interface ReaderAddressParts {
  readonly replicas: readonly DatabaseInstancePlan[];
  readonly lagAlarms: readonly LagAlarms[];
  readonly identifier: string;
  readonly givenZoneName?: string;
  readonly name: string;
}

export const DEFAULT_TTL_SECONDS = 5;

export function planReaderAddress(options: ReaderAddressOptions, parts: ReaderAddressParts, checks: Checks): ReaderAddressPlan {
  const zoneName = parts.givenZoneName ?? options.zoneName ?? `${parts.identifier}.internal`;
  const host = `${options.recordName ?? 'readers'}.${zoneName}`;
  checkReaderAddress(options, parts.givenZoneName, checks);
  return {
    host,
    zone: { name: zoneName, isGiven: parts.givenZoneName !== undefined, comment: `Where the replicas of ${parts.name} are found` },
    records: parts.replicas.map(({ id, identifier }, index) => ({
      id: `${id}Record`,
      replica: id,
      name: host,
      type: 'CNAME',
      setIdentifier: identifier,
      weight: 1,
      ttlSeconds: options.ttlSeconds ?? DEFAULT_TTL_SECONDS,
      healthCheck: planHealthCheck(id, identifier, parts.lagAlarms[index], checks),
    })),
  };
}

/** A record has one check, so that two alarms need a third that wants both. */
function planHealthCheck(id: string, identifier: string, { lag, broken }: LagAlarms, checks: Checks): ReaderHealthCheckPlan {
  const check = (suffix: string, alarm: DatabaseAlarmPlan): AlarmHealthCheckPlan => ({
    id: `${id}${suffix}Check`,
    name: `${identifier}-${suffix.toLowerCase()}`,
    type: 'CLOUDWATCH_METRIC',
    alarm: alarm.id,
    insufficientDataHealthStatus: 'Unhealthy',
    copied: copiedOf(alarm, checks),
  });
  const alarms = [check('Lag', lag), ...(broken ? [check('Replication', broken)] : [])];
  return { alarms, calculated: alarms.length < 2 ? undefined : { id: `${id}Check`, name: identifier, healthThreshold: alarms.length } };
}

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-updating-cloudwatch-alarm-settings.html */
function copiedOf({ comparison, threshold, evaluationPeriods, metrics }: DatabaseAlarmPlan, checks: Checks): Record<string, string> {
  return {
    metric: metrics.map(({ name, statistic, periodSeconds }) => `${name} ${statistic} ${periodSeconds}`).join(),
    comparison,
    threshold: checks.asText(threshold),
    periods: String(evaluationPeriods),
  };
}

const LABEL = '(?!-)[a-z0-9-]{1,63}(?<!-)';
const DOMAIN = new RegExp(`^${LABEL}(\\.${LABEL})+$`);
const RECORD = new RegExp(`^${LABEL}(\\.${LABEL})*$`);

function checkReaderAddress({ zoneName, recordName, ttlSeconds }: ReaderAddressOptions, givenZoneName: string | undefined, checks: Checks) {
  checks.text('readerAddress.zoneName', zoneName, (value) => DOMAIN.test(value) && value.length <= 190, "a domain name such as 'data.internal'");
  checks.text('readerAddress.recordName', recordName, (value) => RECORD.test(value) && value.length <= 60, "a name within the zone such as 'readers'");
  checks.integer('readerAddress.ttlSeconds', ttlSeconds, { from: 1, to: 60 });
  if (zoneName !== undefined && givenZoneName !== undefined) {
    checks.conflict('readerAddress.zoneName is for a zone of our own: the one that was given has a name.');
  }
}
