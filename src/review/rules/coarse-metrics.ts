import { addsUnderLoad, isByAlarm, trackedMetric } from './policies';
import { Evidence, Rule } from './rule';
import { isTold } from './told';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Alarm } from '../topology-alarms';
import { ScalingPolicy } from '../topology-scaling';
import { Launch, Tier } from '../topology-tiers';

export const COARSE_METRICS: Rule = {
  id: 'coarse-metrics',
  title: 'Scaling sees the load five minutes late',
  severity: Severity.WARNING,
  why: 'Without detailed monitoring EC2 reports every five minutes, and no policy acts on what was not reported. A surge is over the servers\' heads by then.',
  mend: 'Set LaunchTemplateData.Monitoring.Enabled to true, and Period to 60 in the alarms that add servers.',
  source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html',
  check: (topology: Topology): Evidence[] => [...withoutDetail(topology), ...longPeriods(topology)],
};

const FIVE_MINUTES = 300;

/** Each template once, whatever number of tiers is launched from it. */
function withoutDetail(topology: Topology): Evidence[] {
  const blind = topology.tiers.filter((tier) => isCoarse(tier) && isTold(topology, tier.launch!.id, propertyOf(tier.launch!)))
    .filter(({ scaling }) => scaling.some((policy) => addsUnderLoad(policy) && followsEc2(policy, topology)));
  return [...new Map(blind.map((tier) => [tier.launch!.id, evidenceOf(tier)])).values()];
}

/** A launch configuration has detailed monitoring unless it says otherwise, and a template the other way round. */
function isCoarse({ launch, servers: { detailedMonitoring } }: Tier): boolean {
  return launch !== undefined && !(detailedMonitoring ?? launch.kind === 'LaunchConfiguration');
}

function followsEc2(policy: ScalingPolicy, { alarms }: Topology): boolean {
  const watched = alarms.filter(({ id }) => policy.alarmIds.includes(id)).flatMap(({ metrics }) => metrics.map(({ namespace }) => namespace));
  return watched.includes('AWS/EC2') || (policy.type === 'TargetTrackingScaling' && trackedMetric(policy)?.startsWith('AWS/EC2 ') === true);
}

function propertyOf({ kind }: Launch): string {
  return kind === 'LaunchTemplate' ? 'LaunchTemplateData.Monitoring.Enabled' : 'InstanceMonitoring';
}

function evidenceOf({ id, launch, servers: { detailedMonitoring } }: Tier): Evidence {
  return {
    resourceId: launch!.id,
    property: propertyOf(launch!),
    message: `${detailedMonitoring === undefined ? 'No detailed monitoring' : 'Detailed monitoring is off'}, and ${id} scales on metrics of EC2.`,
  };
}

function longPeriods({ tiers, alarms }: Topology): Evidence[] {
  const policies = tiers.flatMap(({ scaling }) => scaling).filter((policy) => isByAlarm(policy) && addsUnderLoad(policy));
  const adding = new Set(policies.flatMap(({ alarmIds }) => alarmIds));
  return alarms.filter(({ id }) => adding.has(id)).map((alarm) => ({ alarm, period: longestPeriod(alarm) }))
    .filter(({ period }) => period >= FIVE_MINUTES)
    .map(({ alarm: { id, evaluationPeriods = 1, metrics }, period }) => ({
      resourceId: id, property: isQueried(metrics) ? 'Metrics' : 'Period', message: `${evaluationPeriods} × ${period} s until servers are added.`,
    }));
}

/** Metrics that an alarm has for an expression have names in it. */
function isQueried(metrics: Alarm['metrics']): boolean {
  return metrics.some(({ id }) => id !== undefined);
}

function longestPeriod({ metrics }: Alarm): number {
  return Math.max(0, ...metrics.map(({ periodSeconds = 0 }) => periodSeconds));
}
