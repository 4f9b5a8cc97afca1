import { DatabaseView, linesOf, storageOf } from './database-planned';
import { alarmOf as anyAlarm } from './read-back';
import { byText, withoutAbsent } from './views';
import { Alarm, Database, DatabaseInstance, DatabaseProxy, DnsName, Topology } from '../../src/review';

/** What is read back from a document with one database in it. */
export function viewOfDatabase(topology: Topology): DatabaseView {
  expect(topology.databases).toHaveLength(1);
  const [database] = topology.databases;
  const [, ...others] = topology.parameters;
  expect(others).toEqual([]);
  return withoutAbsent<DatabaseView>({
    database: databaseOf(database, topology),
    storage: database.isAurora ? undefined : storageOf({ ...database.storage, throughputMibps: database.storage?.throughput }),
    instances: database.instances.map((instance) => instanceOf(instance, database)),
    password: passwordOf(database, topology),
    parameters: { family: database.parameterGroupFamily, values: database.parameters },
    logs: { exports: byText(database.logExports), options: database.options, groups: groupsOf(topology) },
    readers: readersOf(topology),
    scaling: database.readerScaling && scalingOf(database.readerScaling),
    proxy: database.proxies.map(proxyOf)[0],
    alarms: byText(topology.alarms.map(alarmOf)),
    told: { name: topology.parameters[0].name, description: topology.parameters[0].description, lines: linesOf(topology.parameters[0].value) },
  });
}

function databaseOf(database: Database, { networks }: Topology) {
  const subnets = networks.flatMap((network) => network.subnets).filter(({ id }) => database.subnetIds.includes(id));
  expect(subnets).toHaveLength(database.subnetIds.length);
  const [writer] = database.instances;
  return {
    engine: database.engine,
    engineVersion: database.engineVersion,
    isAurora: database.isAurora,
    databaseName: database.databaseName,
    port: database.port,
    iamAuthentication: database.iamAuthentication,
    encrypted: database.encrypted,
    backupRetentionDays: database.backupRetentionDays,
    backupWindow: database.backupWindow,
    maintenanceWindow: database.maintenanceWindow,
    deletionProtection: database.deletionProtection,
    finalSnapshot: database.finalSnapshot,
    minorUpgrades: database.minorUpgrades ?? writer.minorUpgrades,
    caCertificate: writer.caCertificate ?? database.caCertificate,
    serverless: database.serverless,
    subnets: [...new Set(subnets.map(({ kind }) => kind))].join(' and '),
  };
}

function instanceOf(instance: DatabaseInstance, database: Database) {
  const isRdsWriter = instance.role === 'writer' && !database.isAurora;
  return {
    role: instance.role,
    instanceType: instance.instanceType,
    multiAz: instance.multiAz ?? false,
    zone: instance.zone,
    publiclyAccessible: instance.publiclyAccessible,
    promotionTier: instance.promotionTier,
    monitoringIntervalSeconds: instance.monitoringIntervalSeconds ?? 0,
    performanceInsights: instance.performanceInsights ?? false,
    performanceInsightsRetentionDays: instance.performanceInsightsRetentionDays,
    deletionProtection: instance.deletionProtection ?? false,
    finalSnapshot: isRdsWriter && instance.finalSnapshot,
  };
}

function passwordOf({ adminSecret, adminSecretId }: Database, { secrets }: Topology) {
  if (adminSecret === 'managed') { return { by: 'managed' }; }
  const secret = secrets.find(({ id }) => id === adminSecretId);
  const { length, excludeCharacters } = secret?.generated ?? {};
  return { by: adminSecret, length, excludeCharacters, rotationDays: secret?.rotationDays, isRetained: secret?.isRetained };
}

/** Those of the database, and not the network's flow logs. */
function groupsOf({ logGroups }: Topology) {
  const own = logGroups.filter(({ name }) => name?.startsWith('/aws/rds/'));
  return byText(own.map(({ name, retentionDays, isRetained }) => ({ name, retentionDays, isRetained })));
}

function readersOf({ hostedZones, dnsNames, healthChecks, alarms }: Topology) {
  if (dnsNames.length === 0) { return undefined; }
  const checkOf = (id: string) => healthChecks.find((check) => check.id === id)!;
  const watched = (id: string) => {
    const { alarmId, insufficientDataStatus } = checkOf(id);
    return { alarm: alarms.find((alarm) => alarm.id === alarmId)!.description, insufficientDataStatus };
  };
  const recordOf = ({ name, type, setIdentifier, weight, ttlSeconds, healthCheckId }: DnsName) => {
    const { childIds, threshold } = checkOf(healthCheckId!);
    const checks = byText((childIds.length > 0 ? childIds : [healthCheckId!]).map(watched));
    return { name, type, setIdentifier, weight, ttlSeconds, checks, threshold };
  };
  expect(hostedZones.map(({ isPrivate }) => isPrivate)).toEqual([true]);
  return { zone: hostedZones[0].name, records: byText(dnsNames.map(recordOf)) };
}

function scalingOf({ minReplicas, maxReplicas, policies }: NonNullable<Database['readerScaling']>) {
  return { minReplicas, maxReplicas, policies: byText(policies.map(({ predefinedMetric, target }) => ({ metric: predefinedMetric, target }))) };
}

function proxyOf({ id, iamAuthentication, secretIds, debugLogging, securityGroupIds, subnetIds, endpoints, ...limits }: DatabaseProxy) {
  return { ...limits, endpoints: endpoints.map(({ targetRole }) => targetRole) };
}

/** Which instance it is about is told by its description; the dimension names it by reference or by name. */
function alarmOf(alarm: Alarm) {
  const { metrics, ...others } = anyAlarm(alarm);
  return { ...others, metrics: metrics.map(({ dimensions, ...metric }) => metric) };
}
