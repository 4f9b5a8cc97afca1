/** What a user says and what every engine understands. Plans and refusals stay inside. */
export type { AlarmOptions } from './alarms';
export { BalancingAlgorithm } from './balancing';
export type { BalancingOptions, MinimumHealthyTargetsOptions } from './balancing';
export type { CapacityOptions, PeakLoad } from './capacity';
export type { DeploymentOptions } from './deployment';
export { Egress } from './egress';
export { Exposure, TargetProtocol } from './entry';
export type { AccessLogsOptions, EntryOptions } from './entry';
export type { DrainingOptions, HealthOptions, LivenessOptions, ReadinessOptions, StartUpOptions } from './health';
export type { InstanceOptions, RootVolumeOptions } from './instances';
export { Protection } from './protection';
export type { ScalingOptions } from './scaling';
export type { ScaledWebTierOptions } from './scaled-web-tier';
export type { ServiceOptions } from './service';
