import { Checks } from './checks';

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

  /** @default - 20 GiB of gp3 at /dev/xvda */
  readonly rootVolume?: RootVolumeOptions;

  /**
   * Shell commands that every instance runs as root when it first boots, before `service` starts. An instance on which one fails
   * never becomes healthy, and is replaced. No secrets: whoever may describe the launch template reads them.
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
}

export interface InstancePlan {
  readonly instanceType: string;
  readonly architecture?: Architecture;
  /** SSM parameter that holds the id of the image; `undefined` where the user brought an image. */
  readonly imageParameter?: string;
  readonly rootVolume: { readonly deviceName: string; readonly sizeGib: number; readonly type: 'gp3'; readonly encrypted: true };
  readonly metadata: { readonly tokens: 'required'; readonly hopLimit: number };
  readonly detailedMonitoring: true;
  readonly publicIp: false;
  readonly statements: readonly StatementPlan[];
}

/** What the engine found of the image. */
export interface ImageSurroundings {
  /** Whether the user brought an image. */
  readonly isGiven: boolean;
  readonly isWindows?: boolean;
  /** The architecture its name tells, where it tells one. */
  readonly architecture?: Architecture;
}

export function planInstances(options: InstanceOptions, image: ImageSurroundings, checks: Checks): InstancePlan {
  const instanceType = options.instanceType ?? 'm7g.large';
  const known = checks.known(instanceType);
  const architecture = known === undefined ? undefined : architectureOf(known);
  const plan: InstancePlan = {
    instanceType,
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
  };
  checkInstances(plan, image, checks);
  return plan;
}

/**
 * Session Manager's actions accept no narrower resource.
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
