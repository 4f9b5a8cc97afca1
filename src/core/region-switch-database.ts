import { Checks } from './checks';
import { checkArn } from './region-switch-arns';

/** When a switch may lose writes that had not been copied. */
export enum AllowedDataLoss {
  /** The database is switched over, which waits until everything has arrived. It takes both regions: none that is lost can be left in this way. */
  NEVER = 'NEVER',

  /** It is switched over, unless whoever starts the plan, or looks after it, chooses the ungraceful mode: then it fails over, and loses what had not arrived. */
  WHEN_UNGRACEFUL = 'WHEN_UNGRACEFUL',

  /** The way to the secondary region always fails over, and loses what had not arrived. The way back does so in the ungraceful mode only. */
  ALWAYS = 'ALWAYS',
}

/** An Aurora global database of a plan. Everything is a text, so that the plan refers to no region's stack. */
export interface SwitchedGlobalDatabase {
  /** Identifier of the global database: of a ReadReplicaDatabase with `globalDatabase: true` its `identifier`, and `-global` behind it. */
  readonly globalClusterIdentifier: string;

  /** ARN of the cluster in the primary region. */
  readonly primaryClusterArn: string;

  /** ARN of the cluster in the secondary region. */
  readonly secondaryClusterArn: string;

  /**
   * When writes may be lost. Say it: with NEVER the plan cannot leave a region that is lost, with the others it can lose data.
   *
   * @default - AllowedDataLoss.NEVER, and a warning
   * @see https://docs.aws.amazon.com/arc-region-switch/latest/api/API_GlobalAuroraConfiguration.html
   */
  readonly dataLoss?: AllowedDataLoss;
}

/** The database that a plan moves. */
export class SwitchedDatabase {
  /**
   * An Aurora global database: its writer goes to the region that is activated, and the other cluster follows it from there on.
   *
   * @param database its ids, and when writes may be lost
   */
  public static auroraGlobal(database: SwitchedGlobalDatabase): SwitchedDatabase {
    return new SwitchedDatabase({ aurora: database });
  }

  /**
   * A read replica of RDS, which is promoted. What had not arrived is lost, the old primary keeps writing where it still runs, and nothing makes it a
   * replica again: the way back takes a new replica there, and its ARN in the plan.
   *
   * @param primaryInstanceArn of the instance in the primary region. On the way back it is the one to be promoted: a replica by then
   * @param secondaryInstanceArn of the read replica in the secondary region
   * @see https://docs.aws.amazon.com/r53recovery/latest/dg/rds-promote-read-replica-block.html
   */
  public static rdsPromotion(primaryInstanceArn: string, secondaryInstanceArn: string): SwitchedDatabase {
    return new SwitchedDatabase({ rds: { primaryInstanceArn, secondaryInstanceArn } });
  }

  private constructor(private readonly given: GivenDatabase) {}

  /** @internal */
  public _plan(regions: SwitchedRegions, checks: Checks): SwitchedDatabasePlan {
    const { aurora, rds } = this.given;
    return aurora ? planAurora(aurora, regions, checks) : planRds(rds!, regions, checks);
  }
}

interface GivenDatabase {
  readonly aurora?: SwitchedGlobalDatabase;
  readonly rds?: { readonly primaryInstanceArn: string; readonly secondaryInstanceArn: string };
}

/** Names of the two. */
export interface SwitchedRegions {
  readonly primary: string;
  readonly secondary: string;
}

/** That of an Aurora global database, or that of instances of RDS. */
export type SwitchedDatabasePlan = AuroraSwitchPlan | RdsSwitchPlan;

export interface AuroraSwitchPlan {
  readonly kind: 'aurora';
  readonly globalClusterIdentifier: string;
  readonly arns: readonly [primary: string, secondary: string];
  readonly dataLoss: AllowedDataLoss;
  /** Whether the user has said when writes may be lost. */
  readonly isLossSaid: boolean;
}

export interface RdsSwitchPlan {
  readonly kind: 'rds';
  readonly arns: readonly [primary: string, secondary: string];
}

export function losesWrites(database: SwitchedDatabasePlan | undefined): boolean {
  return database !== undefined && (database.kind === 'rds' || database.dataLoss !== AllowedDataLoss.NEVER);
}

function planAurora(database: SwitchedGlobalDatabase, { primary, secondary }: SwitchedRegions, checks: Checks): AuroraSwitchPlan {
  const { globalClusterIdentifier, primaryClusterArn, secondaryClusterArn, dataLoss } = database;
  const allowed = 'the identifier of a global database: up to 255 letters, digits, hyphens, colons, dots and underscores, beginning with a letter';
  checks.text('database.globalClusterIdentifier', globalClusterIdentifier, /^[A-Za-z][\w.:-]{0,254}$/, allowed);
  checks.oneOf('database.dataLoss', dataLoss, Object.values(AllowedDataLoss));
  checkArn('database.primaryClusterArn', primaryClusterArn, 'cluster', primary, checks);
  checkArn('database.secondaryClusterArn', secondaryClusterArn, 'cluster', secondary, checks);
  return {
    kind: 'aurora',
    globalClusterIdentifier,
    arns: [primaryClusterArn, secondaryClusterArn],
    dataLoss: dataLoss ?? AllowedDataLoss.NEVER,
    isLossSaid: dataLoss !== undefined,
  };
}

function planRds(
  { primaryInstanceArn, secondaryInstanceArn }: NonNullable<GivenDatabase['rds']>, { primary, secondary }: SwitchedRegions, checks: Checks,
): RdsSwitchPlan {
  checkArn('database.primaryInstanceArn', primaryInstanceArn, 'instance', primary, checks);
  checkArn('database.secondaryInstanceArn', secondaryInstanceArn, 'instance', secondary, checks);
  const unknown = [primary, secondary].some((region) => checks.isUnresolved(region));
  if (unknown) { checks.conflict('primary.region and secondary.region must be known before the deployment for database: the plan finds the instances by them.'); }
  return { kind: 'rds', arns: [primaryInstanceArn, secondaryInstanceArn] };
}
