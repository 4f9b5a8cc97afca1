import { planCacheAlarms } from './cache-alarms';
import { CacheClientPlan, CACHE_PREFIX } from './cache-connections';
import { CacheCounts, countNodes } from './cache-counts';
import { CacheEngine, CacheEnginePlan, checkCacheEngine } from './cache-engines';
import { accountForCache } from './cache-facts';
import { refuseForeignOptions } from './cache-foreign-options';
import { GlobalDatastorePlan } from './cache-global';
import { withoutInherited } from './cache-global-inheritance';
import { warnOfGlobalDatastore } from './cache-global-warnings';
import { planCacheLogs } from './cache-logs';
import { arnOfCache, cacheIdentifierOf, checkCacheIdentifier } from './cache-names';
import { planCacheParameters } from './cache-parameters';
import { refuseWhatAwsRefusesOfCaches } from './cache-refusals';
import { planCacheScaling } from './cache-scaling';
import { planServerless } from './cache-serverless';
import { CacheSite, checkCacheSite } from './cache-site';
import { checkNodeWindows, planCacheRemoval, planServerlessSnapshots, planSnapshots } from './cache-snapshots';
import { CacheBasis, planMemcached, planNodeType, planReplicationGroup } from './cache-topology';
import { planUserGroup } from './cache-users';
import { warnOfCache } from './cache-warnings';
import { Checks, PlanContext } from './checks';
import { nameOf } from './database-names';
import { EngineGap } from './engine-gaps';
import { Protection } from './protection';
import { SessionCacheOptions } from './session-cache-options';
import { SessionCachePlan } from './session-cache-plan';

export type { SessionCacheOptions, SessionCachePlan };

/** What the engine found around the cache, and what it contributes. */
export interface SessionCacheSurroundings extends CacheSite {
  /** Path of the cache's parameters, unique in its account and region, as `/scale-out/Stack/Cache`. */
  readonly parameterPath: string;
  /** The construct's address, unique in its app: it makes a name unique that had to be cut. */
  readonly address: string;
  readonly region: string;
  readonly account: string;
  readonly partition: string;
  /** ARN of the key that the user brought. */
  readonly keyArn?: string;
  /** Where the engine keeps passwords in its state: whether the user accepts that, by the engine's option. */
  readonly secretsInState?: { readonly option: string; readonly areAccepted: boolean };
  /** The engine's option that brought a topic for events; absent where there is none. */
  readonly eventTopicOption?: string;
  /** What the engine has no words for. */
  readonly engineGaps: readonly EngineGap[];
}

/** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
export function planSessionCache(options: SessionCacheOptions, surroundings: SessionCacheSurroundings, context: PlanContext): SessionCachePlan {
  const checks = new Checks(context);
  const basics = planBasics(options, surroundings, nameOf(context.path), checks);
  const { engine, identifier, name, kind, counts, nodeType, nodeTypeName, isProtected, globalDatastore } = basics;
  checkSessionCache(options, basics, checks);
  checkEventTopic(kind, surroundings, checks);
  checkCacheSite(surroundings, { kind, isSingleZone: options.singleAvailabilityZone ?? false }, checks);

  const topology = planTopology(options, basics, checks);
  const userGroup = engine.name === 'memcached' ? undefined
    : planUserGroup(options, { ...basics, place: surroundings, isRetained: isProtected, secretsInState: surroundings.secretsInState }, checks);
  const snapshots = planSnapshotsOf(options, basics, surroundings, checks);

  const plan: Omit<SessionCachePlan, 'facts'> = {
    engine,
    identifier,
    arn: arnOf(basics, surroundings),
    ...topology,
    ...withoutInherited({
      nodeEngine: kind === 'serverless' ? undefined : { name: engine.name, version: engine.version },
      parameterGroup: planParameterGroup(options, basics, checks),
      encryption: { inTransit: basics.hasTls, atRest: kind !== 'memcached', keyArn: surroundings.keyArn },
      replicationGroup: topology.replicationGroup,
    }, globalDatastore),
    globalDatastore,
    clients: planClients(basics),
    port: basics.port,
    readerPort: kind === 'serverless' && engine.name !== 'memcached' ? engine.standardPort + 1 : undefined,
    subnetGroup: kind === 'serverless' ? undefined : { name: identifier, description: `Subnets of ${name}` },
    securityGroup: { description: `Sessions of ${name}: connected servers in; nothing out`, allowsAllEgress: false },
    userGroup,
    logs: kind === 'replicationGroup' ? planCacheLogs(options.logs ?? {}, engine, { identifier, isRetained: isProtected }, checks) : [],
    snapshots,
    maintenanceWindow: kind === 'serverless' ? undefined : options.maintenanceWindow,
    autoMinorVersionUpgrade: kind === 'serverless' ? undefined : upgradesMinors(options, globalDatastore),
    applyImmediately: kind === 'serverless' ? undefined : true,
    scaling: kind === 'replicationGroup' ? planCacheScaling(options, counts, identifier, checks) : [],
    alarms: planCacheAlarms(options.alarms ?? {}, { identifier, counts, nodeType, nodeTypeName, ...topology, globalDatastore }, checks),
    coordinates: { parameterName: `${surroundings.parameterPath}/coordinates`, description: `Where ${name} is`, prefix: CACHE_PREFIX },
    removal: planCacheRemoval({
      identifier, isProtected, kind, cannotNameFinalSnapshot: surroundings.engineGaps.includes('serverlessFinalSnapshot'),
    }),
    factsOutput: options.factsOutput ?? false,
    descriptions: { name, identifier },
    warnings: [
      ...warnOfCache(options, { ...basics, ...topology, userGroup }),
      ...warnOfGlobalDatastore(globalDatastore, surroundings.region, checks),
    ],
  };
  refuseCombinations(options, plan, basics, surroundings, checks);
  checks.throwIfAny();
  const { reservedMemoryPercent } = options;
  return { ...plan, facts: accountForCache({ ...basics, ...topology, snapshots, userGroup, reservedMemoryPercent }, checks) };
}

/** What the rest of the plan is made from. */
interface Basics extends CacheBasis {
  readonly engine: CacheEnginePlan;
  readonly kind: 'replicationGroup' | 'serverless' | 'memcached';
  readonly counts: CacheCounts;
  readonly port: number;
  readonly hasTls: boolean;
  readonly isProtected: boolean;
  readonly globalDatastore?: GlobalDatastorePlan;
}

function planBasics(options: SessionCacheOptions, surroundings: SessionCacheSurroundings, name: string, checks: Checks): Basics {
  const engine = engineOf(options, checks)._plan(checks);
  const kind = kindOf(options, engine);
  const isGroup = kind === 'replicationGroup';
  const port = options.port ?? engine.standardPort + 1;
  const identifier = options.identifier ?? cacheIdentifierOf(surroundings.parameterPath, surroundings.address);
  return {
    engine,
    kind,
    identifier,
    name,
    ...(kind === 'serverless' ? NO_NODES : planNodeType(options, checks)),
    zoneNames: surroundings.zoneNames,
    cannotSayDurability: surroundings.engineGaps.includes('cacheDurability'),
    counts: countNodes(isGroup ? options : {}, checks),
    port: kind === 'serverless' ? engine.standardPort : port,
    hasTls: kind === 'serverless' || !(options.withoutTls ?? false),
    isProtected: (options.protection ?? Protection.FULL) === Protection.FULL,
    globalDatastore: options.globalDatastore?._plan({ identifier, name }, checks),
  };
}

/** One that is none is judged no further. */
function engineOf({ engine = DEFAULT_ENGINE }: SessionCacheOptions, checks: Checks): CacheEngine {
  return checkCacheEngine(engine, checks) ? engine : DEFAULT_ENGINE;
}

const DEFAULT_ENGINE = CacheEngine.valkey('8.2');
const NO_NODES = { nodeTypeName: '', nodeType: undefined };

function kindOf({ serverless }: SessionCacheOptions, { name }: CacheEnginePlan): Basics['kind'] {
  if (serverless) { return 'serverless'; }
  return name === 'memcached' ? 'memcached' : 'replicationGroup';
}

type TopologyPlan = Pick<SessionCachePlan, 'replicationGroup' | 'serverless' | 'memcached'>;

function planTopology(options: SessionCacheOptions, basics: Basics, checks: Checks): TopologyPlan {
  const { kind, engine, name, counts } = basics;
  if (kind === 'serverless') { return { serverless: planServerless(options.serverless!, engine, name, checks) }; }
  return kind === 'memcached'
    ? { memcached: planMemcached(options, basics, checks) }
    : { replicationGroup: planReplicationGroup(options, counts, basics, checks) };
}

function planParameterGroup(options: SessionCacheOptions, { engine, kind, identifier, name, counts }: Basics, checks: Checks) {
  if (kind === 'serverless') { return undefined; }
  return planCacheParameters(engine, { ...options, identifier, name, clusterMode: kind === 'replicationGroup' && counts.clusterMode }, checks);
}

/** In a global datastore AWS turns it off, and does not let it be turned on. */
function upgradesMinors({ withoutMinorUpgrades }: SessionCacheOptions, globalDatastore: GlobalDatastorePlan | undefined): boolean {
  return !(withoutMinorUpgrades ?? false) && globalDatastore === undefined;
}

function planSnapshotsOf(options: SessionCacheOptions, { kind }: Basics, place: SessionCacheSurroundings, checks: Checks) {
  if (kind === 'serverless') { return planServerlessSnapshots(options, options.serverless?.dailySnapshotTime, place, checks); }
  if (kind === 'replicationGroup') { return planSnapshots(options, checks); }
  checkNodeWindows({ maintenanceWindow: options.maintenanceWindow }, checks);
  return undefined;
}

function arnOf({ kind, identifier }: Basics, place: SessionCacheSurroundings): string | undefined {
  if (kind === 'memcached') { return undefined; }
  return arnOfCache(kind === 'serverless' ? 'serverlesscache' : 'replicationgroup', identifier, place);
}

/** A serverless cache speaks as a cluster does, whatever is behind it. */
function planClients({ engine, kind, identifier, counts, hasTls }: Basics): CacheClientPlan {
  const isMemcached = engine.name === 'memcached';
  return {
    name: isMemcached ? undefined : identifier,
    tls: hasTls,
    clusterMode: !isMemcached && (kind === 'serverless' || counts.clusterMode),
    serverless: kind === 'serverless',
    engine: engine.name,
  };
}

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html */
function checkEventTopic(kind: Basics['kind'], { eventTopicOption }: SessionCacheSurroundings, checks: Checks) {
  if (kind === 'serverless' && eventTopicOption !== undefined) {
    checks.conflict(`${eventTopicOption} contradicts serverless: a serverless cache tells its events to EventBridge alone. Leave one out.`);
  }
}

/** What no other concept looks at. */
function checkSessionCache(options: SessionCacheOptions, basics: Basics, checks: Checks) {
  const { engine, kind } = basics;
  refuseForeignOptions(options, basics, checks);
  if (kind !== 'serverless') { checks.integer('port', options.port, { from: 1150, to: 65_535 }); }
  checks.flag('withoutTls', options.withoutTls);
  checks.flag('acceptUnauthenticated', options.acceptUnauthenticated);
  checks.flag('withoutMinorUpgrades', options.withoutMinorUpgrades);
  checks.flag('factsOutput', options.factsOutput);
  checks.oneOf('protection', options.protection, Object.values(Protection));
  checkCacheIdentifier(options.identifier, checks);
  if (engine.name === 'memcached' && !options.acceptUnauthenticated) {
    checks.conflict('engine Memcached needs acceptUnauthenticated: true: it asks nobody who he is.');
  }
}

function refuseCombinations(
  options: SessionCacheOptions,
  plan: Omit<SessionCachePlan, 'facts'>,
  { engine, kind, counts, nodeType, nodeTypeName, hasTls, globalDatastore }: Basics,
  { keyArn, optionNames }: SessionCacheSurroundings,
  checks: Checks,
) {
  const isGroup = kind === 'replicationGroup';
  refuseWhatAwsRefusesOfCaches({
    engine,
    counts,
    nodeType,
    nodeTypeName,
    replicationGroup: plan.replicationGroup,
    serverless: plan.serverless,
    memcached: plan.memcached,
    users: plan.userGroup?.users ?? [],
    hasTls,
    scaledBy: !isGroup ? undefined : options.shardScaling ? 'shardScaling' : options.replicaScaling && 'replicaScaling',
    durability: isGroup ? options.durability : undefined,
    evictionPolicy: isGroup ? options.evictionPolicy : undefined,
    wantsEngineLog: isGroup && (options.logs?.engine ?? false),
    keyOption: keyArn === undefined ? undefined : optionNames.encryptionKey,
    globalDatastore: isGroup ? globalDatastore : undefined,
  }, checks);
}
