import { Resource, textOf, Value } from '../document';
import { Resources } from './resources';
import { DatabaseStorage } from '../topology-databases';
import { at, entriesOf, flagOf, idOf, idsOf, listOf, numberOf, textsOf } from './values';

const PARAMETER_GROUPS = [
  ['DBClusterParameterGroupName', 'AWS::RDS::DBClusterParameterGroup'], ['DBParameterGroupName', 'AWS::RDS::DBParameterGroup'],
] as const;

/** What a cluster or an instance says of a whole database, most of which they call the same. */
export function factsOf({ id, properties, isRetained, leavesSnapshot }: Resource, first: Resource | undefined, resources: Resources) {
  const engine = textOf(properties.Engine);
  return {
    id,
    name: textOf(properties.DBClusterIdentifier ?? properties.DBInstanceIdentifier),
    engine,
    engineVersion: textOf(properties.EngineVersion),
    isAurora: engine?.startsWith('aurora') ?? false,
    snapshot: textOf(properties.SnapshotIdentifier ?? properties.DBSnapshotIdentifier),
    restoredFrom: restoredFrom(properties),
    databaseName: textOf(properties.DatabaseName ?? properties.DBName),
    maintenanceWindow: textOf(properties.PreferredMaintenanceWindow),
    backupWindow: textOf(properties.PreferredBackupWindow),
    deletesBackups: flagOf(properties.DeleteAutomatedBackups),
    deletionProtection: flagOf(properties.DeletionProtection),
    isRetained,
    finalSnapshot: leavesSnapshot === true,
    options: optionsOf(properties.OptionGroupName, resources),
    subnetIds: subnetsOf(properties.DBSubnetGroupName, resources),
    ...sharedFactsOf(properties),
    ...parametersOf(properties, resources),
    minorUpgrades: flagOf(properties.AutoMinorVersionUpgrade ?? first?.properties.AutoMinorVersionUpgrade),
    caCertificate: textOf(properties.CACertificateIdentifier ?? first?.properties.CACertificateIdentifier),
  };
}

function restoredFrom(properties: Resource['properties']): string | undefined {
  const { SourceDbiResourceId: instance, SourceDBInstanceAutomatedBackupsArn: backups, SourceDBClusterIdentifier: cluster } = properties;
  // An instance names a cluster that it is a replica of in the same way.
  const source = instance ?? backups ?? (properties.DBInstanceClass === undefined ? cluster : undefined);
  return source === undefined ? undefined : textOf(source) ?? '<unknown>';
}

/** What a database says, and each of its instances too. */
export function sharedFactsOf(properties: Resource['properties']) {
  return {
    port: numberOf(properties.Port),
    encrypted: flagOf(properties.StorageEncrypted),
    kmsKey: idOf(properties.KmsKeyId),
    storage: storageOf(properties),
    backupRetentionDays: numberOf(properties.BackupRetentionPeriod),
    iamAuthentication: flagOf(properties.EnableIAMDatabaseAuthentication),
    logExports: textsOf(properties.EnableCloudwatchLogsExports),
    securityGroupIds: idsOf(properties.VpcSecurityGroupIds ?? properties.VPCSecurityGroups),
  };
}

const STORAGE = ['AllocatedStorage', 'MaxAllocatedStorage', 'StorageType', 'Iops', 'StorageThroughput'];

function storageOf(properties: Resource['properties']): DatabaseStorage | undefined {
  if (STORAGE.every((name) => properties[name] === undefined)) { return undefined; }
  return {
    allocatedGib: numberOf(properties.AllocatedStorage),
    maxAllocatedGib: numberOf(properties.MaxAllocatedStorage),
    type: textOf(properties.StorageType),
    iops: numberOf(properties.Iops),
    throughput: numberOf(properties.StorageThroughput),
  };
}

function parametersOf(properties: Resource['properties'], resources: Resources) {
  const groups = PARAMETER_GROUPS.map(([property, type]) => resources.find(properties[property], type, property));
  const group = groups.find((found) => found !== undefined);
  if (!group) { return {}; }
  const parameters = entriesOf(group.properties.Parameters).map(([name, value]) => [name, textOf(value) ?? '<unknown>']);
  return { parameters: Object.fromEntries(parameters) as { [name: string]: string }, parameterGroupFamily: textOf(group.properties.Family) };
}

function optionsOf(name: Value | undefined, resources: Resources): string[] {
  const group = resources.find(name, 'AWS::RDS::OptionGroup', 'OptionGroupName');
  return listOf(group?.properties.OptionConfigurations).flatMap((option) => textsOf(at(option, 'OptionName')));
}

function subnetsOf(name: Value | undefined, resources: Resources): string[] {
  return idsOf(resources.find(name, 'AWS::RDS::DBSubnetGroup', 'DBSubnetGroupName')?.properties.SubnetIds);
}
