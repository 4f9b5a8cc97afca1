import { byText, pathLine, TierView, withoutAbsent } from './views';
import { Alarm, Balancer, Metric, ScalingPolicy, Statement, Tier, Topology } from '../../src/review';

/** What is read back from a document with one tier in it. */
export function viewOfTopology(topology: Topology): TierView {
  const [tier] = topology.tiers;
  const balancer = topology.balancers.find(({ id }) => id === tier.balancerId);
  const ofPolicies = new Set(tier.scaling.flatMap(({ alarmIds }) => alarmIds));
  const logBuckets = topology.buckets.filter(({ purpose }) => purpose !== undefined);
  const { id, healthCheck, ...targetGroup } = tier.targetGroup!;
  return withoutAbsent<TierView>({
    capacity: capacityOf(tier, topology),
    refresh: refreshOf(tier, topology),
    servers: serversOf(tier),
    permissions: tier.permissions.map(statementOf),
    targetGroup: { ...targetGroup, healthCheck: { ...healthCheck } },
    balancer: balancer && balancerOf(balancer, topology),
    routing: tier.routing,
    names: byText(topology.dnsNames.filter(({ type }) => type !== 'CNAME' && type !== undefined && /^A/.test(type)).map(({ name, type, zone, balancerId, evaluatesTargetHealth }) => (
      { name, type, zone, isAlias: balancerId === balancer?.id, evaluatesTargetHealth }
    ))),
    certificate: topology.certificates.map(({ domainName, validation }) => ({ domainName, validation }))[0],
    accessLogBucket: logBuckets.map(({ id: _, policy, ...bucket }) => ({ ...bucket, policy: policy.map(statementOf) }))[0],
    paths: pathsOf(tier, balancer, topology),
    scaling: byText(tier.scaling.map((policy) => policyOf(policy, topology))),
    schedules: byText(tier.schedules),
    warmPool: tier.warmPool,
    alarms: byText(topology.alarms.filter((alarm) => !ofPolicies.has(alarm.id)).map(alarmOf)),
    dashboard: topology.dashboards[0]?.widgets.map(({ title, width, metrics }) => ({ title, width, metrics: metrics.map(drawnMetric) })),
    logs: serviceLogs(topology).map(({ retentionDays, isRetained }) => ({ retentionDays, isRetained }))[0],
    connections: byText(topology.parameters.map(({ name, value, description }) => ({ name, value, description }))),
  });
}

/** Those of the service, and not the network's flow logs. */
function serviceLogs({ logGroups }: Topology) {
  return logGroups.filter(({ id }) => !/FlowLog/.test(id));
}

function capacityOf({ capacity: { subnetIds, desired, ...capacity } }: Tier, topology: Topology) {
  expect(desired).toBeUndefined();
  return { ...capacity, ...placesOf(subnetIds, topology) };
}

function placesOf(subnetIds: string[], { networks }: Topology) {
  const subnets = networks.flatMap((network) => network.subnets).filter(({ id }) => subnetIds.includes(id));
  expect(subnets).toHaveLength(subnetIds.length);
  const kinds = new Set(subnets.map(({ kind }) => kind));
  return { zones: new Set(subnets.map(({ zone }) => zone)).size, subnets: [...kinds].join(' and ') };
}

function refreshOf({ refresh }: Tier, { alarms }: Topology) {
  const { rollbackAlarmIds, ...others } = refresh!;
  return { ...others, rollbackAlarms: rollbackAlarmIds.map((wanted) => alarms.find(({ id }) => id === wanted)!.description) };
}

function serversOf({ servers: { securityGroupIds, ...servers } }: Tier) {
  expect(securityGroupIds).toHaveLength(1);
  return servers;
}

function balancerOf({ id: _, subnetIds, securityGroupIds, listeners, accessLogs, ...balancer }: Balancer, topology: Topology) {
  expect(securityGroupIds).toHaveLength(1);
  const isOwn = topology.buckets.some(({ id }) => id === accessLogs?.bucket);
  return {
    ...balancer,
    zonalShift: balancer.zonalShift ?? false,
    accessLogs: accessLogs && { ...accessLogs, bucket: isOwn ? 'its own' : accessLogs.bucket },
    ...placesOf(subnetIds, topology),
    listeners: byText(listeners.map(({ id, ...listener }) => listener)),
  };
}

function pathsOf(tier: Tier, balancer: Balancer | undefined, { paths }: Topology) {
  const roles = new Map([...tier.servers.securityGroupIds.map((id) => [id, 'servers']), ...(balancer?.securityGroupIds ?? []).map((id) => [id, 'balancer'])] as [string, string][]);
  const roleOf = (id: string | undefined) => roles.get(id!) ?? id!;
  return byText(paths.map(({ direction, securityGroupId, fromPort, toPort, peer, description }) => {
    expect(fromPort).toBe(toPort);
    return pathLine(direction, roleOf(securityGroupId), fromPort, roleOf(peer), description);
  }));
}

function policyOf({ id: _, alarmIds, metric, ...policy }: ScalingPolicy, { alarms }: Topology) {
  return {
    ...policy,
    metric: metric && { ...metricOf(metric), periodSeconds: undefined },
    alarms: alarmIds.map((wanted) => alarmOf(alarms.find(({ id }) => id === wanted)!)),
  };
}

export function alarmOf({ id: _, actionIds, metrics, expression, ...alarm }: Alarm) {
  const named = (metric: Metric) => ({ ...metricOf(metric), id: expression === undefined ? undefined : metric.id });
  return { ...alarm, expression, metrics: byText(metrics.map(named)) };
}

/** A graph that says no statistic draws the average. */
function drawnMetric(metric: Metric) {
  return { ...metricOf(metric), statistic: metric.statistic ?? 'Average' };
}

function metricOf({ id: _, resourceIds, ...metric }: Metric) {
  return metric;
}

function statementOf({ actions, resources, ...statement }: Statement) {
  return { ...statement, actions: byText(actions), resources: byText(resources) };
}
