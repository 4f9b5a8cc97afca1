import { GlobalacceleratorEndpointGroup } from '@cdktf/provider-aws/lib/globalaccelerator-endpoint-group';
import { Annotations, TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { joinAccelerator } from './accelerator-app';
import { RegionEndpointGroupProps } from './accelerator-props';
import { findCache } from './failover-cache';
import { engineOf, replicationOf } from './failover-data';
import { PlaceOf } from './place';
import { planContextOf } from './plan-context';
import { useProvider } from './provider';
import { FoundTarget } from './region-found';
import { checkOrigins, checkTargetIsHere } from './region-place';
import { regionSaid } from './standby-database-region';
import { RegionEndpointGroupFacts } from '../core/accelerator-facts';
import { EndpointGroupPlan, planRegionEndpointGroup, RegionEndpointGroupPlan, RegionEndpointGroupSurroundings } from '../core/accelerator-region';
import { Checks, PlanContext } from '../core/checks';

/**
 * One region behind a `MultiRegionAccelerator`: make one in each region, with the provider of that region and the same `listenerArn`.
 *
 * In a stack of its own nothing in it refers to another: a region is deployed while another one is down. All of an app that have the same listener, as a
 * text, are looked at together when the app is synthesized, and what does not fit together fails the synthesis.
 */
export class RegionEndpointGroup extends Construct {
  /** This region behind the listener. */
  public readonly endpointGroup: GlobalacceleratorEndpointGroup;
  /** What the loss of this region comes to, by what is known in it. */
  public readonly facts: RegionEndpointGroupFacts;

  private readonly place = new PlaceOf();

  /** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
  constructor(scope: Construct, id: string, props: RegionEndpointGroupProps) {
    super(scope, id);
    useProvider(this, props.provider);
    const context = planContextOf(this, 'RegionEndpointGroup');
    const region = regionSaid(this, props.provider);
    // A program without types may have left it out: core says so.
    const target: FoundTarget | undefined = props.target?._found;
    const plan = planRegionEndpointGroup(props, this.surroundings(props, region, target, context), context);

    if (region === undefined) { this.place.render(this); }
    this.facts = plan.facts;
    this.endpointGroup = this.renderGroup(plan.group);
    this.renderOutput(plan);
    for (const { message } of plan.warnings) { Annotations.of(this).addWarning(message); }
    joinAccelerator(this, plan.side);
  }

  private surroundings(
    props: RegionEndpointGroupProps, region: string | undefined, target: FoundTarget | undefined, context: PlanContext,
  ): RegionEndpointGroupSurroundings {
    const checks = new Checks(context);
    checkOrigins(this, { listenerArn: props.listenerArn, target: target?.loadBalancerArn }, checks);
    checkTargetIsHere(region, target?.region, checks);
    checks.throwIfAny();
    const cache = findCache(props.cache, checks);
    return {
      region: region ?? this.place.region,
      endpoint: target && { ...target.endpoint, loadBalancerArn: target.loadBalancerArn },
      timings: target?.timings ?? {},
      data: { ...replicationOf(props.database, checks), ...cache.data },
      side: { ...target?.side, databaseEngine: engineOf(props.database, checks), ...cache.side },
    };
  }

  private renderOutput({ output }: RegionEndpointGroupPlan) {
    if (output) { new TerraformOutput(this, output.id, { description: output.description, value: JSON.stringify(this.facts) }); }
  }

  private renderGroup(plan: EndpointGroupPlan): GlobalacceleratorEndpointGroup {
    return new GlobalacceleratorEndpointGroup(this, plan.id, {
      listenerArn: plan.listenerArn,
      endpointGroupRegion: plan.region,
      trafficDialPercentage: plan.trafficDialPercent,
      endpointConfiguration: [{ endpointId: plan.endpointId, weight: plan.weight, clientIpPreservationEnabled: plan.preservesClientIp }],
    });
  }
}
