import { Fn } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { RenderedDatabase } from './database-fleet';
import { renderServiceRole } from './database-monitoring';
import { DatabaseNetwork, openWay, renderDatabaseSecurityGroup } from './database-network';
import { renderStatement } from './statements';
import { DatabaseProxyPlan } from '../core/database-proxy';
import { StatementPlan } from '../core/instances';

/** What a proxy is made of. */
export interface DatabaseProxyProps {
  readonly plan: DatabaseProxyPlan;
  readonly database: RenderedDatabase;
  readonly network: DatabaseNetwork;
}

/** The pool before the database. */
export class DatabaseProxy extends Construct {
  public readonly endpoint: string;
  public readonly readerEndpoint?: string;
  public readonly resourceId: string;
  public readonly connections: ec2.Connections;
  private readonly plan: DatabaseProxyPlan;
  private readonly role: iam.Role;
  private policy?: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, props: DatabaseProxyProps) {
    super(scope, id);
    const { plan, database, network } = props;
    this.plan = plan;
    const securityGroup = renderDatabaseSecurityGroup(this, 'SecurityGroup', network.site.vpc, plan.securityGroupDescription);
    openWay(securityGroup, network.securityGroup, plan.toDatabase);
    this.role = renderServiceRole(this, 'Role', plan.trust, plan.roleDescription);
    const place = { vpcSubnetIds: network.site.subnets.subnetIds, vpcSecurityGroupIds: [securityGroup.securityGroupId] };

    const proxy = this.renderProxy(place);
    this.renderTargets(proxy, database);
    this.endpoint = proxy.attrEndpoint;
    this.readerEndpoint = this.renderReadOnlyEndpoint(proxy, place)?.attrEndpoint;
    // The last part of its ARN: CloudFormation gives it in no other way.
    this.resourceId = Fn.select(6, Fn.split(':', proxy.attrDbProxyArn));
    this.connections = new ec2.Connections({ securityGroups: [securityGroup], defaultPort: ec2.Port.tcp(plan.port) });
  }

  /** What a user may do who comes through it. The policy is made with its first statement, as an empty one cannot be deployed. */
  public allow(statements: readonly StatementPlan[]) {
    for (const statement of statements) {
      this.policy ??= new iam.ManagedPolicy(this, 'Policy', { description: this.plan.policyDescription, roles: [this.role] });
      this.policy.addStatements(renderStatement(statement));
    }
  }

  /** The L2 knows no proxy without a secret. */
  private renderProxy(place: { vpcSubnetIds: string[]; vpcSecurityGroupIds: string[] }): rds.CfnDBProxy {
    const { plan } = this;
    return new rds.CfnDBProxy(this, 'Resource', {
      ...place,
      dbProxyName: plan.name,
      engineFamily: plan.engineFamily,
      defaultAuthScheme: plan.defaultAuthScheme,
      requireTls: plan.requireTls,
      idleClientTimeout: plan.idleClientTimeoutSeconds,
      debugLogging: plan.debugLogging,
      roleArn: this.role.roleArn,
    });
  }

  private renderTargets(proxy: rds.CfnDBProxy, { resource, members }: RenderedDatabase) {
    const { plan } = this;
    const targets = new rds.CfnDBProxyTargetGroup(this, 'TargetGroup', {
      dbProxyName: proxy.ref,
      targetGroupName: plan.targetGroupName,
      dbInstanceIdentifiers: plan.target === 'instance' ? [resource.ref] : undefined,
      dbClusterIdentifiers: plan.target === 'cluster' ? [resource.ref] : undefined,
      connectionPoolConfigurationInfo: {
        maxConnectionsPercent: plan.maxConnectionsPercent,
        maxIdleConnectionsPercent: plan.maxIdleConnectionsPercent,
        connectionBorrowTimeout: plan.connectionBorrowTimeoutSeconds,
      },
    });
    // A cluster without members is no target.
    targets.node.addDependency(...members);
  }

  private renderReadOnlyEndpoint(proxy: rds.CfnDBProxy, place: { vpcSubnetIds: string[]; vpcSecurityGroupIds: string[] }) {
    const { readOnlyEndpoint } = this.plan;
    return readOnlyEndpoint && new rds.CfnDBProxyEndpoint(this, readOnlyEndpoint.id, {
      ...place,
      dbProxyEndpointName: readOnlyEndpoint.name,
      dbProxyName: proxy.ref,
      targetRole: readOnlyEndpoint.targetRole,
    });
  }
}
