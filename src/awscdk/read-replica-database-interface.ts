import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { IConstruct } from 'constructs';
import { DatabaseEngine } from '../core/database-engines';
import { StatementPlan } from '../core/instances';

/** A database that servers can be connected to: one of ours, or one that is there already. */
export interface IReadReplicaDatabase extends IConstruct, ec2.IConnectable {
  /** What runs it, where that is known. */
  readonly engine?: DatabaseEngine;
  /** Host that writes, whichever instance that is. */
  readonly writerEndpoint: string;
  /** One host for all replicas. Absent without replicas on RDS, or with none that was given. */
  readonly readerEndpoint?: string;
  /** Host of each replica, for a client that balances by itself, or that compares the host's name with its certificate. */
  readonly readerHosts: string[];
  /** Port of the writer and of the replicas. */
  readonly port: number;
  /** The database that applications use, where that is known. */
  readonly databaseName?: string;
  /** Ids that logins with IAM are granted on: `db-…` of the writer and of each replica, or `cluster-…`. */
  readonly resourceIds: string[];
  /** Name of the admin, where that is known. */
  readonly adminUser?: string;
  /** The admin's name and password, where that is known. */
  readonly secret?: secretsmanager.ISecret;
  /** Parameter of Systems Manager that says where the database is, as lines of an environment. */
  readonly coordinatesParameterName?: string;
  /** Host of the proxy, if there is one. */
  readonly proxyEndpoint?: string;
  /** Host of the proxy for reads, if there is one. */
  readonly proxyReaderEndpoint?: string;
  /** Port of the proxy, if there is one. */
  readonly proxyPort?: number;
  /** Id of the proxy, `prx-…`, that logins with IAM are granted on, if there is one. */
  readonly proxyResourceId?: string;
  /** The proxy's side of the network, if there is one. */
  readonly proxyConnections?: ec2.Connections;

  /**
   * Lets somebody log in as a user of the database, with IAM and without a password: to the writer, to each replica and to the proxy. The
   * user has to be made by the database's bootstrap document.
   *
   * @param grantee who may
   * @param dbUser as whom: this user, and no other
   */
  grantConnect(grantee: iam.IGrantable, dbUser: string): iam.Grant;

  /**
   * Lets the proxy, if it is ours, log in on behalf of those who come through it.
   *
   * @internal
   */
  _allowProxy(statements: readonly StatementPlan[]): void;
}

/** A database that is there already. */
export interface ReadReplicaDatabaseAttributes {
  /** Host that writes. */
  readonly writerEndpoint: string;

  /** Port of the writer and of the replicas. */
  readonly port: number;

  /** Groups that the writer and the replicas are in. */
  readonly securityGroups: ec2.ISecurityGroup[];

  /**
   * What runs it.
   *
   * @default - unknown: users are held to names that every engine takes
   */
  readonly engine?: DatabaseEngine;

  /** @default - none: reads go to the first of `readerHosts`, or to the writer */
  readonly readerEndpoint?: string;

  /** @default - none */
  readonly readerHosts?: string[];

  /** @default - none that clients are told */
  readonly databaseName?: string;

  /**
   * Ids that logins with IAM are granted on: `db-…` of the writer and of each replica, or `cluster-…`.
   *
   * @default - none: nobody can be let in with IAM
   */
  readonly resourceIds?: string[];

  /** @default - unknown */
  readonly adminUser?: string;

  /** @default - unknown */
  readonly secret?: secretsmanager.ISecret;

  /**
   * Parameter of Systems Manager that holds where the database is, as lines of an environment. Servers follow it.
   *
   * @default - none: servers are told once, when they are connected
   */
  readonly coordinatesParameterName?: string;

  /** @default - no proxy */
  readonly proxy?: DatabaseProxyAttributes;
}

/** A proxy that is there already. Its own role must let it log in as the users that come through it. */
export interface DatabaseProxyAttributes {
  /** Host of the proxy. */
  readonly endpoint: string;

  /** Port of the proxy: 5432 before PostgreSQL, 3306 before the others, whatever the database's. */
  readonly port: number;

  /** Groups that the proxy is in. */
  readonly securityGroups: ec2.ISecurityGroup[];

  /** @default - none: reads go past it */
  readonly readerEndpoint?: string;

  /**
   * `prx-…`
   *
   * @default - unknown: nobody can be let in with IAM through it
   */
  readonly resourceId?: string;
}
