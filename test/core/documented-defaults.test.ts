import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { plan } from './planning';

/** Every default that the docs give as a literal, read from the doc comments: `Interface.option` → literal. */
function documentedDefaults(): Record<string, string> {
  const core = join(__dirname, '..', '..', 'src', 'core');
  const found: Record<string, string> = {};
  for (const file of readdirSync(core)) {
    let owner = '';
    let literal: string | undefined;
    for (const line of readFileSync(join(core, file), 'utf8').split('\n')) {
      owner = /^export interface (\w+)/.exec(line)?.[1] ?? owner;
      literal = /@default ([^-\s].*?)(?: \*\/)?$/.exec(line)?.[1] ?? literal;
      const option = /^ {2}readonly (\w+)\??:/.exec(line)?.[1];
      if (option && literal) { found[`${owner}.${option}`] = literal; }
      if (option) { literal = undefined; }
    }
  }
  return found;
}

/** What the plan makes of no options at all. */
function plannedDefaults(): Record<string, unknown> {
  const { entry, balancing, health, scaling, instances, deployment, alarms, capacity, egress, isProtected } = plan();
  const [, surge] = scaling as any[];
  return {
    'AccessLogsOptions.expireAfterDays': entry.accessLogs!.expireAfterDays,
    'AlarmOptions.errorRatePercent': alarms.errorRate.threshold,
    'AlarmOptions.responseTimeSeconds': alarms.responseTime.threshold,
    'BalancingOptions.algorithm': balancing.algorithm === 'least_outstanding_requests' && 'BalancingAlgorithm.LEAST_OUTSTANDING_REQUESTS',
    'CapacityOptions.singleAvailabilityZone': capacity.availabilityZones < 2,
    'CapacityOptions.staticallyStable': plan().zonalShift!.whenAZoneIsImpaired === 'IgnoreUnhealthy',
    'DeploymentOptions.bakeSeconds': deployment.bakeSeconds,
    'DeploymentOptions.maxHealthyPercent': deployment.maxHealthyPercent,
    'DeploymentOptions.minHealthyPercent': deployment.minHealthyPercent,
    'DeploymentOptions.withoutRollback': deployment.rollbackAlarms.length === 0,
    'DrainingOptions.deregistrationDelaySeconds': health.draining.deregistrationDelaySeconds,
    'EntryOptions.acceptInvalidHeaders': !entry.dropInvalidHeaders,
    'EntryOptions.exposure': entry.exposure === 'internal' && 'Exposure.INTERNAL',
    'EntryOptions.idleTimeoutSeconds': entry.idleTimeoutSeconds,
    'EntryOptions.insecureHttp': entry.listener.protocol === 'HTTP',
    'EntryOptions.targetPort': entry.target.port,
    'EntryOptions.targetProtocol': `TargetProtocol.${entry.target.protocol}`,
    'EntryOptions.tlsPolicy': `'${entry.listener.tlsPolicy}'`,
    'EntryOptions.withoutAccessLogs': entry.accessLogs === undefined,
    'EntryOptions.withoutZonalShift': !entry.zonalShift,
    'HealthOptions.path': `'${health.path}'`,
    'InstanceOptions.instanceType': `'${instances.instanceType}'`,
    'InstanceOptions.metadataHopLimit': instances.metadata.hopLimit,
    'InstanceOptions.sessionManager': instances.statements.some(({ sid }) => sid === 'SessionManager'),
    'LivenessOptions.failureThreshold': health.liveness.failureThreshold,
    'LivenessOptions.intervalSeconds': health.liveness.intervalSeconds,
    'MinimumHealthyTargetsOptions.dnsFailoverCount': balancing.minimumHealthyTargets.dnsFailoverCount,
    'MinimumHealthyTargetsOptions.routingCount': balancing.minimumHealthyTargets.routingCount,
    'ReadinessOptions.healthyThreshold': health.readiness.healthyThreshold,
    'ReadinessOptions.intervalSeconds': health.readiness.intervalSeconds,
    'ReadinessOptions.successCodes': `'${health.readiness.successCodes}'`,
    'ReadinessOptions.timeoutSeconds': health.readiness.timeoutSeconds,
    'ReadinessOptions.unhealthyThreshold': health.readiness.unhealthyThreshold,
    'RootVolumeOptions.deviceName': `'${instances.rootVolume.deviceName}'`,
    'RootVolumeOptions.sizeGib': instances.rootVolume.sizeGib,
    'ScaledWebTierOptions.egress': egress.length === 1 && egress[0].port === 443 && 'Egress.httpsToAnywhere()',
    'ScaledWebTierOptions.protection': isProtected && 'Protection.FULL',
    'ScalingOptions.surgeCpuPercent': surge.alarm.threshold,
    'ScalingOptions.withoutSurgeStep': surge === undefined,
    'ServiceOptions.workingDirectory': workingDirectory(),
    'StartUpOptions.bootSeconds': health.startUp.bootSeconds,
    'StartUpOptions.graceSeconds': health.startUp.graceSeconds,
    'StartUpOptions.warmupSeconds': health.startUp.warmupSeconds,
  };
}

function workingDirectory(): string {
  const line = plan({ service: { command: 'x' } }).bootScript.find((text) => text.startsWith('WorkingDirectory='));
  return `'${line?.split('=')[1]}'`;
}

test('each documented default is the default', () => {
  expect(documentedDefaults()).toEqual(Object.fromEntries(Object.entries(plannedDefaults()).map(([option, value]) => [option, String(value)])));
});
