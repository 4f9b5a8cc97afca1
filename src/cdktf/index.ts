import './engine';

// Each engine repeats the neutral names, so that one import line is enough; jsii accepts them one by one only.
export {
  AdminPassword, Agent, BalancingAlgorithm, BucketAccess, CacheDurability, CacheEngine, CacheEvictionPolicy, CacheUser, Continent,
  DatabaseEngine, Egress, Exposure, GeoLocation, GlobalDatastore, PredictiveScalingMode, Protection, RegionRouting, ScaleIn, StandbySource,
  StickySessions, TargetProtocol, WarmPoolState,
} from '../core';
export type {
  AccessLogsOptions, AlarmOptions, BalancingOptions, BucketConnectionOptions, CacheAccessOptions, CacheAlarmOptions, CacheConnectionOptions,
  CacheLogOptions, CacheMemoryOptions, CacheSnapshotOptions, CacheTopologyOptions, CacheUserOptions, CapacityOptions, DatabaseAdminOptions,
  DatabaseAlarmOptions, DatabaseBackupOptions, DatabaseConnectionOptions, DatabaseLogOptions, DatabaseMonitoringOptions,
  DatabaseProxyOptions, DatabaseReaderOptions, DatabaseReplicaOptions, DatabaseStorageOptions, DatabaseUpkeepOptions, DeploymentOptions,
  DrainingOptions, EntryOptions, FailoverTerm, FlowLogOptions, GlobalDatastoreFacts, GradualScaleIn, HealthOptions, InstanceOptions,
  LivenessOptions,
  MinimumHealthyTargetsOptions, MultiRegionAcceleratorOptions, MultiRegionFailoverFacts, MultiRegionFailoverOptions,
  NetworkEndpointOptions, NetworkOptions,
  NetworkZoneOptions, ObservabilityOptions, PeakLoad, PredictiveScalingOptions, ReaderAddressOptions, ReaderScalingOptions,
  ReadinessOptions, ReadReplicaDatabaseFacts, ReadReplicaDatabaseOptions, RecoveryOptions,
  RegionEndpointGroupFacts, RegionEndpointGroupOptions, RegionHealthCheckOptions, ReplicaScalingOptions,
  RootVolumeOptions, RoutingOptions, ScaledWebTierFacts, ScaledWebTierOptions, ScalingOptions, ScalingSchedule, ServerlessCacheOptions,
  ServerlessOptions, ServiceOptions, SessionCacheFacts, SessionCacheOptions, ShardScalingOptions, SpotOptions, StandbyDatabaseFacts,
  StandbyDatabaseOptions, StartUpOptions, StaticLastResortOptions, SurgeFacts, WarmPoolOptions,
} from '../core';
export * from './network';
export * from './scaled-web-tier';
export * from './scaled-web-tier-props';
export * from './read-replica-database';
export * from './read-replica-database-props';
export * from './session-cache';
export * from './session-cache-props';
export * from './standby-database';
export * from './standby-database-props';
export * from './multi-region-failover';
export * from './multi-region-failover-props';
export * from './region-target';
export * from './last-resort';
export * from './last-resort-props';
export * from './accelerator';
export * from './accelerator-props';
export * from './accelerator-region';
export * from './scale-out-review';
