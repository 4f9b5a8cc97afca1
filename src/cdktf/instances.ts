import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter';
import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Fn, TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';
import { prefixOf } from './names';
import { renderDocument, renderTrust } from './statements';
import { literal } from './texts';
import { StatementPlan } from '../core/instances';
import { ScaledWebTierPlan } from '../core/scaled-web-tier';

/** The instances' role, with all its permissions in one customer-managed policy that can be read in one place. */
export class InstanceRole {
  public readonly role: IamRole;
  public readonly profile: IamInstanceProfile;
  private readonly statements: StatementPlan[] = [];

  constructor(private readonly scope: Construct, private readonly plan: ScaledWebTierPlan) {
    this.role = new IamRole(scope, 'InstanceRole', {
      namePrefix: prefixOf(scope, 'Instance', 38),
      description: plan.descriptions.role,
      assumeRolePolicy: renderTrust(scope, 'InstanceTrust', plan.instances.trustedService).json,
    });
    this.profile = new IamInstanceProfile(scope, 'InstanceProfile', { namePrefix: prefixOf(scope, 'Instance', 102), role: this.role.name });
    for (const statement of plan.statements) { this.allow(statement); }
  }

  /** The policy is made with its first statement, as an empty one cannot be deployed. */
  public allow(statement: StatementPlan) {
    if (this.statements.length === 0) { this.renderPolicy(); }
    this.statements.push(statement);
  }

  private renderPolicy() {
    const policy = new IamPolicy(this.scope, 'InstancePolicy', {
      namePrefix: prefixOf(this.scope, 'Instance', 102),
      description: this.plan.descriptions.policy,
      policy: renderDocument(this.scope, 'InstanceDocument', this.statements).json,
    });
    new IamRolePolicyAttachment(this.scope, 'InstancePolicyAttachment', { role: this.role.name, policyArn: policy.arn });
  }
}

export interface ServerParts {
  readonly securityGroup: SecurityGroup;
  readonly profile: IamInstanceProfile;
  /** The user's image. */
  readonly imageId?: string;
}

export function renderLaunchTemplate(scope: Construct, plan: ScaledWebTierPlan, parts: ServerParts): LaunchTemplate {
  const { instances } = plan;
  const { rootVolume } = instances;
  const tags = { Name: plan.descriptions.name };
  return new LaunchTemplate(scope, 'LaunchTemplate', {
    namePrefix: prefixOf(scope, 'Server', 102),
    instanceType: instances.instanceType,
    imageId: parts.imageId ?? renderImage(scope, instances.imageParameter!),
    userData: renderUserData(scope, plan),
    iamInstanceProfile: { arn: parts.profile.arn },
    networkInterfaces: [{ deviceIndex: 0, associatePublicIpAddress: String(instances.publicIp), securityGroups: [parts.securityGroup.id] }],
    monitoring: { enabled: instances.detailedMonitoring },
    hibernationOptions: plan.hibernates ? { configured: true } : undefined,
    metadataOptions: { httpEndpoint: 'enabled', httpTokens: instances.metadata.tokens, httpPutResponseHopLimit: instances.metadata.hopLimit },
    blockDeviceMappings: [{
      deviceName: rootVolume.deviceName,
      ebs: {
        volumeSize: rootVolume.sizeGib,
        volumeType: rootVolume.type,
        encrypted: String(rootVolume.encrypted),
        deleteOnTermination: String(rootVolume.deleteOnTermination),
      },
    }],
    tags,
    tagSpecifications: ['instance', 'volume'].map((resourceType) => ({ resourceType, tags })),
  });
}

/** `insecureValue`, as it is no secret: otherwise the plan would hide which image is coming. */
function renderImage(scope: Construct, name: string): string {
  return new DataAwsSsmParameter(scope, 'Image', { name }).insecureValue;
}

/** The script stands in the document as text, so that it can be read there. */
function renderUserData(scope: Construct, { bootScript }: ScaledWebTierPlan): string {
  const script = new TerraformLocal(scope, 'BootScript', literal(['#!/bin/bash', ...bootScript].join('\n')));
  return Fn.base64encode(script.asString);
}
