import { isOneOfAKind } from './roles';
import { Evidence, Rule } from './rule';
import { guardedBy, isOpenTo, isWorld } from './security-groups';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { StandaloneServer } from '../topology-tiers';

export const STANDALONE_SERVER: Rule = {
  id: 'standalone-server',
  title: 'Nothing replaces this server',
  severity: Severity.WARNING,
  why: 'An instance that belongs to no Auto Scaling group stays lost when it is lost, and no load brings another one beside it.',
  mend: 'Launch it from an AWS::AutoScaling::AutoScalingGroup with TargetGroupARNs and a MinSize of 2 or more.',
  source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html',
  check: (topology: Topology): Evidence[] => {
    const { standaloneServers, tiers } = topology;
    const ownServers = standaloneServers.filter(({ id, name }) => !isOneOfAKind(id, name));
    const entriesOfTiers = new Set(tiers.flatMap(({ entryIds = [] }) => entryIds));
    return ownServers.flatMap((server) => {
      if (server.entryIds.length > 0) { return balanced(server, ownServers, entriesOfTiers); }
      return isSite(server, topology) ? [siteOf(server)] : oneOfAlike(server, ownServers);
    });
  },
};

/** A site: anybody may ask it by HTTP or HTTPS. */
function isSite(server: StandaloneServer, topology: Topology): boolean {
  const isReachable = (group: string) => guardedBy(group, topology).some(({ id, isPrivate }) => id === server.id && !isPrivate);
  return topology.paths.some((path) => path.direction === 'ingress' && path.protocol !== undefined && isWorld(path)
    && [80, 443].some((port) => isOpenTo(path, port)) && isReachable(path.securityGroupId));
}

function siteOf({ id }: StandaloneServer): Evidence {
  return { resourceId: id, message: 'It serves the world by HTTP, by itself.' };
}

function balanced({ id, entryIds }: StandaloneServer, servers: readonly StandaloneServer[], entriesOfTiers: ReadonlySet<string>): Evidence[] {
  const beside = servers.filter((other) => other.id !== id && other.entryIds.some((group) => entryIds.includes(group))).length;
  const isAlone = beside === 0 && !entryIds.some((group) => entriesOfTiers.has(group));
  const others = isAlone ? 'alone' : beside === 0 ? 'beside an Auto Scaling group' : `with ${beside} ${beside === 1 ? 'other' : 'others'}`;
  return [{ resourceId: id, message: `It stands behind a load balancer ${others}.`, severity: isAlone ? Severity.ERROR : undefined }];
}

/** Members of a cluster are alike too, and often have to stay who they are. */
function oneOfAlike(server: StandaloneServer, servers: readonly StandaloneServer[]): Evidence[] {
  const kind = kindOf(server);
  const alike = kind === undefined ? [] : servers.filter((other) => other.entryIds.length === 0 && kindOf(other) === kind);
  return alike.length < 2 ? []
    : [{ resourceId: server.id, message: `One of ${alike.length} of the same image, type and security groups.`, severity: Severity.NOTE }];
}

function kindOf({ image, instanceType, securityGroupIds }: StandaloneServer): string | undefined {
  if (image === undefined || instanceType === undefined || securityGroupIds.length === 0) { return undefined; }
  return [image, instanceType, ...[...securityGroupIds].sort()].join(' ');
}
