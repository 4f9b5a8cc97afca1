import { Annotations, CfnOutput, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as globalaccelerator from 'aws-cdk-lib/aws-globalaccelerator';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { MultiRegionAcceleratorProps } from './accelerator-props';
import { planContextOf } from './plan-context';
import { failoverZoneOf } from './region-place';
import {
  AcceleratorListenerPlan, AcceleratorOutputsPlan, AcceleratorPlan, AcceleratorRecordPlan, planMultiRegionAccelerator,
} from '../core/accelerator';
import { MultiRegionAcceleratorSurroundings } from '../core/accelerator-options';
import { Checks } from '../core/checks';

/**
 * One entry for several regions: two addresses that never change, announced all over the world, and AWS's network from there to the nearest region that
 * is healthy. The alternative to `MultiRegionFailover`, whose name moves: here nobody has to forget an address.
 *
 * It belongs into a stack of its own, which is deployed first and refers to no region. Each region has a `RegionEndpointGroup` in its own stack, which is
 * told the output `ListenerArn` as a text. Changes go through us-west-2, whatever the region of the stack; what is there works on without it.
 */
export class MultiRegionAccelerator extends Construct {
  /** What has the addresses. */
  public readonly accelerator: globalaccelerator.CfnAccelerator;
  /** What takes callers in, on the ports of the accelerator. */
  public readonly listener: globalaccelerator.CfnListener;
  /** What the regions are told, as a text: a reference would tie each region's stack to this one, and is refused. */
  public readonly listenerArn: string;
  /** The name that AWS made: with `dualStack` the one that has addresses of both kinds. */
  public readonly dnsName: string;

  /** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
  constructor(scope: Construct, id: string, props: MultiRegionAcceleratorProps) {
    super(scope, id);
    const surroundings = this.surroundings(props);
    const plan = planMultiRegionAccelerator(props, surroundings, planContextOf(this, 'MultiRegionAccelerator'));

    this.accelerator = this.renderAccelerator(plan.accelerator);
    this.dnsName = plan.accelerator.isDualStack ? this.accelerator.attrDualStackDnsName : this.accelerator.attrDnsName;
    this.listener = this.renderListener(plan.listener);
    this.listenerArn = this.listener.attrListenerArn;
    for (const record of plan.records) { this.renderRecord(record, surroundings.zone!.id); }
    this.renderOutputs(plan.outputs, plan.accelerator.isDualStack);
    for (const { id: warning, message } of plan.warnings) { Annotations.of(this).addWarningV2(warning, message); }
  }

  private surroundings({ hostedZone }: MultiRegionAcceleratorProps): MultiRegionAcceleratorSurroundings {
    const checks = new Checks(planContextOf(this, 'MultiRegionAccelerator'));
    const zone = hostedZone && failoverZoneOf(this, hostedZone, checks);
    checks.throwIfAny();
    return { optionNames: { hostedZone: 'hostedZone' }, zone, region: Stack.of(this).region };
  }

  private renderAccelerator({ id, name, ipAddressType, flowLogs, isRetained }: AcceleratorPlan): globalaccelerator.CfnAccelerator {
    const accelerator = new globalaccelerator.CfnAccelerator(this, id, {
      name,
      ipAddressType,
      flowLogsEnabled: flowLogs && true,
      flowLogsS3Bucket: flowLogs?.bucketName,
      flowLogsS3Prefix: flowLogs?.prefix,
    });
    if (isRetained) { accelerator.applyRemovalPolicy(RemovalPolicy.RETAIN); }
    return accelerator;
  }

  private renderListener({ id, protocol, ports, clientAffinity, isRetained }: AcceleratorListenerPlan): globalaccelerator.CfnListener {
    const listener = new globalaccelerator.CfnListener(this, id, {
      acceleratorArn: this.accelerator.attrAcceleratorArn,
      protocol,
      portRanges: ports.map((port) => ({ fromPort: port, toPort: port })),
      clientAffinity,
    });
    if (isRetained) { listener.applyRemovalPolicy(RemovalPolicy.RETAIN); }
    return listener;
  }

  private renderRecord({ id, name, type, targetZoneId, evaluateTargetHealth }: AcceleratorRecordPlan, hostedZoneId: string) {
    new route53.CfnRecordSet(this, id, {
      hostedZoneId,
      name: `${name}.`,
      type,
      aliasTarget: { dnsName: this.dnsName, hostedZoneId: targetZoneId, evaluateTargetHealth },
    });
  }

  private renderOutputs({ listenerArn, dnsName, addresses }: AcceleratorOutputsPlan, isDualStack: boolean) {
    const lists = [this.accelerator.attrIpv4Addresses, ...(isDualStack ? [this.accelerator.attrIpv6Addresses] : [])];
    new CfnOutput(this, listenerArn.id, { description: listenerArn.description, value: this.listenerArn });
    new CfnOutput(this, dnsName.id, { description: dnsName.description, value: this.dnsName });
    new CfnOutput(this, addresses.id, { description: addresses.description, value: Fn.join(',', lists.map((list) => Fn.join(',', list))) });
  }
}
