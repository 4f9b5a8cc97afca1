import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { prefixOf } from './names';
import { renderDocument } from './statements';
import { DatabaseLogsPlan } from '../core/database-logs';
import { EnhancedMonitoringPlan } from '../core/database-monitoring';
import { StatementPlan } from '../core/instances';

/** The role of a service, and what it has to be allowed before it is of use. */
export interface MonitoringRole {
  readonly role: IamRole;
  readonly allowed: ITerraformDependable;
}

/** A role of our own: AWS's managed policy for it is one that checkers refuse, for its wildcards. */
export function renderMonitoringRole(scope: Construct, plan: EnhancedMonitoringPlan | undefined): MonitoringRole | undefined {
  if (!plan) { return undefined; }
  const role = renderServiceRole(scope, 'Monitoring', plan.trust, plan.roleDescription);
  return { role, allowed: renderServicePolicy(scope, 'Monitoring', role, plan.statements, plan.policyDescription) };
}

export function renderServiceRole(scope: Construct, id: string, trust: StatementPlan, description: string): IamRole {
  return new IamRole(scope, `${id}Role`, {
    namePrefix: prefixOf(scope, id, 38),
    description,
    assumeRolePolicy: renderDocument(scope, `${id}Trust`, [trust]).json,
  });
}

/** Statements that are pushed later are in it too. */
export function renderServicePolicy(
  scope: Construct, id: string, role: IamRole, statements: readonly StatementPlan[], description: string,
): IamRolePolicyAttachment {
  const policy = new IamPolicy(scope, `${id}Policy`, {
    namePrefix: prefixOf(scope, id, 102),
    description,
    policy: renderDocument(scope, `${id}Document`, statements).json,
  });
  return new IamRolePolicyAttachment(scope, `${id}PolicyAttachment`, { role: role.name, policyArn: policy.arn });
}

/** By the id of the instance whose logs they are; those of the cluster are under none. */
export type DatabaseLogGroups = ReadonlyMap<string | undefined, readonly CloudwatchLogGroup[]>;

export function renderDatabaseLogGroups(scope: Construct, { groups }: DatabaseLogsPlan): DatabaseLogGroups {
  const rendered = new Map<string | undefined, CloudwatchLogGroup[]>();
  for (const { id, instance, name, retentionDays, isRetained } of groups) {
    const group = new CloudwatchLogGroup(scope, id, { name, retentionInDays: retentionDays, skipDestroy: isRetained });
    rendered.set(instance, [...rendered.get(instance) ?? [], group]);
  }
  return rendered;
}
