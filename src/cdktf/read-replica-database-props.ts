import { TerraformProvider } from 'cdktf';
import { INetwork } from './network';
import { DatabaseEngine } from '../core/database-engines';
import { StatementPlan } from '../core/instances';
import { ReadReplicaDatabaseOptions } from '../core/read-replica-database';

/** Options of a database with read replicas on Terraform, from 1.11 on. Every id may be the output of a module or of a data source. */
export interface ReadReplicaDatabaseProps extends ReadReplicaDatabaseOptions {
  /** Network of the database: a `Network`, or yours by `Network.fromAttributes`. */
  readonly network: INetwork;

  /** @default - the network's isolated subnets, or its private ones where it has none */
  readonly subnetIds?: string[];

  /**
   * Subnets of the function that rotates the admin's password. From there Secrets Manager has to be reached.
   *
   * @default - the network's private subnets
   */
  readonly rotationSubnetIds?: string[];

  /**
   * ARN of a key for the disks, the secret and what Performance Insights keeps. Another one replaces the database.
   *
   * @default - AWS's own keys
   */
  readonly encryptionKeyArn?: string;

  /**
   * A private zone of the network for the reader address, in place of one of the database's own.
   *
   * @default - a zone that is made
   */
  readonly readerZone?: DatabaseReaderZone;

  /**
   * Which of the admin's passwords this is. A new number makes a new one, in the database and in the secret at once: that mends an apply
   * that was cut off between the two.
   *
   * @default 1
   */
  readonly adminPasswordVersion?: number;

  /**
   * ARN of a topic for somebody who is woken: alarms, and their ends. If it is encrypted, its key must let `cloudwatch.amazonaws.com`
   * use it.
   *
   * @default - alarms show in CloudWatch only
   */
  readonly alarmTopicArn?: string;

  /**
   * Provider of everything in the database: that of another region, by its alias.
   *
   * @default - the stack's AWS provider
   */
  readonly provider?: TerraformProvider;
}

/** A private zone that was made elsewhere. */
export interface DatabaseReaderZone {
  /** Id of the hosted zone. */
  readonly zoneId: string;
  /** As 'data.internal'. */
  readonly zoneName: string;
}

/** A database that a tier can be connected to: a `ReadReplicaDatabase`, or one that was made elsewhere. */
export interface IReadReplicaDatabase {
  /** Where is written. */
  readonly writerEndpoint: string;

  /**
   * One name for all replicas.
   *
   * @default - there is none
   */
  readonly readerEndpoint?: string;

  /** Every replica by its own name. */
  readonly readerHosts: string[];

  /** Port of the writer and of the replicas. */
  readonly port: number;

  /** Where connections are let in. */
  readonly securityGroupId: string;

  /** Ids that logins are granted on: `db-…` of the writer and of each replica, or `cluster-…`. */
  readonly resourceIds: string[];

  /**
   * What runs it.
   *
   * @default - not known: names of users have to suit all engines
   */
  readonly engine?: DatabaseEngine;

  /**
   * Name of the database that clients are told.
   *
   * @default - none
   */
  readonly databaseName?: string;

  /**
   * Name of the admin.
   *
   * @default - not known
   */
  readonly adminUser?: string;

  /**
   * ARN of the admin's secret.
   *
   * @default - not known
   */
  readonly secretArn?: string;

  /**
   * ARN of the key that the secret is encrypted with.
   *
   * @default - Secrets Manager's own
   */
  readonly secretKeyArn?: string;

  /**
   * Name of the parameter that holds the database's coordinates.
   *
   * @default - none: each tier has them in a parameter of its own
   */
  readonly coordinatesParameterName?: string;

  /** @default - none */
  readonly coordinatesParameterArn?: string;

  /** @default - no proxy */
  readonly proxyEndpoint?: string;

  /**
   * The proxy's endpoint for reads.
   *
   * @default - none
   */
  readonly proxyReaderEndpoint?: string;

  /** @default - no proxy */
  readonly proxyPort?: number;

  /**
   * Id that logins through the proxy are granted on: `prx-…`. An imported proxy's own role has to let it log in.
   *
   * @default - no proxy
   */
  readonly proxyResourceId?: string;

  /** @default - no proxy */
  readonly proxySecurityGroupId?: string;

  /**
   * Lets the proxy, if it is ours, log in on behalf of those who come through it.
   *
   * @internal
   */
  _allowProxy(statements: readonly StatementPlan[]): void;
}

/** What is known of a database that was made elsewhere. */
export interface ReadReplicaDatabaseAttributes {
  /** Where is written. */
  readonly writerEndpoint: string;

  /**
   * One name for all replicas.
   *
   * @default - there is none
   */
  readonly readerEndpoint?: string;

  /**
   * Every replica by its own name.
   *
   * @default - none
   */
  readonly readerHosts?: string[];

  /** Port of the writer and of the replicas. */
  readonly port: number;

  /** Where connections are let in. */
  readonly securityGroupId: string;

  /**
   * Ids that logins are granted on: `db-…` of the writer and of each replica, or `cluster-…`.
   *
   * @default - none: nobody can be granted a login
   */
  readonly resourceIds?: string[];

  /**
   * What runs it.
   *
   * @default - not known: names of users have to suit all engines
   */
  readonly engine?: DatabaseEngine;

  /**
   * Name of the database that clients are told.
   *
   * @default - none
   */
  readonly databaseName?: string;

  /**
   * ARN of the admin's secret.
   *
   * @default - not known
   */
  readonly secretArn?: string;

  /**
   * ARN of the key that the secret is encrypted with.
   *
   * @default - Secrets Manager's own
   */
  readonly secretKeyArn?: string;

  /** @default - no proxy */
  readonly proxyEndpoint?: string;

  /**
   * The proxy's endpoint for reads.
   *
   * @default - none
   */
  readonly proxyReaderEndpoint?: string;

  /** @default - no proxy */
  readonly proxyPort?: number;

  /**
   * Id that logins through the proxy are granted on: `prx-…`. The proxy's own role has to let it log in as the same users.
   *
   * @default - no proxy
   */
  readonly proxyResourceId?: string;

  /** @default - no proxy */
  readonly proxySecurityGroupId?: string;
}
