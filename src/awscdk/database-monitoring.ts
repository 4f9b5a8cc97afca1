import { RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { renderStatement } from './statements';
import { DatabaseLogsPlan } from '../core/database-logs';
import { EnhancedMonitoringPlan } from '../core/database-monitoring';
import { StatementPlan } from '../core/instances';

/** The role, and the policy that says what it may do. */
export interface MonitoringRole {
  readonly role: iam.Role;
  readonly policy: iam.ManagedPolicy;
}

/** A role of our own: AWS's managed policy for it is one that checkers refuse, for its wildcards. */
export function renderMonitoringRole(scope: Construct, plan: EnhancedMonitoringPlan | undefined): MonitoringRole | undefined {
  if (!plan) { return undefined; }
  const role = renderServiceRole(scope, 'MonitoringRole', plan.trust, plan.roleDescription);
  const policy = new iam.ManagedPolicy(scope, 'MonitoringPolicy', {
    description: plan.policyDescription,
    roles: [role],
    statements: plan.statements.map(renderStatement),
  });
  return { role, policy };
}

export function renderServiceRole(scope: Construct, id: string, { principals, conditions }: StatementPlan, description: string): iam.Role {
  const { Service } = principals as { Service: string };
  return new iam.Role(scope, id, { assumedBy: new iam.ServicePrincipal(Service, { conditions }), description });
}

/** By the id of the instance whose logs they are; those of the cluster are under its own. */
export type DatabaseLogGroups = ReadonlyMap<string | undefined, readonly logs.LogGroup[]>;

export function renderDatabaseLogGroups(scope: Construct, { groups }: DatabaseLogsPlan): DatabaseLogGroups {
  const rendered = new Map<string | undefined, logs.LogGroup[]>();
  for (const { id, instance, name, retentionDays, isRetained } of groups) {
    const group = new logs.LogGroup(scope, id, {
      logGroupName: name,
      retention: retentionDays as logs.RetentionDays,
      removalPolicy: isRetained ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
    rendered.set(instance, [...rendered.get(instance) ?? [], group]);
  }
  return rendered;
}
