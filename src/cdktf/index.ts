import './engine';

// Each engine repeats the neutral names, so that one import line is enough; jsii accepts them one by one only.
export {
  AccessLogsOptions, AlarmOptions, BalancingAlgorithm, BalancingOptions, CapacityOptions, DeploymentOptions, DrainingOptions, Egress,
  EntryOptions, Exposure, HealthOptions, InstanceOptions, LivenessOptions, MinimumHealthyTargetsOptions, PeakLoad, Protection,
  ReadinessOptions, RootVolumeOptions, ScaledWebTierOptions, ScalingOptions, ServiceOptions, StartUpOptions, TargetProtocol,
} from '../core';
