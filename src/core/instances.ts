import { Checks, Warning } from './checks';
import { Architecture, architectureOf } from './instance-types';
import { checkMixed, MixedInstancesPlan, planMixed, SpotOptions, warnOfFewPools } from './mixed-instances';

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

/** A statement of a policy: the instances' own, or a bucket's. */
export interface StatementPlan {
  readonly sid: string;
  /** Absent in what allows. */
  readonly effect?: 'Deny';
  /** Whom it is about, in the policy of a resource. */
  readonly principals?: { readonly Service: string } | { readonly AWS: '*' };
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Record<string, Record<string, string>>;
}

export interface InstancePlan {
  readonly instanceType: string;
  /** Types and purchase options, where there are several. */
  readonly mixed?: MixedInstancesPlan;
  readonly architecture?: Architecture;
  /** SSM parameter that holds the id of the image; `undefined` where the user brought an image. */
  readonly imageParameter?: string;
  readonly rootVolume: { readonly deviceName: string; readonly sizeGib: number; readonly type: 'gp3'; readonly encrypted: true; readonly deleteOnTermination: true };
  readonly metadata: { readonly tokens: 'required'; readonly hopLimit: number };
  readonly detailedMonitoring: true;
  readonly publicIp: false;
  /** Who takes on the instances' role. */
  readonly trustedService: 'ec2.amazonaws.com';
  readonly statements: readonly StatementPlan[];
  readonly warnings: readonly Warning[];
}

/** What the engine found of the image. */
export interface ImageSurroundings {
  /** The engine's name for the option that brings one. */
  readonly option: string;
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
    mixed: planMixed(options.spot, options.alternativeTypes, instanceType, minCapacity),
    architecture,
    imageParameter: image.isGiven ? undefined : amazonLinuxParameter(architecture ?? 'arm64'),
    rootVolume: {
      deviceName: options.rootVolume?.deviceName ?? '/dev/xvda',
      sizeGib: options.rootVolume?.sizeGib ?? 20,
      type: 'gp3',
      encrypted: true,
      deleteOnTermination: true,
    },
    metadata: { tokens: 'required', hopLimit: options.metadataHopLimit ?? 1 },
    detailedMonitoring: true,
    publicIp: false,
    trustedService: 'ec2.amazonaws.com',
    statements: options.sessionManager ?? true ? [SESSION_MANAGER] : [],
    warnings: [...warnOfFewPools(options.spot, options.alternativeTypes), ...warnOfUnknownType(known, image)],
  };
  checkInstances(plan, image, checks);
  checkMixed(options.spot, options.alternativeTypes, architecture, checks);
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

function checkInstances(plan: InstancePlan, image: ImageSurroundings, checks: Checks) {
  const option = 'instances.instanceType';
  checks.text(option, plan.instanceType, (type) => architectureOf(type) !== undefined, "an EC2 instance type such as 'm7g.large'");
  checks.integer('instances.rootVolume.sizeGib', plan.rootVolume.sizeGib, { from: 8, to: 16384 });
  checks.text('instances.rootVolume.deviceName', plan.rootVolume.deviceName, /^\/dev\/(xvd|sd)[a-z]\d?$/, "a device name such as '/dev/xvda' or '/dev/sda1'");
  checks.integer('instances.metadataHopLimit', plan.metadata.hopLimit, { from: 1, to: 64 });
  if (image.isWindows) { checks.conflict(`${image.option} must be a Linux image: the units and scripts of a tier are for systemd.`); }
  if (image.architecture !== undefined && plan.architecture !== undefined && image.architecture !== plan.architecture) {
    checks.conflict(`${image.option} is for ${image.architecture}, and ${option} '${plan.instanceType}' is ${plan.architecture}: choose both of one architecture.`);
  }
}

function warnOfUnknownType(instanceType: string | undefined, image: ImageSurroundings): Warning[] {
  if (instanceType !== undefined || image.isGiven) { return []; }
  return [{
    id: 'scale-out-constructs:unknownArchitecture',
    message: `instances.instanceType is known at deploy time only: the image is the one for arm64. Give ${image.option} if the type is not Graviton.`,
  }];
}
