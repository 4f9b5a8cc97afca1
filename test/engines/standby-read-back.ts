import { waysOf } from './cache-read-back';
import { linesOf, storageOf } from './database-planned';
import { alarmOf } from './read-back';
import { StandbyView } from './standby-planned';
import { byText, withoutAbsent } from './views';
import { Database, DatabaseInstance, DnsHealthCheck, DnsName, Topology } from '../../src/review';

/** What is read back from a document with one standby in it. */
export function viewOfStandby(topology: Topology): StandbyView {
  expect(topology.databases).toHaveLength(1);
  expect(topology.unknowns).toEqual([]);
  const [database] = topology.databases;
  const [coordinates, ...others] = topology.parameters;
  expect([others, topology.secrets, topology.globalDatabases, topology.commandDocuments]).toEqual([[], [], [], []]);
  return withoutAbsent<StandbyView>({
    database: databaseOf(database, topology),
    instances: database.instances.map((instance) => instanceOf(instance, database)),
    parameters: { family: database.parameterGroupFamily, values: database.parameters, options: database.options },
    logs: { exports: byText(database.logExports), groups: groupsOf(topology) },
    readers: readersOf(topology),
    scaling: scalingOf(database),
    alarms: byText(topology.alarms.map(alarmOf)),
    told: { name: coordinates.name, description: coordinates.description, lines: linesOf(coordinates.value) },
    openedWays: waysOf(topology, new Map(database.securityGroupIds.map((id) => [id, 'standby']))),
  });
}

/** What is told by itself elsewhere in the view. */
const TOLD_APART = ['id', 'instances', 'parameters', 'parameterGroupFamily', 'options', 'logExports', 'readerScaling', 'securityGroupIds', 'subnetIds'];

/** Everything else is compared, so that what only one engine says is found. */
function databaseOf(database: Database, { networks }: Topology): StandbyView['database'] {
  const subnets = networks.flatMap((network) => network.subnets).filter(({ id }) => database.subnetIds.includes(id));
  expect(subnets).toHaveLength(database.subnetIds.length);
  return {
    ...without(TOLD_APART, database),
    isAurora: database.isAurora,
    storage: diskOf(database),
    subnets: [...new Set(subnets.map(({ kind }) => kind))].join(' and '),
    subnetZones: new Set(subnets.map(({ zone }) => zone)).size,
    securityGroups: database.securityGroupIds.map(ownerOf),
  };
}

function instanceOf(instance: DatabaseInstance, database: Database) {
  const [first] = database.instances;
  const sameAsFirst = (id: string | undefined, firsts: string | undefined) => id && (id === firsts ? 'the same for all' : id);
  return {
    ...without(['id', 'sourceId', 'parameterGroupId', 'optionGroupId', 'securityGroupIds'], instance),
    source: database.instances.find(({ id }) => id === instance.sourceId)?.name,
    storage: diskOf(instance),
    logExports: byText(instance.logExports),
    securityGroups: instance.securityGroupIds.map(ownerOf),
    parameterGroup: sameAsFirst(instance.parameterGroupId, first.parameterGroupId),
    optionGroup: sameAsFirst(instance.optionGroupId, first.optionGroupId),
  };
}

function ownerOf(securityGroupId: string): string {
  return /^(aws_security_group\.)?Standby_?SecurityGroup_?[0-9A-F]{8}$/.test(securityGroupId) ? 'its own' : securityGroupId;
}

function diskOf({ storage }: Pick<Database, 'storage'>) {
  return storage && storageOf({ ...storage, throughputMibps: storage.throughput });
}

/** Those of the database, and not the network's flow logs. */
function groupsOf({ logGroups }: Topology) {
  const own = logGroups.filter(({ name }) => name?.startsWith('/aws/rds/'));
  return byText(own.map(({ name, retentionDays, isRetained }) => ({ name, retentionDays, isRetained })));
}

function readersOf({ hostedZones, dnsNames, healthChecks, alarms, networks }: Topology) {
  if (dnsNames.length === 0) {
    expect([hostedZones, healthChecks]).toEqual([[], []]);
    return undefined;
  }
  const checkOf = (id: string) => healthChecks.find((check) => check.id === id)!;
  const [zone] = hostedZones;
  expect(hostedZones.map(({ networkIds }) => networkIds)).toEqual(hostedZones.map(() => networks.map(({ id }) => id)));
  const recordOf = ({ healthCheckId, id, targetIds, zone: reference, zoneId, ...record }: DnsName) => {
    expect(reference).toBe(zone ? '<AWS::Route53::HostedZone.Ref>' : dnsNames[0].zone);
    expect(zoneId).toBe(zone?.id);
    const check = checkOf(healthCheckId!);
    const children = check.kind === 'calculated' ? check.childIds.map(checkOf) : [check];
    return {
      ...record,
      checks: byText(children.map(watchingOf)),
      calculated: check.kind === 'calculated' ? { name: check.name, threshold: check.threshold } : undefined,
    };
  };
  const watchingOf = ({ id, type, alarmId, alarmName, regions, childIds, ...check }: DnsHealthCheck) => (
    { ...check, alarm: alarms.find((alarm) => alarm.id === alarmId)!.description });
  return { zone: zone ? zone.name : dnsNames[0].zone, records: byText(dnsNames.map(recordOf)) };
}

function scalingOf({ readerScaling }: Database) {
  if (!readerScaling) { return undefined; }
  const { minReplicas, maxReplicas, policies } = readerScaling;
  return {
    minReplicas,
    maxReplicas,
    policies: byText(policies.map(({ type, predefinedMetric, target, scaleInCooldownSeconds, scaleOutCooldownSeconds }) => (
      { type, metric: predefinedMetric, target, scaleInCooldownSeconds, scaleOutCooldownSeconds }))),
  };
}

function without(names: readonly string[], thing: object): object {
  return Object.fromEntries(Object.entries(thing).filter(([name]) => !names.includes(name)));
}
