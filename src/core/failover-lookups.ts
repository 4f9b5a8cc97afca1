import { aws } from './failover-runbook-commands';

/** A name that AWS makes up, or that has the account in it: the runbook's commands ask for it when they are run, and no state has to be within reach. */
export interface Lookup {
  /** What stands for the name. */
  readonly what: string;
  readonly command: string;
}

/** Several groups of that beginning, of several deployments of the program, make no name: the command is refused. */
export function groupLookup(namePrefix: string, region: string): Lookup {
  return {
    what: `<Auto Scaling group in ${region} whose name begins with ${namePrefix}>`,
    command: aws(region, 'autoscaling describe-auto-scaling-groups', {
      query: `AutoScalingGroups[?starts_with(AutoScalingGroupName,'${namePrefix}')].AutoScalingGroupName`, output: 'text',
    }),
  };
}

export function clusterLookup(clusterIdentifier: string, region: string): Lookup {
  return {
    what: `<ARN of the cluster ${clusterIdentifier} in ${region}>`,
    command: aws(region, 'rds describe-db-clusters', {
      'db-cluster-identifier': clusterIdentifier, 'query': 'DBClusters[0].DBClusterArn', 'output': 'text',
    }),
  };
}

/** The beginning of a global datastore's id is AWS's: a member knows all of it. */
export function datastoreLookup(replicationGroupId: string, region: string): Lookup {
  return {
    what: `<global datastore of ${replicationGroupId} in ${region}>`,
    command: aws(region, 'elasticache describe-replication-groups', {
      'replication-group-id': replicationGroupId, 'query': 'ReplicationGroups[0].GlobalReplicationGroupInfo.GlobalReplicationGroupId', 'output': 'text',
    }),
  };
}

/** In commands; a sentence says what is meant. */
export function askFor(lookups: readonly (Lookup | undefined)[], runbook: string): string {
  const known = lookups.filter((lookup) => lookup !== undefined);
  return known.reduce((text, { what, command }) => text.split(`"${what}"`).join(`"$(${command})"`), runbook);
}
