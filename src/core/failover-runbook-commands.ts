import { RunbookRegion } from './failover-runbook-parts';

/** Route 53 is run from here, whatever region a name leads to. */
const ROUTE_53_REGION = 'us-east-1';

/** A command of the AWS CLI, with its region. */
export function aws(region: string, command: string, options: Readonly<Record<string, string | number | true>>): string {
  const all: typeof options = { ...options, region };
  const words = Object.entries(all).map(([name, value]) => (value === true ? `--${name}` : `--${name} ${quote(String(value))}`));
  return `aws ${command} ${words.join(' ')}`;
}

/** What stands for a name that nobody gave. */
export function nameOr(name: string | undefined, what: string): string {
  return name ?? `<${what}>`;
}

/** As one word of a shell. */
function quote(value: string): string {
  if (value === CHECK || /^[\w.,:/@=+-]+$/.test(value)) { return value; }
  return /^[^"$`\\!]*$/.test(value) ? `"${value}"` : `'${value.replace(/'/g, "'\\''")}'`;
}

/** The variable that holds the check's id. */
const CHECK = '"$CHECK"';

/**
 * The check's id, from the record itself: the stack that made it may be out of reach. As a list of one, for the address of IPv4, which every region has:
 * with text as its output the CLI asks the query of each page by itself, and `[0]` of a large zone would be `None` as often as there are others.
 *
 * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-output-format.html
 */
export function healthCheckOf(name: string, zoneId: string, { setIdentifier }: RunbookRegion): string {
  const query = `ResourceRecordSets[?Name=='${name.toLowerCase()}.' && Type=='A' && SetIdentifier=='${setIdentifier}'].HealthCheckId`;
  const find = aws(ROUTE_53_REGION, 'route53 list-resource-record-sets', { 'hosted-zone-id': zoneId, 'query': query, 'output': 'text' });
  return `CHECK=$(${find})`;
}

/** A check that is switched off counts as healthy, and as unhealthy when it is inverted: whatever happens in the region. */
export function keepAway(): string {
  return aws(ROUTE_53_REGION, 'route53 update-health-check', { 'health-check-id': CHECK, 'disabled': true, 'inverted': true });
}

export function letBack(): string {
  return aws(ROUTE_53_REGION, 'route53 update-health-check', { 'health-check-id': CHECK, 'no-disabled': true, 'no-inverted': true });
}

/** Of the last five minutes. */
export function showStatus(): string {
  const metric = aws(ROUTE_53_REGION, 'cloudwatch get-metric-statistics', {
    'namespace': 'AWS/Route53', 'metric-name': 'HealthCheckStatus', 'statistics': 'Minimum', 'period': 60, 'query': 'Datapoints[].Minimum', 'output': 'text',
  });
  return `${metric} --dimensions "Name=HealthCheckId,Value=$CHECK" --start-time $(($(date +%s) - 300)) --end-time $(date +%s)`;
}

export function showSwitches(): string {
  return aws(ROUTE_53_REGION, 'route53 get-health-check', {
    'health-check-id': CHECK, 'query': 'HealthCheck.HealthCheckConfig.{Disabled:Disabled,Inverted:Inverted}',
  });
}

export function raiseCapacity({ region, autoScalingGroupName, desiredCapacity }: RunbookRegion): string {
  return aws(region, 'autoscaling set-desired-capacity', {
    'auto-scaling-group-name': nameOr(autoScalingGroupName, `Auto Scaling group in ${region}`),
    'desired-capacity': desiredCapacity ?? '<servers>',
  });
}

export function countServers({ region, autoScalingGroupName }: RunbookRegion): string {
  return aws(region, 'autoscaling describe-auto-scaling-groups', {
    'auto-scaling-group-names': nameOr(autoScalingGroupName, `Auto Scaling group in ${region}`),
    'query': "length(AutoScalingGroups[0].Instances[?LifecycleState=='InService'])",
  });
}
