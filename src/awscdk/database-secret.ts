import { Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct, IConstruct } from 'constructs';
import { RenderedDatabase } from './database-fleet';
import { DatabaseNetwork, openWay, renderDatabaseSecurityGroup } from './database-network';
import { subnetsOf } from './network';
import { AdminSecretPlan, RotationPlan } from '../core/database-secret';

/** A secret of ours; none where RDS keeps the password itself. */
export function renderAdminSecret(scope: Construct, plan: AdminSecretPlan, encryptionKey?: kms.IKey): secretsmanager.Secret | undefined {
  if (plan.isManaged) { return undefined; }
  return new secretsmanager.Secret(scope, 'AdminSecret', {
    description: plan.description,
    encryptionKey,
    generateSecretString: {
      secretStringTemplate: Stack.of(scope).toJsonString({ username: plan.username, ...plan.fields }),
      generateStringKey: 'password',
      excludeCharacters: plan.excludeCharacters,
      passwordLength: plan.passwordLength,
    },
    removalPolicy: plan.isRetained ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
  });
}

/** How the database is made with it: by reference, so that no template holds it. */
export function passwordOf(plan: AdminSecretPlan, secret: secretsmanager.Secret | undefined, encryptionKeyArn: string | undefined) {
  if (secret) { return { masterUserPassword: secret.secretValueFromJson('password').unsafeUnwrap() }; }
  return {
    manageMasterUserPassword: plan.isManaged,
    masterUserSecret: encryptionKeyArn === undefined ? undefined : { kmsKeyId: encryptionKeyArn },
  };
}

/** The one that RDS made, as an ordinary secret. */
export function importManagedSecret(scope: Construct, { resource }: RenderedDatabase, encryptionKey?: kms.IKey): secretsmanager.ISecret {
  return secretsmanager.Secret.fromSecretAttributes(scope, 'ManagedSecret', { secretCompleteArn: resource.attrMasterUserSecretSecretArn, encryptionKey });
}

/** Tells the secret where the database is, which is what the rotation reads, and then rotates it. */
export function attachSecret(
  scope: Construct, plan: AdminSecretPlan, secret: secretsmanager.Secret, database: RenderedDatabase, network: DatabaseNetwork,
) {
  const attachment = new secretsmanager.CfnSecretTargetAttachment(scope, 'SecretAttachment', {
    secretId: secret.secretArn,
    targetId: database.resource.ref,
    targetType: database.resource.cfnResourceType,
  });
  // A rotation changes the password on a database that has to be there as a whole.
  attachment.node.addDependency(...database.members.filter((member) => member !== database.resource));
  if (plan.rotation) { renderRotation(scope, plan.rotation, attachment.ref, secret.encryptionKey, network); }
}

/** CloudFormation makes the function itself, in a nested stack. The L2 knows the kinds of it as methods, not by the plan's name. */
function renderRotation(scope: Construct, plan: RotationPlan, secretId: string, encryptionKey: kms.IKey | undefined, network: DatabaseNetwork) {
  const { vpc } = network.site;
  const securityGroup = renderDatabaseSecurityGroup(scope, 'RotationSecurityGroup', vpc, plan.securityGroupDescription);
  const { cidrBlock, port, description } = plan.toSecretsManager;
  securityGroup.addEgressRule(ec2.Peer.ipv4(cidrBlock), ec2.Port.tcp(port), description);
  openWay(securityGroup, network.securityGroup, plan.toDatabase);
  Stack.of(scope).addTransform('AWS::SecretsManager-2024-09-16');
  const schedule = new secretsmanager.CfnRotationSchedule(scope, 'Rotation', {
    secretId,
    hostedRotationLambda: {
      rotationType: plan.hostedType,
      rotationLambdaName: plan.functionName,
      kmsKeyArn: encryptionKey?.keyArn,
      excludeCharacters: plan.excludeCharacters,
      vpcSecurityGroupIds: securityGroup.securityGroupId,
      vpcSubnetIds: Fn.join(',', vpc.selectSubnets(subnetsOf(plan.subnets)).subnetIds),
    },
    rotationRules: { automaticallyAfterDays: plan.everyDays },
  });
  // It rotates at once: the ways have to be open.
  schedule.node.addDependency(...waysOf(securityGroup, network.securityGroup));
}

/** The rules of its own group, and the database's that lets it in; not those that let others in. */
function waysOf(securityGroup: ec2.SecurityGroup, database: ec2.SecurityGroup): IConstruct[] {
  const isFromIt = (rule: IConstruct) => rule instanceof ec2.CfnSecurityGroupIngress && rule.sourceSecurityGroupId === securityGroup.securityGroupId;
  return [
    ...securityGroup.node.findAll().filter((rule) => rule instanceof ec2.CfnSecurityGroupEgress),
    ...database.node.findAll().filter(isFromIt),
  ];
}
