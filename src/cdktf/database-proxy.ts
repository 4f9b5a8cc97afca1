import { DbProxy } from '@cdktf/provider-aws/lib/db-proxy';
import { DbProxyDefaultTargetGroup } from '@cdktf/provider-aws/lib/db-proxy-default-target-group';
import { DbProxyEndpoint } from '@cdktf/provider-aws/lib/db-proxy-endpoint';
import { DbProxyTarget } from '@cdktf/provider-aws/lib/db-proxy-target';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { RenderedDatabase } from './database-fleet';
import { renderServicePolicy, renderServiceRole } from './database-monitoring';
import { DatabaseNetwork, openWay } from './database-network';
import { renderSecurityGroup } from './network-peers';
import { DatabaseProxyPlan } from '../core/database-proxy';
import { StatementPlan } from '../core/instances';

/** The pool before the database. */
export class DatabaseProxy extends Construct {
  public readonly endpoint: string;
  public readonly readerEndpoint?: string;
  public readonly resourceId: string;
  public readonly port: number;
  public readonly securityGroup: SecurityGroup;
  private readonly role: IamRole;
  private readonly statements: StatementPlan[] = [];

  constructor(scope: Construct, id: string, private readonly plan: DatabaseProxyPlan, database: RenderedDatabase, network: DatabaseNetwork) {
    super(scope, id);
    this.port = plan.port;
    this.securityGroup = renderSecurityGroup(this, 'SecurityGroup', network.vpcId, plan.securityGroupDescription);
    openWay(this, 'Proxy', this.securityGroup, network.securityGroup, plan.toDatabase);
    this.role = renderServiceRole(this, 'Proxy', plan.trust, plan.roleDescription);
    const place = { vpcSubnetIds: network.subnetIds, vpcSecurityGroupIds: [this.securityGroup.id] };

    const proxy = this.renderProxy(place);
    this.renderTarget(proxy, database);
    this.endpoint = proxy.endpoint;
    this.readerEndpoint = this.renderReadOnlyEndpoint(proxy, place)?.endpoint;
    // The last part of its ARN: the provider gives it in no other way.
    this.resourceId = Fn.element(Fn.split(':', proxy.arn), 6);
  }

  /** What a user may do who comes through it. The policy is made with its first statement, as an empty one cannot be deployed. */
  public allow(statements: readonly StatementPlan[]) {
    for (const statement of statements) {
      if (this.statements.some(({ sid }) => sid === statement.sid)) { continue; }
      if (this.statements.length === 0) { renderServicePolicy(this, 'Proxy', this.role, this.statements, this.plan.policyDescription); }
      this.statements.push(statement);
    }
  }

  private renderProxy(place: { vpcSubnetIds: string[]; vpcSecurityGroupIds: string[] }): DbProxy {
    const { plan } = this;
    return new DbProxy(this, 'Resource', {
      ...place,
      name: plan.name,
      engineFamily: plan.engineFamily,
      defaultAuthScheme: plan.defaultAuthScheme,
      requireTls: plan.requireTls,
      idleClientTimeout: plan.idleClientTimeoutSeconds,
      debugLogging: plan.debugLogging,
      roleArn: this.role.arn,
    });
  }

  private renderTarget(proxy: DbProxy, { resource, members, identifiers }: RenderedDatabase) {
    const { plan } = this;
    const group = new DbProxyDefaultTargetGroup(this, 'TargetGroup', {
      dbProxyName: proxy.name,
      connectionPoolConfig: {
        maxConnectionsPercent: plan.maxConnectionsPercent,
        maxIdleConnectionsPercent: plan.maxIdleConnectionsPercent,
        connectionBorrowTimeout: plan.connectionBorrowTimeoutSeconds,
      },
    });
    const [identifier] = Object.values(identifiers);
    new DbProxyTarget(this, 'Target', {
      dbProxyName: proxy.name,
      targetGroupName: group.name,
      dbInstanceIdentifier: plan.target === 'instance' ? identifier : undefined,
      dbClusterIdentifier: plan.target === 'cluster' ? identifier : undefined,
      // A cluster without members is no target.
      dependsOn: [resource, ...members],
    });
  }

  private renderReadOnlyEndpoint(proxy: DbProxy, place: { vpcSubnetIds: string[]; vpcSecurityGroupIds: string[] }): DbProxyEndpoint | undefined {
    const { readOnlyEndpoint } = this.plan;
    return readOnlyEndpoint && new DbProxyEndpoint(this, readOnlyEndpoint.id, {
      ...place,
      dbProxyEndpointName: readOnlyEndpoint.name,
      dbProxyName: proxy.name,
      targetRole: readOnlyEndpoint.targetRole,
    });
  }
}
