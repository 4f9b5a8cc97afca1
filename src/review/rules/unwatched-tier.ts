import { Evidence, Rule } from './rule';
import { isTold } from './told';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Alarm } from '../topology-alarms';
import { Tier } from '../topology-tiers';

export const UNWATCHED_TIER: Rule = {
  id: 'unwatched-tier',
  title: 'Nobody is told when it fails its callers',
  severity: Severity.NOTE,
  why: 'Servers that are unhealthy, requests that fail and answers that are slow show in the balancer\'s metrics first. Without an alarm on one of them, callers tell.',
  mend: 'Add an AWS::CloudWatch::Alarm with AlarmActions on HTTPCode_Target_5XX_Count, TargetResponseTime and UnHealthyHostCount.',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
  check: (topology: Topology): Evidence[] => topology.alarms.some((alarm) => mayWatchAnything(alarm, topology)) ? [] : topology.tiers
    .filter((tier) => tier.targetGroup !== undefined && !topology.alarms.some((alarm) => watches(alarm, tier)))
    .map(({ id }) => ({ resourceId: id, message: 'No alarm on a metric of the group, its target group or its load balancer, apart from those that scale.' })),
};

function watches({ id: alarmId, metrics }: Alarm, { id, balancerId, entryIds = [], scaling }: Tier): boolean {
  const watched = new Set([id, balancerId, ...entryIds]);
  return !scaling.some(({ alarmIds }) => alarmIds.includes(alarmId))
    && metrics.some(({ resourceIds }) => Object.values(resourceIds).some((resource) => watched.has(resource)));
}

const DIMENSIONS = ['TargetGroup', 'LoadBalancer', 'AutoScalingGroupName', 'LoadBalancerName'];

/** An alarm whose dimensions refer to nothing in the document may be about anything in it. */
function mayWatchAnything({ id, metrics, expression }: Alarm, topology: Topology): boolean {
  return (metrics.length === 0 && expression !== undefined)
    || !['Dimensions', 'Metrics'].every((property) => isTold(topology, id, property))
    || metrics.some(({ dimensions, resourceIds }) => DIMENSIONS.some((name) => Object.hasOwn(dimensions, name) && !Object.hasOwn(resourceIds, name)));
}
