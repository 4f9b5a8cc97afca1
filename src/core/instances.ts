import { Checks, Warning } from './checks';

/** The disk an instance boots from. Always encrypted. */
export interface RootVolumeOptions {
  /**
   * Size in GiB, 8–16384.
   *
   * @default 20
   */
  readonly sizeGib?: number;

  /**
   * Device name of the image's own root volume. With another name the image's volume stays as it is, and this becomes a second one.
   *
   * @default '/dev/xvda'
   * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html
   */
  readonly deviceName?: string;
}

/** Which part of the capacity may be Spot. */
export interface SpotOptions {
  /**
   * Servers that are always on-demand, from 0.
   *
   * @default - `minCapacity`: what always runs is not taken back
   */
  readonly onDemandBaseCapacity?: number;

  /**
   * Percentage of the servers above the base that are on-demand, 0–100.
   *
   * @default 0
   */
  readonly onDemandPercentAboveBase?: number;
}

/** What a server is. */
export interface InstanceOptions {
  /**
   * EC2 instance type, as `m7g.large`. Its architecture must be the image's.
   *
   * @default 'm7g.large'
   * @see https://aws.amazon.com/ec2/instance-types/
   */
  readonly instanceType?: string;

  /**
   * Further types that will do, of the same architecture, up to 39; on-demand capacity takes the first that is to be had.
   *
   * @default - `instanceType` only
   */
  readonly alternativeTypes?: string[];

  /**
   * Run what exceeds a base on Spot capacity, which costs less and can be taken back at two minutes' notice. Give several
   * `alternativeTypes`: the more pools there are, the less often that happens.
   *
   * @default - on-demand only
   */
  readonly spot?: SpotOptions;

  /** @default - 20 GiB of gp3 at /dev/xvda */
  readonly rootVolume?: RootVolumeOptions;

  /**
   * Shell commands that every instance runs as root when it first boots, before `service` starts, under `set -euo pipefail`: where
   * one fails, nothing is started, and the instance is replaced. (As ever, bash does not stop for `a` in `a && b`.) No secrets:
   * whoever may describe the launch template reads them.
   *
   * @default - none
   */
  readonly bootCommands?: string[];

  /**
   * Hops that an answer of the instance metadata service may travel, 1–64. Containers on a bridge network need 2; it gives up
   * that they cannot read the instance's credentials.
   *
   * @default 1
   * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateInstanceMetadataOptionsRequest.html
   */
  readonly metadataHopLimit?: number;

  /**
   * Allow shells through Systems Manager Session Manager (there is no SSH).
   *
   * @default true
   */
  readonly sessionManager?: boolean;
}

export type Architecture = 'arm64' | 'x86_64';

/** A statement of the instances' own policy. */
export interface StatementPlan {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Record<string, Record<string, string>>;
}

export interface MixedInstancesPlan {
  readonly instanceTypes: readonly string[];
  readonly onDemandAllocation: 'prioritized';
  readonly spotAllocation: 'price-capacity-optimized';
  readonly onDemandBaseCapacity: number;
  readonly onDemandPercentAboveBase: number;
  /** Replaces a Spot instance as soon as it is likely to be taken back. */
  readonly capacityRebalance: boolean;
}

export interface InstancePlan {
  readonly instanceType: string;
  /** Types and purchase options, where there are several. */
  readonly mixed?: MixedInstancesPlan;
  readonly architecture?: Architecture;
  /** SSM parameter that holds the id of the image; `undefined` where the user brought an image. */
  readonly imageParameter?: string;
  readonly rootVolume: { readonly deviceName: string; readonly sizeGib: number; readonly type: 'gp3'; readonly encrypted: true };
  readonly metadata: { readonly tokens: 'required'; readonly hopLimit: number };
  readonly detailedMonitoring: true;
  readonly publicIp: false;
  readonly statements: readonly StatementPlan[];
  readonly warnings: readonly Warning[];
}

/** What the engine found of the image. */
export interface ImageSurroundings {
  /** Whether the user brought an image. */
  readonly isGiven: boolean;
  readonly isWindows?: boolean;
  /** The architecture its name tells, where it tells one. */
  readonly architecture?: Architecture;
}

export function planInstances(options: InstanceOptions, image: ImageSurroundings, minCapacity: number, checks: Checks): InstancePlan {
  const instanceType = options.instanceType ?? 'm7g.large';
  const known = checks.known(instanceType);
  const architecture = known === undefined ? undefined : architectureOf(known);
  const plan: InstancePlan = {
    instanceType,
    mixed: planMixed(options, instanceType, minCapacity),
    architecture,
    imageParameter: image.isGiven ? undefined : amazonLinuxParameter(architecture ?? 'arm64'),
    rootVolume: {
      deviceName: options.rootVolume?.deviceName ?? '/dev/xvda',
      sizeGib: options.rootVolume?.sizeGib ?? 20,
      type: 'gp3',
      encrypted: true,
    },
    metadata: { tokens: 'required', hopLimit: options.metadataHopLimit ?? 1 },
    detailedMonitoring: true,
    publicIp: false,
    statements: options.sessionManager ?? true ? [SESSION_MANAGER] : [],
    warnings: [...warnOfFewPools(options), ...warnOfUnknownType(known, image)],
  };
  checkInstances(plan, image, checks);
  checkMixed(options, plan, checks);
  return plan;
}

/**
 * The channels of Session Manager accept no narrower resource; the first action would, but no instance is known before it runs.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html
 */
const SESSION_MANAGER: StatementPlan = {
  sid: 'SessionManager',
  actions: [
    'ssm:UpdateInstanceInformation',
    'ssmmessages:CreateControlChannel',
    'ssmmessages:CreateDataChannel',
    'ssmmessages:OpenControlChannel',
    'ssmmessages:OpenDataChannel',
  ],
  resources: ['*'],
};

/**
 * The image of the day, looked up at every deployment: a new one refreshes the group with the next deployment.
 *
 * @see https://docs.aws.amazon.com/linux/al2023/ug/ec2.html
 */
function amazonLinuxParameter(architecture: Architecture): string {
  return `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`;
}

/**
 * The grammar of an instance type: series, generation, attributes, a dash and more (`-flex`, `-6tb1`), a dot, a size.
 *
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
const INSTANCE_TYPE = new RegExp([
  '^(?<series>a|c|d|dl|f|g|gr|h|hpc|i|im|inf|is|m|mac|p|r|t|trn|u|u7i|u7in|u7inh|vt|x|z)',
  '(?<generation>\\d{0,2})(?<attributes>[abdeghinqstz]*)(?<variant>-[a-z0-9]+(?:-[a-z0-9]+)?)?',
  '\\.(?<size>nano|micro|small|medium|large|xlarge|\\d{1,3}xlarge|metal(?:-\\d{1,2}xl)?)$',
].join(''));

/** `undefined` for what is not an instance type at all. Graviton types carry a `g` behind the generation; `a1` is older than that rule. */
export function architectureOf(instanceType: string): Architecture | undefined {
  const parts = INSTANCE_TYPE.exec(instanceType)?.groups;
  if (!parts || (!parts.generation && !parts.series.startsWith('u'))) { return undefined; }
  // From the sixth generation on, general types say what they are made of: m6 alone does not exist, m6g, m6i and m6a do.
  if (/^[cmr]$/.test(parts.series) && Number(parts.generation) >= 6 && !parts.attributes) { return undefined; }
  const isGraviton = parts.attributes.includes('g') || parts.series === 'a';
  return isGraviton ? 'arm64' : 'x86_64';
}

function checkInstances(plan: InstancePlan, image: ImageSurroundings, checks: Checks) {
  const option = 'instances.instanceType';
  checks.text(option, plan.instanceType, (type) => architectureOf(type) !== undefined, "an EC2 instance type such as 'm7g.large'");
  checks.integer('instances.rootVolume.sizeGib', plan.rootVolume.sizeGib, { from: 8, to: 16384 });
  checks.text('instances.rootVolume.deviceName', plan.rootVolume.deviceName, /^\/dev\/(xvd|sd)[a-z]\d?$/, "a device name such as '/dev/xvda' or '/dev/sda1'");
  checks.integer('instances.metadataHopLimit', plan.metadata.hopLimit, { from: 1, to: 64 });
  if (image.isWindows) { checks.conflict('machineImage must be a Linux image: the units and scripts of a tier are for systemd.'); }
  if (image.architecture !== undefined && plan.architecture !== undefined && image.architecture !== plan.architecture) {
    checks.conflict(`machineImage is for ${image.architecture}, and ${option} '${plan.instanceType}' is ${plan.architecture}: choose both of one architecture.`);
  }
}

function planMixed(options: InstanceOptions, instanceType: string, minCapacity: number): MixedInstancesPlan | undefined {
  if (!options.spot && !options.alternativeTypes) { return undefined; }
  return {
    instanceTypes: [instanceType, ...(options.alternativeTypes ?? [])],
    onDemandAllocation: 'prioritized',
    spotAllocation: 'price-capacity-optimized',
    onDemandBaseCapacity: options.spot?.onDemandBaseCapacity ?? (options.spot ? minCapacity : 0),
    onDemandPercentAboveBase: options.spot ? options.spot.onDemandPercentAboveBase ?? 0 : 100,
    capacityRebalance: options.spot !== undefined,
  };
}

/** AWS takes 40 types in all: https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_LaunchTemplateOverrides.html */
const MOST_TYPES = 40;
/** A Spot pool is one type in one zone. */
const FEW_TYPES = 3;

function warnOfFewPools({ spot, alternativeTypes = [] }: InstanceOptions): Warning[] {
  if (!spot || alternativeTypes.length + 1 >= FEW_TYPES) { return []; }
  return [{
    id: 'scale-out-constructs:fewSpotPools',
    message: `Spot capacity of ${alternativeTypes.length + 1} instance type(s) can vanish at once: give at least ${FEW_TYPES - 1} instances.alternativeTypes.`,
  }];
}

function warnOfUnknownType(instanceType: string | undefined, image: ImageSurroundings): Warning[] {
  if (instanceType !== undefined || image.isGiven) { return []; }
  return [{
    id: 'scale-out-constructs:unknownArchitecture',
    message: 'instances.instanceType is known at deploy time only: the image is the one for arm64. Give machineImage if the type is not Graviton.',
  }];
}

function checkMixed(options: InstanceOptions, plan: InstancePlan, checks: Checks) {
  const others = checks.known(options.alternativeTypes);
  checks.notEmpty('instances.alternativeTypes', others, 'at least one EC2 instance type');
  if (others && others.length >= MOST_TYPES) {
    checks.refuse('instances.alternativeTypes', `at most ${MOST_TYPES - 1} types`, others.length);
  }
  others?.forEach((type, index) => checkAlternative(`instances.alternativeTypes[${index}]`, checks.known(type), plan, checks));
  checks.integer('instances.spot.onDemandBaseCapacity', options.spot?.onDemandBaseCapacity, { from: 0, to: 10_000 });
  checks.integer('instances.spot.onDemandPercentAboveBase', options.spot?.onDemandPercentAboveBase, { from: 0, to: 100 });
}

function checkAlternative(option: string, type: string | undefined, plan: InstancePlan, checks: Checks) {
  if (type === undefined) { return; }
  const architecture = architectureOf(type);
  if (architecture === undefined) {
    checks.refuse(option, "an EC2 instance type such as 'm7g.large'", type);
  } else if (plan.architecture !== undefined && architecture !== plan.architecture) {
    checks.refuse(option, `of the architecture of instances.instanceType (${plan.architecture})`, type);
  }
}
