import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformHclModule, TerraformStack, TerraformVariable, Testing, Token } from 'cdktf';
import { problemsIn } from './provider-types';
import { all, networkIn, newStack, only, synthesize } from './stacks';
import { Network, Protection } from '../../src/cdktf';
import { ReadReplicaDatabase } from '../../src/cdktf/read-replica-database';
import { ReadReplicaDatabaseProps } from '../../src/cdktf/read-replica-database-props';
import { DatabaseEngine } from '../../src/core/database-engines';
import { AdminPassword } from '../../src/core/database-secret';

const POSTGRES = DatabaseEngine.postgres('17');
const MYSQL = DatabaseEngine.mysql('8.4');
const MARIADB = DatabaseEngine.mariadb('11.4');
const AURORA = DatabaseEngine.auroraPostgres('17');
const AURORA_MYSQL = DatabaseEngine.auroraMysql('8.0');
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000';

/** Every option of RDS at once, each away from its default. */
const everything: Partial<ReadReplicaDatabaseProps> = {
  engine: MYSQL,
  instanceType: 'db.r7g.xlarge',
  replicas: 3,
  replicaInstanceType: 'db.r7g.2xlarge',
  storage: { allocatedGib: 400, maxAllocatedGib: 2000, iops: 16000, throughputMibps: 1000 },
  port: 3310,
  databaseName: 'orders',
  adminUser: 'boss',
  adminRotationDays: 14,
  adminPasswordVersion: 3,
  parameters: { max_connections: '500' },
  backupRetentionDays: 35,
  backupWindow: '03:00-04:00',
  maintenanceWindow: 'sun:04:30-sun:05:30',
  withoutMinorUpgrades: true,
  monitoringIntervalSeconds: 15,
  performanceInsightsRetentionDays: 31,
  logs: { exports: ['audit', 'error'], retentionDays: 90 },
  lagThresholdSeconds: 60,
  readerAddress: { recordName: 'orders-readers', ttlSeconds: 10 },
  readerZone: { zoneId: 'Z0123456789ABC', zoneName: 'data.internal' },
  proxy: { maxConnectionsPercent: 80, idleClientTimeoutSeconds: 600 },
  alarms: { cpuPercent: 70, connectionsPercent: 90 },
  encryptionKeyArn: KEY,
  alarmTopicArn: 'arn:aws:sns:eu-west-1:111122223333:alarms',
  identifier: 'orders',
  factsOutput: true,
  protection: Protection.NONE,
};

function databaseIn(stack: TerraformStack, props: Partial<ReadReplicaDatabaseProps> = {}, id = 'Database'): ReadReplicaDatabase {
  return new ReadReplicaDatabase(stack, id, { engine: POSTGRES, ...props, network: props.network ?? networkIn(stack) });
}

function documentOf(props: Partial<ReadReplicaDatabaseProps> = {}) {
  const stack = newStack();
  databaseIn(stack, props);
  return synthesize(stack);
}

const instancesIn = (document: any) => all(document, 'aws_db_instance');
const ephemeralIn = (document: any) => document.ephemeral?.aws_secretsmanager_random_password;

describe('the documents', () => {
  test('by default', () => {
    expect(documentOf()).toMatchSnapshot();
  });

  test('with every option', () => {
    expect(documentOf(everything)).toMatchSnapshot();
  });

  test.each<[string, Partial<ReadReplicaDatabaseProps>]>([
    ['PostgreSQL', {}],
    ['MySQL', { engine: MYSQL }],
    ['MariaDB', { engine: MARIADB }],
    ['Aurora with scaling', { engine: AURORA, readerScaling: { maxReplicas: 6, connectionsTarget: 200 } }],
    ['Aurora MySQL in a global database', { engine: AURORA_MYSQL, globalDatabase: true }],
    ['a serverless one', { engine: AURORA, serverless: { minCapacity: 0.5, maxCapacity: 8 } }],
    ['a proxy', { proxy: {} }],
    ['a proxy before Aurora', { engine: AURORA, proxy: {} }],
    ['a snapshot', { snapshotIdentifier: 'before' }],
    ['a snapshot of Aurora', { engine: AURORA, snapshotIdentifier: 'before', encryptionKeyArn: KEY }],
    ['no protection', { protection: Protection.NONE }],
    ['nobody else', { replicas: 0, singleAvailabilityZone: true, withoutAdminRotation: true, monitoringIntervalSeconds: 0, logs: { withoutExports: true } }],
    ['a managed password on RDS', { replicas: 0, adminPassword: AdminPassword.MANAGED }],
    ['every option', everything],
  ])('%s: what the provider\'s own types want, and every reference leads somewhere', (_, props) => {
    expect(problemsIn(documentOf(props))).toEqual([]);
  });
});

describe('the password', () => {
  const document = documentOf({ engine: MYSQL });
  const [name] = Object.keys(ephemeralIn(document));
  const reference = `ephemeral.aws_secretsmanager_random_password.${name}.random_password`;
  const version = only(document, 'aws_secretsmanager_secret_version');

  test('is one value, which Terraform forgets, for the database and for its secret', () => {
    expect(Object.keys(ephemeralIn(document))).toHaveLength(1);
    expect(ephemeralIn(document)[name]).toMatchObject({ password_length: 32, exclude_characters: expect.stringContaining('/@"\\') });
    expect(instancesIn(document)['Database/Writer']).toMatchObject({ password_wo: `\${${reference}}`, password_wo_version: 1, username: 'dbadmin' });
    expect(version.secret_string_wo).toContain(`"password" = ${reference}`);
    expect(version.secret_string_wo_version).toBe(1);
  });

  test('the secret holds what the rotation reads', () => {
    expect(version.secret_string_wo).toMatch(/^\$\{jsonencode\(\{"engine" = "mysql", "dbname" = "app", "username" = "dbadmin", .*"host" = aws_db_instance\.\w+\.address, "port" = 3307\}\)\}$/);
  });

  test('Terraform leaves alone what the rotation has written since, and writes again only for another database', () => {
    expect(version.version_stages).toEqual(['AWSCURRENT', 'TERRAFORM']);
    expect(version.lifecycle).toEqual({ ignore_changes: ['version_stages'], replace_triggered_by: [expect.stringMatching(/^aws_db_instance\.Database_Writer_\w+\.resource_id$/)] });
    expect(version).not.toHaveProperty('depends_on');
  });

  test('a new number is a new password for both', () => {
    const next = documentOf({ adminPasswordVersion: 2 });
    expect(instancesIn(next)['Database/Writer'].password_wo_version).toBe(2);
    expect(only(next, 'aws_secretsmanager_secret_version').secret_string_wo_version).toBe(2);
  });

  test('is RDS\'s own where it may be, and then nobody else makes one', () => {
    const managed = documentOf({ engine: AURORA, encryptionKeyArn: KEY });
    expect(only(managed, 'aws_rds_cluster')).toMatchObject({ manage_master_user_password: true, master_user_secret_kms_key_id: KEY });
    expect(managed).not.toHaveProperty('ephemeral');
    expect(managed.resource).not.toHaveProperty('aws_secretsmanager_secret');
    expect(only(managed, 'aws_rds_cluster')).not.toHaveProperty('master_password_wo');
  });

  test('of a cluster in a global database is ours again', () => {
    const global = documentOf({ engine: AURORA_MYSQL, globalDatabase: true });
    expect(only(global, 'aws_rds_cluster')).toMatchObject({ master_password_wo: expect.stringMatching(/^\$\{ephemeral\./), master_password_wo_version: 1 });
    expect(only(global, 'aws_secretsmanager_secret_version').lifecycle.replace_triggered_by).toEqual([expect.stringMatching(/\.cluster_resource_id$/)]);
  });

  test('of each database in a stack is its own, made with the database\'s provider', () => {
    const stack = newStack();
    const provider = new AwsProvider(stack, 'London', { region: 'eu-west-2', alias: 'london' });
    databaseIn(stack);
    databaseIn(stack, { provider, network: new Network(stack, 'There', { provider }) }, 'Other');
    const both = synthesize(stack);
    expect(problemsIn(both)).toEqual([]);
    expect(Object.values<any>(ephemeralIn(both)).map((block) => block.provider)).toEqual([undefined, 'aws.london']);
    const passwords = Object.values(all(both, 'aws_db_instance')).flatMap((instance) => instance.password_wo ?? []);
    expect(new Set(passwords).size).toBe(2);
  });

  test.each<[string, Partial<ReadReplicaDatabaseProps>]>([
    ['RDS', {}], ['Aurora', { engine: AURORA }], ['a global one', { engine: AURORA, globalDatabase: true }], ['a restored one', { snapshotIdentifier: 'before' }], ['everything', everything],
  ])('and nothing that a state keeps holds one: %s', (_, props) => {
    const written: string[] = [];
    const { resource, data } = documentOf(props);
    JSON.stringify({ resource, data }, (key, value) => {
      if (/^(password|master_password|secret_string|secret_binary|auth_token)$/.test(key)) { written.push(key); }
      if (typeof value === 'string' && value.includes('ephemeral.') && !/_wo$/.test(key)) { written.push(`${key}: ${value}`); }
      return value;
    });
    expect(written).toEqual([]);
  });

  test('is rotated by AWS\'s function, once the ways are open and the replicas are there', () => {
    const application = only(document, 'aws_serverlessapplicationrepository_cloudformation_stack');
    expect(application).toMatchObject({
      application_id: expect.stringMatching(/:applications\/SecretsManagerRDSMySQLRotationSingleUser$/), capabilities: ['CAPABILITY_IAM', 'CAPABILITY_RESOURCE_POLICY'],
    });
    expect(application.parameters.endpoint).toMatch(/^https:\/\/secretsmanager\.\$\{data\.aws_region\.\w+\.region\}\.\$\{data\.aws_partition\.\w+\.dns_suffix\}$/);
    expect(application.parameters.vpcSubnetIds).toMatch(/Network_PrivateSubnet1Association/);
    const { rotation_rules: rules, depends_on: after } = only(document, 'aws_secretsmanager_secret_rotation');
    expect(rules).toEqual({ automatically_after_days: 30 });
    expect(after.join()).toMatch(/secret_version.*Replica2.*egress_rule.*ingress_rule/);
  });
});

describe('RDS', () => {
  const document = documentOf();
  const { 'Database/Writer': writer, 'Database/Replica1': first, 'Database/Replica2': second } = instancesIn(document);

  test('a writer with a standby, protected', () => {
    expect(writer).toMatchObject({ engine: 'postgres', engine_version: '17', multi_az: true, port: 5433, apply_immediately: false });
    expect(writer).toMatchObject({ storage_type: 'gp3', allocated_storage: 100, max_allocated_storage: 1000, storage_encrypted: true });
    expect(writer).toMatchObject({ publicly_accessible: false, iam_database_authentication_enabled: true, backup_retention_period: 7 });
    expect(writer).toMatchObject({ deletion_protection: true, delete_automated_backups: false, skip_final_snapshot: false });
    expect(writer.lifecycle).toEqual({ prevent_destroy: true });
    expect(writer).not.toHaveProperty('availability_zone');
  });

  test('its final snapshot has a name that no other deployment has', () => {
    expect(writer.final_snapshot_identifier).toMatch(/^stack-database-final-\$\{aws_security_group\.Database_SecurityGroup_\w+\.id\}$/);
  });

  test('replicas of it, each in the next zone, with its parameters and without backups', () => {
    expect(first).toMatchObject({
      replicate_source_db: expect.stringMatching(/^\$\{aws_db_instance\.Database_Writer_\w+\.identifier\}$/),
      availability_zone: expect.stringMatching(/^\$\{aws_subnet\.Network_PrivateSubnet1_\w+\.availability_zone\}$/),
      parameter_group_name: writer.parameter_group_name,
    });
    expect(first).toMatchObject({ port: 5433, multi_az: false, backup_retention_period: 0, skip_final_snapshot: true, deletion_protection: true });
    expect(second.availability_zone).not.toBe(first.availability_zone);
    for (const name of ['engine', 'engine_version', 'username', 'password_wo', 'kms_key_id', 'allocated_storage', 'db_subnet_group_name', 'final_snapshot_identifier', 'lifecycle']) {
      expect(first).not.toHaveProperty(name);
    }
  });

  test('the provider is told again that a replica is encrypted: it would replace it otherwise', () => {
    expect(first.storage_encrypted).toBe(true);
  });

  test('log groups of our own come first, and the role that may already write', () => {
    expect(writer.depends_on).toEqual([
      expect.stringMatching(/^aws_cloudwatch_log_group\.Database_WriterPostgresqlLogs/), expect.stringMatching(/^aws_cloudwatch_log_group\.Database_WriterUpgradeLogs/),
      expect.stringMatching(/^aws_iam_role_policy_attachment\.Database_MonitoringPolicyAttachment/),
    ]);
    expect(all(document, 'aws_cloudwatch_log_group')['Database/WriterPostgresqlLogs']).toMatchObject({ name: '/aws/rds/instance/stack-database-writer/postgresql', skip_destroy: true });
  });

  test('lies in the isolated subnets, and lets nobody in but the rotation', () => {
    expect(only(document, 'aws_db_subnet_group').subnet_ids).toEqual([expect.stringContaining('IsolatedSubnet1'), expect.stringContaining('IsolatedSubnet2')]);
    const [id] = writer.vpc_security_group_ids;
    expect(Object.values(all(document, 'aws_vpc_security_group_ingress_rule')).filter((rule) => rule.security_group_id === id))
      .toEqual([expect.objectContaining({ from_port: 5433, description: 'Rotation of the admin' })]);
    expect(Object.values(all(document, 'aws_vpc_security_group_egress_rule')).filter((rule) => rule.security_group_id === id)).toEqual([]);
  });

  test('TLS is forced by a parameter that waits for a restart, as AWS refuses some others at once', () => {
    expect(only(document, 'aws_db_parameter_group')).toMatchObject({
      family: 'postgres17', parameter: [{ name: 'rds.force_ssl', value: '1', apply_method: 'pending-reboot' }], lifecycle: { create_before_destroy: true },
    });
  });

  test.each([['mysql', MYSQL], ['mariadb', MARIADB]])('%s keeps its audit log by an option that the replicas share', (name, engine) => {
    const { 'Database/Writer': source, 'Database/Replica1': replica } = instancesIn(documentOf({ engine }));
    expect(only(documentOf({ engine }), 'aws_db_option_group')).toMatchObject({ engine_name: name, option: [{ option_name: 'MARIADB_AUDIT_PLUGIN' }] });
    expect(replica.option_group_name).toBe(source.option_group_name);
  });

  test('without protection all of it goes', () => {
    const open = documentOf({ protection: Protection.NONE });
    for (const instance of Object.values(instancesIn(open))) {
      expect(instance).toMatchObject({ deletion_protection: false, skip_final_snapshot: true });
      expect(instance).not.toHaveProperty('lifecycle');
    }
    expect(only(open, 'aws_secretsmanager_secret').recovery_window_in_days).toBe(0);
    expect(instancesIn(open)['Database/Writer']).not.toHaveProperty('final_snapshot_identifier');
  });

  test('a restored one has its own name, admin and key', () => {
    const restored = instancesIn(documentOf({ snapshotIdentifier: 'before' }))['Database/Writer'];
    expect(restored).toMatchObject({ snapshot_identifier: 'before', storage_encrypted: true, password_wo: expect.any(String) });
    for (const name of ['db_name', 'username', 'kms_key_id']) { expect(restored).not.toHaveProperty(name); }
  });
});

describe('the reader address', () => {
  test('a weighted record for each replica, behind a check on its lag that knows when the alarm changes', () => {
    const document = documentOf();
    expect(only(document, 'aws_route53_zone')).toMatchObject({ name: 'stack-database.internal', vpc: [{ vpc_id: expect.any(String) }], lifecycle: { ignore_changes: ['vpc'] } });
    const { 'Database/Replica1Record': record } = all(document, 'aws_route53_record');
    expect(record).toMatchObject({ name: 'readers.stack-database.internal', type: 'CNAME', ttl: 5, weighted_routing_policy: { weight: 1 }, set_identifier: 'stack-database-replica-1' });
    expect(record.records).toEqual([expect.stringMatching(/Database_Replica1_\w+\.address/)]);
    expect(all(document, 'aws_route53_health_check')['Database/Replica1LagCheck']).toMatchObject({
      type: 'CLOUDWATCH_METRIC', insufficient_data_health_status: 'Unhealthy', cloudwatch_alarm_name: expect.stringContaining('Replica1LagAlarm'), triggers: { threshold: '330' },
    });
  });

  test('on MySQL both checks have to agree', () => {
    const checks = all(documentOf({ engine: MYSQL }), 'aws_route53_health_check');
    expect(checks['Database/Replica1Check']).toMatchObject({ type: 'CALCULATED', child_health_threshold: 2, child_healthchecks: [expect.any(String), expect.any(String)] });
  });

  test('in a zone that is given, none is made', () => {
    const document = documentOf(everything);
    expect(document.resource).not.toHaveProperty('aws_route53_zone');
    expect(all(document, 'aws_route53_record')['Database/Replica1Record']).toMatchObject({ zone_id: 'Z0123456789ABC', name: 'orders-readers.data.internal' });
  });
});

describe('Aurora', () => {
  const document = documentOf({ engine: AURORA, readerScaling: { maxReplicas: 6 } });
  const cluster = only(document, 'aws_rds_cluster');
  const members = all(document, 'aws_rds_cluster_instance');

  test('a cluster whose first member writes', () => {
    expect(cluster).toMatchObject({ engine: 'aurora-postgresql', engine_version: '17', storage_encrypted: true, iam_database_authentication_enabled: true, deletion_protection: true, skip_final_snapshot: false });
    expect(Object.keys(members)).toEqual(['Database/Replica1', 'Database/Replica2', 'Database/Writer']);
    expect(members['Database/Replica1'].depends_on).toContainEqual(expect.stringMatching(/^aws_rds_cluster_instance\.Database_Writer/));
    expect(members['Database/Writer']).toMatchObject({ publicly_accessible: false, promotion_tier: 0, instance_class: 'db.r7g.large', monitoring_interval: 60 });
  });

  test('a global database may take it in, and it cannot be destroyed', () => {
    expect(cluster.lifecycle).toEqual({ prevent_destroy: true, ignore_changes: ['global_cluster_identifier'] });
  });

  test('is the first of a global database, which is the last that is made', () => {
    const global = documentOf({ engine: AURORA, globalDatabase: true });
    const { lifecycle, ...own } = only(global, 'aws_rds_global_cluster');
    expect(own).toMatchObject({
      global_cluster_identifier: 'stack-database-global',
      source_db_cluster_identifier: expect.stringMatching(/^\$\{aws_rds_cluster\.Database_Cluster_\w+\.arn\}$/),
      depends_on: ['Writer', 'Replica1', 'Replica2'].map((id) => expect.stringMatching(`^aws_rds_cluster_instance\\.Database_${id}_`)),
    });
    for (const name of ['engine', 'engine_version', 'storage_encrypted', 'database_name']) { expect(own).not.toHaveProperty(name); }
    expect(document.resource).not.toHaveProperty('aws_rds_global_cluster');
    expect(Object.keys(global.resource.aws_rds_global_cluster)).toEqual(['Database_GlobalDatabase_DDDEBC20']);
  });

  test('a global database that is protected keeps its members; one that is not lets them go, as its first cluster goes after it', () => {
    const [kept, open] = [{}, { protection: Protection.NONE }].map((props) => only(documentOf({ engine: AURORA, globalDatabase: true, ...props }), 'aws_rds_global_cluster'));
    expect(kept).toMatchObject({ deletion_protection: true, force_destroy: false, lifecycle: { prevent_destroy: true } });
    expect(open).toMatchObject({ deletion_protection: false, force_destroy: true });
    expect(open).not.toHaveProperty('lifecycle');
  });

  test('a failover makes it follow another, and the provider leaves it so', () => {
    const global = only(documentOf({ engine: AURORA, globalDatabase: true }), 'aws_rds_cluster');
    expect(global.lifecycle).toEqual({ prevent_destroy: true, ignore_changes: ['global_cluster_identifier', 'replication_source_identifier'] });
    for (const name of ['global_cluster_identifier', 'replication_source_identifier', 'source_region']) { expect(global).not.toHaveProperty(name); }
  });

  test('readers follow the load', () => {
    expect(only(document, 'aws_appautoscaling_target')).toMatchObject({ resource_id: 'cluster:stack-database', min_capacity: 2, max_capacity: 6 });
    expect(only(document, 'aws_appautoscaling_policy').target_tracking_scaling_policy_configuration).toMatchObject({
      target_value: 70, predefined_metric_specification: { predefined_metric_type: 'RDSReaderAverageCPUUtilization' },
    });
  });

  test('a serverless one has capacity in place of a class', () => {
    const serverless = documentOf({ engine: AURORA, serverless: { minCapacity: 0.5, maxCapacity: 8 } });
    expect(only(serverless, 'aws_rds_cluster').serverlessv2_scaling_configuration).toEqual({ min_capacity: 0.5, max_capacity: 8 });
    expect(all(serverless, 'aws_rds_cluster_instance')['Database/Writer'].instance_class).toBe('db.serverless');
  });

  test('alarms are about roles, and refer to the cluster', () => {
    const { 'Database/ReadersCpuAlarm': alarm } = all(document, 'aws_cloudwatch_metric_alarm');
    expect(alarm.dimensions).toEqual({ DBClusterIdentifier: expect.stringMatching(/^\$\{aws_rds_cluster\.Database_Cluster_\w+\.cluster_identifier\}$/), Role: 'READER' });
    expect(alarm.alarm_name).toBe('Stack-Database-ReadersCpuAlarm-stack-database');
  });
});

describe('the proxy', () => {
  test('logs in as who comes, by a role that may do what it has to', () => {
    const stack = newStack();
    const database = databaseIn(stack, { proxy: {} });
    const statement = database.connectStatement('orders');
    database.connectStatement('orders');
    const document = synthesize(stack);
    expect(only(document, 'aws_db_proxy')).toMatchObject({ default_auth_scheme: 'IAM_AUTH', require_tls: true, engine_family: 'POSTGRESQL' });
    expect(only(document, 'aws_db_proxy')).not.toHaveProperty('auth');
    expect(only(document, 'aws_db_proxy_target').db_instance_identifier).toMatch(/Database_Writer_\w+\.identifier/);
    expect(all(document, 'aws_iam_policy_document', 'data')['Database/Proxy/ProxyDocument'].statement).toHaveLength(1);
    expect(statement).toMatchObject({ sid: 'DatabaseLoginorders', actions: ['rds-db:connect'] });
    expect(statement.resources).toHaveLength(4);
    expect(database.proxyPort).toBe(5432);
  });

  test('before Aurora has an endpoint for reads', () => {
    const document = documentOf({ engine: AURORA, proxy: {} });
    expect(only(document, 'aws_db_proxy_endpoint')).toMatchObject({ target_role: 'READ_ONLY' });
    expect(only(document, 'aws_db_proxy_target').db_cluster_identifier).toMatch(/cluster_identifier/);
  });
});

describe('plain ids and outputs of modules', () => {
  test('are taken everywhere, and what they do not tell AWS chooses', () => {
    const stack = newStack();
    const module = new TerraformHclModule(stack, 'vpc', { source: 'terraform-aws-modules/vpc/aws' });
    const network = Network.fromAttributes({
      vpcId: module.getString('vpc_id'), privateSubnetIds: Token.asList(module.get('private_subnets')), isolatedSubnetIds: Token.asList(module.get('intra_subnets')),
    });
    const port = new TerraformVariable(stack, 'port', { type: 'number' }).numberValue;
    databaseIn(stack, { network, port, encryptionKeyArn: module.getString('key'), alarmTopicArn: module.getString('topic') });
    const document = synthesize(stack);
    expect(problemsIn(document)).toEqual([]);
    expect(only(document, 'aws_db_subnet_group').subnet_ids).toBe('${module.vpc.intra_subnets}');
    expect(only(document, 'aws_serverlessapplicationrepository_cloudformation_stack').parameters.vpcSubnetIds).toBe('${join(",", module.vpc.private_subnets)}');
    expect(instancesIn(document)['Database/Replica1']).not.toHaveProperty('availability_zone');
    expect(only(document, 'aws_ssm_parameter').insecure_value).toContain('DATABASE_PORT=${var.port}');
    const warnings = stack.node.findChild('Database').node.metadata.filter(({ type }) => type === '@cdktf/warn').map(({ data }) => data);
    expect(warnings).toEqual([expect.stringContaining('Give replicaZones')]);
  });

  test('an existing database is what its attributes say', () => {
    const database = ReadReplicaDatabase.fromAttributes({ writerEndpoint: 'db.example.com', port: 5432, securityGroupId: 'sg-12345678' });
    expect(database).toMatchObject({ writerEndpoint: 'db.example.com', readerHosts: [], resourceIds: [] });
  });
});

describe('what is told of it', () => {
  const stack = newStack();
  const database = databaseIn(stack, { factsOutput: true });
  const document = synthesize(stack);

  test('coordinates without a secret, in a parameter that the plan shows', () => {
    expect(only(document, 'aws_ssm_parameter')).toMatchObject({ name: '/scale-out/Stack/Database/coordinates', insecure_value: expect.stringMatching(/^DATABASE_WRITER_HOST=\$\{aws_db_instance\./) });
  });

  test('a document that makes logins, whose shell is not Terraform\'s', () => {
    const { content, document_type: type, name } = only(document, 'aws_ssm_document');
    expect([type, name]).toEqual(['Command', 'bootstrap-stack-database']);
    expect(content).toContain('--secret-id \'${aws_secretsmanager_secret.Database_AdminSecret_');
    expect(content).not.toMatch(/(?<!\$)\$\{(?!(aws_|data\.))/);
  });

  test('facts, alarms and ids', () => {
    const [output] = Object.values<any>(document.output);
    expect(JSON.parse(output.value)).toEqual(JSON.parse(JSON.stringify(database.facts)));
    expect(Object.keys(database.alarms)).toHaveLength(Object.keys(document.resource.aws_cloudwatch_metric_alarm).length);
    expect(database.alarms).toHaveProperty('WriterCpuAlarm');
    expect(database.resourceIds).toHaveLength(3);
    expect(database.readerEndpoint).toBe('readers.stack-database.internal');
  });
});

test('a provider\'s alias is everything\'s', () => {
  const stack = newStack();
  const provider = new AwsProvider(stack, 'London', { region: 'eu-west-2', alias: 'london' });
  databaseIn(stack, { provider, proxy: {}, network: new Network(stack, 'There', { provider }) });
  const document = synthesize(stack);
  const named = [document.resource, document.data, document.ephemeral].flatMap((types) => Object.values<any>(types));
  expect(named.flatMap((things) => Object.values<any>(things)).filter((thing) => thing.provider !== 'aws.london')).toEqual([]);
});

test('identity of what holds data stays from release to release', () => {
  const stack = newStack();
  databaseIn(stack);
  databaseIn(stack, { engine: AURORA }, 'Cluster');
  const { resource } = JSON.parse(Testing.synth(stack));
  expect(['aws_db_instance', 'aws_rds_cluster', 'aws_secretsmanager_secret', 'aws_route53_zone'].flatMap((type) => Object.keys(resource[type]))).toEqual([
    'Database_Replica1_71CC5B0F', 'Database_Replica2_5ECF4D31', 'Database_Writer_2C00925F', 'Cluster_3DA9CCBA',
    'Database_AdminSecret_2E1DEB64', 'Database_ReaderZone_AB22853F',
  ]);
});
