import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition';
import { SecretsmanagerSecretRotation } from '@cdktf/provider-aws/lib/secretsmanager-secret-rotation';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { ServerlessapplicationrepositoryCloudformationStack } from '@cdktf/provider-aws/lib/serverlessapplicationrepository-cloudformation-stack';
import { Fn, ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { RenderedDatabase } from './database-fleet';
import { DatabaseNetwork, openWay } from './database-network';
import { allowEgress, renderSecurityGroup } from './network-peers';
import { PlaceOf } from './place';
import { literal } from './texts';
import { RotationPlan } from '../core/database-secret';

export interface RotationParts {
  readonly database: RenderedDatabase;
  readonly network: DatabaseNetwork;
  readonly place: PlaceOf;
  readonly version: SecretsmanagerSecretVersion;
  readonly keyArn?: string;
}

/** A function of AWS's, from its own repository, as Terraform has no hosted rotation. */
export function renderRotation(scope: Construct, plan: RotationPlan, { database, network, place, version, keyArn }: RotationParts) {
  const ways = new Construct(scope, 'RotationNetwork');
  const securityGroup = renderSecurityGroup(ways, 'SecurityGroup', network.vpcId, plan.securityGroupDescription);
  const { cidrBlock, port, description } = plan.toSecretsManager;
  allowEgress(ways, 'ToSecretsManager', securityGroup.id, [{ peer: { type: 'ipv4', id: cidrBlock }, port, description }]);
  openWay(ways, 'Rotation', securityGroup, network.securityGroup, plan.toDatabase);

  const { dnsSuffix } = new DataAwsPartition(scope, 'RotationPartition');
  const application = new ServerlessapplicationrepositoryCloudformationStack(scope, 'RotationFunction', {
    name: plan.functionName,
    applicationId: plan.applicationArn,
    semanticVersion: plan.applicationVersion,
    capabilities: ['CAPABILITY_IAM', 'CAPABILITY_RESOURCE_POLICY'],
    parameters: {
      functionName: plan.functionName,
      endpoint: `https://secretsmanager.${place.region}.${dnsSuffix}`,
      excludeCharacters: literal(plan.excludeCharacters),
      vpcSecurityGroupIds: securityGroup.id,
      vpcSubnetIds: Fn.join(',', network.rotationSubnets(plan.subnets)),
      ...(keyArn === undefined ? {} : { kmsKeyArn: keyArn }),
    },
  });
  new SecretsmanagerSecretRotation(scope, 'Rotation', {
    secretId: version.secretId,
    rotationLambdaArn: application.outputs.lookup('RotationLambdaARN'),
    rotationRules: { automaticallyAfterDays: plan.everyDays },
    // It rotates at once: the ways have to be open, and the database has to be there as a whole.
    dependsOn: [version, ...database.members, ...resourcesIn(ways)],
  });
}

function resourcesIn(scope: Construct): ITerraformDependable[] {
  return scope.node.findAll().filter((node): node is TerraformResource => TerraformResource.isTerraformResource(node));
}
