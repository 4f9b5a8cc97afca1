import { Annotations, CfnOutput, Stack } from 'aws-cdk-lib';
import * as globalaccelerator from 'aws-cdk-lib/aws-globalaccelerator';
import { Construct } from 'constructs';
import { joinAccelerator } from './accelerator-app';
import { RegionEndpointGroupProps } from './accelerator-props';
import { findCache } from './failover-cache';
import { engineOf, replicationOf } from './failover-data';
import { planContextOf } from './plan-context';
import { FoundTarget } from './region-found';
import { checkOrigin, checkTargetIsHere } from './region-place';
import { RegionEndpointGroupFacts } from '../core/accelerator-facts';
import { EndpointGroupPlan, planRegionEndpointGroup, RegionEndpointGroupPlan, RegionEndpointGroupSurroundings } from '../core/accelerator-region';
import { Checks, PlanContext } from '../core/checks';

/**
 * One region behind a `MultiRegionAccelerator`: make one in each region's own stack, with the same `listenerArn`.
 *
 * Nothing in it refers to another stack: a region is deployed while another is down. All of an app that have the same listener, as a text, are looked at
 * together when the app is synthesized, and what does not fit together fails the synthesis.
 */
export class RegionEndpointGroup extends Construct {
  /** This region behind the listener. */
  public readonly endpointGroup: globalaccelerator.CfnEndpointGroup;
  /** What the loss of this region comes to, by what is known in it. */
  public readonly facts: RegionEndpointGroupFacts;

  /** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
  constructor(scope: Construct, id: string, props: RegionEndpointGroupProps) {
    super(scope, id);
    const context = planContextOf(this, 'RegionEndpointGroup');
    const target: FoundTarget | undefined = props.target?._found();
    const plan = planRegionEndpointGroup(props, this.surroundings(props, target, context), context);

    this.facts = plan.facts;
    this.endpointGroup = this.renderGroup(plan.group);
    this.renderOutput(plan);
    for (const { id: warning, message } of plan.warnings) { Annotations.of(this).addWarningV2(warning, message); }
    joinAccelerator(this, plan.side);
  }

  private surroundings(props: RegionEndpointGroupProps, target: FoundTarget | undefined, context: PlanContext): RegionEndpointGroupSurroundings {
    const checks = new Checks(context);
    checkOrigin(this, 'listenerArn', props.listenerArn, checks);
    if (target) { checkTargetIsHere(this, target.loadBalancer, checks); }
    checks.throwIfAny();
    const cache = findCache(props.cache, checks);
    return {
      region: Stack.of(this).region,
      endpoint: target && { ...target.endpoint, loadBalancerArn: target.loadBalancer.loadBalancerArn },
      timings: target?.timings ?? {},
      data: { ...replicationOf(props.database, checks), ...cache.data },
      side: { ...target?.side, databaseEngine: engineOf(props.database, checks), ...cache.side },
    };
  }

  private renderOutput({ output }: RegionEndpointGroupPlan) {
    if (output) { new CfnOutput(this, output.id, { description: output.description, value: Stack.of(this).toJsonString(this.facts) }); }
  }

  private renderGroup(plan: EndpointGroupPlan): globalaccelerator.CfnEndpointGroup {
    return new globalaccelerator.CfnEndpointGroup(this, plan.id, {
      listenerArn: plan.listenerArn,
      endpointGroupRegion: plan.region,
      trafficDialPercentage: plan.trafficDialPercent,
      endpointConfigurations: [{ endpointId: plan.endpointId, weight: plan.weight, clientIpPreservationEnabled: plan.preservesClientIp }],
    });
  }
}
