import { AlarmOptions, AlarmPlans, planAlarms } from './alarms';
import { refuseWhatAwsRefuses } from './aws-refusals';
import { BalancingOptions, BalancingPlan, planBalancing } from './balancing';
import { planBootScript } from './boot-script';
import { CapacityOptions, CapacityPlan, planCapacity } from './capacity';
import { Checks, PlanContext, Warning } from './checks';
import { planDashboard, WidgetPlan } from './dashboard';
import { DeploymentOptions, DeploymentPlan, planDeployment } from './deployment';
import { Egress } from './egress';
import { EngineGap } from './engine-gaps';
import { EntryOptions, EntryPlan, EntrySurroundings, planEntry } from './entry';
import { checkEntry } from './entry-checks';
import { EnvironmentPlan, EnvironmentSurroundings, planEnvironment } from './environment';
import { accountFor, ScaledWebTierFacts } from './facts';
import { HealthOptions, HealthPlan, planHealth } from './health';
import { InstanceOptions, InstancePlan, planInstances, StatementPlan } from './instances';
import { RulePlan } from './network-peers';
import { ObservabilityOptions, ObservabilityPlan, ObservabilitySurroundings, planObservability } from './observability';
import { Protection } from './protection';
import { planScaling, ScalingOptions, ScalingPlan } from './scaling';
import { SecretsPlan } from './secrets';
import { ServiceOptions } from './service';
import { planWarmPool, WarmPoolOptions, WarmPoolPlan, WarmPoolState } from './warm-pool';

/** What a user may say of a web tier, whatever the engine. */
export interface ScaledWebTierOptions extends EntryOptions, CapacityOptions {
  /** @default - least outstanding requests */
  readonly balancing?: BalancingOptions;

  /** @default - `/health` every 10 s; out after 2 failures, replaced by Auto Scaling; 30 s to drain */
  readonly health?: HealthOptions;

  /** @default - CPU at 70 %, doubled at 85 % */
  readonly scaling?: ScalingOptions;

  /** @default - none: an instance boots when it is needed */
  readonly warmPool?: WarmPoolOptions;

  /** @default - m7g.large with an encrypted 20 GiB disk */
  readonly instances?: InstanceOptions;

  /** @default - nothing is started: the image or `instances.bootCommands` do */
  readonly service?: ServiceOptions;

  /** @default Egress.httpsToAnywhere() */
  readonly egress?: Egress;

  /** @default - an instance refresh that launches before it terminates and rolls back on alarms */
  readonly deployment?: DeploymentOptions;

  /** @default - errors above 1 %, p90 above 0.5 s, and unhealthy, no healthy or no more instances to add */
  readonly alarms?: AlarmOptions;

  /** @default - the CloudWatch agent, logs for 30 days, no dashboard */
  readonly observability?: ObservabilityOptions;

  /** @default Protection.FULL */
  readonly protection?: Protection;

  /**
   * Write the tier's figures (`tier.facts`) into an output of the stack, so that a reviewer sees them.
   *
   * @default false
   */
  readonly factsOutput?: boolean;
}

/** What the engine found around the tier, and what it contributes. */
export interface ScaledWebTierSurroundings extends EntrySurroundings, EnvironmentSurroundings, ObservabilitySurroundings {
  /** Zones that the instances' subnets lie in; `undefined` where the engine cannot know them. */
  readonly availabilityZones?: number;
  readonly secrets: SecretsPlan;
  /** What the engine has no words for. */
  readonly engineGaps: readonly EngineGap[];
}

/** Everything that is decided, and nothing that an engine would have to decide. */
export interface ScaledWebTierPlan {
  readonly entry: EntryPlan;
  readonly balancing: BalancingPlan;
  readonly health: HealthPlan;
  readonly capacity: CapacityPlan;
  readonly scaling: ScalingPlan;
  readonly warmPool?: WarmPoolPlan;
  readonly hibernates: boolean;
  readonly instances: InstancePlan;
  readonly bootScript: readonly string[];
  /** Everything the instances may do. */
  readonly statements: readonly StatementPlan[];
  readonly egress: readonly RulePlan[];
  readonly environment: EnvironmentPlan;
  readonly observability: ObservabilityPlan;
  readonly dashboard?: readonly WidgetPlan[];
  readonly deployment: DeploymentPlan;
  readonly zonalShift?: { readonly whenAZoneIsImpaired: 'ReplaceUnhealthy' | 'IgnoreUnhealthy' };
  readonly alarms: AlarmPlans;
  readonly isProtected: boolean;
  readonly facts: ScaledWebTierFacts;
  readonly factsOutput: boolean;
  readonly descriptions: ResourceDescriptions;
  readonly warnings: readonly Warning[];
}

/** Texts that stand in the template beside what they describe. */
export interface ResourceDescriptions {
  /** Name that the instances and their disks carry. */
  readonly name: string;
  readonly loadBalancerSecurityGroup: string;
  readonly instanceSecurityGroup: string;
  readonly role: string;
  readonly policy: string;
}

/** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
export function planScaledWebTier(options: ScaledWebTierOptions, surroundings: ScaledWebTierSurroundings, context: PlanContext): ScaledWebTierPlan {
  const checks = new Checks(context);
  const entry = planEntry(options, surroundings, checks);
  checkEntry(options, entry, surroundings, checks);
  const health = planHealth(options.health ?? {}, entry.idleTimeoutSeconds, checks);
  const capacity = planCapacity(options, surroundings.availabilityZones, checks);
  const balancing = planBalancing(options.balancing ?? {}, checks);
  const instances = planInstances(options.instances ?? {}, surroundings.image, capacity.minCapacity, checks);
  const warmPool = options.warmPool && planWarmPool(options.warmPool, capacity.minCapacity, checks);
  const observability = planObservability(options.observability ?? {}, surroundings, checks);
  const deployment = planDeployment(options.deployment ?? {}, surroundings.engineGaps, checks);
  const environment = planEnvironment(surroundings, options.service !== undefined);
  const scaling = planScaling(options.scaling ?? {}, {
    zones: capacity.availabilityZones,
    sustainedPerInstance: capacity.serversAtPeak === undefined ? undefined : options.peakLoad?.requestsPerSecondPerInstance,
    minCapacity: capacity.minCapacity,
    maxCapacity: capacity.maxCapacity,
    balancerIsShared: surroundings.listenerIsGiven,
    hasAgent: observability.hasAgent,
  }, checks);
  refuseWhatAwsRefuses({ balancing, instances, warmPool, usesSpot: options.instances?.spot !== undefined }, checks);

  const plan: Omit<ScaledWebTierPlan, 'facts'> = {
    entry,
    health,
    capacity,
    balancing,
    instances,
    warmPool,
    hibernates: warmPool?.state === WarmPoolState.HIBERNATED,
    observability,
    environment,
    scaling,
    bootScript: planBootScript(options.instances?.bootCommands ?? [], options.service, {
      service: {
        health,
        targetPort: entry.target.port,
        targetProtocol: entry.target.protocol,
        idleTimeoutSeconds: entry.idleTimeoutSeconds,
        logsToFile: observability.hasAgent,
      },
      environment: surroundings,
      observability,
      engine: surroundings,
      secrets: surroundings.secrets,
    }, checks),
    statements: [...instances.statements, ...environment.statements, ...observability.statements],
    egress: (options.egress ?? Egress.httpsToAnywhere())._plan(checks),
    dashboard: observability.dashboard ? planDashboard(observability.hasAgent, surroundings.listenerIsGiven) : undefined,
    deployment,
    zonalShift: entry.zonalShift && !surroundings.engineGaps.includes('impairedZonePolicy') ? planZonalShift(options.staticallyStable ?? false) : undefined,
    alarms: planAlarms(options.alarms ?? {}, surroundings.listenerIsGiven, checks),
    isProtected: (options.protection ?? Protection.FULL) === Protection.FULL,
    factsOutput: options.factsOutput ?? false,
    descriptions: describeResources(context.path),
    warnings: [...entry.warnings, ...capacity.warnings, ...balancing.warnings, ...instances.warnings, ...deployment.warnings],
  };
  if (options.health?.liveness && !options.service) {
    checks.conflict('health.liveness needs service: what the tier does not run, it does not watch.');
  }
  checks.throwIfAny();
  return { ...plan, facts: accountFor(health, capacity, scaling, checks) };
}

/**
 * A group that already runs what it needs without a zone leaves that zone's instances alone; any other replaces them elsewhere.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-zonal-shift.html
 */
function planZonalShift(staticallyStable: boolean): ScaledWebTierPlan['zonalShift'] {
  return { whenAZoneIsImpaired: staticallyStable ? 'IgnoreUnhealthy' : 'ReplaceUnhealthy' };
}

/** A security group's description takes these characters and 255 of them; the path's end tells more than its beginning. */
function describeResources(path: string): ResourceDescriptions {
  const name = path.replace(/[^A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]/g, '-').slice(-100);
  return {
    name,
    loadBalancerSecurityGroup: `Load balancer of ${name}: requests in; requests and health checks out to the instances`,
    instanceSecurityGroup: `Instances of ${name}: requests from the load balancer in; what egress names and connected data out`,
    role: `Instances of ${name}`,
    policy: `Everything the instances of ${name} may do`,
  };
}
