import { TerraformProvider } from 'cdktf';
import { INetwork } from './network';
import { DatabaseReaderZone } from './read-replica-database-props';
import { StandbyDatabaseOptions } from '../core/standby-database-options';

/**
 * Options of a database's copy in another region, on Terraform. All that is given here is of the standby's own region, and every id may be the
 * output of a module or of a data source.
 */
export interface StandbyDatabaseProps extends StandbyDatabaseOptions {
  /** Network of the standby: a `Network`, or yours by `Network.fromAttributes`. */
  readonly network: INetwork;

  /** @default - the network's isolated subnets, or its private ones where it has none */
  readonly subnetIds?: string[];

  /**
   * ARN of a key that the standby, its snapshots and Performance Insights are encrypted with. Another one replaces the standby.
   *
   * @default - the key that AWS makes and rotates for RDS in the standby's region
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html
   */
  readonly encryptionKeyArn?: string;

  /**
   * A private zone of the network for the reader address, in place of one of the standby's own.
   *
   * @default - a zone that is made
   */
  readonly readerZone?: DatabaseReaderZone;

  /**
   * ARN of a topic for somebody who is woken: alarms, and their ends. If it is encrypted, its key must let `cloudwatch.amazonaws.com`
   * use it.
   *
   * @default - alarms show in CloudWatch only
   */
  readonly alarmTopicArn?: string;

  /**
   * Provider of everything in the standby: that of its region, by its alias.
   *
   * @default - the stack's AWS provider
   */
  readonly provider?: TerraformProvider;
}
