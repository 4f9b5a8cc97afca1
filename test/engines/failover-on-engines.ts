import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { App as TerraformApp, TerraformStack } from 'cdktf';
import { ACCOUNT, BALANCER, GLOBAL_CERTIFICATE, GLOBAL_TOPIC, HOME, NAME, ZONE } from './failover-settings';
import { FailoverCase, FailoverSetting, LastResortCase, optionsOf } from './failover.cases';
import * as awscdk from '../../src/awscdk';
import * as cdktf from '../../src/cdktf';
import { Exposure, MultiRegionFailoverOptions, ScaledWebTierOptions } from '../../src/core';

export type Region = Omit<FailoverCase, 'name'>;

const directories: string[] = [];
afterAll(() => directories.forEach((directory) => rmSync(directory, { recursive: true, force: true })));

function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'failover-'));
  directories.push(directory);
  return directory;
}

function tierOptions({ isInternal, insecureHttp, dualStack }: FailoverSetting): ScaledWebTierOptions {
  return { exposure: isInternal ? undefined : Exposure.INTERNET, insecureHttp, dualStack, service: { command: '/opt/serve' } };
}

const certificateIn = (region: string) => `arn:aws:acm:${region}:${ACCOUNT}:certificate/00000000-0000-0000-0000-000000000000`;

/** An app of AWS CDK with regions, each in a stack of its own, and a last resort. */
export class OnAwsCdk {
  public readonly app = new App({ outdir: newDirectory() });

  public stackIn(region: string, id = 'Stack'): Stack {
    return new Stack(this.app, id, { env: { region } });
  }

  public region(stack: Stack, region: Region): awscdk.MultiRegionFailover {
    const setting = region.setting ?? {};
    return new awscdk.MultiRegionFailover(stack, 'Failover', {
      hostedZone: this.zone(stack),
      target: setting.target === 'tier' ? this.tier(stack, setting) : this.balancer(stack, setting),
      alarmTopic: setting.alarmTopic ? Topic.fromTopicArn(stack, 'Alarms', GLOBAL_TOPIC) : undefined,
      ...optionsOf(region),
    });
  }

  public lastResort(stack: Stack, { options, setting }: Omit<LastResortCase, 'name'>): awscdk.StaticLastResort {
    return new awscdk.StaticLastResort(stack, 'LastResort', {
      recordName: NAME,
      hostedZone: this.zone(stack),
      certificate: setting?.certificate ? Certificate.fromCertificateArn(stack, 'Certificate', GLOBAL_CERTIFICATE) : undefined,
      ...options,
    });
  }

  public withoutTarget(stack: Stack, options: MultiRegionFailoverOptions) {
    return new awscdk.MultiRegionFailover(stack, 'Failover', { hostedZone: this.zone(stack), target: undefined as any, ...options });
  }

  public synthesize(): Record<string, any> {
    return Object.fromEntries(this.app.synth().stacks.map(({ stackName, template }) => [stackName, template]));
  }

  private zone(stack: Stack) {
    return HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: ZONE.id, zoneName: ZONE.name });
  }

  private tier(stack: Stack, setting: FailoverSetting): awscdk.RegionTarget {
    const certificates = setting.insecureHttp ? undefined : [Certificate.fromCertificateArn(stack, 'Certificate', certificateIn(stack.region))];
    const vpc = new Vpc(stack, 'Vpc');
    return awscdk.RegionTarget.tier(new awscdk.ScaledWebTier(stack, 'Web', { vpc, certificates, ...tierOptions(setting) }));
  }

  private balancer(stack: Stack, { isInternal, insecureHttp, dualStack }: FailoverSetting): awscdk.RegionTarget {
    const arn = `arn:aws:elasticloadbalancing:${stack.region}:${ACCOUNT}`;
    const loadBalancer = elbv2.ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'Balancer', {
      loadBalancerArn: `${arn}:loadbalancer/${BALANCER.fullName}`,
      securityGroupId: 'sg-12345678',
      loadBalancerDnsName: BALANCER.dnsName,
      loadBalancerCanonicalHostedZoneId: BALANCER.hostedZoneId,
    });
    const targetGroup = elbv2.ApplicationTargetGroup.fromTargetGroupAttributes(stack, 'Targets', { targetGroupArn: `${arn}:${BALANCER.targetGroupFullName}` });
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

  public region(stack: TerraformStack, region: Region): cdktf.MultiRegionFailover {
    const setting = region.setting ?? {};
    return new cdktf.MultiRegionFailover(stack, 'Failover', {
      hostedZoneId: ZONE.id,
      zoneName: ZONE.name,
      target: setting.target === 'tier' ? this.tier(stack, setting) : this.balancer(setting),
      alarmTopicArn: setting.alarmTopic ? GLOBAL_TOPIC : undefined,
      ...optionsOf(region),
    });
  }

  public lastResort(stack: TerraformStack, { options, setting }: Omit<LastResortCase, 'name'>): cdktf.StaticLastResort {
    return new cdktf.StaticLastResort(stack, 'LastResort', {
      recordName: NAME, hostedZoneId: ZONE.id, zoneName: ZONE.name, certificateArn: setting?.certificate ? GLOBAL_CERTIFICATE : undefined, ...options,
    });
  }

  public withoutTarget(stack: TerraformStack, options: MultiRegionFailoverOptions) {
    return new cdktf.MultiRegionFailover(stack, 'Failover', { hostedZoneId: ZONE.id, zoneName: ZONE.name, target: undefined as any, ...options });
  }

  public synthesize(): Record<string, any> {
    this.app.synth();
    const { stacks } = this.app.manifest;
    return Object.fromEntries(Object.entries(stacks).map(([name, { synthesizedStackPath }]) => (
      [name, JSON.parse(readFileSync(join(this.app.outdir, synthesizedStackPath), 'utf8'))])));
  }

  private tier(stack: TerraformStack, setting: FailoverSetting): cdktf.RegionTarget {
    const network = new cdktf.Network(stack, 'Network', { availabilityZones: 2 });
    const certificateArns = setting.insecureHttp ? undefined : [certificateIn(HOME)];
    return cdktf.RegionTarget.tier(new cdktf.ScaledWebTier(stack, 'Web', { network, certificateArns, ...tierOptions(setting) }));
  }

  private balancer({ isInternal, insecureHttp, dualStack }: FailoverSetting): cdktf.RegionTarget {
    const { dnsName, hostedZoneId, fullName: loadBalancerFullName, targetGroupFullName } = BALANCER;
    const balancer = { dnsName, hostedZoneId, insecureHttp, dualStack };
    return isInternal
      ? cdktf.RegionTarget.internalLoadBalancer({ ...balancer, loadBalancerFullName, targetGroupFullName })
      : cdktf.RegionTarget.loadBalancer(balancer);
  }
}
