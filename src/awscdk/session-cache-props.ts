import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { SessionCacheOptions } from '../core/session-cache-options';

/** Options of a cache for sessions on AWS CDK. */
export interface SessionCacheProps extends SessionCacheOptions {
  /** Network of the cache. */
  readonly vpc: ec2.IVpc;

  /** @default - the isolated subnets, or the private ones where there are none */
  readonly subnets?: ec2.SubnetSelection;

  /**
   * Key that the cache, its snapshots and the passwords of its users are encrypted with. Another one replaces the cache.
   *
   * @default - keys that AWS makes and rotates for ElastiCache and for Secrets Manager
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Topic for somebody who is woken: alarms, and their ends. If it is encrypted, its key must let `cloudwatch.amazonaws.com` use it.
   *
   * @default - alarms show in CloudWatch only
   */
  readonly alarmTopic?: sns.ITopic;

  /**
   * Topic for the record: failovers, replaced nodes, changes of their number. ElastiCache tells nothing to one that is encrypted, that is another
   * account's or region's, or whose policy asks for `aws:SourceAccount` in place of `aws:SourceOwner`. Not with serverless.
   *
   * @default - they show in ElastiCache's events only
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html
   */
  readonly eventTopic?: sns.ITopic;
}
