import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { App as TerraformApp, TerraformStack } from 'cdktf';
import { EndpointGroupCase, EndpointGroupSetting, LISTENER } from './accelerator.cases';
import { ACCOUNT, BALANCER, ZONE } from './failover-settings';
import * as awscdk from '../../src/awscdk';
import * as cdktf from '../../src/cdktf';
import { Exposure, MultiRegionAcceleratorOptions, RegionEndpointGroupOptions, ScaledWebTierOptions } from '../../src/core';

export type Group = Omit<EndpointGroupCase, 'name'>;

const directories: string[] = [];
afterAll(() => directories.forEach((directory) => rmSync(directory, { recursive: true, force: true })));

function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'accelerator-'));
  directories.push(directory);
  return directory;
}

function tierOptions({ isInternal, insecureHttp, dualStack }: EndpointGroupSetting): ScaledWebTierOptions {
  return { exposure: isInternal ? undefined : Exposure.INTERNET, insecureHttp, dualStack, service: { command: '/opt/serve' } };
}

const certificateIn = (region: string) => `arn:aws:acm:${region}:${ACCOUNT}:certificate/00000000-0000-0000-0000-000000000000`;

export function balancerArnIn(region: string): string {
  return `arn:aws:elasticloadbalancing:${region}:${ACCOUNT}:loadbalancer/${BALANCER.fullName}`;
}

/** An app of AWS CDK with an accelerator, and regions in a stack each. */
export class OnAwsCdk {
  public readonly app = new App({ outdir: newDirectory() });

  public stackIn(region: string, id = 'Stack'): Stack {
    return new Stack(this.app, id, { env: { region } });
  }

  public accelerator(stack: Stack, options: MultiRegionAcceleratorOptions, withZone = options.recordName !== undefined) {
    const hostedZone = withZone ? HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: ZONE.id, zoneName: ZONE.name }) : undefined;
    return new awscdk.MultiRegionAccelerator(stack, 'Accelerator', { hostedZone, ...options });
  }

  public group(stack: Stack, { options, setting = {} }: Group): awscdk.RegionEndpointGroup {
    const target = setting.target === 'tier' ? this.tier(stack, setting) : this.balancer(stack, setting);
    return new awscdk.RegionEndpointGroup(stack, 'Region', { listenerArn: LISTENER, target, ...options });
  }

  public withoutTarget(stack: Stack, options: RegionEndpointGroupOptions) {
    return new awscdk.RegionEndpointGroup(stack, 'Region', { target: undefined as any, ...options });
  }

  public synthesize(): Record<string, any> {
    return Object.fromEntries(this.app.synth().stacks.map(({ stackName, template }) => [stackName, template]));
  }

  private tier(stack: Stack, setting: EndpointGroupSetting): awscdk.RegionTarget {
    const certificates = setting.insecureHttp ? undefined : [Certificate.fromCertificateArn(stack, 'Certificate', certificateIn(stack.region))];
    const vpc = new Vpc(stack, 'Vpc');
    return awscdk.RegionTarget.tier(new awscdk.ScaledWebTier(stack, 'Web', { vpc, certificates, ...tierOptions(setting) }));
  }

  private balancer(stack: Stack, { isInternal, insecureHttp, dualStack }: EndpointGroupSetting): awscdk.RegionTarget {
    const loadBalancer = elbv2.ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'Balancer', {
      loadBalancerArn: balancerArnIn(stack.region),
      securityGroupId: 'sg-12345678',
      loadBalancerDnsName: BALANCER.dnsName,
      loadBalancerCanonicalHostedZoneId: BALANCER.hostedZoneId,
    });
    const targetGroupArn = `arn:aws:elasticloadbalancing:${stack.region}:${ACCOUNT}:${BALANCER.targetGroupFullName}`;
    const targetGroup = elbv2.ApplicationTargetGroup.fromTargetGroupAttributes(stack, 'Targets', { targetGroupArn });
    const exposure = isInternal ? Exposure.INTERNAL : Exposure.INTERNET;
    return awscdk.RegionTarget.loadBalancer(loadBalancer, { targetGroup, exposure, insecureHttp, dualStack });
  }
}

/** The same on Terraform. */
export class OnCdktf {
  public readonly app = new TerraformApp({ outdir: newDirectory() });

  public stackIn(region: string, id = 'Stack'): TerraformStack {
    const stack = new TerraformStack(this.app, id);
    new AwsProvider(stack, 'Aws', { region });
    return stack;
  }

  public accelerator(stack: TerraformStack, options: MultiRegionAcceleratorOptions, withZone = options.recordName !== undefined) {
    return new cdktf.MultiRegionAccelerator(stack, 'Accelerator', { ...(withZone && { hostedZoneId: ZONE.id, zoneName: ZONE.name }), ...options });
  }

  public group(stack: TerraformStack, { options, setting = {} }: Group): cdktf.RegionEndpointGroup {
    const target = setting.target === 'tier' ? this.tier(stack, setting) : this.balancer(setting);
    return new cdktf.RegionEndpointGroup(stack, 'Region', { listenerArn: LISTENER, target, ...options });
  }

  public withoutTarget(stack: TerraformStack, options: RegionEndpointGroupOptions) {
    return new cdktf.RegionEndpointGroup(stack, 'Region', { target: undefined as any, ...options });
  }

  public synthesize(): Record<string, any> {
    this.app.synth();
    const { stacks } = this.app.manifest;
    return Object.fromEntries(Object.entries(stacks).map(([name, { synthesizedStackPath }]) => (
      [name, JSON.parse(readFileSync(join(this.app.outdir, synthesizedStackPath), 'utf8'))])));
  }

  private tier(stack: TerraformStack, setting: EndpointGroupSetting): cdktf.RegionTarget {
    const network = new cdktf.Network(stack, 'Network', { availabilityZones: 2 });
    const certificateArns = setting.insecureHttp ? undefined : [certificateIn(setting.region ?? 'eu-west-1')];
    return cdktf.RegionTarget.tier(new cdktf.ScaledWebTier(stack, 'Web', { network, certificateArns, ...tierOptions(setting) }));
  }

  private balancer({ isInternal, insecureHttp, dualStack, region = 'eu-west-1' }: EndpointGroupSetting): cdktf.RegionTarget {
    const { dnsName, hostedZoneId, fullName: loadBalancerFullName, targetGroupFullName } = BALANCER;
    const balancer = { arn: balancerArnIn(region), dnsName, hostedZoneId, insecureHttp, dualStack };
    return isInternal
      ? cdktf.RegionTarget.internalLoadBalancer({ ...balancer, loadBalancerFullName, targetGroupFullName })
      : cdktf.RegionTarget.loadBalancer(balancer);
  }
}
