import { TerraformProvider } from 'cdktf';
import { INetwork } from './network';
import { CacheEngine } from '../core/cache-engines';
import { SessionCacheOptions } from '../core/session-cache-options';

/**
 * Options of a cache for sessions on Terraform. Every id may be the output of a module or of a data source.
 *
 * Once AWS has upgraded the minor version, `engine` has to say the new one: the provider takes the older one for a downgrade, for which it
 * would replace the cache. With `Protection.FULL` the plan fails instead.
 *
 * Of a serverless cache no final snapshot is taken, as the provider has no argument for it: take one before you give up its protection.
 */
export interface SessionCacheProps extends SessionCacheOptions {
  /** Network of the cache: a `Network`, or yours by `Network.fromAttributes`. */
  readonly network: INetwork;

  /** @default - the network's isolated subnets, or its private ones where it has none */
  readonly subnetIds?: string[];

  /**
   * ARN of a key for what the cache keeps, for its snapshots and for the secrets of its users. Another one replaces the cache.
   *
   * @default - AWS's own keys
   */
  readonly encryptionKeyArn?: string;

  /**
   * ARN of a topic for somebody who is woken: alarms, and their ends. If it is encrypted, its key must let `cloudwatch.amazonaws.com`
   * use it.
   *
   * @default - alarms show in CloudWatch only
   */
  readonly alarmTopicArn?: string;

  /**
   * ARN of a topic for the record: failovers, replaced nodes, changes of their number. ElastiCache tells nothing to one that is encrypted, or
   * that is another account's or region's; its policy has to let the account in by `aws:SourceOwner`. Not with serverless.
   *
   * @default - they show among the cache's events only
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html
   */
  readonly eventTopicArn?: string;

  /**
   * Accept that the passwords of `CacheUser.password` stand in the state, where whoever may read it finds them: the provider has no argument
   * for them that is only written.
   *
   * @default false
   */
  readonly acceptSecretInState?: boolean;

  /**
   * Provider of everything in the cache: that of another region, by its alias.
   *
   * @default - the stack's AWS provider
   */
  readonly provider?: TerraformProvider;
}

/** A user of a cache that was made elsewhere. */
export interface SessionCacheUserAttributes {
  /** What a client logs in as. */
  readonly userName: string;

  /** ARN of the user, that logins are granted on. */
  readonly userArn: string;

  /**
   * ARN of the secret that holds its name and its password.
   *
   * @default - none: it logs in with IAM
   */
  readonly secretArn?: string;

  /**
   * ARN of the key that the secret is encrypted with.
   *
   * @default - Secrets Manager's own
   */
  readonly secretKeyArn?: string;
}

/** A user of a cache. */
export interface SessionCacheUser extends SessionCacheUserAttributes {
  /** What the cache's options call it; of one that was made elsewhere its `userName`. */
  readonly name: string;
}

/** A cache that a tier can be connected to: a `SessionCache`, or one that was made elsewhere. */
export interface ISessionCache {
  /** Host that writes; with cluster mode, and with Memcached, the one that tells clients of the nodes. */
  readonly endpoint: string;

  /**
   * One host for all replicas.
   *
   * @default - there is none
   */
  readonly readerEndpoint?: string;

  /** Port of `endpoint`. */
  readonly port: number;

  /**
   * Port that answers reads.
   *
   * @default - the same one
   */
  readonly readerPort?: number;

  /** Where connections are let in. */
  readonly securityGroupId: string;

  /** What runs it. */
  readonly engine: CacheEngine;

  /** Whether it is reached over TLS. */
  readonly tls: boolean;

  /** Whether clients have to know how to ask a cluster. */
  readonly clusterMode: boolean;

  /** Whether it has no nodes. */
  readonly serverless: boolean;

  /**
   * Id of the replication group, or name of the serverless cache: a token to log in with IAM is made for it.
   *
   * @default - none: nobody logs in with IAM
   */
  readonly cacheName?: string;

  /**
   * ARN that logins with IAM are granted on.
   *
   * @default - none: nobody logs in with IAM
   */
  readonly cacheArn?: string;

  /** Who may use it. Empty where nobody is asked who he is, and where that is not known. */
  readonly users: SessionCacheUser[];

  /**
   * Name of the parameter that holds the cache's coordinates.
   *
   * @default - none: each tier has them in a parameter of its own
   */
  readonly coordinatesParameterName?: string;

  /** @default - none */
  readonly coordinatesParameterArn?: string;
}

/** What is known of a cache that was made elsewhere. */
export interface SessionCacheAttributes {
  /** Host that writes; with cluster mode, and with Memcached, the one that tells clients of the nodes. */
  readonly endpoint: string;

  /**
   * One host for all replicas.
   *
   * @default - there is none
   */
  readonly readerEndpoint?: string;

  /** Port of `endpoint`. */
  readonly port: number;

  /**
   * Port that answers reads.
   *
   * @default - the same one
   */
  readonly readerPort?: number;

  /** Where connections are let in. */
  readonly securityGroupId: string;

  /** What runs it. */
  readonly engine: CacheEngine;

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
   * Id of the replication group, or name of the serverless cache: a token to log in with IAM is made for it.
   *
   * @default - none: nobody logs in with IAM
   */
  readonly cacheName?: string;

  /**
   * ARN that logins with IAM are granted on.
   *
   * @default - none: nobody logs in with IAM
   */
  readonly cacheArn?: string;

  /**
   * Who may use it.
   *
   * @default - none that can be let in
   */
  readonly users?: SessionCacheUserAttributes[];
}
