import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { renderServiceRole } from './database-monitoring';
import { planContextOf } from './plan-context';
import { renderStatement } from './statements';
import { GlobalDatastoreSwitchOptions, GlobalDatastoreSwitchPlan, planGlobalDatastoreSwitch } from '../core/global-datastore-switch';

/**
 * A function that makes this region's cache the primary of its Global Datastore, as the step of a RegionSwitchPlan: Region switch has none for
 * ElastiCache. Make one in each region's own stack, beside the cache.
 *
 * What had not been copied is lost, as with every failover of a Global Datastore. It does nothing where the cache is the primary already.
 */
export class GlobalDatastoreSwitch extends Construct {
  /** The function itself. */
  public readonly lambdaFunction: lambda.Function;
  /** What a RegionSwitchPlan is told, as a text: `cacheSwitchFunctionArn`. */
  public readonly functionArn: string;
  /** What the function did. */
  public readonly logGroup: logs.LogGroup;

  /** @throws one error that lists every option that is out of range */
  constructor(scope: Construct, id: string, props: GlobalDatastoreSwitchOptions) {
    super(scope, id);
    const plan = planGlobalDatastoreSwitch(props, Stack.of(this), planContextOf(this, 'GlobalDatastoreSwitch'));

    this.logGroup = new logs.LogGroup(this, plan.logs.id, {
      logGroupName: plan.logs.groupName,
      retention: plan.logs.retentionDays as logs.RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.lambdaFunction = this.renderFunction(plan);
    this.functionArn = this.lambdaFunction.functionArn;
  }

  private renderFunction({ function: plan, role: { trust, description }, policy }: GlobalDatastoreSwitchPlan): lambda.Function {
    const role = renderServiceRole(this, 'Role', trust, description);
    const permissions = new iam.ManagedPolicy(this, 'Policy', {
      description: policy.description, roles: [role], statements: policy.statements.map(renderStatement),
    });
    const rendered = new lambda.Function(this, plan.id, {
      functionName: plan.name,
      description: plan.description,
      runtime: new lambda.Runtime(plan.runtime, lambda.RuntimeFamily.NODEJS, { supportsInlineCode: true }),
      architecture: lambda.Architecture.custom(plan.architecture),
      handler: plan.handler,
      code: lambda.Code.fromInline(plan.code),
      environment: { ...plan.environment },
      timeout: Duration.seconds(plan.timeoutSeconds),
      memorySize: plan.memoryMib,
      logGroup: this.logGroup,
      role,
    });
    rendered.node.addDependency(permissions);
    return rendered;
  }
}
