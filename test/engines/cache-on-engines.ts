import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { TerraformStack, Testing } from 'cdktf';
import { ALARM_TOPIC, CACHE_KEY, EVENT_TOPIC } from './cache-settings';
import { CacheSetting } from './cache.cases';
import * as awscdk from '../../src/awscdk';
import * as cdktf from '../../src/cdktf';
import { ScaledWebTierOptions, SessionCacheOptions } from '../../src/core';

/** Servers that ask to be told what they are connected to. */
export const TIER: ScaledWebTierOptions = { service: { command: '/opt/serve' }, insecureHttp: true };

/** A stack of AWS CDK with a network, and caches in it. */
export class OnAwsCdk {
  public readonly stack = new Stack(new App(), 'Stack');
  public readonly vpc: Vpc;

  constructor() {
    const { PUBLIC, PRIVATE_WITH_EGRESS, PRIVATE_ISOLATED } = SubnetType;
    const subnetConfiguration = [PUBLIC, PRIVATE_WITH_EGRESS, PRIVATE_ISOLATED].map((subnetType) => ({ name: subnetType, subnetType }));
    this.vpc = new Vpc(this.stack, 'Vpc', { subnetConfiguration });
  }

  public cache(id: string, options: SessionCacheOptions, setting: CacheSetting = {}): awscdk.SessionCache {
    const { stack, vpc } = this;
    return new awscdk.SessionCache(stack, id, {
      vpc,
      alarmTopic: setting.alarmTopic ? Topic.fromTopicArn(stack, 'Alarms', ALARM_TOPIC) : undefined,
      eventTopic: setting.eventTopic ? Topic.fromTopicArn(stack, 'Events', EVENT_TOPIC) : undefined,
      encryptionKey: setting.key ? Key.fromKeyArn(stack, `${id}Key`, CACHE_KEY) : undefined,
      ...options,
    });
  }

  public tier(): awscdk.ScaledWebTier {
    return new awscdk.ScaledWebTier(this.stack, 'Web', { vpc: this.vpc, ...TIER });
  }

  public synthesize(): any {
    return Template.fromStack(this.stack).toJSON();
  }
}

/** The same on Terraform. */
export class OnCdktf {
  public readonly stack = new TerraformStack(Testing.app(), 'Stack');
  public readonly network: cdktf.Network;

  constructor() {
    new AwsProvider(this.stack, 'Aws', { region: 'eu-west-1' });
    this.network = new cdktf.Network(this.stack, 'Network', { availabilityZones: 2 });
  }

  public cache(id: string, options: SessionCacheOptions, setting: CacheSetting = {}): cdktf.SessionCache {
    return new cdktf.SessionCache(this.stack, id, {
      network: this.network,
      alarmTopicArn: setting.alarmTopic ? ALARM_TOPIC : undefined,
      eventTopicArn: setting.eventTopic ? EVENT_TOPIC : undefined,
      encryptionKeyArn: setting.key ? CACHE_KEY : undefined,
      acceptSecretInState: true,
      ...options,
    });
  }

  public tier(): cdktf.ScaledWebTier {
    return new cdktf.ScaledWebTier(this.stack, 'Web', { network: this.network, ...TIER });
  }

  public synthesize(): any {
    return JSON.parse(Testing.synth(this.stack));
  }
}

const PLACE = 'arn:<AWS::Partition>:elasticache:<AWS::Region>:<AWS::AccountId>';

/** Which of its attributes say who a resource is, in words that do not depend on which engine says them. */
const NAMED: Record<string, (body: any) => Record<string, string>> = {
  aws_elasticache_replication_group: ({ replication_group_id: id }) => ({ arn: `${PLACE}:replicationgroup:${id}`, replication_group_id: id, id }),
  aws_elasticache_serverless_cache: ({ name }) => ({ arn: `${PLACE}:serverlesscache:${name}`, name, id: name }),
  aws_elasticache_user: ({ user_id: id, user_name: name }) => ({ arn: `${PLACE}:user:${id}`, user_name: name }),
  aws_ssm_parameter: ({ name }) => ({ arn: `arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter${name}`, name }),
};

/** Terraform refers to what CloudFormation composes of names: of several users, or of two caches, a topology would not tell which is meant. */
export function withNames(document: any): any {
  const made = Object.entries(NAMED).flatMap(([type, names]) => Object.entries<any>(document.resource[type] ?? {})
    .flatMap(([name, body]) => Object.entries(names(body)).map(([attribute, text]) => [`${type}.${name}.${attribute}`, text] as const)));
  const renamed = made.reduce((json, [reference, text]) => json
    .replaceAll(`\${${reference}}`, text)
    .replace(new RegExp(`${reference.replaceAll('.', '\\.')}(?![\\w.])`, 'g'), `\\"${text}\\"`), JSON.stringify(document));
  return JSON.parse(renamed);
}
