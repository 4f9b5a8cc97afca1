import './engine';

// Each engine repeats the neutral names, so that one import line is enough; jsii accepts them one by one only.
export {
  AdminPassword, Agent, AllowedDataLoss, BalancingAlgorithm, BucketAccess, CacheDurability, CacheEngine, CacheEvictionPolicy, CacheUser, Continent,
  DatabaseEngine, Egress, Exposure, GeoLocation, GlobalDatastore, PredictiveScalingMode, Protection, RegionRouting, ScaleIn, StandbySource,
  StickySessions, SwitchedDatabase, TargetProtocol, WarmPoolState,
} from '../core';
export type {
  AccessLogsOptions, AlarmOptions, BalancingOptions, BucketConnectionOptions, CacheAccessOptions, CacheAlarmOptions, CacheConnectionOptions,
  CacheLogOptions, CacheMemoryOptions, CacheSnapshotOptions, CacheTopologyOptions, CacheUserOptions, CapacityOptions, DatabaseAdminOptions,
  DatabaseAlarmOptions, DatabaseBackupOptions, DatabaseConnectionOptions, DatabaseLogOptions, DatabaseMonitoringOptions,
  DatabaseProxyOptions, DatabaseReaderOptions, DatabaseReplicaOptions, DatabaseStorageOptions, DatabaseUpkeepOptions, DeploymentOptions,
  DrainingOptions, EntryOptions, FailoverTerm, FlowLogOptions, GlobalDatastoreFacts, GlobalDatastoreSwitchOptions,
  GradualScaleIn, HealthOptions, InstanceOptions,
  LivenessOptions,
  MinimumHealthyTargetsOptions, MultiRegionAcceleratorOptions, MultiRegionFailoverFacts, MultiRegionFailoverOptions,
  NetworkEndpointOptions, NetworkOptions,
  NetworkZoneOptions, ObservabilityOptions, PeakLoad, PredictiveScalingOptions, ReaderAddressOptions, ReaderScalingOptions,
  ReadinessOptions, ReadReplicaDatabaseFacts, ReadReplicaDatabaseOptions, RecoveryOptions,
  RegionEndpointGroupFacts, RegionEndpointGroupOptions, RegionHealthCheckOptions,
  RegionSwitchPlanOptions, RegionSwitchTrigger, ReplicaScalingOptions,
  RootVolumeOptions, RoutingOptions, ScaledWebTierFacts, ScaledWebTierOptions, ScalingOptions, ScalingSchedule, ServerlessCacheOptions,
  ServerlessOptions, ServiceOptions, SessionCacheFacts, SessionCacheOptions, ShardScalingOptions, SpotOptions, StandbyDatabaseFacts,
  StandbyDatabaseOptions, StartUpOptions, StaticLastResortOptions, SurgeFacts, SwitchedGlobalDatabase, SwitchedName, SwitchedRegion,
  WarmPoolOptions,
} from '../core';
export * from './scaled-web-tier';
export * from './read-replica-database';
export * from './read-replica-database-interface';
export * from './read-replica-database-props';
export * from './session-cache';
export * from './session-cache-interface';
export * from './session-cache-props';
export * from './standby-database';
export * from './standby-database-props';
export * from './global-datastore-switch';
export * from './last-resort';
export * from './multi-region-failover';
export * from './multi-region-failover-props';
export * from './region-switch';
export * from './region-target';
export * from './accelerator';
export * from './accelerator-props';
export * from './accelerator-region';
export * from './scale-out-review';
