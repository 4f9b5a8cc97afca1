import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { LbListenerRule } from '@cdktf/provider-aws/lib/lb-listener-rule';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { renderAccessLogBucket } from './access-logs';
import { joinListener, renderListener, renderLoadBalancer } from './entry';
import { allowIngress, renderSecurityGroup } from './network-peers';
import { Placement } from './placement';
import { ScaledWebTierProps, SharedListener } from './scaled-web-tier-props';
import { Place } from '../core/access-logs';
import { ScaledWebTierPlan } from '../core/scaled-web-tier';

/** How requests come to the instances: over a load balancer of the tier's own, or its share of one. */
export interface WayIn {
  /** The listener, or the rule, that leads to the target group. */
  readonly entry: LbListener | LbListenerRule;
  readonly listenerArn: string;
  readonly securityGroupId: string;
  /** As metrics name it: `app/name/id`. */
  readonly loadBalancerFullName: string;
  readonly loadBalancer?: Lb;
  readonly accessLogBucket?: S3Bucket;
}

export interface WayInParts {
  readonly props: ScaledWebTierProps;
  readonly placement: Placement;
  readonly targetGroup: LbTargetGroup;
  readonly place: Place;
}

export function renderWayIn(scope: Construct, plan: ScaledWebTierPlan, parts: WayInParts): WayIn {
  const { listener } = parts.props;
  return listener ? share(scope, plan, listener, parts.targetGroup) : renderOwn(scope, plan, parts);
}

function share(scope: Construct, plan: ScaledWebTierPlan, { listenerArn, securityGroupId }: SharedListener, targetGroup: LbTargetGroup): WayIn {
  return {
    entry: joinListener(scope, listenerArn, plan.entry.routing!, targetGroup),
    listenerArn,
    securityGroupId,
    // A listener's ARN ends in `listener/app/name/id/id of the listener`.
    loadBalancerFullName: Fn.join('/', Fn.slice(Fn.split('/', listenerArn), 1, 4)),
  };
}

function renderOwn(scope: Construct, plan: ScaledWebTierPlan, { props, placement, targetGroup, place }: WayInParts): WayIn {
  const { callers, accessLogs } = plan.entry;
  placement.lookUp(scope, callers);
  const securityGroup = renderSecurityGroup(scope, 'LoadBalancerSecurityGroup', props.network.vpcId, plan.descriptions.loadBalancerSecurityGroup);
  allowIngress(scope, 'Callers', securityGroup.id, callers);
  const logs = accessLogs && props.accessLogBucket === undefined ? renderAccessLogBucket(scope, accessLogs, plan.isProtected, place) : undefined;
  const loadBalancer = renderLoadBalancer(scope, plan, {
    subnetIds: placement.loadBalancerSubnetIds,
    securityGroup,
    accessLogBucket: logs?.bucket.id ?? (accessLogs && props.accessLogBucket),
    accessLogsDependOn: logs && [logs.policy],
  });
  const certificates = { arns: props.certificateArns ?? [], hostedZoneId: props.hostedZoneId };
  const listener = renderListener(scope, plan.entry, certificates, loadBalancer, targetGroup);
  return {
    entry: listener,
    listenerArn: listener.arn,
    securityGroupId: securityGroup.id,
    loadBalancerFullName: loadBalancer.arnSuffix,
    loadBalancer,
    accessLogBucket: logs?.bucket,
  };
}
