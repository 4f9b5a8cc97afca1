import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as sns from 'aws-cdk-lib/aws-sns';
import { StandbyDatabaseOptions } from '../core/standby-database-options';

/** Options of a database's copy in another region, on AWS CDK. All that is given here is of the standby's own region. */
export interface StandbyDatabaseProps extends StandbyDatabaseOptions {
  /** Network of the standby. The reader address is a name in a private zone, which takes DNS host names and DNS support in it. */
  readonly vpc: ec2.IVpc;

  /** @default - the isolated subnets, or the private ones where there are none */
  readonly subnets?: ec2.SubnetSelection;

  /**
   * Key that the standby, its snapshots and Performance Insights are encrypted with. Another one replaces the standby.
   *
   * @default - the key that AWS makes and rotates for RDS in the standby's region
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Private zone for the reader address, which the network has to be associated with. Its name has to be known.
   *
   * @default - a zone of our own
   */
  readonly readerZone?: route53.IHostedZone;

  /**
   * Topic for somebody who is woken: alarms, and their ends. If it is encrypted, its key must let `cloudwatch.amazonaws.com` use it.
   *
   * @default - alarms show in CloudWatch only
   */
  readonly alarmTopic?: sns.ITopic;
}
