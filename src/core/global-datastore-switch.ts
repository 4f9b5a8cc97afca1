import { Checks, PlanContext } from './checks';
import { nameOf } from './database-names';
import { SWITCH_CODE } from './global-datastore-switch-code';
import { StatementPlan } from './instances';
import { RETENTIONS } from './observability';

/** What a user may say of the function that makes a region's cache the primary of its Global Datastore. */
export interface GlobalDatastoreSwitchOptions {
  /**
   * Name of the function: 1–64 letters, digits, hyphens and underscores. It is yours, so that a RegionSwitchPlan of another stack can name
   * `arn:aws:lambda:<region>:<account>:function:<name>` before there is one.
   */
  readonly functionName: string;

  /** Id of the Global Datastore, with the beginning that AWS chose: `cache.globalReplicationGroupId` where it is made. */
  readonly globalReplicationGroupId: string;

  /** Id of this region's replication group: `cache.cacheName`. */
  readonly replicationGroupId: string;

  /**
   * Days for which the function's log is kept: one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
   * 3288, 3653.
   *
   * @default 30
   */
  readonly logRetentionDays?: number;
}

export interface GlobalDatastoreSwitchPlace {
  readonly region: string;
  readonly account: string;
  readonly partition: string;
}

/** Everything that is decided. */
export interface GlobalDatastoreSwitchPlan {
  readonly function: {
    readonly id: 'Function';
    readonly name: string;
    readonly description: string;
    readonly runtime: string;
    readonly handler: 'index.handler';
    readonly architecture: 'arm64';
    readonly code: string;
    readonly environment: Readonly<Record<string, string>>;
    readonly timeoutSeconds: number;
    readonly memoryMib: number;
  };
  readonly logs: { readonly id: 'Logs'; readonly groupName: string; readonly retentionDays: number };
  readonly role: { readonly trust: StatementPlan; readonly description: string };
  readonly policy: { readonly description: string; readonly statements: readonly StatementPlan[] };
}

/** A failover takes less than a minute, typically; a second invocation goes on where this one ended. */
const TIMEOUT_SECONDS = 300;

/** @throws one error that lists every option that is out of range */
export function planGlobalDatastoreSwitch(
  options: GlobalDatastoreSwitchOptions, place: GlobalDatastoreSwitchPlace, context: PlanContext,
): GlobalDatastoreSwitchPlan {
  const checks = new Checks(context);
  checkSwitchFunction(options, checks);
  checks.throwIfAny();
  const { functionName, globalReplicationGroupId, replicationGroupId, logRetentionDays } = options;
  const name = nameOf(context.path);
  const groupName = `/aws/lambda/${functionName}`;
  return {
    function: {
      id: 'Function',
      name: functionName,
      description: `Makes ${replicationGroupId} the primary of ${globalReplicationGroupId}`,
      // Its SDK has ElastiCache in it, so that nothing has to be packed, and the code is what the tests run.
      runtime: 'nodejs24.x',
      handler: 'index.handler',
      architecture: 'arm64',
      code: SWITCH_CODE,
      environment: { DATASTORE: globalReplicationGroupId, CACHE: replicationGroupId },
      timeoutSeconds: TIMEOUT_SECONDS,
      memoryMib: 256,
    },
    logs: { id: 'Logs', groupName, retentionDays: logRetentionDays ?? 30 },
    role: {
      trust: { sid: 'Lambda', principals: { Service: 'lambda.amazonaws.com' }, actions: ['sts:AssumeRole'], resources: [] },
      description: `Makes the cache of ${name} the primary`,
    },
    policy: { description: `Everything that ${name} takes`, statements: switchStatements(options, groupName, place) },
  };
}

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticache.html */
function switchStatements(
  { globalReplicationGroupId }: GlobalDatastoreSwitchOptions, groupName: string, { region, account, partition }: GlobalDatastoreSwitchPlace,
): StatementPlan[] {
  const datastore = `arn:${partition}:elasticache::${account}:globalreplicationgroup:${globalReplicationGroupId}`;
  return [
    { sid: 'SeeDatastore', actions: ['elasticache:DescribeGlobalReplicationGroups'], resources: [datastore] },
    { sid: 'MoveDatastore', actions: ['elasticache:FailoverGlobalReplicationGroup'], resources: [datastore] },
    {
      sid: 'WriteLogs',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [`arn:${partition}:logs:${region}:${account}:log-group:${groupName}:*`],
    },
  ];
}

function checkSwitchFunction(options: GlobalDatastoreSwitchOptions, checks: Checks) {
  const { functionName, globalReplicationGroupId, replicationGroupId, logRetentionDays } = options;
  checks.text('functionName', functionName, /^[\w-]{1,64}$/, '1 to 64 letters, digits, hyphens and underscores');
  checks.text('globalReplicationGroupId', globalReplicationGroupId, /^[a-zA-Z][a-zA-Z0-9-]{0,254}$/, "the id of a Global Datastore such as 'ldgnf-shop'");
  checks.text('replicationGroupId', replicationGroupId, /^[a-zA-Z][a-zA-Z0-9-]{0,39}$/, 'the id of a replication group, up to 40 characters');
  if (logRetentionDays !== undefined && !checks.isUnresolved(logRetentionDays) && !RETENTIONS.includes(logRetentionDays)) {
    checks.refuse('logRetentionDays', `one of ${RETENTIONS.join(', ')}`, logRetentionDays);
  }
}
