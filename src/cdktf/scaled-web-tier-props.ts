import { TerraformProvider } from 'cdktf';
import { INetwork } from './network';
import { ScaledWebTierOptions } from '../core/scaled-web-tier';

/** Options of a web tier on Terraform. Every id may be the output of a module or of a data source. */
export interface ScaledWebTierProps extends ScaledWebTierOptions {
  /** Network of the load balancer and the instances: a `Network`, or yours by `Network.fromAttributes`. */
  readonly network: INetwork;

  /**
   * ARNs of the listener's certificates; the first is the default one. Required unless `domainName` or `insecureHttp` is set.
   *
   * @default - one for `domainName`, validated in `hostedZoneId`
   */
  readonly certificateArns?: string[];

  /**
   * Id of the zone of `domainName`, in which its alias record is made and its certificate is validated. For that it has to be public.
   *
   * @default - none
   */
  readonly hostedZoneId?: string;

  /**
   * A listener to share with others, in place of a load balancer of the tier's own: `routing` says which requests are this tier's.
   *
   * @default - a load balancer of the tier's own
   */
  readonly listener?: SharedListener;

  /** @default - the network's private subnets */
  readonly instanceSubnetIds?: string[];

  /** @default - the network's private subnets; its public ones with `Exposure.INTERNET` */
  readonly loadBalancerSubnetIds?: string[];

  /**
   * Id of the instances' image: Linux with systemd, and of the instance type's architecture. It pins the image.
   *
   * @default - Amazon Linux 2023 of the instance type's architecture, looked up at every plan
   */
  readonly imageId?: string;

  /**
   * Name of a bucket for the access logs, in the tier's own region and encrypted with S3's own keys. Its policy must already let
   * `logdelivery.elasticloadbalancing.amazonaws.com` write.
   *
   * @default - a bucket of our own
   */
  readonly accessLogBucket?: string;

  /**
   * ARN of a topic for somebody who is woken: alarms, and their ends. If it is encrypted, its key must let `cloudwatch.amazonaws.com`
   * use it.
   *
   * @default - alarms show in CloudWatch only
   */
  readonly alarmTopicArn?: string;

  /**
   * ARN of a topic for the record: every launch and termination of an instance, and failures of either.
   *
   * @default - they show in the group's activity history only
   */
  readonly activityTopicArn?: string;

  /**
   * Accept that a secret in `service` or `instances.bootCommands` stands in the state and in the launch template, where whoever may
   * read either finds it.
   *
   * @default false
   */
  readonly acceptSecretInState?: boolean;

  /**
   * Provider of everything in the tier: that of another region, by its alias.
   *
   * @default - the stack's AWS provider
   */
  readonly provider?: TerraformProvider;
}

/** A listener that was made elsewhere. */
export interface SharedListener {
  /** ARN of the listener. */
  readonly listenerArn: string;
  /** Security group of its load balancer: a rule lets it out to the instances, and them let it in. */
  readonly securityGroupId: string;
}

/** A bucket that was made elsewhere. */
export interface BucketAttributes {
  /** Name of the bucket. */
  readonly bucketName: string;
  /** ARN of the bucket. */
  readonly bucketArn: string;

  /**
   * ARN of the key that it is encrypted with. The key's own policy must let the account's roles use it.
   *
   * @default - S3's own keys
   */
  readonly encryptionKeyArn?: string;
}

/** Something that the instances may do. */
export interface PolicyStatement {
  /** Unique within the tier: letters and digits. */
  readonly sid: string;
  /** As `dynamodb:GetItem`. */
  readonly actions: string[];
  /** ARNs. */
  readonly resources: string[];
}
