import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, Environment, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { TerraformStack, Testing } from 'cdktf';
import { ALARM_TOPIC, READER_ZONE, STANDBY_KEY } from './standby-settings';
import { StandbySetting } from './standby.cases';
import * as awscdk from '../../src/awscdk';
import * as cdktf from '../../src/cdktf';
import { StandbyDatabaseOptions } from '../../src/core';
import { ReadOptions, Topology } from '../../src/review';

/** A stack of AWS CDK with a network, and a standby in it. */
export class OnAwsCdk {
  public readonly stack: Stack;
  private readonly vpc: Vpc;

  constructor(env?: Environment) {
    const { PUBLIC, PRIVATE_WITH_EGRESS, PRIVATE_ISOLATED } = SubnetType;
    const subnetConfiguration = [PUBLIC, PRIVATE_WITH_EGRESS, PRIVATE_ISOLATED].map((subnetType) => ({ name: subnetType, subnetType }));
    this.stack = new Stack(new App(), 'Stack', { env });
    this.vpc = new Vpc(this.stack, 'Vpc', { subnetConfiguration });
  }

  public standby(options: StandbyDatabaseOptions, setting: StandbySetting = {}): awscdk.StandbyDatabase {
    const { stack, vpc } = this;
    const { id: hostedZoneId, name: zoneName } = READER_ZONE;
    return new awscdk.StandbyDatabase(stack, 'Standby', {
      vpc,
      encryptionKey: setting.key ? Key.fromKeyArn(stack, 'Key', STANDBY_KEY) : undefined,
      alarmTopic: setting.alarmTopic ? Topic.fromTopicArn(stack, 'Alarms', ALARM_TOPIC) : undefined,
      readerZone: setting.readerZone ? HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId, zoneName }) : undefined,
      ...options,
    });
  }

  public synthesize(): any {
    return Template.fromStack(this.stack).toJSON();
  }
}

/** The same on Terraform. */
export class OnCdktf {
  public readonly stack = new TerraformStack(Testing.app(), 'Stack');
  private readonly network: cdktf.Network;

  constructor() {
    new AwsProvider(this.stack, 'Aws', { region: 'eu-west-1' });
    this.network = new cdktf.Network(this.stack, 'Network', { availabilityZones: 2 });
  }

  public standby(options: StandbyDatabaseOptions, setting: StandbySetting = {}): cdktf.StandbyDatabase {
    return new cdktf.StandbyDatabase(this.stack, 'Standby', {
      network: this.network,
      encryptionKeyArn: setting.key ? STANDBY_KEY : undefined,
      alarmTopicArn: setting.alarmTopic ? ALARM_TOPIC : undefined,
      readerZone: setting.readerZone ? { zoneId: READER_ZONE.id, zoneName: READER_ZONE.name } : undefined,
      ...options,
    });
  }

  public synthesize(): any {
    return JSON.parse(Testing.synth(this.stack));
  }
}

export function readTemplate(template: any, options?: ReadOptions): Topology {
  return Topology.fromCloudFormation(withNamesInTemplate(template), options);
}

export function readDocument(document: any, options?: ReadOptions): Topology {
  return Topology.fromTerraform(withNamesInDocument(document), options);
}

const IDENTIFIERS: Record<string, string> = { 'AWS::RDS::DBInstance': 'DBInstanceIdentifier', 'AWS::RDS::DBCluster': 'DBClusterIdentifier' };

/** A topology tells a host by the type of what has it: of several instances it would not tell which is meant. Here it is told by their names. */
function withNamesInTemplate({ Resources, ...rest }: any): any {
  const named = (node: any): any => {
    if (typeof node !== 'object' || node === null) { return node; }
    const [id, attribute] = node['Fn::GetAtt'] ?? [];
    const { Type, Properties } = Resources[id] ?? {};
    if (IDENTIFIERS[Type] && /Endpoint\.Address$/.test(attribute)) { return `<${Properties[IDENTIFIERS[Type]]} ${attribute}>`; }
    return Array.isArray(node) ? node.map(named) : Object.fromEntries(Object.entries(node).map(([name, member]) => [name, named(member)]));
  };
  return { ...rest, Resources: named(Resources) };
}

const NAMED: Record<string, (body: any) => Record<string, string>> = {
  aws_db_instance: ({ identifier }) => ({ identifier, address: `<${identifier} Endpoint.Address>` }),
  aws_rds_cluster_instance: ({ identifier }) => ({ identifier, endpoint: `<${identifier} Endpoint.Address>` }),
  aws_rds_cluster: ({ cluster_identifier: id }) => (
    { cluster_identifier: id, endpoint: `<${id} Endpoint.Address>`, reader_endpoint: `<${id} ReadEndpoint.Address>` }),
};

/** The same for what Terraform refers to. */
function withNamesInDocument(document: any): any {
  const made = Object.entries(NAMED).flatMap(([type, names]) => Object.entries<any>(document.resource[type] ?? {})
    .flatMap(([name, body]) => Object.entries(names(body)).map(([attribute, text]) => [`\${${type}.${name}.${attribute}}`, text] as const)));
  return JSON.parse(made.reduce((json, [reference, text]) => json.replaceAll(reference, text), JSON.stringify(document)));
}
