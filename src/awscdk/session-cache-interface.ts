import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { IConstruct } from 'constructs';
import { CacheEngine } from '../core/cache-engines';

/** A cache that servers can be connected to: one of ours, or one that is there already. */
export interface ISessionCache extends IConstruct, ec2.IConnectable {
  /** What runs it. */
  readonly engine: CacheEngine;
  /** Host that writes; with cluster mode, and with Memcached, the one that tells clients of the nodes. */
  readonly endpoint: string;
  /** One host for all replicas. Absent with cluster mode, whose clients find them, and with Memcached on nodes. */
  readonly readerEndpoint?: string;
  /** Port of `endpoint`. */
  readonly port: number;
  /** Port that answers reads, where it is another one: serverless only. */
  readonly readerPort?: number;
  /** Id of the replication group, or name of the serverless cache: a token to log in with IAM is made for it. Absent for Memcached on nodes. */
  readonly cacheName?: string;
  /** ARN of the replication group or of the serverless cache, that logins are granted on. */
  readonly cacheArn?: string;
  /** Whether it is reached over TLS. */
  readonly tls: boolean;
  /** Whether clients have to know how to ask a cluster. */
  readonly clusterMode: boolean;
  /** Whether it has no nodes. */
  readonly serverless: boolean;
  /** Who may use it. Empty where nobody is asked who he is, and where that is not known. */
  readonly users: SessionCacheUser[];
  /** Parameter of Systems Manager that says where the cache is, as lines of an environment. */
  readonly coordinatesParameterName?: string;

  /**
   * Lets somebody log in as a user of the cache: with IAM, or by reading the user's password.
   *
   * @param grantee who may
   * @param user as whom, by its name in `users`; the only one, or the first that logs in with IAM, if it is not said
   */
  grantConnect(grantee: iam.IGrantable, user?: string): iam.Grant;
}

/** A user of a cache that is there already. */
export interface SessionCacheUserAttributes {
  /** What a client logs in as. */
  readonly userName: string;

  /** ARN of the user, that logins are granted on. */
  readonly userArn: string;

  /**
   * The user's name and password.
   *
   * @default - none: it logs in with IAM
   */
  readonly secret?: secretsmanager.ISecret;
}

/** A user of a cache. */
export interface SessionCacheUser extends SessionCacheUserAttributes {
  /** What the cache's options call it; of one that is there already its `userName`. */
  readonly name: string;
}

/** A cache that is there already. */
export interface SessionCacheAttributes {
  /** What runs it. */
  readonly engine: CacheEngine;

  /** Host that writes; with cluster mode, and with Memcached, the configuration endpoint. */
  readonly endpoint: string;

  /** Port of `endpoint`. */
  readonly port: number;

  /** Groups that the cache is in. */
  readonly securityGroups: ec2.ISecurityGroup[];

  /** @default - none */
  readonly readerEndpoint?: string;

  /** @default - that of `endpoint` */
  readonly readerPort?: number;

  /**
   * Id of the replication group, or name of the serverless cache.
   *
   * @default - unknown: a client can make no token to log in with IAM
   */
  readonly cacheName?: string;

  /**
   * ARN of the replication group or of the serverless cache.
   *
   * @default - unknown: nobody can be let in with IAM
   */
  readonly cacheArn?: string;

  /**
   * Whether it is reached over TLS.
   *
   * @default true
   */
  readonly tls?: boolean;

  /**
   * Whether clients have to know how to ask a cluster.
   *
   * @default - with serverless, but for Memcached
   */
  readonly clusterMode?: boolean;

  /**
   * Whether it has no nodes.
   *
   * @default false
   */
  readonly serverless?: boolean;

  /**
   * Who may use it.
   *
   * @default - none that can be let in
   */
  readonly users?: SessionCacheUserAttributes[];

  /**
   * Parameter of Systems Manager that holds where the cache is, as lines of an environment. Servers follow it.
   *
   * @default - none: servers are told once, when they are connected
   */
  readonly coordinatesParameterName?: string;
}
