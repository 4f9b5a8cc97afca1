import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { FlowLog } from '@cdktf/provider-aws/lib/flow-log';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Construct } from 'constructs';
import { prefixOf } from './names';
import { renderDocument } from './statements';
import { FlowLogsPlan } from '../core/flow-logs';

export function renderFlowLogs(scope: Construct, plan: FlowLogsPlan, vpcId: string): CloudwatchLogGroup {
  const group = new CloudwatchLogGroup(scope, 'FlowLogGroup', {
    namePrefix: plan.groupNamePrefix, retentionInDays: plan.retentionDays, skipDestroy: plan.isRetained,
  });
  const role = new IamRole(scope, 'FlowLogRole', {
    namePrefix: prefixOf(scope, 'FlowLogs', 38),
    description: plan.roleDescription,
    assumeRolePolicy: renderDocument(scope, 'FlowLogTrust', [plan.trust]).json,
  });
  const policy = new IamPolicy(scope, 'FlowLogPolicy', {
    namePrefix: prefixOf(scope, 'FlowLogs', 102),
    description: plan.policyDescription,
    policy: renderDocument(scope, 'FlowLogStatements', plan.statements).json,
  });
  const attachment = new IamRolePolicyAttachment(scope, 'FlowLogPolicyAttachment', { role: role.name, policyArn: policy.arn });
  new FlowLog(scope, 'FlowLog', {
    vpcId,
    trafficType: plan.traffic,
    logDestination: group.arn,
    iamRoleArn: role.arn,
    tags: { Name: plan.name },
    // A role that may not write yet loses the first records, and one that may no longer the last.
    dependsOn: [attachment],
  });
  return group;
}
