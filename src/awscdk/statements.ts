import * as iam from 'aws-cdk-lib/aws-iam';
import { StatementPlan } from '../core/instances';

export function renderStatement({ sid, effect, principals, actions, resources, conditions }: StatementPlan): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid,
    effect: effect as iam.Effect | undefined,
    principals: principals && [principalOf(principals)],
    actions: [...actions],
    resources: [...resources],
    conditions,
  });
}

function principalOf(principals: NonNullable<StatementPlan['principals']>): iam.IPrincipal {
  return 'Service' in principals ? new iam.ServicePrincipal(principals.Service) : new iam.AnyPrincipal();
}
