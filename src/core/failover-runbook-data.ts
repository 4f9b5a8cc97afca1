import { aws } from './failover-runbook-commands';
import { RunbookData, RunbookGlobalDatabase, RunbookReplica, RunbookStep } from './failover-runbook-parts';
import { TERMS } from './failover-terms';

/** The regions, by name. */
interface Regions {
  readonly home: string;
  readonly other: string;
}

export function promoteData({ replica, globalDatabase, globalDatastore }: RunbookData, { home, other }: Regions): RunbookStep[] {
  return [
    ...(replica ? [promoteReplica(replica, other)] : []),
    ...(globalDatabase ? [failOverDatabase(globalDatabase, other)] : []),
    ...(globalDatastore ? [failOverDatastore(globalDatastore.globalReplicationGroupId, globalDatastore.otherReplicationGroupId, home, other)] : []),
  ];
}

export function bringDataHome({ replica, globalDatabase, globalDatastore }: RunbookData, { home, other }: Regions): RunbookStep[] {
  return [
    ...(replica ? [replicateHome(replica, home)] : []),
    ...(globalDatabase ? [switchDatabaseBack(globalDatabase, home)] : []),
    ...(globalDatastore ? [failOverDatastore(globalDatastore.globalReplicationGroupId, globalDatastore.homeReplicationGroupId, other, home)] : []),
  ];
}

function promoteReplica({ instanceIdentifier }: RunbookReplica, region: string): RunbookStep {
  const instance = { 'db-instance-identifier': instanceIdentifier };
  return {
    title: 'Promote the read replica',
    why: 'It stops following the old writer, and writes by itself. What had not arrived is lost. There is no way back but a new replica.',
    terms: [TERMS.replica],
    commands: [
      aws(region, 'rds promote-read-replica', { ...instance, 'backup-retention-period': 7 }),
      aws(region, 'rds wait db-instance-available', instance),
    ],
    check: aws(region, 'rds describe-db-instances', { ...instance, query: 'DBInstances[0].[DBInstanceStatus,ReadReplicaSourceDBInstanceIdentifier]', output: 'text' }),
    expected: 'available, and None: it follows nobody',
  };
}

/** What was promoted does not follow again: the way back is a new replica, the other way round. */
function replicateHome({ instanceIdentifier, homeInstanceIdentifier }: RunbookReplica, region: string): RunbookStep {
  return {
    title: 'Bring the data home',
    why: `${homeInstanceIdentifier} knows nothing of what was written since, and cannot be made to follow. Keep a snapshot: it has the writes that never arrived. Then put a standby of ${instanceIdentifier} into the code, in its place and under another identifier, and deploy it. When its lag is near 0, stop the writes, and promote it as above.`,
    terms: [],
    commands: [
      aws(region, 'rds create-db-snapshot', {
        'db-instance-identifier': homeInstanceIdentifier, 'db-snapshot-identifier': `${homeInstanceIdentifier}-before-failback`,
      }),
    ],
    check: aws(region, 'rds describe-db-instances', {
      query: 'DBInstances[].[DBInstanceIdentifier,DBInstanceStatus,ReadReplicaSourceDBInstanceIdentifier]', output: 'text',
    }),
    expected: `the standby as available, with the ARN of ${instanceIdentifier} as its source`,
  };
}

function failOverDatabase({ globalClusterIdentifier, otherClusterArn }: RunbookGlobalDatabase, region: string): RunbookStep {
  return {
    title: 'Fail the global database over',
    why: 'The cluster in the other region becomes the writer. What had not arrived is lost. If the old region still answers and nothing may be lost, use switchover-global-cluster as on the way back.',
    terms: [TERMS.globalDatabase],
    commands: [
      aws(region, 'rds failover-global-cluster', {
        'global-cluster-identifier': globalClusterIdentifier, 'target-db-cluster-identifier': otherClusterArn, 'allow-data-loss': true,
      }),
    ],
    ...writerIs(globalClusterIdentifier, otherClusterArn, region),
  };
}

function switchDatabaseBack({ globalClusterIdentifier, homeClusterArn }: RunbookGlobalDatabase, region: string): RunbookStep {
  return {
    title: 'Switch the global database back',
    why: 'Aurora waits until everything has arrived: nothing is lost, and writes stop for a moment. The old cluster has to be a member again, and to have caught up.',
    terms: [],
    commands: [
      aws(region, 'rds switchover-global-cluster', { 'global-cluster-identifier': globalClusterIdentifier, 'target-db-cluster-identifier': homeClusterArn }),
    ],
    ...writerIs(globalClusterIdentifier, homeClusterArn, region),
  };
}

function writerIs(globalClusterIdentifier: string, clusterArn: string, region: string): Pick<RunbookStep, 'check' | 'expected'> {
  return {
    check: aws(region, 'rds describe-global-clusters', {
      'global-cluster-identifier': globalClusterIdentifier, 'query': 'GlobalClusters[0].GlobalClusterMembers[?IsWriter].DBClusterArn', 'output': 'text',
    }),
    expected: clusterArn,
  };
}

function failOverDatastore(globalId: string, replicationGroupId: string, from: string, to: string): RunbookStep {
  return {
    title: `Fail the global datastore over to ${to}`,
    why: `Sessions are written in ${to} from then on. Those written last in ${from} may be lost.`,
    terms: [TERMS.datastore],
    commands: [
      aws(to, 'elasticache failover-global-replication-group', {
        'global-replication-group-id': globalId, 'primary-region': to, 'primary-replication-group-id': replicationGroupId,
      }),
    ],
    check: aws(to, 'elasticache describe-global-replication-groups', {
      'global-replication-group-id': globalId,
      'show-member-info': true,
      'query': "GlobalReplicationGroups[0].Members[?Role=='PRIMARY'].ReplicationGroupId",
      'output': 'text',
    }),
    expected: replicationGroupId,
  };
}
