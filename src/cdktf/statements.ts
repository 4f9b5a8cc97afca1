import { DataAwsIamPolicyDocument, DataAwsIamPolicyDocumentStatement } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { literal } from './texts';
import { StatementPlan } from '../core/instances';

/** A policy document; statements that are pushed later are in it too. */
export function renderDocument(scope: Construct, id: string, statements: readonly StatementPlan[]): DataAwsIamPolicyDocument {
  return new DataAwsIamPolicyDocument(scope, id, {
    statement: Lazy.anyValue({ produce: () => statements.map(renderStatement) }),
  });
}

/** Who may take on a role. */
export function renderTrust(scope: Construct, id: string, service: string): DataAwsIamPolicyDocument {
  return new DataAwsIamPolicyDocument(scope, id, {
    statement: [{ actions: ['sts:AssumeRole'], principals: [{ type: 'Service', identifiers: [service] }] }],
  });
}

function renderStatement({ sid, effect, principals, actions, resources, conditions = {} }: StatementPlan): DataAwsIamPolicyDocumentStatement {
  const condition = Object.entries(conditions).flatMap(([test, variables]) => (
    Object.entries(variables).map(([variable, value]) => ({ test, variable, values: [literal(value)] }))
  ));
  return {
    sid,
    effect,
    principals: principals && Object.entries(principals).map(([type, identifier]) => ({ type, identifiers: [identifier] })),
    actions: [...actions],
    resources: resources.map(literal),
    condition: condition.length > 0 ? condition : undefined,
  };
}
