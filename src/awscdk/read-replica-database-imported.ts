import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { grantLogin } from './database-connectable';
import { IReadReplicaDatabase, ReadReplicaDatabaseAttributes } from './read-replica-database-interface';
import { DatabaseEngine } from '../core/database-engines';

/** A database that somebody else has made. */
export class ImportedReadReplicaDatabase extends Construct implements IReadReplicaDatabase {
  public readonly engine?: DatabaseEngine;
  public readonly writerEndpoint: string;
  public readonly readerEndpoint?: string;
  public readonly readerHosts: string[];
  public readonly port: number;
  public readonly databaseName?: string;
  public readonly resourceIds: string[];
  public readonly adminUser?: string;
  public readonly secret?: secretsmanager.ISecret;
  public readonly coordinatesParameterName?: string;
  public readonly proxyEndpoint?: string;
  public readonly proxyReaderEndpoint?: string;
  public readonly proxyPort?: number;
  public readonly proxyResourceId?: string;
  public readonly proxyConnections?: ec2.Connections;
  public readonly connections: ec2.Connections;

  constructor(scope: Construct, id: string, props: ReadReplicaDatabaseAttributes) {
    super(scope, id);
    const { port, securityGroups, proxy } = props;
    this.engine = props.engine;
    this.writerEndpoint = props.writerEndpoint;
    this.readerEndpoint = props.readerEndpoint;
    this.readerHosts = props.readerHosts ?? [];
    this.port = port;
    this.databaseName = props.databaseName;
    this.resourceIds = props.resourceIds ?? [];
    this.adminUser = props.adminUser;
    this.secret = props.secret;
    this.coordinatesParameterName = props.coordinatesParameterName;
    this.connections = new ec2.Connections({ securityGroups, defaultPort: ec2.Port.tcp(port) });
    this.proxyEndpoint = proxy?.endpoint;
    this.proxyReaderEndpoint = proxy?.readerEndpoint;
    this.proxyPort = proxy?.port;
    this.proxyResourceId = proxy?.resourceId;
    this.proxyConnections = proxy && new ec2.Connections({ securityGroups: proxy.securityGroups, defaultPort: ec2.Port.tcp(proxy.port) });
  }

  public grantConnect(grantee: iam.IGrantable, dbUser: string): iam.Grant {
    return grantLogin(this, grantee, dbUser);
  }

  /** @internal */
  public _allowProxy() {
    // Its role is not ours.
  }
}
