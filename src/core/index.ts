/** What a user says and what every engine understands. Plans and refusals stay inside. */
export { AlarmOptions } from './alarms';
export { BalancingAlgorithm } from './balancing';
export { BalancingOptions, MinimumHealthyTargetsOptions } from './balancing';
export { CapacityOptions, PeakLoad } from './capacity';
export { DeploymentOptions } from './deployment';
export { Egress } from './egress';
export { Exposure, TargetProtocol } from './entry';
export { AccessLogsOptions, EntryOptions } from './entry';
export { DrainingOptions, HealthOptions, LivenessOptions, ReadinessOptions, StartUpOptions } from './health';
export { InstanceOptions, RootVolumeOptions } from './instances';
export { Protection } from './protection';
export { ScalingOptions } from './scaling';
export { ScaledWebTierOptions } from './scaled-web-tier';
export { ServiceOptions } from './service';
