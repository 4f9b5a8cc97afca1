import './engine';

// Each engine repeats the neutral names, so that one import line is enough; jsii accepts them one by one only.
export {
  AdminPassword, Agent, BalancingAlgorithm, BucketAccess, CacheDurability, CacheEngine, CacheEvictionPolicy, CacheUser, DatabaseEngine,
  Egress, Exposure, PredictiveScalingMode, Protection, ScaleIn, StickySessions, TargetProtocol, WarmPoolState,
} from '../core';
export type {
  AccessLogsOptions, AlarmOptions, BalancingOptions, BucketConnectionOptions, CacheAccessOptions, CacheAlarmOptions, CacheConnectionOptions,
  CacheLogOptions, CacheMemoryOptions, CacheSnapshotOptions, CacheTopologyOptions, CacheUserOptions, CapacityOptions, DatabaseAdminOptions,
  DatabaseAlarmOptions, DatabaseBackupOptions, DatabaseConnectionOptions, DatabaseLogOptions, DatabaseMonitoringOptions,
  DatabaseProxyOptions, DatabaseReaderOptions, DatabaseReplicaOptions, DatabaseStorageOptions, DeploymentOptions, DrainingOptions,
  EntryOptions, FlowLogOptions, GradualScaleIn, HealthOptions, InstanceOptions, LivenessOptions, MinimumHealthyTargetsOptions,
  NetworkEndpointOptions, NetworkOptions, NetworkZoneOptions, ObservabilityOptions, PeakLoad, PredictiveScalingOptions,
  ReaderAddressOptions, ReaderScalingOptions, ReadinessOptions, ReadReplicaDatabaseFacts, ReadReplicaDatabaseOptions, ReplicaScalingOptions,
  RootVolumeOptions, RoutingOptions, ScaledWebTierFacts, ScaledWebTierOptions, ScalingOptions, ScalingSchedule, ServerlessCacheOptions,
  ServerlessOptions, ServiceOptions, SessionCacheFacts, SessionCacheOptions, ShardScalingOptions, SpotOptions, StartUpOptions, SurgeFacts,
  WarmPoolOptions,
} from '../core';
export * from './scaled-web-tier';
export * from './read-replica-database';
export * from './read-replica-database-interface';
export * from './read-replica-database-props';
export * from './session-cache';
export * from './session-cache-interface';
export * from './session-cache-props';
