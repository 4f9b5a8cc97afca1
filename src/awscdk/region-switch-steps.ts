import { CfnPlan } from 'aws-cdk-lib/aws-arcregionswitch';
import { SwitchStepPlan, SwitchWorkflowPlan } from '../core/region-switch-steps';

export function renderSwitchWorkflow({ action, targetRegion, description, steps }: SwitchWorkflowPlan): CfnPlan.WorkflowProperty {
  return {
    workflowTargetAction: action,
    workflowTargetRegion: targetRegion,
    workflowDescription: description,
    steps: steps.map(renderStep),
  };
}

function renderStep(step: SwitchStepPlan): CfnPlan.StepProperty {
  const { name, description, type } = step;
  return { name, description, executionBlockType: type, executionBlockConfiguration: configurationOf(step) };
}

function configurationOf(step: SwitchStepPlan): CfnPlan.ExecutionBlockConfigurationProperty {
  switch (step.type) {
    case 'ManualApproval': return { executionApprovalConfig: { approvalRole: step.roleArn } };
    case 'EC2AutoScaling': return {
      ec2AsgCapacityIncreaseConfig: {
        asgs: step.groupArns.map((arn) => ({ arn })), targetPercent: step.percent, capacityMonitoringApproach: step.monitoring,
      },
    };
    case 'AuroraGlobalDatabase': return {
      globalAuroraConfig: {
        globalClusterIdentifier: step.globalClusterIdentifier,
        databaseClusterArns: [...step.clusterArns],
        behavior: step.behavior,
        ungraceful: step.ungraceful && { ungraceful: step.ungraceful },
      },
    };
    case 'RdsPromoteReadReplica': return { rdsPromoteReadReplicaConfig: { dbInstanceArnMap: step.instanceArns } };
    case 'CustomActionLambda': return {
      customActionLambdaConfig: {
        lambdas: step.functionArns.map((arn) => ({ arn })), regionToRun: step.regionToRun, retryIntervalMinutes: step.retryMinutes,
      },
    };
    case 'Route53HealthCheck': return {
      route53HealthCheckConfig: {
        hostedZoneId: step.hostedZoneId,
        recordName: step.recordName,
        recordSets: step.recordSets.map(({ setIdentifier, region }) => ({ recordSetIdentifier: setIdentifier, region })),
      },
    };
    case 'Parallel': return { parallelConfig: { steps: step.steps.map(renderStep) } };
  }
}
