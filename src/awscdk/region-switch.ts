import { Annotations, CfnOutput, Stack } from 'aws-cdk-lib';
import * as arcregionswitch from 'aws-cdk-lib/aws-arcregionswitch';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { parameterPathIn } from './database-context';
import { renderServiceRole } from './database-monitoring';
import { planContextOf } from './plan-context';
import { renderSwitchWorkflow } from './region-switch-steps';
import { renderStatement } from './statements';
import { PlannedRegionSwitch, planRegionSwitch, RegionSwitchPlanOptions } from '../core/region-switch';
import { SwitchRolePlan } from '../core/region-switch-permissions';

/**
 * A Region switch plan of Amazon Application Recovery Controller: what is done to take the application to the other region, and back, as something that
 * AWS runs, in the region that takes over, and watches every 30 minutes whether it could.
 *
 * It belongs into a stack of its own. Everything in it is named by ids, so that it refers to no region's stack, and its own region need not be one of
 * the two. Only on AWS CDK: the provider that CDKTF's constructs are made with has no such resource.
 */
export class RegionSwitchPlan extends Construct {
  /** What an execution is started with: `aws arc-region-switch start-plan-execution`. */
  public readonly planArn: string;
  /** Name of the plan. */
  public readonly planName: string;
  /** Role that the plan acts with. */
  public readonly executionRole: iam.Role;

  /** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
  constructor(scope: Construct, id: string, props: RegionSwitchPlanOptions) {
    super(scope, id);
    const { partition, account } = Stack.of(this);
    const surroundings = { parameterPath: parameterPathIn(this), address: this.node.addr, partition, account };
    const plan = planRegionSwitch(props, surroundings, planContextOf(this, 'RegionSwitchPlan'));

    this.planName = plan.name;
    const { role, policy } = this.renderRole(plan.role);
    this.executionRole = role;
    const resource = this.renderPlan(plan);
    resource.node.addDependency(policy);
    this.planArn = resource.attrArn;

    this.renderOutputs(plan);
    for (const { id: warning, message } of plan.warnings) { Annotations.of(this).addWarningV2(warning, message); }
  }

  private renderRole({ trust, roleDescription, policyDescription, statements, evaluation }: SwitchRolePlan) {
    const role = renderServiceRole(this, 'ExecutionRole', trust, roleDescription);
    const policy = new iam.ManagedPolicy(this, 'ExecutionPolicy', {
      description: policyDescription,
      roles: [role],
      statements: [...statements, { ...evaluation, resources: [role.roleArn] }].map(renderStatement),
    });
    return { role, policy };
  }

  private renderPlan(plan: PlannedRegionSwitch): arcregionswitch.CfnPlan {
    const { alarms, trigger } = plan;
    return new arcregionswitch.CfnPlan(this, plan.id, {
      name: plan.name,
      description: plan.description,
      recoveryApproach: plan.approach,
      primaryRegion: plan.primaryRegion,
      regions: [...plan.regions],
      executionRole: this.executionRole.roleArn,
      recoveryTimeObjectiveMinutes: plan.recoveryTimeObjectiveMinutes,
      workflows: plan.workflows.map(renderSwitchWorkflow),
      associatedAlarms: alarms.length === 0 ? undefined : Object.fromEntries(alarms.map(({ name, type, arn }) => (
        [name, { alarmType: type, resourceIdentifier: arn }]
      ))),
      triggers: trigger && [{
        description: trigger.description,
        action: trigger.action,
        targetRegion: trigger.targetRegion,
        conditions: trigger.alarms.map((associatedAlarmName) => ({ associatedAlarmName, condition: 'red' })),
        minDelayMinutesBetweenExecutions: trigger.minimumMinutesBetween,
      }],
    });
  }

  private renderOutputs({ output: { planArn, healthChecksCommand } }: PlannedRegionSwitch) {
    new CfnOutput(this, planArn.id, { description: planArn.description, value: this.planArn });
    if (!healthChecksCommand) { return; }
    const { id, description, command } = healthChecksCommand;
    new CfnOutput(this, id, { description, value: `${command} ${this.planArn}` });
  }
}
