import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { planContextOf } from './plan-context';
import { PlanContext } from '../core/checks';
import { parameterPathOf } from '../core/environment';

export function databaseContextOf(scope: Construct, kind: 'ReadReplicaDatabase' | 'StandbyDatabase' = 'ReadReplicaDatabase'): PlanContext {
  return planContextOf(scope, kind);
}

/** The account, region and partition that the construct is deployed to. */
export function placeOf(scope: Construct) {
  const { account, region, partition } = Stack.of(scope);
  return { account, region, partition };
}

/**
 * Path of the database's parameters. AWS's names are made from it, and have to be known here: a nested stack, whose own name only the deployment
 * tells, goes by its parent's.
 */
export function parameterPathIn(scope: Construct): string {
  let stack = Stack.of(scope);
  while (stack.nestedStackParent) { stack = stack.nestedStackParent; }
  return parameterPathOf(stack.stackName, scope.node.path.slice(stack.node.path.length + 1), scope.node.addr);
}
