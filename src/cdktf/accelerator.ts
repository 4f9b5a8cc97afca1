import { GlobalacceleratorAccelerator } from '@cdktf/provider-aws/lib/globalaccelerator-accelerator';
import { GlobalacceleratorListener } from '@cdktf/provider-aws/lib/globalaccelerator-listener';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { Annotations, TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { MultiRegionAcceleratorProps } from './accelerator-props';
import { PlaceOf } from './place';
import { planContextOf } from './plan-context';
import { useProvider } from './provider';
import { checkOrigins } from './region-place';
import { regionSaid } from './standby-database-region';
import {
  AcceleratorListenerPlan, AcceleratorOutputsPlan, AcceleratorPlan, AcceleratorRecordPlan, planMultiRegionAccelerator,
} from '../core/accelerator';
import { MultiRegionAcceleratorSurroundings } from '../core/accelerator-options';
import { Checks, PlanContext } from '../core/checks';

/**
 * One entry for several regions: two addresses that never change, announced all over the world, and AWS's network from there to the nearest region that
 * is healthy. The alternative to `MultiRegionFailover`, whose name moves: here nobody has to forget an address.
 *
 * It belongs into a stack of its own, which is deployed first and refers to no region. Each region has a `RegionEndpointGroup` in its own stack, which is
 * told the output `ListenerArn` as a text. Changes go through us-west-2, whatever the region of the provider; what is there works on without it.
 */
export class MultiRegionAccelerator extends Construct {
  /** What has the addresses. */
  public readonly accelerator: GlobalacceleratorAccelerator;
  /** What takes callers in, on the ports of the accelerator. */
  public readonly listener: GlobalacceleratorListener;
  /** What the regions are told, as a text: a reference would tie each region's stack to this one, and is refused. */
  public readonly listenerArn: string;
  /** The name that AWS made: with `dualStack` the one that has addresses of both kinds. */
  public readonly dnsName: string;

  /** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
  constructor(scope: Construct, id: string, props: MultiRegionAcceleratorProps) {
    super(scope, id);
    useProvider(this, props.provider);
    const context = planContextOf(this, 'MultiRegionAccelerator');
    const plan = planMultiRegionAccelerator(props, this.surroundings(props, context), context);

    this.accelerator = this.renderAccelerator(plan.accelerator);
    this.dnsName = plan.accelerator.isDualStack ? this.accelerator.dualStackDnsName : this.accelerator.dnsName;
    this.listener = this.renderListener(plan.listener);
    this.listenerArn = this.listener.arn;
    for (const record of plan.records) { this.renderRecord(record, props.hostedZoneId!); }
    this.renderOutputs(plan.outputs);
    for (const { message } of plan.warnings) { Annotations.of(this).addWarning(message); }
  }

  private surroundings({ hostedZoneId, zoneName, provider }: MultiRegionAcceleratorProps, context: PlanContext): MultiRegionAcceleratorSurroundings {
    const checks = new Checks(context);
    checkOrigins(this, { hostedZoneId }, checks);
    checks.throwIfAny();
    return {
      optionNames: { hostedZone: 'hostedZoneId' },
      zone: hostedZoneId === undefined ? undefined : { id: hostedZoneId, name: zoneName },
      // What only Terraform knows is not refused.
      region: regionSaid(this, provider) ?? new PlaceOf().region,
    };
  }

  private renderAccelerator({ id, name, ipAddressType, flowLogs, isRetained }: AcceleratorPlan): GlobalacceleratorAccelerator {
    return new GlobalacceleratorAccelerator(this, id, {
      name,
      ipAddressType,
      attributes: flowLogs && { flowLogsEnabled: true, flowLogsS3Bucket: flowLogs.bucketName, flowLogsS3Prefix: flowLogs.prefix },
      lifecycle: isRetained ? { preventDestroy: true } : undefined,
    });
  }

  private renderListener({ id, protocol, ports, clientAffinity, isRetained }: AcceleratorListenerPlan): GlobalacceleratorListener {
    return new GlobalacceleratorListener(this, id, {
      acceleratorArn: this.accelerator.arn,
      protocol,
      portRange: ports.map((port) => ({ fromPort: port, toPort: port })),
      clientAffinity,
      lifecycle: isRetained ? { preventDestroy: true } : undefined,
    });
  }

  private renderRecord({ id, name, type, targetZoneId, evaluateTargetHealth }: AcceleratorRecordPlan, zoneId: string) {
    new Route53Record(this, id, { zoneId, name, type, alias: { name: this.dnsName, zoneId: targetZoneId, evaluateTargetHealth } });
  }

  private renderOutputs({ listenerArn, dnsName, addresses }: AcceleratorOutputsPlan) {
    new TerraformOutput(this, listenerArn.id, { description: listenerArn.description, value: this.listenerArn });
    new TerraformOutput(this, dnsName.id, { description: dnsName.description, value: this.dnsName });
    new TerraformOutput(this, addresses.id, {
      description: addresses.description, value: `\${join(",", flatten(${this.accelerator.fqn}.ip_sets[*].ip_addresses))}`,
    });
  }
}
