import { StatementPlan } from './instances';

/** The load balancer's log of every request. */
export interface AccessLogsOptions {
  /**
   * Prefix of the log files, without a slash at either end.
   *
   * @default - none
   */
  readonly prefix?: string;

  /**
   * Days until a log file of our own bucket is deleted, 1–3650.
   *
   * @default 90
   */
  readonly expireAfterDays?: number;
}

export interface AccessLogsPlan {
  readonly prefix?: string;
  /** Our own bucket; not made where the user brought one. */
  readonly bucket: LogBucketPlan;
}

export interface LogBucketPlan {
  readonly expireAfterDays: number;
  /** Versions that were overwritten, and uploads that were broken off, are of no use. */
  readonly noncurrentExpireAfterDays: number;
  readonly abortUploadsAfterDays: number;
  /** A load balancer writes to buckets with S3's own keys only. */
  readonly encryption: 'AES256';
  readonly objectOwnership: 'BucketOwnerEnforced';
  readonly versioned: true;
  readonly blocksPublicAccess: true;
  /** Says what the bucket is for, as a tag. */
  readonly purpose: string;
}

/** Where a load balancer is deployed. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

export function planAccessLogs(options: { withoutAccessLogs?: boolean; accessLogs?: AccessLogsOptions }): AccessLogsPlan | undefined {
  if (options.withoutAccessLogs) { return undefined; }
  return {
    prefix: options.accessLogs?.prefix,
    bucket: {
      expireAfterDays: options.accessLogs?.expireAfterDays ?? 90,
      noncurrentExpireAfterDays: 1,
      abortUploadsAfterDays: 1,
      encryption: 'AES256',
      objectOwnership: 'BucketOwnerEnforced',
      versioned: true,
      blocksPublicAccess: true,
      purpose: 'Access logs of a load balancer',
    },
  };
}

/**
 * Lets the load balancers of this account and region write their logs, whatever the region: the service principal has made the
 * region's own account unnecessary.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export function logDeliveryStatement({ prefix }: AccessLogsPlan, bucketArn: string, { partition, region, account }: Place): StatementPlan {
  const folder = [prefix, 'AWSLogs', account].filter((part) => part !== undefined).join('/');
  return {
    sid: 'LogDelivery',
    principals: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
    actions: ['s3:PutObject'],
    resources: [`${bucketArn}/${folder}/*`],
    conditions: { ArnLike: { 'aws:SourceArn': `arn:${partition}:elasticloadbalancing:${region}:${account}:loadbalancer/*` } },
  };
}

/** Nobody reads or writes a bucket of ours in the clear. */
export function tlsOnlyStatement(bucketArn: string): StatementPlan {
  return {
    sid: 'TlsOnly',
    effect: 'Deny',
    principals: { AWS: '*' },
    actions: ['s3:*'],
    resources: [bucketArn, `${bucketArn}/*`],
    conditions: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}
