import { Routing, TargetGroup } from './topology-balancers';
import { ScalingPolicy, Schedule } from './topology-scaling';
import { Statement } from './topology-storage';

/** Servers of one kind that are added, removed and replaced together, and what leads to them. */
export interface Tier {
  /** Address of the Auto Scaling group in its document. */
  readonly id: string;
  /** Where the document says so apart from where it is deployed. */
  readonly region?: string;
  readonly capacity: Capacity;
  readonly refresh?: Refresh;
  readonly servers: Servers;
  /** Where it is said what a server is, if that is in the document. */
  readonly launch?: Launch;
  readonly targetGroup?: TargetGroup;
  /** What sends it requests: ids of target groups and Classic Load Balancers; ARNs and names of those that the document does not make. */
  readonly entryIds?: string[];
  /** Id of the balancer that leads to it, if that is in the document. */
  readonly balancerId?: string;
  /** The share of a listener, where the balancer is shared. */
  readonly routing?: Routing;
  readonly scaling: ScalingPolicy[];
  readonly schedules: Schedule[];
  readonly warmPool?: WarmPool;
  /** Who else adds and removes servers: `ECS`, `EKS` or `Kubernetes`. */
  readonly managedBy?: string;
  /** Whether a lifecycle hook holds a new server back until it is ready. */
  readonly waitsAtLaunch?: boolean;
  /** Whether a deployment leaves the number of servers alone, unless it is what changes. */
  readonly keepsCapacity?: boolean;
  /** Whether the group is named by its launch template or configuration, so that another one makes another group. */
  readonly isNamedByLaunch?: boolean;
  /** What the servers may do. */
  readonly permissions: Statement[];
  /** Policies that allow the servers more, and whose statements are not in the document. */
  readonly managedPolicies: string[];
}

/** What servers are launched from. */
export interface Launch {
  readonly id: string;
  /** `LaunchTemplate` or `LaunchConfiguration`. */
  readonly kind: string;
}

/** How many servers there are, and when one is replaced. */
export interface Capacity {
  readonly minimum?: number;
  readonly maximum?: number;
  /** A desired capacity that each deployment sets anew. */
  readonly desired?: number;
  /** Ids of the subnets, by which `Topology.networks` tells the zones. */
  readonly subnetIds: string[];
  /** Zones, where they are named in place of subnets. */
  readonly zones?: string[];
  /** `EC2` or `ELB`. */
  readonly healthCheckType?: string;
  readonly graceSeconds?: number;
  readonly warmupSeconds?: number;
  readonly minHealthyPercent?: number;
  readonly maxHealthyPercent?: number;
  /** Whether the group reports its own metrics every minute. */
  readonly reportsMetrics: boolean;
  readonly zonalShift?: boolean;
  /** `ReplaceUnhealthy` or `IgnoreUnhealthy`. */
  readonly whenAZoneIsImpaired?: string;
  readonly capacityRebalance?: boolean;
  /** Topics that record every launch and termination. */
  readonly activityTopics: string[];
}

/** How a change of the launch template reaches the servers. */
export interface Refresh {
  /** `Rolling`, or whatever the engine calls another. */
  readonly strategy?: string;
  readonly minHealthyPercent?: number;
  readonly maxHealthyPercent?: number;
  readonly bakeSeconds?: number;
  /** Servers that a rolling update leaves in service. */
  readonly minInService?: number;
  /** Servers that a rolling update replaces at a time. */
  readonly maxBatch?: number;
  /** Whether it waits for new servers to say that they serve, and is undone where they do not. */
  readonly waitsForSignals?: boolean;
  /** Ids of the alarms that end it and roll it back. */
  readonly rollbackAlarmIds: string[];
}

/** What a server is. */
export interface Servers {
  /** In the order of preference. */
  readonly instanceTypes: string[];
  readonly purchase?: Purchase;
  /** `spot` where all of them are. */
  readonly market?: string;
  /** Image, as the document says it. */
  readonly image?: string;
  /** `required` where the metadata service answers to tokens only. */
  readonly metadataTokens?: string;
  /** Whether servers cannot ask the metadata service at all. */
  readonly metadataDisabled?: boolean;
  readonly metadataHopLimit?: number;
  readonly detailedMonitoring?: boolean;
  readonly publicIp?: boolean;
  readonly hibernates?: boolean;
  readonly volumes: Volume[];
  /** Commands of the first boot. */
  readonly bootScript?: string;
  /** Value of the tag `Name` that servers and disks carry. */
  readonly name?: string;
  readonly securityGroupIds: string[];
}

/** On-demand and Spot. */
export interface Purchase {
  readonly onDemandAllocation?: string;
  readonly onDemandBaseCapacity?: number;
  readonly onDemandPercentAboveBase?: number;
  readonly spotAllocation?: string;
}

/** A disk. */
export interface Volume {
  readonly deviceName?: string;
  readonly sizeGib?: number;
  readonly type?: string;
  readonly encrypted?: boolean;
}

/** Servers that have booted and wait. */
export interface WarmPool {
  readonly state?: string;
  readonly minSize?: number;
  readonly maxPreparedCapacity?: number;
  readonly reuseOnScaleIn?: boolean;
}

/** A server that no group replaces. */
export interface StandaloneServer {
  readonly id: string;
  /** Value of its tag `Name`. */
  readonly name?: string;
  readonly instanceType?: string;
  /** Image, as the document says it. */
  readonly image?: string;
  readonly subnetId?: string;
  readonly zone?: string;
  readonly publicIp?: boolean;
  readonly securityGroupIds: string[];
  /** Ids of the target groups and Classic Load Balancers that send it requests. */
  readonly entryIds: string[];
  /** `required` where the metadata service answers to tokens only. */
  readonly metadataTokens?: string;
  /** Whether it cannot ask the metadata service at all. */
  readonly metadataDisabled?: boolean;
}
