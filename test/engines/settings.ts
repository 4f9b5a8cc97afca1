import { BucketConnectionOptions } from '../../src/core';

/** What a case finds around the tier, in words that both engines' runners understand. */
export interface Setting {
  /** How many certificates are given. */
  readonly certificates?: number;
  readonly hostedZone?: boolean;
  readonly alarmTopic?: boolean;
  readonly activityTopic?: boolean;
  readonly image?: boolean;
  readonly accessLogBucket?: boolean;
  /** A listener of somebody else's is shared. */
  readonly listener?: boolean;
  /** Zones of the network; two, unless it says so. */
  readonly zones?: number;
  /** The tier is connected to a bucket, with these options. */
  readonly bucket?: BucketConnectionOptions;
}

export const CERTIFICATES = ['first', 'second', 'third'].map((name) => `arn:aws:acm:eu-west-1:111122223333:certificate/${name}`);
export const ALARM_TOPIC = 'arn:aws:sns:eu-west-1:111122223333:alarms';
export const ACTIVITY_TOPIC = 'arn:aws:sns:eu-west-1:111122223333:activity';
export const ZONE = { id: 'Z0123456789ABC', name: 'example.com' };
export const IMAGE = 'ami-0123456789abcdef0';
export const LOG_BUCKET = 'somebodys-logs';
export const BUCKET = { name: 'somebodys-files', arn: 'arn:aws:s3:::somebodys-files' };
export const BLOCK = '10.0.0.0/16';
export const LISTENER = {
  arn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/shared/0123456789abcdef/fedcba9876543210',
  loadBalancerFullName: 'app/shared/0123456789abcdef',
  securityGroupId: 'sg-0123456789abcdef0',
};
