import { assert, constantFrom, integer, property } from 'fast-check';
import { AURORA, AURORA_BY_TERRAFORM, SAME_AURORA } from './cluster-documents';
import { REPLICATED, REPLICATED_BY_TERRAFORM, SAME } from './database-documents';
import { Topology } from '../../src/review';

/** A topology with the ids of the other engine's document, apart from what it took for granted. */
function renamed(topology: Topology, ids: Readonly<Record<string, string>> = {}): any {
  const name = (node: any): any => {
    if (typeof node === 'string') { return ids[node] ?? node; }
    if (Array.isArray(node)) { return node.map(name); }
    if (node === null || typeof node !== 'object') { return node; }
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, name(value)]));
  };
  const { engine, assumptions, notUnderstood, ...facts } = JSON.parse(JSON.stringify(topology));
  return name(facts);
}

const template = (Resources: object, rest: object = {}) => Topology.fromCloudFormation({ ...rest, Resources });
const terraform = (resource: object, rest: object = {}) => Topology.fromTerraform({ ...rest, resource });
const instance = (Properties: object, rest: object = {}) => ({ D: { Type: 'AWS::RDS::DBInstance', Properties, ...rest } });

describe('a PostgreSQL database with replicas behind one name', () => {
  const topology = Topology.fromCloudFormation(REPLICATED);
  const { databases: [database, ...others], secrets, dnsNames, healthChecks, hostedZones, alarms, commandDocuments } = topology;

  test('is the same in both engines\' words', () => {
    expect(renamed(Topology.fromTerraform(REPLICATED_BY_TERRAFORM), SAME)).toEqual(renamed(topology));
  });

  test('is one, of which everything is known', () => {
    expect(others).toEqual([]);
    expect(topology.unknowns).toEqual([]);
    expect(topology.assumptions).toEqual([{ name: 'AWS::Partition', value: 'aws' }]);
    expect(Object.keys(Topology.fromTerraform(REPLICATED_BY_TERRAFORM).notUnderstood)).toEqual(['AWS::KMS::Key', 'AWS::SNS::Topic']);
  });

  test('says what its writer says', () => {
    expect(database).toMatchObject({
      id: 'Writer',
      engine: 'postgres',
      engineVersion: '16',
      isAurora: false,
      databaseName: 'orders',
      adminUser: 'postgres',
      adminSecret: 'generated',
      adminSecretId: 'Admin',
      iamAuthentication: true,
      encrypted: true,
      kmsKey: 'Key',
      storage: { allocatedGib: 100, maxAllocatedGib: 1000, type: 'gp3' },
      backupRetentionDays: 7,
      backupWindow: '02:00-03:00',
      maintenanceWindow: 'sun:04:00-sun:05:00',
      deletionProtection: true,
      isRetained: false,
      finalSnapshot: true,
      minorUpgrades: true,
      caCertificate: 'rds-ca-rsa2048-g1',
      port: 5433,
      parameters: { 'rds.force_ssl': '1', 'max_connections': '500' },
      parameterGroupFamily: 'postgres16',
      logExports: ['postgresql', 'upgrade'],
      securityGroupIds: ['Group'],
      subnetIds: ['subnet-a', 'subnet-b'],
      proxies: [],
    });
  });

  test('has its replicas with it', () => {
    const [writer, one, two] = database.instances;
    expect(writer).toMatchObject({
      id: 'Writer', role: 'writer', multiAz: true, monitoringIntervalSeconds: 60, performanceInsights: true, performanceInsightsRetentionDays: 7, parameterGroupId: 'Forced',
    });
    expect(one).toMatchObject({
      id: 'One', role: 'replica', sourceId: 'Writer', zone: '<zone 0>', multiAz: false, publiclyAccessible: false, instanceType: 'db.m7g.large', finalSnapshot: false,
    });
    expect(two).toMatchObject({ id: 'Two', zone: '<zone 1>', parameterGroupId: 'Forced', iamAuthentication: true });
  });

  test('has a secret that is generated and rotated', () => {
    expect(secrets).toEqual([{
      id: 'Admin',
      name: 'orders/admin',
      generated: { username: 'postgres', length: 30, excludeCharacters: '"@/\\' },
      rotationDays: 30,
      rotatedBy: 'Rotator',
      databaseId: 'Writer',
      kmsKey: 'Key',
      isRetained: true,
    }]);
  });

  test('leads from a name over checks and alarms to each replica', () => {
    expect(hostedZones).toEqual([{ id: 'Zone', name: 'db.internal', isPrivate: true, networkIds: ['vpc-1'] }]);
    const [record] = dnsNames;
    expect(record).toMatchObject({
      name: 'readers.db.internal',
      type: 'CNAME',
      ttlSeconds: 5,
      records: ['<AWS::RDS::DBInstance.Endpoint.Address>'],
      targetIds: ['One'],
      setIdentifier: 'One',
      weight: 1,
      healthCheckId: 'OneCheck',
    });
    const check = healthChecks.find(({ id }) => id === record.healthCheckId)!;
    expect(check).toMatchObject({
      type: 'CLOUDWATCH_METRIC', alarmId: 'OneLag', alarmName: '<AWS::CloudWatch::Alarm.Ref>', alarmRegion: '<AWS::Region>', insufficientDataStatus: 'Unhealthy',
    });
    const { metrics: [metric], actionIds } = alarms.find(({ id }) => id === check.alarmId)!;
    expect(metric).toMatchObject({ dimensions: { DBInstanceIdentifier: '<AWS::RDS::DBInstance.Ref>' }, resourceIds: { DBInstanceIdentifier: 'One' } });
    expect(actionIds).toEqual(['Topic']);
  });

  test('has a document that prepares it', () => {
    expect(commandDocuments).toEqual([{
      id: 'Bootstrap',
      name: 'bootstrap',
      type: 'Command',
      content: '{"mainSteps":[{"action":"aws:runShellScript","name":"create"}],"parameters":{},"schemaVersion":"2.2"}',
    }]);
  });
});

describe('an Aurora cluster', () => {
  const topology = Topology.fromCloudFormation(AURORA);
  const { databases: [database], dnsNames } = topology;

  test('is the same in both engines\' words', () => {
    expect(renamed(Topology.fromTerraform(AURORA_BY_TERRAFORM), SAME_AURORA)).toEqual(renamed(topology));
    expect(topology.unknowns).toEqual([]);
    expect(topology.notUnderstood).toEqual({});
  });

  test('says what the cluster says, and of its instances the lowest tier writes', () => {
    expect(database).toMatchObject({
      id: 'Cluster',
      isAurora: true,
      adminSecret: 'managed',
      globalClusterId: 'World',
      serverless: { minCapacity: 0.5, maxCapacity: 16 },
      storage: { type: 'aurora-iopt1' },
      parameters: { 'rds.force_ssl': '1' },
      minorUpgrades: true,
      caCertificate: 'rds-ca-rsa2048-g1',
      isRetained: false,
      finalSnapshot: false,
    });
    expect(database.instances.map(({ id, role, promotionTier }) => [id, role, promotionTier])).toEqual([['First', 'writer', 0], ['Second', 'reader', 1], ['Late', 'reader', 2]]);
  });

  test('has readers that come and go', () => {
    expect(database.readerScaling).toMatchObject({
      minReplicas: 2,
      maxReplicas: 8,
      policies: [{ id: 'Load', type: 'TargetTrackingScaling', predefinedMetric: 'RDSReaderAverageCPUUtilization', target: 70, scaleInCooldownSeconds: 300, scaleOutCooldownSeconds: 60 }],
    });
    expect(dnsNames).toMatchObject([{ records: ['<AWS::RDS::DBCluster.ReadEndpoint.Address>'], targetIds: ['Cluster'] }]);
  });

  test('has a proxy', () => {
    expect(database.proxies).toEqual([{
      id: 'Pool',
      engineFamily: 'POSTGRESQL',
      port: 5432,
      requireTls: true,
      iamAuthentication: ['REQUIRED'],
      secretIds: ['Cluster'],
      idleTimeoutSeconds: 1800,
      debugLogging: false,
      maxConnectionsPercent: 90,
      maxIdleConnectionsPercent: 10,
      borrowTimeoutSeconds: 20,
      securityGroupIds: ['sg-2'],
      subnetIds: ['subnet-a', 'subnet-b'],
      endpoints: [{ id: 'ReadOnly', targetRole: 'READ_ONLY', securityGroupIds: ['sg-2'], subnetIds: ['subnet-a'] }],
    }]);
  });

  test.each([
    ['nobody administers', {}, 'reader'],
    ['somebody administers', { MasterUsername: 'postgres' }, 'writer'],
    ['RDS administers', { ManageMasterUserPassword: 'true' }, 'writer'],
    ['a snapshot begins', { SnapshotIdentifier: 's' }, 'writer'],
  ])('of a global one that %s has a first instance of a role', (_, args, role) => {
    const { databases } = template({
      C: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-mysql', GlobalClusterIdentifier: 'elsewhere', ...args } },
      I: { Type: 'AWS::RDS::DBInstance', Properties: { DBClusterIdentifier: { Ref: 'C' } } },
    });
    expect(databases).toMatchObject([{ globalClusterId: 'elsewhere', instances: [{ id: 'I', role }] }]);
  });

  test('around which a global one is made, or that replicates another', () => {
    const { databases } = terraform({
      aws_rds_cluster: { a: { engine: 'aurora-mysql' }, b: { replication_source_identifier: 'arn:aws:rds:eu-west-1:1:cluster:x', prevent: true } },
      aws_rds_global_cluster: { g: { source_db_cluster_identifier: '${aws_rds_cluster.a.arn}' } },
    });
    expect(databases).toMatchObject([{ globalClusterId: 'aws_rds_global_cluster.g', finalSnapshot: true }, { source: 'arn:aws:rds:eu-west-1:1:cluster:x' }]);
  });
});

describe('instances by themselves', () => {
  test('replicate one that is elsewhere', () => {
    const { databases } = template(instance({ SourceDBInstanceIdentifier: 'arn:aws:rds:eu-west-1:1:db:orders', KmsKeyId: 'arn:aws:kms:…' }));
    expect(databases).toMatchObject([
      { id: 'D', engine: undefined, source: 'arn:aws:rds:eu-west-1:1:db:orders', kmsKey: 'arn:aws:kms:…', finalSnapshot: false, instances: [{ role: 'replica' }] },
    ]);
  });

  test('replicate replicas, by names and by ARNs', () => {
    const { databases } = template({
      ...instance({ DBInstanceIdentifier: 'orders' }),
      B: { Type: 'AWS::RDS::DBInstance', Properties: { DBInstanceIdentifier: 'copy', SourceDBInstanceIdentifier: 'orders' } },
      C: { Type: 'AWS::RDS::DBInstance', Properties: { SourceDBInstanceIdentifier: { 'Fn::Sub': 'arn:${AWS::Partition}:rds:eu-west-1:1:db:${B}' } } },
      E: { Type: 'AWS::RDS::DBInstance', Properties: { SourceDBInstanceIdentifier: 'arn:aws:rds:eu-west-1:1:db:copy' } },
    });
    expect(databases.map(({ instances }) => instances.map(({ id, sourceId }) => [id, sourceId]))).toEqual([[['D', undefined], ['B', 'D'], ['C', 'B'], ['E', 'B']]]);
  });

  test('are told even where they replicate each other, or a cluster elsewhere has them', () => {
    const { databases } = template({
      A: { Type: 'AWS::RDS::DBInstance', Properties: { SourceDBInstanceIdentifier: { Ref: 'B' } } },
      B: { Type: 'AWS::RDS::DBInstance', Properties: { SourceDBInstanceIdentifier: { Ref: 'A' } } },
      C: { Type: 'AWS::RDS::DBInstance', Properties: { DBClusterIdentifier: 'elsewhere', Engine: 'aurora-mysql' } },
    });
    expect(databases.map(({ id, isAurora, instances: [{ role }] }) => [id, isAurora, role])).toEqual([['A', false, 'replica'], ['B', false, 'replica'], ['C', true, undefined]]);
  });

  test.each([
    ['Retain', true, false], ['Snapshot', false, true], ['Delete', false, false], [undefined, false, true],
  ])('deleted by %s are retained %s, with a snapshot %s', (DeletionPolicy, isRetained, finalSnapshot) => {
    expect(template(instance({}, { DeletionPolicy })).databases).toMatchObject([{ isRetained, finalSnapshot }]);
  });

  test('have options, a snapshot they begin with, faster disks and no group that is known', () => {
    const { databases } = terraform({
      aws_db_option_group: { audit: { engine_name: 'mariadb', option: [{ option_name: 'MARIADB_AUDIT_PLUGIN', option_settings: [{ name: 'a', value: 'b' }] }] } },
      aws_db_instance: {
        d: {
          engine: 'mariadb',
          option_group_name: '${aws_db_option_group.audit.name}',
          parameter_group_name: 'theirs',
          snapshot_identifier: 'snap',
          iops: 12000,
          storage_throughput: 500,
          lifecycle: { prevent_destroy: true },
        },
      },
    });
    expect(databases).toMatchObject([{
      options: ['MARIADB_AUDIT_PLUGIN'],
      snapshot: 'snap',
      storage: { iops: 12000, throughput: 500 },
      isRetained: true,
      finalSnapshot: true,
      instances: [{ optionGroupId: 'aws_db_option_group.audit', parameterGroupId: 'theirs' }],
    }]);
  });
});

test('readers may be scaled by steps, of a cluster that goes by its name', () => {
  const { databases } = terraform({
    aws_rds_cluster: { c: { cluster_identifier: 'orders' }, d: { cluster_identifier: 'others' } },
    aws_appautoscaling_target: { t: { scalable_dimension: 'rds:cluster:ReadReplicaCount', resource_id: 'cluster:orders', min_capacity: 1, max_capacity: 2 } },
    aws_appautoscaling_policy: {
      p: {
        scalable_dimension: 'rds:cluster:ReadReplicaCount',
        resource_id: 'cluster:orders',
        policy_type: 'StepScaling',
        step_scaling_policy_configuration: { adjustment_type: 'ChangeInCapacity', cooldown: 60, step_adjustment: [{ metric_interval_lower_bound: '0', scaling_adjustment: 1 }] },
      },
    },
    aws_cloudwatch_metric_alarm: { a: { alarm_actions: ['${aws_appautoscaling_policy.p.arn}'] } },
  });
  expect(databases.map(({ readerScaling }) => readerScaling)).toMatchObject([{
    policies: [{
      type: 'StepScaling', adjustmentType: 'ChangeInCapacity', scaleOutCooldownSeconds: 60, steps: [{ lowerBound: 0, adjustment: 1 }], alarmIds: ['aws_cloudwatch_metric_alarm.a'],
    }],
  }, undefined]);
});

test('whatever stands in a property, a topology is read, and no password is in it', () => {
  const oddities = [
    null, -1, '', true, [], {}, [[]], 'correct horse', { Ref: 'Nowhere' }, { 'Fn::ImportValue': 'x' }, { Ref: 'Writer' }, { Ref: 'AWS::NoValue' },
  ];
  const placesIn = (node: any): [object, string][] => node === null || node === undefined || typeof node !== 'object'
    ? []
    : Object.keys(node).flatMap((key) => [[node, key] as [object, string], ...placesIn(node[key])]);
  const documents = [REPLICATED, AURORA, REPLICATED_BY_TERRAFORM, AURORA_BY_TERRAFORM];
  assert(property(constantFrom<object>(...documents), integer({ min: 0 }), constantFrom<unknown>(...oddities), (document, place, oddity) => {
    const changed = JSON.parse(JSON.stringify(document));
    const places = Object.values<any>(changed.Resources ?? changed.resource).flatMap((made) => placesIn(changed.Resources ? made.Properties : made));
    const [node, key] = places[place % places.length];
    (node as any)[key] = oddity;
    const topology = changed.Resources ? Topology.fromCloudFormation(changed) : Topology.fromTerraform(changed);
    expect(Array.isArray(topology.databases)).toBe(true);
    if (/password/i.test(key)) { expect(JSON.stringify(topology)).not.toContain('correct horse'); }
  }), { numRuns: 500 });
});
