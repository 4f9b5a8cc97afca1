import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { entry as accelerated, regionBehind } from './accelerator-planning';
import { cache, CACHE_CONTEXT } from './cache-planning';
import { database, MYSQL } from './database-planning';
import { CONTEXT, plan } from './planning';
import { failover, lastResort } from './region-planning';
import { alarm as alarmOf, OTHER, regionSwitch } from './region-switch-planning';
import { standby } from './standby-planning';
import { BucketAccess, ScaleIn } from '../../src/core';
import { planCacheConnection } from '../../src/core/cache-connections';
import { GlobalDatastore } from '../../src/core/cache-global';
import { Checks } from '../../src/core/checks';
import { planBucketConnection } from '../../src/core/connections';
import { planDatabaseConnection } from '../../src/core/database-connections';
import { planGlobalDatastoreSwitch } from '../../src/core/global-datastore-switch';
import { planNetwork } from '../../src/core/network';

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
  const { entry, balancing, health, scaling, instances, deployment, alarms, capacity, egress, isProtected, observability } = plan();
  const [, surge] = scaling.policies as any[];
  const gradual = ScaleIn.gradual()._gradual!;
  const errors = plan({ scaling: { errorRatePercent: 1 } }).scaling.policies.at(-1) as any;
  const [schedule] = plan({ scaling: { schedules: [{ name: 'A', recurrence: '* * * * *', minCapacity: 2 }] } }).scaling.schedules;
  const predictive = plan({ scaling: { predictive: {} } }).scaling.predictive!;
  const warmPool = plan({ warmPool: {} }).warmPool!;
  const { mixed } = plan({ instances: { spot: {} } }).instances;
  const bucket = planBucketConnection({}, { name: 'files', arn: 'arn:aws:s3:::files' }, plan({ service: { command: 'x' } }).environment, new Checks(CONTEXT));
  const network = planNetwork({}, { region: 'eu-west-1', account: '111122223333', partition: 'aws', flowLogGroupArn: 'arn' }, CONTEXT);
  return {
    'AccessLogsOptions.expireAfterDays': entry.accessLogs!.bucket.expireAfterDays,
    'AlarmOptions.errorRatePercent': alarms.errorRate.threshold,
    'AlarmOptions.responseTimeSeconds': alarms.responseTime.threshold,
    'BalancingOptions.algorithm': balancing.algorithm === 'least_outstanding_requests' && 'BalancingAlgorithm.LEAST_OUTSTANDING_REQUESTS',
    'BucketConnectionOptions.access': bucket.statements[0].actions.includes('s3:PutObject') && `BucketAccess.${BucketAccess.READ_WRITE}`,
    'BucketConnectionOptions.prefix': `'${bucket.prefix}'`,
    'NetworkEndpointOptions.withoutS3Endpoint': network.s3Endpoint === undefined,
    'NetworkOptions.cidrBlock': `'${network.cidrBlock}'`,
    'NetworkOptions.keepDefaultSecurityGroup': !network.emptiesDefaultSecurityGroup,
    'NetworkOptions.protection': network.flowLogs!.isRetained && 'Protection.FULL',
    'NetworkOptions.singleNatGateway': network.natGateways.length === 1,
    'NetworkOptions.withoutNatGateways': network.natGateways.length === 0,
    'NetworkZoneOptions.singleAvailabilityZone': network.availabilityZones < 2,
    'CapacityOptions.singleAvailabilityZone': capacity.availabilityZones < 2,
    'CapacityOptions.staticallyStable': plan().zonalShift!.whenAZoneIsImpaired === 'IgnoreUnhealthy',
    'DeploymentOptions.bakeSeconds': deployment.bakeSeconds,
    'DeploymentOptions.maxHealthyPercent': deployment.maxHealthyPercent,
    'DeploymentOptions.minHealthyPercent': deployment.minHealthyPercent,
    'DeploymentOptions.withoutRollback': deployment.rollbackAlarms.length === 0,
    'FlowLogOptions.flowLogRetentionDays': network.flowLogs!.retentionDays,
    'FlowLogOptions.withoutFlowLogs': network.flowLogs === undefined,
    'DrainingOptions.deregistrationDelaySeconds': health.draining.deregistrationDelaySeconds,
    'EntryOptions.acceptInvalidHeaders': !entry.dropInvalidHeaders,
    'EntryOptions.dualStack': entry.ipAddressType === 'dualstack',
    'EntryOptions.redirectHttp': entry.redirect?.fromPort !== undefined,
    'EntryOptions.exposure': entry.exposure === 'internal' && 'Exposure.INTERNAL',
    'EntryOptions.idleTimeoutSeconds': entry.idleTimeoutSeconds,
    'EntryOptions.insecureHttp': entry.listener.protocol === 'HTTP',
    'EntryOptions.targetPort': entry.target.port,
    'EntryOptions.targetProtocol': `TargetProtocol.${entry.target.protocol}`,
    'EntryOptions.tlsPolicy': `'${entry.listener.tlsPolicy}'`,
    'EntryOptions.withoutAccessLogs': entry.accessLogs === undefined,
    'EntryOptions.withoutZonalShift': !entry.zonalShift,
    'GradualScaleIn.afterMinutes': gradual.afterMinutes,
    'GradualScaleIn.cpuBelowPercent': gradual.cpuBelowPercent,
    'GradualScaleIn.errorRateBelowPercent': gradual.errorRateBelowPercent,
    'GradualScaleIn.memoryBelowPercent': gradual.memoryBelowPercent,
    'GradualScaleIn.percentPerMinute': gradual.percentPerMinute,
    'GradualScaleIn.responseTimeBelowSeconds': gradual.responseTimeBelowSeconds,
    'HealthOptions.path': `'${health.path}'`,
    'InstanceOptions.instanceType': `'${instances.instanceType}'`,
    'InstanceOptions.metadataHopLimit': instances.metadata.hopLimit,
    'InstanceOptions.sessionManager': instances.statements.some(({ sid }) => sid === 'SessionManager'),
    'LivenessOptions.failureThreshold': health.liveness.failureThreshold,
    'LivenessOptions.intervalSeconds': health.liveness.intervalSeconds,
    'MinimumHealthyTargetsOptions.dnsFailoverCount': balancing.minimumHealthyTargets.dnsFailoverCount,
    'MinimumHealthyTargetsOptions.routingCount': balancing.minimumHealthyTargets.routingCount,
    'ObservabilityOptions.dashboard': observability.dashboard,
    'ObservabilityOptions.logRetentionDays': observability.logs!.retentionDays,
    'PredictiveScalingOptions.mode': predictive.mode === 'ForecastOnly' && 'PredictiveScalingMode.FORECAST_ONLY',
    'PredictiveScalingOptions.schedulingBufferSeconds': predictive.schedulingBufferSeconds,
    'ReadinessOptions.healthyThreshold': health.readiness.healthyThreshold,
    'ReadinessOptions.intervalSeconds': health.readiness.intervalSeconds,
    'ReadinessOptions.successCodes': `'${health.readiness.successCodes}'`,
    'ReadinessOptions.timeoutSeconds': health.readiness.timeoutSeconds,
    'ReadinessOptions.unhealthyThreshold': health.readiness.unhealthyThreshold,
    'RootVolumeOptions.deviceName': `'${instances.rootVolume.deviceName}'`,
    'RootVolumeOptions.sizeGib': instances.rootVolume.sizeGib,
    'ScaledWebTierOptions.egress': egress.length === 1 && egress[0].port === 443 && 'Egress.httpsToAnywhere()',
    'ScaledWebTierOptions.factsOutput': plan().factsOutput,
    'ScaledWebTierOptions.protection': isProtected && 'Protection.FULL',
    'ScalingOptions.errorRateMinimumRequests': /IF\(.*>= (\d+), /.exec(errors.alarm.expression)![1],
    'ScalingOptions.scaleIn': scaling.policies.every(({ id }) => id !== 'GradualScaleIn') && 'ScaleIn.tracking()',
    'ScalingOptions.surgeCpuPercent': surge.alarm.threshold,
    'ScalingOptions.withoutSurgeStep': surge === undefined,
    'ScalingSchedule.timeZone': `'${schedule.timeZone}'`,
    'ServiceOptions.socketActivation': plan({ service: { command: 'x' } }).bootScript.some((line) => line.includes('.socket')),
    'ServiceOptions.workingDirectory': workingDirectory(),
    'SpotOptions.onDemandPercentAboveBase': mixed!.onDemandPercentAboveBase,
    'StartUpOptions.bootSeconds': health.startUp.bootSeconds,
    'StartUpOptions.graceSeconds': health.startUp.graceSeconds,
    'StartUpOptions.warmupSeconds': health.startUp.warmupSeconds,
    'WarmPoolOptions.minSize': warmPool.minSize,
    'WarmPoolOptions.reuseOnScaleIn': warmPool.reuseOnScaleIn,
    'WarmPoolOptions.state': warmPool.state === 'Stopped' && 'WarmPoolState.STOPPED',
    ...plannedDatabaseDefaults(),
    ...plannedStandbyDefaults(),
    ...plannedRegionDefaults(),
    ...plannedCacheDefaults(),
  };
}

function plannedDatabaseDefaults(): Record<string, unknown> {
  const planned = database({ proxy: {} });
  const { writer, replicas, storage, backup, adminSecret, common, logs, monitoring } = planned;
  const { readerAddress, proxy, removal, parameterGroup, facts, alarms } = planned;
  const threshold = (alarm: string) => alarms.find(({ id }) => id === alarm)!.threshold;
  const connection = planDatabaseConnection({}, {
    endpoints: { writer: 'w', readers: [], port: '5433' }, port: 5433, resourceIds: [], secretArn: 'arn', region: 'eu-west-1', account: '111122223333', partition: 'aws',
  }, plan({ service: { command: 'x' } }).environment, new Checks(CONTEXT));
  return {
    'DatabaseAdminOptions.adminRotationDays': adminSecret.rotation!.everyDays,
    'DatabaseAdminOptions.adminUser': `'${adminSecret.username}'`,
    'DatabaseAdminOptions.globalDatabase': planned.cluster !== undefined,
    'DatabaseAdminOptions.withoutAdminRotation': adminSecret.rotation === undefined,
    'DatabaseAlarmOptions.connectionsPercent': Math.ceil(100 * threshold('WriterConnectionsAlarm') / facts.maxConnections!),
    'DatabaseAlarmOptions.cpuPercent': threshold('WriterCpuAlarm'),
    'DatabaseAlarmOptions.freeStoragePercent': 100 * threshold('WriterFreeStorageAlarm') / 2 ** 30 / storage!.allocatedGib!,
    'DatabaseAlarmOptions.freeableMemoryPercent': Math.ceil(100 * threshold('WriterFreeableMemoryAlarm') / 2 ** 30 / 8),
    'DatabaseUpkeepOptions.backupRetentionDays': backup.retentionDays,
    'DatabaseConnectionOptions.adminSecret': connection.statements.length > 0,
    'DatabaseConnectionOptions.prefix': `'${connection.prefix}'`,
    'DatabaseLogOptions.retentionDays': logs.groups[0].retentionDays,
    'DatabaseLogOptions.withoutExports': logs.exports.length === 0,
    'DatabaseMonitoringOptions.monitoringIntervalSeconds': monitoring!.intervalSeconds,
    'DatabaseMonitoringOptions.performanceInsightsRetentionDays': common.performanceInsights!.retentionDays,
    'DatabaseMonitoringOptions.withoutPerformanceInsights': common.performanceInsights === undefined,
    'DatabaseProxyOptions.connectionBorrowTimeoutSeconds': proxy!.connectionBorrowTimeoutSeconds,
    'DatabaseProxyOptions.idleClientTimeoutSeconds': proxy!.idleClientTimeoutSeconds,
    'DatabaseProxyOptions.maxConnectionsPercent': proxy!.maxConnectionsPercent,
    'DatabaseReaderOptions.heartbeat': 'shared_preload_libraries' in parameterGroup.parameters,
    'DatabaseReaderOptions.withoutReaderAddress': readerAddress === undefined,
    'DatabaseReplicaOptions.replicaMultiAz': replicas[0].multiAz,
    'DatabaseReplicaOptions.unprotectedReplicas': !planned.removal.replicas.deletionProtection,
    'DatabaseReplicaOptions.replicas': replicas.length,
    'DatabaseStorageOptions.allocatedGib': storage!.allocatedGib,
    'DatabaseStorageOptions.withoutAutoscaling': storage!.maxAllocatedGib === undefined,
    'ReadReplicaDatabaseOptions.factsOutput': planned.factsOutput,
    'ReadReplicaDatabaseOptions.protection': removal.deletionProtection && 'Protection.FULL',
    'ReadReplicaDatabaseOptions.singleAvailabilityZone': !writer.multiAz,
    'ReadReplicaDatabaseOptions.withoutMinorUpgrades': !common.autoMinorVersionUpgrade,
    'ReadReplicaDatabaseOptions.withoutTls': !('require_secure_transport' in database({ engine: MYSQL }).parameterGroup.parameters),
    'ReaderAddressOptions.recordName': `'${readerAddress!.host.split('.')[0]}'`,
    'ReaderAddressOptions.ttlSeconds': readerAddress!.records[0].ttlSeconds,
  };
}

function plannedStandbyDefaults(): Record<string, unknown> {
  const { databaseName, factsOutput, isPromoted, removal, writer, common, parameterGroup } = standby();
  return {
    'StandbyDatabaseOptions.databaseName': `'${databaseName}'`,
    'StandbyDatabaseOptions.factsOutput': factsOutput,
    'StandbyDatabaseOptions.promoted': isPromoted,
    'StandbyDatabaseOptions.protection': removal.deletionProtection && 'Protection.FULL',
    'StandbyDatabaseOptions.singleAvailabilityZone': !writer.multiAz,
    'StandbyDatabaseOptions.withoutMinorUpgrades': !common.autoMinorVersionUpgrade,
    'StandbyDatabaseOptions.withoutTls': !('rds.force_ssl' in parameterGroup.parameters),
  };
}

function plannedRegionDefaults(): Record<string, unknown> {
  const { healthCheck, side, output, facts } = failover();
  const { distribution, bucket } = lastResort();
  const { accelerator, listener } = accelerated();
  const { group, side: groupSide, output: groupOutput } = regionBehind();
  const cacheSwitch = planGlobalDatastoreSwitch(
    { functionName: 'switch', globalReplicationGroupId: 'ldgnf-a', replicationGroupId: 'a' }, { region: 'eu-west-1', account: '111122223333', partition: 'aws' }, CONTEXT,
  );
  const moved = regionSwitch({ trigger: { alarmArns: [alarmOf(OTHER)] } });
  const [approval, servers, , name] = moved.workflows[0].steps as any[];
  return {
    'MultiRegionAcceleratorOptions.dualStack': accelerator.isDualStack,
    'MultiRegionAcceleratorOptions.flowLogPrefix': `'${accelerated({ flowLogBucketName: 'logs' }).accelerator.flowLogs!.prefix}'`,
    'MultiRegionAcceleratorOptions.insecureHttp': !listener.ports.includes(443),
    'MultiRegionAcceleratorOptions.protection': accelerator.isRetained && listener.isRetained && 'Protection.FULL',
    'MultiRegionAcceleratorOptions.redirectHttp': listener.ports.includes(80),
    'MultiRegionAcceleratorOptions.sourceIpAffinity': listener.clientAffinity === 'SOURCE_IP',
    'RegionEndpointGroupOptions.factsOutput': groupOutput !== undefined,
    'RegionEndpointGroupOptions.trafficDialPercent': group.trafficDialPercent,
    'RegionEndpointGroupOptions.unequalSides': groupSide.unequalSides,
    'RegionEndpointGroupOptions.withdrawn': group.weight === 0,
    'RegionEndpointGroupOptions.withoutClientIpPreservation': !group.preservesClientIp,
    'MultiRegionFailoverOptions.factsOutput': output.facts !== undefined,
    'MultiRegionFailoverOptions.lastResort': side.lastResort,
    'MultiRegionFailoverOptions.unequalSides': side.unequalSides,
    'MultiRegionFailoverOptions.withdrawn': healthCheck.calculated.healthThreshold > healthCheck.calculated.children.length,
    'RecoveryOptions.clientDnsCacheSeconds': facts.dnsSeconds! - 60,
    'RegionHealthCheckOptions.failureThreshold': healthCheck.endpoint!.failureThreshold,
    'RegionHealthCheckOptions.intervalSeconds': healthCheck.endpoint!.intervalSeconds,
    'RegionHealthCheckOptions.path': `'${healthCheck.endpoint!.path}'`,
    'GlobalDatastoreSwitchOptions.logRetentionDays': cacheSwitch.logs.retentionDays,
    'RegionSwitchPlanOptions.capacityPercent': servers.percent,
    'RegionSwitchPlanOptions.withoutApproval': approval.type !== 'ManualApproval',
    'RegionSwitchTrigger.minimumMinutesBetween': moved.trigger!.minimumMinutesBetween,
    'SwitchedName.lastResort': name.recordName !== 'shop.example.com',
    'StaticLastResortOptions.dualStack': distribution.ipv6,
    'StaticLastResortOptions.protection': bucket.isRetained && 'Protection.FULL',
  };
}

function plannedCacheDefaults(): Record<string, unknown> {
  const planned = cache();
  const { engine, replicationGroup, parameterGroup, encryption, userGroup, logs, alarms, facts } = planned;
  const { metrics, threshold: lag } = alarms.find(({ id }) => id === 'ReplicationLagAlarm')!;
  const connections = alarms.find(({ id }) => id === 'ConnectionsAlarm')!.threshold;
  const globalLag = cache({ globalDatastore: GlobalDatastore.primary() }).alarms.find(({ id }) => id === 'GlobalReplicationLagAlarm')!;
  const [scaling] = cache({ replicaScaling: { maxReplicas: 2 } }).scaling;
  const connection = planCacheConnection({}, {
    endpoints: { host: 'h', port: '6380', tls: true, clusterMode: false, serverless: false, engine: 'valkey' }, port: 6380, users: [],
  }, plan({ service: { command: 'x' } }).environment, new Checks(CACHE_CONTEXT));
  return {
    'CacheAccessOptions.acceptUnauthenticated': userGroup === undefined,
    'CacheAccessOptions.withoutTls': !encryption.inTransit,
    'CacheAlarmOptions.connectionsPercent': 100 * connections / facts.maxConnectionsPerNode!,
    'CacheAlarmOptions.globalReplicationLagSeconds': globalLag.threshold,
    'CacheAlarmOptions.replicationLagSeconds': metrics[0].name === 'ReplicationLag' && lag,
    'CacheConnectionOptions.prefix': `'${connection.prefix}'`,
    'CacheLogOptions.retentionDays': logs[0].retentionDays,
    'CacheLogOptions.slow': logs.some(({ type }) => type === 'slow-log'),
    'CacheMemoryOptions.evictionPolicy': parameterGroup!.parameters['maxmemory-policy'] === 'volatile-lru' && 'CacheEvictionPolicy.VOLATILE_LRU',
    'CacheMemoryOptions.reservedMemoryPercent': parameterGroup!.parameters['reserved-memory-percent'],
    'CacheTopologyOptions.shards': replicationGroup!.nodeIds.length / replicationGroup!.cacheClusters!,
    'CacheTopologyOptions.replicasPerShard': replicationGroup!.cacheClusters! - 1,
    'CacheTopologyOptions.nodeType': `'${replicationGroup!.nodeType}'`,
    'CacheTopologyOptions.singleAvailabilityZone': !replicationGroup!.multiAz,
    'ReplicaScalingOptions.cpuPercent': scaling.policies[0].target,
    'SessionCacheOptions.engine': `CacheEngine.${engine.name}('${engine.version}')`,
    'SessionCacheOptions.factsOutput': planned.factsOutput,
    'SessionCacheOptions.protection': planned.removal.policy === 'Snapshot' && 'Protection.FULL',
    'SessionCacheOptions.withoutMinorUpgrades': !planned.autoMinorVersionUpgrade,
  };
}

function workingDirectory(): string {
  const line = plan({ service: { command: 'x' } }).bootScript.find((text) => text.startsWith('WorkingDirectory='));
  return `'${line?.split('=')[1]}'`;
}

test('each documented default is the default', () => {
  expect(documentedDefaults()).toEqual(Object.fromEntries(Object.entries(plannedDefaults()).map(([option, value]) => [option, String(value)])));
});
