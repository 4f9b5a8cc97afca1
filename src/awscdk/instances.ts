import { CfnParameter, Stack, Tags, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { allowEgress, isOpen } from './network-peers';
import { renderStatement } from './statements';
import { Architecture } from '../core/instance-types';
import { ImageSurroundings } from '../core/instances';
import { ScaledWebTierPlan } from '../core/scaled-web-tier';

export function renderInstanceSecurityGroup(scope: Construct, plan: ScaledWebTierPlan, vpc: ec2.IVpc): ec2.SecurityGroup {
  const securityGroup = new ec2.SecurityGroup(scope, 'InstanceSecurityGroup', {
    vpc,
    description: plan.descriptions.instanceSecurityGroup,
    allowAllOutbound: isOpen(plan.egress),
    allowAllIpv6Outbound: isOpen(plan.egress),
  });
  allowEgress(securityGroup, plan.egress);
  return securityGroup;
}

/** The instances' role, with all its permissions in one customer-managed policy that can be read in one place. */
export class InstanceRole implements iam.IGrantable {
  public readonly role: iam.Role;
  public readonly grantPrincipal: iam.IPrincipal;

  constructor(scope: Construct, plan: ScaledWebTierPlan) {
    this.role = new iam.Role(scope, 'InstanceRole', {
      assumedBy: new iam.ServicePrincipal(plan.instances.trustedService),
      description: plan.descriptions.role,
    });
    this.grantPrincipal = new PrincipalOfPolicy(this.role, () => new iam.ManagedPolicy(scope, 'InstancePolicy', {
      description: plan.descriptions.policy,
      roles: [this.role],
    }));
    for (const statement of plan.statements) { this.grantPrincipal.addToPrincipalPolicy(renderStatement(statement)); }
  }
}

/**
 * The role, except that what it is granted lands in a managed policy: the role's own `grant` would write an inline one.
 * The policy is made with its first statement, as an empty one cannot be deployed.
 */
class PrincipalOfPolicy implements iam.IPrincipal {
  public readonly grantPrincipal = this;
  public readonly assumeRoleAction: string;
  public readonly policyFragment: iam.PrincipalPolicyFragment;
  public readonly principalAccount?: string;
  private policy?: iam.ManagedPolicy;

  constructor(role: iam.Role, private readonly makePolicy: () => iam.ManagedPolicy) {
    this.assumeRoleAction = role.assumeRoleAction;
    this.policyFragment = role.policyFragment;
    this.principalAccount = role.principalAccount;
  }

  public addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    this.policy ??= this.makePolicy();
    this.policy.addStatements(statement);
    return { statementAdded: true, policyDependable: this.policy };
  }
}

export function renderLaunchTemplate(
  scope: Construct, plan: ScaledWebTierPlan, securityGroup: ec2.ISecurityGroup, role: iam.IRole, machineImage?: ec2.IMachineImage,
): ec2.LaunchTemplate {
  const { instances } = plan;
  const userData = ec2.UserData.forLinux();
  userData.addCommands(...plan.bootScript);
  const launchTemplate = new ec2.LaunchTemplate(scope, 'LaunchTemplate', {
    instanceType: new ec2.InstanceType(instances.instanceType),
    machineImage: machineImage ?? ec2.MachineImage.fromSsmParameter(instances.imageParameter!),
    userData,
    role,
    securityGroup,
    associatePublicIpAddress: instances.publicIp,
    detailedMonitoring: instances.detailedMonitoring,
    hibernationConfigured: plan.hibernates || undefined,
    httpTokens: instances.metadata.tokens as ec2.LaunchTemplateHttpTokens,
    httpPutResponseHopLimit: instances.metadata.hopLimit,
    blockDevices: [{
      deviceName: instances.rootVolume.deviceName,
      volume: ec2.BlockDeviceVolume.ebs(instances.rootVolume.sizeGib, {
        volumeType: instances.rootVolume.type as ec2.EbsDeviceVolumeType,
        encrypted: instances.rootVolume.encrypted,
        deleteOnTermination: instances.rootVolume.deleteOnTermination,
      }),
    }],
  });
  Tags.of(launchTemplate).add('Name', plan.descriptions.name);
  return launchTemplate;
}

/** What can be told of an image the user brought. Only a public SSM parameter carries the architecture in its name. */
export function inspectImage(scope: Construct, machineImage: ec2.IMachineImage | undefined): ImageSurroundings {
  const option = 'machineImage';
  if (!machineImage) { return { option, isGiven: false }; }
  const { imageId, osType } = machineImage.getImage(scope);
  return { option, isGiven: true, isWindows: osType === ec2.OperatingSystemType.WINDOWS, architecture: architectureOf(scope, imageId) };
}

function architectureOf(scope: Construct, imageId: string): Architecture | undefined {
  if (!Token.isUnresolved(imageId)) { return undefined; }
  const stack = Stack.of(scope);
  const reference = stack.resolve(imageId).Ref;
  const parameter = stack.node.children.find((child) => child instanceof CfnParameter && stack.resolve(child.logicalId) === reference);
  const name = String((parameter as CfnParameter | undefined)?.default);
  if (/arm64|aarch64/.test(name)) { return 'arm64'; }
  return /x86_64|amd64/.test(name) ? 'x86_64' : undefined;
}
