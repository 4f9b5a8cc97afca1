import { entryIdsOf, entryOf } from './entries';
import { permissionsOf } from './permissions';
import { policiesOf, schedulesOf } from './scaling';
import { isNamedBy, launchDataOf, launchOf, serversOf } from './servers';
import { Resource, textOf } from '../document';
import { Resources } from './resources';
import { Capacity, Refresh, Tier, WarmPool } from '../topology-tiers';
import { managerOf, waitsAtLaunch } from './tier-managers';
import { at, flagOf, idsOf, isObject, listOf, numberOf, textsOf } from './values';

export function tiersOf(resources: Resources): Tier[] {
  return resources.ofType('AWS::AutoScaling::AutoScalingGroup').map((group) => tierOf(group, resources));
}

function tierOf(group: Resource, resources: Resources): Tier {
  const source = launchOf(group, resources);
  const launch = launchDataOf(source);
  return {
    id: group.id,
    region: group.region,
    capacity: capacityOf(group),
    refresh: refreshOf(group, resources),
    servers: serversOf(group, launch),
    launch: source && { id: source.id, kind: source.type.split('::').at(-1)! },
    entryIds: entryIdsOf(group, resources),
    ...entryOf(group, resources),
    scaling: policiesOf(group, resources),
    schedules: schedulesOf(group, resources),
    warmPool: warmPoolOf(group, resources),
    managedBy: managerOf(group, resources),
    waitsAtLaunch: waitsAtLaunch(group, resources),
    keepsCapacity: flagOf(at(group.updatePolicy, 'AutoScalingScheduledAction', 'IgnoreUnmodifiedGroupSizeProperties')),
    isNamedByLaunch: source && isNamedBy(group, source),
    ...permissionsOf(launch, resources),
  };
}

function capacityOf({ properties }: Resource): Capacity {
  const maintenance = properties.InstanceMaintenancePolicy;
  const impairment = properties.AvailabilityZoneImpairmentPolicy;
  const notifications = [...listOf(properties.NotificationConfigurations), ...listOf(properties.NotificationConfiguration)];
  return {
    minimum: numberOf(properties.MinSize),
    maximum: numberOf(properties.MaxSize),
    desired: numberOf(properties.DesiredCapacity),
    subnetIds: idsOf(properties.VPCZoneIdentifier),
    zones: properties.AvailabilityZones === undefined ? undefined : textsOf(properties.AvailabilityZones),
    healthCheckType: textOf(properties.HealthCheckType),
    graceSeconds: numberOf(properties.HealthCheckGracePeriod),
    warmupSeconds: numberOf(properties.DefaultInstanceWarmup),
    minHealthyPercent: numberOf(at(maintenance, 'MinHealthyPercentage')),
    maxHealthyPercent: numberOf(at(maintenance, 'MaxHealthyPercentage')),
    reportsMetrics: listOf(properties.MetricsCollection).length > 0,
    zonalShift: flagOf(at(impairment, 'ZonalShiftEnabled')),
    whenAZoneIsImpaired: textOf(at(impairment, 'ImpairedZoneHealthCheckBehavior')),
    capacityRebalance: flagOf(properties.CapacityRebalance),
    activityTopics: notifications.flatMap((notification) => textsOf(at(notification, 'TopicARN'))),
  };
}

function refreshOf({ updatePolicy, creationPolicy }: Resource, resources: Resources): Refresh | undefined {
  const refresh = at(updatePolicy, 'AutoScalingInstanceRefresh');
  if (refresh !== undefined) {
    const preferences = at(refresh, 'Preferences');
    return {
      strategy: textOf(at(refresh, 'Strategy')),
      minHealthyPercent: numberOf(at(preferences, 'MinHealthyPercentage')),
      maxHealthyPercent: numberOf(at(preferences, 'MaxHealthyPercentage')),
      bakeSeconds: numberOf(at(preferences, 'BakeTime')),
      rollbackAlarmIds: resources.idsOf(at(preferences, 'AlarmSpecification', 'Alarms'), 'AWS::CloudWatch::Alarm', 'AlarmName'),
    };
  }
  if (flagOf(at(updatePolicy, 'AutoScalingReplacingUpdate', 'WillReplace'))) {
    return { strategy: 'ReplacingUpdate', waitsForSignals: at(creationPolicy, 'ResourceSignal') === undefined ? undefined : true, rollbackAlarmIds: [] };
  }
  const rolling = at(updatePolicy, 'AutoScalingRollingUpdate');
  return isObject(rolling) ? {
    strategy: 'RollingUpdate',
    minInService: numberOf(at(rolling, 'MinInstancesInService')),
    maxBatch: numberOf(at(rolling, 'MaxBatchSize')),
    waitsForSignals: flagOf(at(rolling, 'WaitOnResourceSignals')),
    rollbackAlarmIds: [],
  } : undefined;
}

function warmPoolOf(group: Resource, resources: Resources): WarmPool | undefined {
  const [pool] = resources.pointingTo(group, 'AWS::AutoScaling::WarmPool', 'AutoScalingGroupName', 'AutoScalingGroupName');
  if (!pool) { return undefined; }
  return {
    state: textOf(pool.properties.PoolState),
    minSize: numberOf(pool.properties.MinSize),
    maxPreparedCapacity: numberOf(pool.properties.MaxGroupPreparedCapacity),
    reuseOnScaleIn: flagOf(at(pool.properties.InstanceReusePolicy, 'ReuseOnScaleIn')),
  };
}
