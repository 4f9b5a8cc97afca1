import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { grantLogin } from './cache-connectable';
import { cacheContextOf } from './cache-context';
import { ISessionCache, SessionCacheAttributes, SessionCacheUser } from './session-cache-interface';
import { CacheEngine } from '../core/cache-engines';
import { planImportedCache } from '../core/cache-imported';

/** A cache that somebody else has made. */
export class ImportedSessionCache extends Construct implements ISessionCache {
  public readonly engine: CacheEngine;
  public readonly endpoint: string;
  public readonly readerEndpoint?: string;
  public readonly port: number;
  public readonly readerPort?: number;
  public readonly cacheName?: string;
  public readonly cacheArn?: string;
  public readonly tls: boolean;
  public readonly clusterMode: boolean;
  public readonly serverless: boolean;
  public readonly users: SessionCacheUser[];
  public readonly coordinatesParameterName?: string;
  public readonly connections: ec2.Connections;

  constructor(scope: Construct, id: string, props: SessionCacheAttributes) {
    super(scope, id);
    const { engine, port, readerPort, cacheName, tls, clusterMode, serverless, securityGroups, users = [] } = props;
    const plan = planImportedCache({
      engine,
      port,
      readerPort,
      cacheName,
      tls,
      clusterMode,
      serverless,
      users: users.map(({ userName, secret }) => ({ userName, authentication: secret ? 'password' : 'iam' })),
    }, cacheContextOf(this));
    this.engine = engine;
    this.endpoint = props.endpoint;
    this.readerEndpoint = props.readerEndpoint;
    this.port = port;
    this.readerPort = readerPort;
    this.cacheName = cacheName;
    this.cacheArn = props.cacheArn;
    this.tls = plan.tls;
    this.clusterMode = plan.clusterMode;
    this.serverless = plan.serverless;
    this.users = users.map((user) => ({ ...user, name: user.userName }));
    this.coordinatesParameterName = props.coordinatesParameterName;
    this.connections = new ec2.Connections({ securityGroups, defaultPort: ec2.Port.tcp(port) });
  }

  public grantConnect(grantee: iam.IGrantable, user?: string): iam.Grant {
    return grantLogin(this, grantee, user);
  }
}
