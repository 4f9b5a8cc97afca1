import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformHclModule, TerraformOutput, TerraformStack, TerraformVariable, Testing, Token } from 'cdktf';
import { problemsIn } from './provider-types';
import { all, networkIn, newStack, only, synthesize, tierIn } from './stacks';
import { Network, Protection, StandbyDatabase, StandbyDatabaseProps, StandbySource } from '../../src/cdktf';
import { ReadReplicaDatabase } from '../../src/cdktf/read-replica-database';
import { ReadReplicaDatabaseProps } from '../../src/cdktf/read-replica-database-props';
import { DatabaseEngine } from '../../src/core/database-engines';

const PRIMARY_ARN = 'arn:aws:rds:us-east-1:111122223333:db:app-writer';
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000';
/** What a primary says, and its copy must not. */
const OF_A_PRIMARY = [
  'username', 'password', 'password_wo', 'password_wo_version', 'manage_master_user_password', 'master_username', 'master_password', 'master_password_wo',
  'master_password_wo_version', 'master_user_secret_kms_key_id', 'db_name', 'database_name', 'snapshot_identifier', 'replication_source_identifier',
];
/** All that a replica takes: a new type is a new decision. */
const TYPES_OF_RDS = [
  'aws_cloudwatch_log_group', 'aws_cloudwatch_metric_alarm', 'aws_db_instance', 'aws_db_parameter_group', 'aws_db_subnet_group', 'aws_iam_policy',
  'aws_iam_role', 'aws_iam_role_policy_attachment', 'aws_route53_health_check', 'aws_route53_record', 'aws_route53_zone', 'aws_security_group',
  'aws_ssm_parameter',
];

type Props = Partial<StandbyDatabaseProps>;

const postgres = { engine: DatabaseEngine.postgres('17'), source: StandbySource.instance(PRIMARY_ARN) };
const mysql = { ...postgres, engine: DatabaseEngine.mysql('8.4') };
const mariadb = { ...postgres, engine: DatabaseEngine.mariadb('11.4') };
const aurora = { engine: DatabaseEngine.auroraPostgres('17'), engineVersion: '17.5', source: StandbySource.globalDatabase('app-global', 'us-east-1') };
const auroraMysql = { ...aurora, engine: DatabaseEngine.auroraMysql('8.0'), engineVersion: '8.0.mysql_aurora.3.08.0' };

/** Every option of RDS at once, each away from its default. */
const everything: Props = {
  engine: DatabaseEngine.postgres('16'),
  source: StandbySource.instanceIn('us-east-1', 'shop-orders-writer'),
  writerHost: 'orders.example.com',
  crossRegionLagThresholdSeconds: 120,
  instanceType: 'db.r7g.xlarge',
  replicaInstanceType: 'db.r7g.2xlarge',
  replicas: 3,
  replicaZones: ['eu-west-1c', 'eu-west-1a'],
  storage: { allocatedGib: 500, maxAllocatedGib: 2000, iops: 13_000, throughputMibps: 600 },
  port: 6543,
  databaseName: 'orders',
  backupRetentionDays: 14,
  backupWindow: '02:00-03:00',
  maintenanceWindow: 'sun:04:00-sun:05:00',
  parameters: { log_min_duration_statement: '500' },
  heartbeat: true,
  lagThresholdSeconds: 60,
  readerAddress: { recordName: 'reads', ttlSeconds: 10 },
  readerZone: { zoneId: 'Z0123456789ABC', zoneName: 'data.internal' },
  withoutMinorUpgrades: true,
  logs: { exports: ['postgresql'], retentionDays: 90 },
  monitoringIntervalSeconds: 15,
  performanceInsightsRetentionDays: 93,
  alarms: { cpuPercent: 70, freeStoragePercent: 15, connectionsPercent: 60, freeableMemoryPercent: 5 },
  identifier: 'shop-orders',
  encryptionKeyArn: KEY,
  alarmTopicArn: 'arn:aws:sns:eu-west-1:111122223333:alarms',
  factsOutput: true,
  protection: Protection.NONE,
};

/** In a network of somebody else's, so that only the standby is in the document. */
function strangersNetwork() {
  return Network.fromAttributes({
    vpcId: 'vpc-12345678',
    zoneNames: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
    privateSubnetIds: ['subnet-p1', 'subnet-p2', 'subnet-p3'],
    isolatedSubnetIds: ['subnet-i1', 'subnet-i2', 'subnet-i3'],
  });
}

function standbyIn(stack: TerraformStack, props: Props = {}, id = 'Database'): StandbyDatabase {
  return new StandbyDatabase(stack, id, { ...postgres, network: strangersNetwork(), ...props });
}

function documentOf(props: Props = {}) {
  const stack = newStack();
  standbyIn(stack, props);
  return synthesize(stack);
}

const resource = (document: any, type: string, id: string) => all(document, type)[`Database/${id}`];
const instance = (document: any, id: string) => resource(document, 'aws_db_instance', id);
const alarm = (document: any, id: string) => resource(document, 'aws_cloudwatch_metric_alarm', id);
const refTo = (type: string, id: string, attribute: string) => expect.stringMatching(new RegExp(`^\\$\\{${type}\\.Database_${id}_[0-9A-F]{8}\\.${attribute}\\}$`));
/** The lines that clients are told, with `…` for what only the apply knows. */
const coordinatesIn = (document: any): string[] => (
  only(document, 'aws_ssm_parameter').insecure_value.replace(/\$\{aws_\w+\.Database_(\w+)_[0-9A-F]{8}\.(\w+)\}/g, '…$1.$2…').split('\n')
);

describe('the documents', () => {
  test('by default', () => {
    expect(documentOf()).toMatchSnapshot();
  });

  test('with every option', () => {
    expect(documentOf(everything)).toMatchSnapshot();
  });

  test('on Aurora', () => {
    expect(documentOf(aurora)).toMatchSnapshot();
  });

  test.each<[string, Props]>([
    ['PostgreSQL', {}],
    ['MySQL', mysql],
    ['MariaDB', mariadb],
    ['Aurora', aurora],
    ['Aurora MySQL', auroraMysql],
    ['a serverless one', { ...aurora, serverless: { minCapacity: 8, maxCapacity: 32 } }],
    ['a promoted one', { promoted: true }],
    ['a promoted one on Aurora', { ...aurora, promoted: true, readerScaling: { maxReplicas: 5 } }],
    ['a key', { encryptionKeyArn: KEY }],
    ['no protection', { protection: Protection.NONE }],
    ['nobody else', { replicas: 0, singleAvailabilityZone: true, monitoringIntervalSeconds: 0, withoutPerformanceInsights: true, logs: { withoutExports: true } }],
    ['every option', everything],
  ])('%s: what the provider\'s own types want, and every reference leads somewhere', (_, props) => {
    expect(problemsIn(documentOf(props))).toEqual([]);
  });
});

describe('the default standby', () => {
  const document = documentOf();
  const standby = instance(document, 'Standby');

  test('is a replica of the primary, which it names by a text, encrypted with a key of its own region', () => {
    expect(standby).toMatchObject({
      replicate_source_db: PRIMARY_ARN,
      kms_key_id: expect.stringMatching(/^\$\{data\.aws_kms_alias\.Database_ManagedKey_[0-9A-F]{8}\.target_key_arn\}$/),
      storage_encrypted: true,
      identifier: 'stack-database-standby',
      instance_class: 'db.m7g.large',
      port: 5433,
      multi_az: true,
      storage_type: 'gp3',
      max_allocated_storage: 1000,
      publicly_accessible: false,
      iam_database_authentication_enabled: true,
      auto_minor_version_upgrade: true,
      apply_immediately: false,
      ca_cert_identifier: 'rds-ca-rsa2048-g1',
      copy_tags_to_snapshot: true,
      parameter_group_name: refTo('aws_db_parameter_group', 'ParameterGroup', 'name'),
      db_subnet_group_name: refTo('aws_db_subnet_group', 'SubnetGroup', 'name'),
      vpc_security_group_ids: [refTo('aws_security_group', 'SecurityGroup', 'id')],
      tags: { Name: 'Stack/Database' },
    });
    expect(only(document, 'aws_kms_alias', 'data')).toMatchObject({ name: 'alias/aws/rds' });
    expect(only(document, 'aws_db_subnet_group').subnet_ids).toEqual(['subnet-i1', 'subnet-i2', 'subnet-i3']);
  });

  test('is told nothing of what comes with its source', () => {
    for (const name of [...OF_A_PRIMARY, 'engine', 'engine_version', 'allocated_storage', 'availability_zone', 'performance_insights_kms_key_id']) {
      expect(standby).not.toHaveProperty(name);
    }
    expect(document).not.toHaveProperty('ephemeral');
    expect(Object.keys(document.resource)).toEqual(TYPES_OF_RDS);
  });

  test('has two replicas of its own, within the region, each pinned to a zone of its own', () => {
    for (const [id, zone] of [['Replica1', 'eu-west-1a'], ['Replica2', 'eu-west-1b']]) {
      const replica = instance(document, id);
      expect(replica).toMatchObject({
        replicate_source_db: refTo('aws_db_instance', 'Standby', 'identifier'),
        availability_zone: zone,
        multi_az: false,
        instance_class: 'db.m7g.large',
        storage_type: 'gp3',
        max_allocated_storage: 1000,
        storage_encrypted: true,
        port: 5433,
        parameter_group_name: standby.parameter_group_name,
        iam_database_authentication_enabled: true,
        publicly_accessible: false,
        backup_retention_period: 0,
        skip_final_snapshot: true,
        deletion_protection: true,
        enabled_cloudwatch_logs_exports: ['postgresql', 'upgrade'],
        monitoring_interval: 60,
      });
      for (const name of [...OF_A_PRIMARY, 'engine', 'engine_version', 'kms_key_id', 'allocated_storage', 'db_subnet_group_name', 'final_snapshot_identifier', 'lifecycle']) {
        expect(replica).not.toHaveProperty(name);
      }
    }
  });

  test('is kept: backups, protection from deletion and from Terraform; a replica has no final snapshot', () => {
    expect(standby).toMatchObject({
      backup_retention_period: 7, delete_automated_backups: false, deletion_protection: true, skip_final_snapshot: true,
    });
    expect(standby.lifecycle).toEqual({ prevent_destroy: true });
    expect(standby).not.toHaveProperty('final_snapshot_identifier');
  });

  test('lets nobody in, and nothing out', () => {
    for (const type of ['aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule']) { expect(document.resource).not.toHaveProperty(type); }
    expect(only(document, 'aws_security_group')).toMatchObject({ vpc_id: 'vpc-12345678', description: 'Standby of Stack/Database: connected servers in; nothing out' });
    for (const name of ['ingress', 'egress']) { expect(only(document, 'aws_security_group')).not.toHaveProperty(name); }
  });

  test('forces TLS', () => {
    expect(only(document, 'aws_db_parameter_group')).toMatchObject({
      family: 'postgres17', parameter: [{ name: 'rds.force_ssl', value: '1', apply_method: 'pending-reboot' }], lifecycle: { create_before_destroy: true },
    });
  });

  test('is looked at closely, and sends its logs to groups that are there before it, and stay', () => {
    for (const id of ['Standby', 'Replica1', 'Replica2']) {
      expect(instance(document, id)).toMatchObject({
        monitoring_interval: 60, monitoring_role_arn: refTo('aws_iam_role', 'MonitoringRole', 'arn'), performance_insights_enabled: true, performance_insights_retention_period: 7,
      });
    }
    expect(resource(document, 'aws_cloudwatch_log_group', 'StandbyUpgradeLogs')).toMatchObject({
      name: '/aws/rds/instance/stack-database-standby/upgrade', retention_in_days: 30, skip_destroy: true,
    });
    expect(standby.depends_on).toEqual([
      expect.stringMatching(/^aws_cloudwatch_log_group\.Database_StandbyPostgresqlLogs/), expect.stringMatching(/^aws_cloudwatch_log_group\.Database_StandbyUpgradeLogs/),
      expect.stringMatching(/^aws_iam_role_policy_attachment\.Database_MonitoringPolicyAttachment/),
    ]);
  });

  test('has one reader address of its region, from which a replica that lags goes away', () => {
    expect(only(document, 'aws_route53_zone')).toMatchObject({ name: 'stack-database.internal', vpc: [{ vpc_id: 'vpc-12345678' }] });
    expect(resource(document, 'aws_route53_health_check', 'Replica1LagCheck')).toMatchObject({
      type: 'CLOUDWATCH_METRIC',
      cloudwatch_alarm_name: refTo('aws_cloudwatch_metric_alarm', 'Replica1LagAlarm', 'alarm_name'),
      cloudwatch_alarm_region: expect.stringMatching(/^\$\{data\.aws_region\.Database_Region_\w+\.region\}$/),
      insufficient_data_health_status: 'Unhealthy',
    });
    expect(resource(document, 'aws_route53_record', 'Replica2Record')).toMatchObject({
      name: 'readers.stack-database.internal',
      type: 'CNAME',
      ttl: 5,
      weighted_routing_policy: { weight: 1 },
      set_identifier: 'stack-database-replica-2',
      records: [refTo('aws_db_instance', 'Replica2', 'address')],
      health_check_id: refTo('aws_route53_health_check', 'Replica2LagCheck', 'id'),
    });
    expect(Object.keys(all(document, 'aws_route53_health_check'))).toHaveLength(2);
  });

  test('calls for help when it is behind the primary, and on CPU, storage, connections and memory of every instance', () => {
    expect(alarm(document, 'StandbyLagAlarm')).toMatchObject({
      metric_name: 'ReplicaLag',
      threshold: 330,
      comparison_operator: 'GreaterThanThreshold',
      treat_missing_data: 'breaching',
      dimensions: { DBInstanceIdentifier: refTo('aws_db_instance', 'Standby', 'identifier') },
    });
    expect(Object.keys(all(document, 'aws_cloudwatch_metric_alarm')).map((path) => path.replace(/^Database\/|Alarm$/g, '')).sort()).toEqual(
      ['Replica1', 'Replica2', 'Standby'].flatMap((id) => ['Connections', 'Cpu', 'FreeStorage', 'FreeableMemory', 'Lag'].map((name) => `${id}${name}`)),
    );
  });

  test('says where it is under a fixed name: to be read here, and to be written to once it is promoted', () => {
    expect(only(document, 'aws_ssm_parameter').name).toBe('/scale-out/Stack/Database/coordinates');
    expect(coordinatesIn(document)).toEqual([
      'DATABASE_WRITER_HOST=…Standby.address…', 'DATABASE_READER_HOST=readers.stack-database.internal',
      'DATABASE_READER_HOSTS=…Replica1.address…,…Replica2.address…', 'DATABASE_PORT=5433', 'DATABASE_NAME=app',
    ]);
  });
});

test('with everything on, every option arrives', () => {
  const stack = newStack();
  const database = standbyIn(stack, everything);
  const document = synthesize(stack);
  expect(instance(document, 'Standby')).toMatchObject({
    replicate_source_db: expect.stringMatching(
      /^arn:\$\{data\.aws_partition\.Database_Partition_\w+\.partition\}:rds:us-east-1:\$\{data\.aws_caller_identity\.Database_Account_\w+\.account_id\}:db:shop-orders-writer$/,
    ),
    kms_key_id: KEY,
    performance_insights_kms_key_id: KEY,
    performance_insights_retention_period: 93,
    identifier: 'shop-orders-standby',
    instance_class: 'db.r7g.xlarge',
    port: 6543,
    backup_retention_period: 14,
    backup_window: '02:00-03:00',
    maintenance_window: 'sun:04:00-sun:05:00',
    max_allocated_storage: 2000,
    iops: 13_000,
    storage_throughput: 600,
    auto_minor_version_upgrade: false,
    monitoring_interval: 15,
    deletion_protection: false,
    delete_automated_backups: true,
    enabled_cloudwatch_logs_exports: ['postgresql'],
  });
  expect(instance(document, 'Standby')).not.toHaveProperty('lifecycle');
  expect(document.data).not.toHaveProperty('aws_kms_alias');
  expect(instance(document, 'Replica1')).toMatchObject({ availability_zone: 'eu-west-1c', instance_class: 'db.r7g.2xlarge', iops: 13_000, deletion_protection: false });
  expect(resource(document, 'aws_route53_record', 'Replica3Record')).toMatchObject({ zone_id: 'Z0123456789ABC', name: 'reads.data.internal', ttl: 10 });
  expect(document.resource).not.toHaveProperty('aws_route53_zone');
  expect(only(document, 'aws_db_parameter_group').parameter).toEqual(expect.arrayContaining([
    expect.objectContaining({ name: 'log_min_duration_statement', value: '500' }), expect.objectContaining({ name: 'shared_preload_libraries', value: 'pg_stat_statements,pg_cron' }),
  ]));
  expect([alarm(document, 'StandbyLagAlarm').threshold, alarm(document, 'Replica1LagAlarm').threshold]).toEqual([120, 60]);
  expect(alarm(document, 'StandbyLagAlarm').alarm_actions).toEqual([everything.alarmTopicArn]);
  expect(coordinatesIn(document).slice(0, 2)).toEqual(['DATABASE_WRITER_HOST=orders.example.com', 'DATABASE_READER_HOST=reads.data.internal']);
  expect(database.writerEndpoint).toBe('orders.example.com');
  const [output] = Object.values<any>(document.output);
  expect(JSON.parse(output.value)).toEqual(JSON.parse(JSON.stringify(database.facts)));
  expect(database.facts.secondsOfWritesLostByPromotion).toBe(360);
});

describe('MySQL and MariaDB', () => {
  test('tell broken replication from none, across regions too', () => {
    const document = documentOf(mysql);
    expect(alarm(document, 'StandbyReplicationAlarm')).toMatchObject({ comparison_operator: 'LessThanThreshold', threshold: 0, statistic: 'Minimum' });
    expect(alarm(document, 'StandbyLagAlarm').threshold).toBe(30);
    expect(resource(document, 'aws_route53_health_check', 'Replica1Check')).toMatchObject({ type: 'CALCULATED', child_health_threshold: 2 });
    expect(instance(document, 'Standby')).toMatchObject({
      option_group_name: refTo('aws_db_option_group', 'OptionGroup', 'name'), port: 3307, enabled_cloudwatch_logs_exports: ['audit', 'error', 'general', 'slowquery'],
    });
    expect(instance(document, 'Replica1').option_group_name).toBe(instance(document, 'Standby').option_group_name);
    expect(only(document, 'aws_db_option_group')).toMatchObject({ engine_name: 'mysql', major_engine_version: '8.4', skip_destroy: true });
  });

  test('MariaDB by its own names', () => {
    expect(only(documentOf(mariadb), 'aws_db_parameter_group').family).toBe('mariadb11.4');
    expect(instance(documentOf(mariadb), 'Standby').replicate_source_db).toBe(PRIMARY_ARN);
  });
});

describe('Aurora', () => {
  const stack = newStack();
  const standby = standbyIn(stack, aurora);
  new TerraformOutput(stack, 'Hosts', { value: [standby.writerEndpoint, standby.readerEndpoint, standby.standbyEndpoint, ...standby.resourceIds] });
  const document = synthesize(stack);
  const cluster = only(document, 'aws_rds_cluster');
  const members = all(document, 'aws_rds_cluster_instance');

  test('is a cluster of the global database, encrypted with a key of its own region', () => {
    expect(cluster).toMatchObject({
      global_cluster_identifier: 'app-global',
      source_region: 'us-east-1',
      engine: 'aurora-postgresql',
      engine_version: '17.5',
      cluster_identifier: 'stack-database',
      port: 5433,
      storage_encrypted: true,
      kms_key_id: expect.stringMatching(/^\$\{data\.aws_kms_alias\.Database_ManagedKey_\w+\.target_key_arn\}$/),
      iam_database_authentication_enabled: true,
      backup_retention_period: 7,
      delete_automated_backups: false,
      deletion_protection: true,
      enabled_cloudwatch_logs_exports: ['postgresql'],
      db_cluster_parameter_group_name: refTo('aws_rds_cluster_parameter_group', 'ParameterGroup', 'name'),
      db_subnet_group_name: refTo('aws_db_subnet_group', 'SubnetGroup', 'name'),
      apply_immediately: false,
    });
  });

  test('is not undone by the provider: neither its membership, nor an upgrade, nor whom it follows after a failover', () => {
    expect(cluster.lifecycle).toEqual({
      prevent_destroy: true, ignore_changes: ['engine_version', 'global_cluster_identifier', 'replication_source_identifier', 'source_region'],
    });
  });

  test('has no admin of its own, no data of its own, and no global database either', () => {
    for (const name of OF_A_PRIMARY) { expect(cluster).not.toHaveProperty(name); }
    expect(document).not.toHaveProperty('ephemeral');
    for (const type of ['aws_secretsmanager_secret', 'aws_rds_global_cluster', 'aws_ssm_document', 'aws_db_proxy', 'aws_route53_health_check', 'aws_route53_zone', 'aws_appautoscaling_target']) {
      expect(document.resource).not.toHaveProperty(type);
    }
  });

  test('may have become the primary, so that it leaves a final snapshot', () => {
    expect(cluster).toMatchObject({ skip_final_snapshot: false, final_snapshot_identifier: expect.stringMatching(/^stack-database-final-\$\{aws_security_group\.Database_SecurityGroup_\w+\.id\}$/) });
  });

  test('has members in different zones, the standby first', () => {
    expect(Object.entries(members).map(([path, member]) => [path, member.availability_zone, member.promotion_tier])).toEqual([
      ['Database/Replica1', 'eu-west-1b', 1], ['Database/Replica2', 'eu-west-1c', 2], ['Database/Standby', 'eu-west-1a', 0],
    ]);
    for (const member of Object.values(members)) {
      expect(member).toMatchObject({
        cluster_identifier: refTo('aws_rds_cluster', 'Cluster', 'id'), engine: refTo('aws_rds_cluster', 'Cluster', 'engine'), instance_class: 'db.r7g.large', publicly_accessible: false, monitoring_interval: 60,
      });
      for (const name of ['engine_version', 'kms_key_id', 'lifecycle']) { expect(member).not.toHaveProperty(name); }
    }
    expect(members['Database/Replica1'].depends_on).toContainEqual(expect.stringMatching(/^aws_rds_cluster_instance\.Database_Standby/));
  });

  test('watches how far the region is behind', () => {
    for (const [id, name] of [['GlobalReplicationLagAlarm', 'AuroraGlobalDBReplicationLag'], ['GlobalRpoLagAlarm', 'AuroraGlobalDBRPOLag']]) {
      expect(alarm(document, id)).toMatchObject({
        metric_name: name, threshold: 30_000, treat_missing_data: 'breaching', dimensions: { DBClusterIdentifier: refTo('aws_rds_cluster', 'Cluster', 'cluster_identifier') },
      });
    }
    expect(standby.alarms).toHaveProperty('GlobalRpoLagAlarm');
  });

  test('is read by its own endpoint', () => {
    expect(document.output.Hosts.value).toEqual(['endpoint', 'reader_endpoint', 'endpoint', 'cluster_resource_id'].map((attribute) => refTo('aws_rds_cluster', 'Cluster', attribute)));
  });

  test('takes a key of the user\'s, and serverless members', () => {
    const other = documentOf({ ...aurora, encryptionKeyArn: KEY, serverless: { minCapacity: 8, maxCapacity: 32 } });
    expect(only(other, 'aws_rds_cluster')).toMatchObject({ kms_key_id: KEY, storage_encrypted: true, serverlessv2_scaling_configuration: { min_capacity: 8, max_capacity: 32 } });
    expect(resource(other, 'aws_rds_cluster_instance', 'Replica1')).toMatchObject({ instance_class: 'db.serverless', performance_insights_kms_key_id: KEY });
    expect(other.data).not.toHaveProperty('aws_kms_alias');
  });

  test('says what it risks without a version', () => {
    const loose = newStack();
    const { node } = standbyIn(loose, { ...aurora, engineVersion: undefined });
    expect(only(synthesize(loose), 'aws_rds_cluster').engine_version).toBe('17');
    expect(node.metadata.filter(({ type }) => type === '@cdktf/warn').map(({ data }) => data)).toEqual([expect.stringContaining('give engineVersion')]);
  });
});

/** What is gone, what is new, and what is changed of the rest, all as `Path.argument`. */
function differences(before: any, after: any): string[] {
  const flat = ({ resource: resources }: any) => new Map(Object.values<any>(resources).flatMap((things) => Object.entries<any>(things)));
  const [one, other] = [flat(before), flat(after)];
  const short = (name: string) => name.replace(/^Database_|_[0-9A-F]{8}$/g, '');
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((name) => {
    if (!other.has(name)) { return [`- ${short(name)}`]; }
    if (!one.has(name)) { return [`+ ${short(name)}`]; }
    const [{ '//': _, ...was }, { '//': __, ...is }] = [one.get(name), other.get(name)];
    return Object.keys({ ...was, ...is }).filter((key) => JSON.stringify(was[key]) !== JSON.stringify(is[key])).map((key) => `~ ${short(name)}.${key}`);
  }).sort();
}

describe('a promotion', () => {
  test('of a replica drops its source, which is what promotes, and nothing whose change would replace it', () => {
    const [before, after] = [documentOf(), documentOf({ promoted: true })];
    expect(differences(before, after)).toEqual([
      '- StandbyLagAlarm', '~ Standby.final_snapshot_identifier', '~ Standby.replicate_source_db', '~ Standby.skip_final_snapshot',
    ]);
    expect(instance(after, 'Standby')).not.toHaveProperty('replicate_source_db');
    expect(instance(after, 'Standby')).toMatchObject({
      skip_final_snapshot: false, final_snapshot_identifier: expect.stringMatching(/^stack-database-final-\$\{/), lifecycle: { prevent_destroy: true }, backup_retention_period: 7,
    });
    expect(instance(after, 'Replica1').replicate_source_db).toEqual(refTo('aws_db_instance', 'Standby', 'identifier'));
    expect(after.data).toEqual(before.data);
  });

  test('turns the clients of this region to it, where they wrote to the primary', () => {
    const [before, after] = [documentOf({ writerHost: 'db.example.com' }), documentOf({ writerHost: 'db.example.com', promoted: true })];
    expect(differences(before, after)).toContain('~ Coordinates.insecure_value');
    expect([coordinatesIn(before)[0], coordinatesIn(after)[0]]).toEqual(['DATABASE_WRITER_HOST=db.example.com', 'DATABASE_WRITER_HOST=…Standby.address…']);
    expect(coordinatesIn(after).slice(1)).toEqual(coordinatesIn(before).slice(1));
  });

  test('of a cluster is not ours to make: the code says who writes, and touches no member', () => {
    expect(differences(documentOf(aurora), documentOf({ ...aurora, promoted: true }))).toEqual(['+ ReplicaLagAlarm', '- GlobalReplicationLagAlarm', '- GlobalRpoLagAlarm']);
  });

  test('lets the readers of a cluster be scaled', () => {
    expect(only(documentOf({ ...aurora, promoted: true, readerScaling: { maxReplicas: 5 } }), 'aws_appautoscaling_target')).toMatchObject({ resource_id: 'cluster:stack-database', max_capacity: 5 });
    expect(() => documentOf({ ...aurora, readerScaling: { maxReplicas: 5 } })).toThrow(/readerScaling needs promoted: true/);
  });
});

type Primary = Pick<ReadReplicaDatabaseProps, 'engine' | 'globalDatabase'>;

const instancePrimary: Primary = { engine: DatabaseEngine.postgres('17') };
const globalPrimary: Primary = { engine: DatabaseEngine.auroraPostgres('17'), globalDatabase: true };

describe('two regions of one app, in a stack each', () => {
  function regions(primary: Primary, source: StandbySource, engineVersion?: string) {
    const app = Testing.app();
    const [near, far] = ['us-east-1', 'eu-west-1'].map((region) => {
      const stack = new TerraformStack(app, region);
      new AwsProvider(stack, 'Aws', { region });
      return stack;
    });
    const standby = new StandbyDatabase(far, 'Database', { engine: primary.engine, source, engineVersion, network: networkIn(far) });
    new ReadReplicaDatabase(near, 'Database', { ...primary, identifier: 'app', network: networkIn(near) });
    tierIn(far, { service: { command: '/opt/serve' } }).connectTo(standby, { dbUser: 'shop' });
    return { near, far, nearDocument: synthesize(near), farDocument: synthesize(far) };
  }

  const rds = () => regions(instancePrimary, StandbySource.instanceIn('us-east-1', 'app-writer'));
  const global = () => regions(globalPrimary, StandbySource.globalDatabase('app-global', 'us-east-1'), '17.5');

  test.each([['RDS', rds], ['Aurora', global]])('%s: each is deployed without the other', (_, both) => {
    const { near, far, nearDocument, farDocument } = both();
    expect([near.dependencies, far.dependencies]).toEqual([[], []]);
    for (const document of [nearDocument, farDocument]) {
      expect(problemsIn(document)).toEqual([]);
      expect(document).not.toHaveProperty('output');
      expect(document.data).not.toHaveProperty('terraform_remote_state');
    }
    expect(JSON.stringify(farDocument)).not.toMatch(/aws_lambda|aws_serverlessapplicationrepository|local-exec|null_resource|terraform_data/);
  });

  test('RDS: the texts meet', () => {
    const { nearDocument, farDocument } = rds();
    expect(instance(nearDocument, 'Writer').identifier).toBe('app-writer');
    expect(instance(farDocument, 'Standby').replicate_source_db).toMatch(/:rds:us-east-1:\$\{data\.aws_caller_identity\.\w+\.account_id\}:db:app-writer$/);
  });

  test('Aurora: the texts meet', () => {
    const { nearDocument, farDocument } = global();
    expect(only(nearDocument, 'aws_rds_global_cluster').global_cluster_identifier).toBe('app-global');
    expect(only(farDocument, 'aws_rds_cluster').global_cluster_identifier).toBe('app-global');
    expect(only(farDocument, 'aws_rds_cluster').cluster_identifier).not.toBe(only(nearDocument, 'aws_rds_cluster').cluster_identifier);
  });
});

describe('two regions of one stack', () => {
  function document(primary: Primary, sourceOf: (database: ReadReplicaDatabase) => StandbySource, engineVersion?: string) {
    const stack = newStack();
    const far = new AwsProvider(stack, 'Far', { region: 'us-west-2', alias: 'far' });
    const database = new ReadReplicaDatabase(stack, 'Primary', { ...primary, network: networkIn(stack) });
    standbyIn(stack, { engine: primary.engine, source: sourceOf(database), engineVersion, provider: far, network: new Network(stack, 'There', { provider: far }) });
    return synthesize(stack);
  }

  const rds = document(instancePrimary, (primary) => StandbySource.instanceIn('eu-west-1', primary.writerIdentifier!));
  const global = document(globalPrimary, (primary) => StandbySource.globalDatabase(primary.globalClusterIdentifier!, 'eu-west-1'), '17.5');

  test.each([['RDS', rds], ['Aurora', global]])('%s: all of the standby is made by its region\'s provider, and nothing else', (_, both) => {
    expect(problemsIn(both)).toEqual([]);
    const types = [both.resource, both.data, both.ephemeral ?? {}].flatMap((kind) => Object.values<any>(kind));
    const things = types.flatMap((named) => Object.entries<any>(named));
    expect(things.filter(([name, { provider }]) => (provider === 'aws.far') !== /^(Database|There)_/.test(name)).map(([name]) => name)).toEqual([]);
  });

  test('the standby is made after what it is a copy of', () => {
    expect(instance(rds, 'Standby').replicate_source_db).toMatch(/:rds:eu-west-1:\$\{.*\}:db:\$\{aws_db_instance\.Primary_Writer_\w+\.identifier\}$/);
    expect(resource(global, 'aws_rds_cluster', 'Cluster').global_cluster_identifier).toMatch(/^\$\{aws_rds_global_cluster\.Primary_GlobalDatabase_\w+\.id\}$/);
  });

  test('each has names of its own', () => {
    expect(Object.values(all(rds, 'aws_db_instance')).map(({ identifier }) => identifier)).toEqual([
      'stack-database-replica-1', 'stack-database-replica-2', 'stack-database-standby', 'stack-primary-replica-1', 'stack-primary-replica-2', 'stack-primary-writer',
    ]);
    expect(Object.values(all(rds, 'aws_ssm_parameter')).map(({ name }) => name)).toEqual(['/scale-out/Stack/Database/coordinates', '/scale-out/Stack/Primary/coordinates']);
  });
});

describe('the servers of its region', () => {
  const stack = newStack();
  const standby = standbyIn(stack, { network: networkIn(stack), writerHost: 'db.example.com' });
  const tier = tierIn(stack, { service: { command: '/opt/serve' } });
  tier.connectTo(standby, { dbUser: 'shop' });
  const document = synthesize(stack);

  test('are let in, by a rule at each end', () => {
    expect(problemsIn(document)).toEqual([]);
    expect(resource(document, 'aws_db_instance', 'Standby').vpc_security_group_ids).toEqual([refTo('aws_security_group', 'SecurityGroup', 'id')]);
    const rules = ['aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule'].map((type) => (
      Object.values(all(document, type)).filter(({ description }) => description === 'The database that is known as DATABASE')
    ));
    expect(rules).toEqual([[expect.objectContaining({ from_port: 5433, to_port: 5433, security_group_id: refTo('aws_security_group', 'SecurityGroup', 'id') })], [expect.objectContaining({ from_port: 5433, to_port: 5433 })]]);
  });

  test('may log in as their user, to the standby and to each of its replicas', () => {
    const statements = Object.values(all(document, 'aws_iam_policy_document', 'data')).flatMap(({ statement }) => statement);
    const [login] = statements.filter(({ sid }) => sid === 'DATABASELogin');
    expect(login.actions).toEqual(['rds-db:connect']);
    expect(login.resources).toEqual(['Standby', 'Replica1', 'Replica2'].map((id) => expect.stringMatching(new RegExp(`:dbuser:\\$\\{aws_db_instance\\.Database_${id}_\\w+\\.resource_id\\}/shop$`))));
  });

  test('are told where it is by a pointer to its coordinates', () => {
    const { 'Web/ConnectionDATABASE': pointer } = all(document, 'aws_ssm_parameter');
    expect(pointer.insecure_value).toMatch(/^@\$\{aws_ssm_parameter\.Database_Coordinates_\w+\.name\}$/);
  });

  test('get no admin\'s secret, as there is none', () => {
    expect(() => tier.connectTo(standby, { prefix: 'OTHER', adminSecret: true })).toThrow(/adminSecret: true needs the secret of the database/);
  });
});

test('a role that is no tier\'s may log in as a user, and as no admin of RDS', () => {
  const stack = newStack();
  const standby = standbyIn(stack, aurora);
  new TerraformOutput(stack, 'Statement', { value: standby.connectStatement('shop') });
  expect(synthesize(stack).output.Statement.value).toEqual({
    sid: 'DatabaseLoginshop', actions: ['rds-db:connect'], resources: [expect.stringMatching(/^arn:.*:dbuser:\$\{aws_rds_cluster\.Database_Cluster_\w+\.cluster_resource_id\}\/shop$/)],
  });
  expect(() => standby.connectStatement('rdsadmin')).toThrow(/^StandbyDatabase 'Stack\/Database': dbUser/);
});

describe('what is left out', () => {
  test('replicas: it is read itself, and never is the primary', () => {
    const document = documentOf({ replicas: 0, writerHost: 'db.example.com' });
    expect(coordinatesIn(document).slice(0, 3)).toEqual(['DATABASE_WRITER_HOST=db.example.com', 'DATABASE_READER_HOST=…Standby.address…', 'DATABASE_READER_HOSTS=…Standby.address…']);
    expect(Object.keys(all(document, 'aws_db_instance'))).toEqual(['Database/Standby']);
    for (const type of ['aws_route53_zone', 'aws_route53_record', 'aws_route53_health_check']) { expect(document.resource).not.toHaveProperty(type); }
  });

  test('logs, monitoring, TLS, the second zone', () => {
    const document = documentOf({
      logs: { withoutExports: true }, monitoringIntervalSeconds: 0, withoutPerformanceInsights: true, withoutTls: true, singleAvailabilityZone: true,
    });
    expect(instance(document, 'Standby')).toMatchObject({ multi_az: false, performance_insights_enabled: false, enabled_cloudwatch_logs_exports: [], depends_on: [] });
    expect(instance(document, 'Standby')).not.toHaveProperty('monitoring_role_arn');
    expect(JSON.stringify(only(document, 'aws_db_parameter_group'))).not.toContain('rds.force_ssl');
    for (const type of ['aws_cloudwatch_log_group', 'aws_iam_role']) { expect(document.resource).not.toHaveProperty(type); }
  });

  test.each<[string, Props]>([['RDS', {}], ['a promoted one', { promoted: true }], ['Aurora', aurora]])('%s without protection leaves nothing behind', (_, props) => {
    const text = JSON.stringify(documentOf({ ...props, protection: Protection.NONE, unprotectedReplicas: true }).resource);
    expect(text).not.toMatch(/"deletion_protection":true|"skip_final_snapshot":false|"skip_destroy":true|prevent_destroy|"delete_automated_backups":false/);
  });
});

test.each<[string, Props]>([['RDS', {}], ['MySQL', mysql], ['Aurora', aurora], ['every option', everything]])('%s has no secret, and refers to none', (_, props) => {
  expect(JSON.stringify(documentOf(props))).not.toMatch(/ephemeral\.|password"|password_wo|secret_string|aws_secretsmanager|AKIA[0-9A-Z]{16}|PRIVATE KEY/);
});

test('identity of what holds data stays from release to release, promoted or not', () => {
  for (const promoted of [false, true]) {
    expect(Object.keys(documentOf({ promoted }).resource.aws_db_instance)).toEqual(['Database_Replica1_71CC5B0F', 'Database_Replica2_5ECF4D31', 'Database_Standby_ABD7D3E0']);
    expect(Object.keys(documentOf({ ...aurora, promoted }).resource.aws_rds_cluster)).toEqual(['Database_Cluster_C6094C50']);
  }
});

test('plain ids, variables and outputs of modules are taken everywhere', () => {
  const stack = newStack();
  const module = new TerraformHclModule(stack, 'vpc', { source: 'terraform-aws-modules/vpc/aws' });
  const number = (id: string) => new TerraformVariable(stack, id, { type: 'number' }).numberValue;
  standbyIn(stack, {
    network: Network.fromAttributes({
      vpcId: module.getString('vpc_id'), privateSubnetIds: Token.asList(module.get('private_subnets')), isolatedSubnetIds: Token.asList(module.get('intra_subnets')),
    }),
    source: StandbySource.instanceIn('us-east-1', module.getString('writer')),
    writerHost: module.getString('host'),
    encryptionKeyArn: module.getString('key'),
    alarmTopicArn: module.getString('topic'),
    port: number('port'),
    backupRetentionDays: number('days'),
    crossRegionLagThresholdSeconds: number('lag'),
  });
  const document = synthesize(stack);
  expect(problemsIn(document)).toEqual([]);
  expect(instance(document, 'Standby')).toMatchObject({
    replicate_source_db: expect.stringMatching(/:rds:us-east-1:\$\{.*\}:db:\$\{module\.vpc\.writer\}$/), kms_key_id: '${module.vpc.key}', port: '${var.port}', backup_retention_period: '${var.days}',
  });
  expect(alarm(document, 'StandbyLagAlarm').threshold).toBe('${var.lag}');
  expect(only(document, 'aws_db_subnet_group').subnet_ids).toBe('${module.vpc.intra_subnets}');
  expect(coordinatesIn(document)).toEqual(expect.arrayContaining(['DATABASE_WRITER_HOST=${module.vpc.host}', 'DATABASE_PORT=${var.port}']));
  expect(JSON.stringify(document)).not.toMatch(/e\+28|TfToken\[/);
});

describe('refusals', () => {
  test('reach the user of the construct, with its path, and leave nothing half-built', () => {
    const stack = newStack();
    expect(() => standbyIn(stack, { source: aurora.source, port: 80 })).toThrow(/^StandbyDatabase 'Stack\/Database': 2 problems:\n.*port must be.*\n.*source must be/s);
    expect(stack.node.findChild('Database').node.children).toEqual([]);
  });

  test('a source of the provider\'s own region: the other one\'s was forgotten', () => {
    const stack = newStack();
    const far = new AwsProvider(stack, 'Far', { region: 'us-west-2', alias: 'far' });
    const source = StandbySource.instanceIn('eu-west-1', 'app-writer');
    expect(() => standbyIn(stack, { source })).toThrow(/source must be in another region than the standby \(eu-west-1\)/);
    expect(() => standbyIn(stack, { source, provider: far }, 'Other')).not.toThrow();
  });

  test('a key of another region', () => {
    expect(() => documentOf({ encryptionKeyArn: KEY.replace('eu-west-1', 'us-east-1') })).toThrow(/encryptionKeyArn must be a key of the standby's region \(eu-west-1\), got one of us-east-1/);
  });

  test('nothing where the region is told in the environment, or by a variable', () => {
    const source = StandbySource.instanceIn('eu-west-1', 'app-writer');
    const stack = new TerraformStack(Testing.app(), 'Stack');
    expect(() => standbyIn(stack, { source }, 'Before')).not.toThrow();
    new AwsProvider(stack, 'Aws', {});
    expect(() => standbyIn(stack, { source }, 'Environment')).not.toThrow();
    const provider = new AwsProvider(stack, 'Variable', { alias: 'variable', region: new TerraformVariable(stack, 'region', {}).stringValue });
    expect(() => standbyIn(stack, { source, provider }, 'Variables')).not.toThrow();
  });
});
