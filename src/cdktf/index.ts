import './engine';

// Each engine repeats the neutral names, so that one import line is enough; jsii accepts them one by one only.
export { BalancingAlgorithm, Egress, Exposure, Protection, TargetProtocol } from '../core';
export type {
  AccessLogsOptions, AlarmOptions, BalancingOptions, CapacityOptions, DeploymentOptions, DrainingOptions, EntryOptions, HealthOptions,
  InstanceOptions, LivenessOptions, MinimumHealthyTargetsOptions, PeakLoad, ReadinessOptions, RootVolumeOptions, ScaledWebTierOptions,
  ScalingOptions, ServiceOptions, StartUpOptions,
} from '../core';
