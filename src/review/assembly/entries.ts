import { Resource, Unknown, textOf, Value } from '../document';
import { Resources } from './resources';
import { HealthCheck, Routing, Stickiness, TargetGroup } from '../topology-balancers';
import { at, byKey, flagOf, idOf, listOf, numberOf, textsOf } from './values';

const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';

/** How requests come to a tier. */
export interface Entry {
  readonly targetGroup?: TargetGroup;
  readonly balancerId?: string;
  readonly routing?: Routing;
}

export function entryOf({ properties }: Resource, resources: Resources): Entry {
  const [group] = sourcesOf(properties).map((arn) => resources.find(arn, TARGET_GROUP)).filter((found) => found !== undefined);
  if (!group) { return {}; }
  const targetGroup = targetGroupOf(group);
  const [listener] = resources.by('targets of', LISTENER, (candidate) => targetsOf(candidate.properties.DefaultActions)).get(group.id) ?? [];
  if (listener) { return { targetGroup, balancerId: balancerOf(listener, resources) }; }
  const [rule] = rulesTo(group, resources);
  if (!rule) { return { targetGroup }; }
  const shared = resources.find(rule.properties.ListenerArn, LISTENER);
  return { targetGroup, balancerId: balancerOf(shared, resources), routing: routingOf(rule) };
}

export function entryIdsOf({ properties }: Resource, resources: Resources): string[] {
  return [
    ...resources.idsOf([...sourcesOf(properties)], TARGET_GROUP, 'TargetGroupArn'),
    ...resources.idsOf(properties.LoadBalancerNames, 'AWS::ElasticLoadBalancing::LoadBalancer', 'LoadBalancerName'),
  ];
}

/** A list that is not told may be empty. */
function sourcesOf(properties: Resource['properties']): readonly Value[] {
  return [...properties.TargetGroupARNs instanceof Unknown ? [] : listOf(properties.TargetGroupARNs), ...listOf(properties.TrafficSources).map((source) => at(source, 'Identifier') ?? '')];
}

function balancerOf(listener: Resource | undefined, resources: Resources): string | undefined {
  return resources.find(listener?.properties.LoadBalancerArn, 'AWS::ElasticLoadBalancingV2::LoadBalancer')?.id;
}

/** In the order in which the listener asks them. */
function rulesTo(group: Resource, resources: Resources): Resource[] {
  const priorityOf = ({ properties }: Resource) => numberOf(properties.Priority) ?? Infinity;
  const rules = resources.by('targets of', 'AWS::ElasticLoadBalancingV2::ListenerRule', (rule) => targetsOf(rule.properties.Actions));
  return [...rules.get(group.id) ?? []]
    .sort((one, other) => priorityOf(one) < priorityOf(other) ? -1 : 1);
}

/** Ids of the target groups that requests are forwarded to. */
function targetsOf(actions: Value | undefined): string[] {
  return listOf(actions).flatMap((action) => [
    at(action, 'TargetGroupArn'), ...listOf(at(action, 'ForwardConfig', 'TargetGroups')).map((target) => at(target, 'TargetGroupArn')),
  ]).map(idOf).filter((id) => id !== undefined);
}

function routingOf({ properties }: Resource): Routing {
  const valuesOf = (field: string, config: string) => listOf(properties.Conditions)
    .filter((condition) => at(condition, 'Field') === field)
    .flatMap((condition) => textsOf(at(condition, config, 'Values') ?? at(condition, 'Values')));
  return {
    priority: numberOf(properties.Priority),
    hosts: valuesOf('host-header', 'HostHeaderConfig'),
    paths: valuesOf('path-pattern', 'PathPatternConfig'),
  };
}

function targetGroupOf({ id, properties }: Resource): TargetGroup {
  const attributes = byKey(properties.TargetGroupAttributes);
  const health = (reaction: string, unit: string) => numberOf(attributes.get(`target_group_health.${reaction}.minimum_healthy_targets.${unit}`));
  return {
    id,
    port: numberOf(properties.Port),
    protocol: textOf(properties.Protocol),
    algorithm: textOf(attributes.get('load_balancing.algorithm.type')),
    anomalyMitigation: onOrOff(attributes.get('load_balancing.algorithm.anomaly_mitigation')),
    slowStartSeconds: numberOf(attributes.get('slow_start.duration_seconds')),
    stickiness: stickinessOf(attributes),
    deregistrationDelaySeconds: numberOf(attributes.get('deregistration_delay.timeout_seconds')),
    dnsFailoverCount: health('dns_failover', 'count'),
    dnsFailoverPercent: health('dns_failover', 'percentage'),
    routingCount: health('unhealthy_state_routing', 'count'),
    routingPercent: health('unhealthy_state_routing', 'percentage'),
    healthCheck: healthCheckOf(properties),
  };
}

function stickinessOf(attributes: ReadonlyMap<string, Value>): Stickiness | undefined {
  if (!flagOf(attributes.get('stickiness.enabled'))) { return undefined; }
  const type = textOf(attributes.get('stickiness.type'));
  return {
    type,
    durationSeconds: numberOf(attributes.get(`stickiness.${type ?? 'lb_cookie'}.duration_seconds`)),
    cookieName: textOf(attributes.get('stickiness.app_cookie.cookie_name')),
  };
}

function healthCheckOf(properties: Resource['properties']): HealthCheck {
  return {
    path: textOf(properties.HealthCheckPath),
    protocol: textOf(properties.HealthCheckProtocol),
    intervalSeconds: numberOf(properties.HealthCheckIntervalSeconds),
    timeoutSeconds: numberOf(properties.HealthCheckTimeoutSeconds),
    healthyThreshold: numberOf(properties.HealthyThresholdCount),
    unhealthyThreshold: numberOf(properties.UnhealthyThresholdCount),
    successCodes: textOf(at(properties.Matcher, 'HttpCode')),
  };
}

function onOrOff(value: Value | undefined): boolean | undefined {
  return value === 'on' ? true : value === 'off' ? false : undefined;
}
