import { Checks } from './checks';
import { checkRegion } from './region-names';

/** What a standby is a copy of. Both are strings, so that no stack refers to another region's. */
export class StandbySource {
  /**
   * An instance of RDS: the standby is a read replica of it.
   *
   * @param arn of the primary's writer. Its region must be known before the deployment
   */
  public static instance(arn: string): StandbySource {
    return new StandbySource({ arn });
  }

  /**
   * An instance of RDS in the same account: the standby is a read replica of it.
   *
   * @param region as 'eu-west-1'
   * @param instanceIdentifier of the primary's writer: of a ReadReplicaDatabase its `identifier`, and `-writer` behind it
   */
  public static instanceIn(region: string, instanceIdentifier: string): StandbySource {
    return new StandbySource({ region, instanceIdentifier });
  }

  /**
   * A global database of Aurora: the standby is one of its clusters.
   *
   * @param globalClusterIdentifier of a ReadReplicaDatabase with `globalDatabase: true` its `identifier`, and `-global` behind it
   * @param primaryRegion where the primary is when the standby is made, as 'eu-west-1'. It stays as it is when that changes
   */
  public static globalDatabase(globalClusterIdentifier: string, primaryRegion: string): StandbySource {
    return new StandbySource({ globalClusterIdentifier, region: primaryRegion });
  }

  private constructor(private readonly given: GivenSource) {}

  /** @internal */
  public _plan(place: SourcePlace, checks: Checks): StandbySourcePlan {
    return planSource(this.given, place, checks);
  }
}

interface GivenSource {
  readonly arn?: string;
  readonly region?: string;
  readonly instanceIdentifier?: string;
  readonly globalClusterIdentifier?: string;
}

interface SourcePlace {
  readonly account: string;
  readonly partition: string;
}

/** Where the data comes from: an instance, or a global database. */
export interface StandbySourcePlan {
  /** Only for RDS. */
  readonly instanceArn?: string;
  /** Where the primary is. */
  readonly region?: string;
  /** Only for RDS: whose it is. */
  readonly account?: string;
  /** Only for Aurora. */
  readonly globalClusterIdentifier?: string;
}

const INSTANCE_ARN = /^arn:aws[a-z-]*:rds:[a-z0-9-]+:\d{12}:db:[a-z][a-z0-9]*(-[a-z0-9]+)*$/i;
const IDENTIFIER = /^[a-z](-?[a-z0-9]){0,62}$/i;
const EXAMPLE_ARN = 'arn:aws:rds:eu-west-1:111122223333:db:app-writer';

function planSource(given: GivenSource, place: SourcePlace, checks: Checks): StandbySourcePlan {
  const { arn, region, instanceIdentifier, globalClusterIdentifier } = given;
  if (arn !== undefined) { return planInstance(arn, checks); }
  if (globalClusterIdentifier === undefined) { return planInstanceIn(region!, instanceIdentifier!, place, checks); }
  checks.text('source.globalClusterIdentifier', globalClusterIdentifier, IDENTIFIER, "the identifier of a global database such as 'app-global'");
  checkRegion('source.region', region, checks);
  checkRegionIsKnown(region, checks);
  return { globalClusterIdentifier, region };
}

/** A part of the ARN may be known only at deploy time, as the account often is. The region may not: AWS is told it apart. */
function planInstance(arn: string, checks: Checks): StandbySourcePlan {
  checks.text('source', arn, INSTANCE_ARN, `the ARN of an instance of RDS such as '${EXAMPLE_ARN}'`);
  if (!checks.isUnresolved(arn) && !INSTANCE_ARN.test(arn)) { return { instanceArn: arn }; }
  const [,,, region, account] = arn.split(':');
  checkRegion('source.region', region, checks);
  checkRegionIsKnown(region, checks);
  return { instanceArn: arn, region, account };
}

function planInstanceIn(region: string, instanceIdentifier: string, { account, partition }: SourcePlace, checks: Checks): StandbySourcePlan {
  checkRegion('source.region', region, checks);
  checkRegionIsKnown(region, checks);
  checks.text('source.instanceIdentifier', instanceIdentifier, IDENTIFIER, "the identifier of an instance such as 'app-writer'");
  return { instanceArn: `arn:${partition}:rds:${region}:${account}:db:${instanceIdentifier}`, region, account };
}

function checkRegionIsKnown(region: string | undefined, checks: Checks) {
  if (checks.known(region) === undefined) {
    checks.conflict('source must be in a region that is known before the deployment: it is told apart from the name (StandbySource.instanceIn says it).');
  }
}
