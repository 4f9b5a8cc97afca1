import { secondsUntilOutOfService } from '../../core/health';
import { AccountAnswer, AccountTerm } from '../account';
import { Topology } from '../topology';
import { TargetGroup } from '../topology-balancers';
import { Tier } from '../topology-tiers';
import { answerOf, toldOr } from './terms';
import { isBalanced } from '../rules/roles';
import { UNHEALTHY_THRESHOLD } from '../rules/slow-detection';

export function whenAServerDies(tier: Tier, topology: Topology): AccountAnswer[] {
  if (!isBalanced(tier)) { return [answerOf('a dead server is replaced', [STATUS_CHECKS, started(tier)])]; }
  return [answerOf('a dead server gets no more requests', [outOfService(tier, topology)]), replacement(tier, topology)];
}

/** The balancer's own checks, in AWS's defaults where nothing is said. @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html */
export function outOfService({ targetGroup }: Tier, topology: Topology): AccountTerm {
  const name = 'the load balancer finds it dead';
  if (!targetGroup) { return { name, why: 'the checks of what leads to the servers are not read.' }; }
  const { interval, timeout, threshold } = checksOf(targetGroup, topology);
  if (interval === undefined || timeout === undefined || threshold === undefined) { return { name, why: 'only the deployment tells how often it asks.' }; }
  return {
    name,
    secondsFrom: (threshold - 1) * interval,
    secondsTo: secondsUntilOutOfService({ intervalSeconds: interval, timeoutSeconds: timeout, unhealthyThreshold: threshold }),
    why: `${threshold} checks in a row fail, ${interval} s apart, the last after ${timeout} s without an answer.`,
  };
}

function checksOf({ id, protocol, healthCheck }: TargetGroup, topology: Topology) {
  return {
    interval: toldOr(healthCheck.intervalSeconds, 30, topology, id, 'HealthCheckIntervalSeconds'),
    timeout: toldOr(healthCheck.timeoutSeconds, unsaidTimeout(protocol, healthCheck.protocol), topology, id, 'HealthCheckTimeoutSeconds'),
    threshold: toldOr(healthCheck.unhealthyThreshold, UNHEALTHY_THRESHOLD[topology.engine] ?? 2, topology, id, 'UnhealthyThresholdCount'),
  };
}

/** A network load balancer waits longer, most of all for what is not HTTP. @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html */
function unsaidTimeout(protocol: string | undefined, ofCheck: string | undefined): number {
  if (!OF_CONNECTIONS.includes(protocol ?? '')) { return 5; }
  return ofCheck === 'HTTP' ? 6 : 10;
}

const OF_CONNECTIONS = ['TCP', 'TLS', 'UDP', 'TCP_UDP'];

/** Several kinds stand in one text, as `EBS,ELB`. */
function replacement(tier: Tier, topology: Topology): AccountAnswer {
  const type = toldOr(tier.capacity.healthCheckType, 'EC2', topology, tier.id, 'HealthCheckType');
  if (type === undefined) { return answerOf('a dead server is replaced', [UNTOLD, started(tier), ...taken(tier.targetGroup, topology)]); }
  return type.split(',').some((one) => one.trim() === 'ELB') ? replaced(tier, topology) : keptForEver(tier, topology);
}

const UNTOLD: AccountTerm = { name: 'Auto Scaling finds it dead', why: 'only the deployment tells whom it asks (HealthCheckType).' };

function replaced(tier: Tier, topology: Topology): AccountAnswer {
  return answerOf(
    'a dead server is replaced', [outOfService(tier, topology), started(tier), ...taken(tier.targetGroup, topology)],
    'without the time that Auto Scaling takes to notice, for which AWS has no figure',
  );
}

function keptForEver(tier: Tier, topology: Topology): AccountAnswer {
  return answerOf(
    'a dead server is replaced', [STATUS_CHECKS, started(tier), ...taken(tier.targetGroup, topology)],
    'only when its machine fails: nobody asks the load balancer (HealthCheckType is not ELB)',
  );
}

const STATUS_CHECKS: AccountTerm = { name: 'EC2 finds the machine impaired', why: 'its status checks come every minute; how many have to fail, AWS does not say.' };

/** What a document says of it is how long a server is left alone, which ought to cover its start. */
export function started({ capacity: { warmupSeconds } }: Tier): AccountTerm {
  const name = 'a new one boots';
  return warmupSeconds === undefined
    ? { name, why: 'the document does not say how long: DefaultInstanceWarmup would.' }
    : { name, secondsFrom: 0, secondsTo: warmupSeconds, why: 'as long as DefaultInstanceWarmup, which ought to cover it.' };
}

/** One passed check is enough for a new target. */
function taken(targetGroup: TargetGroup | undefined, topology: Topology): AccountTerm[] {
  if (!targetGroup) { return []; }
  const { interval } = checksOf(targetGroup, topology);
  return [{ name: 'the load balancer takes it in', secondsFrom: 0, secondsTo: interval, why: 'its first passed check is enough.' }];
}
