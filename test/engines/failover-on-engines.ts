import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IVpc, Vpc } from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { App as TerraformApp, TerraformStack, TerraformVariable } from 'cdktf';
import { ACCOUNT, BALANCER, GLOBAL_CERTIFICATE, GLOBAL_TOPIC, HOME, NAME, ZONE } from './failover-settings';
import { FailoverCase, FailoverSetting, LastResortCase, optionsOf } from './failover.cases';
import * as awscdk from '../../src/awscdk';
import * as cdktf from '../../src/cdktf';
import {
  DatabaseEngine, Exposure, GlobalDatastore, MultiRegionFailoverOptions, ScaledWebTierOptions, StandbySource,
} from '../../src/core';

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

const DATASTORES: Record<Exclude<FailoverSetting['cache'], 'tokenId' | undefined>, GlobalDatastore | undefined> = {
  alone: undefined,
  made: GlobalDatastore.primary('shop'),
  joined: GlobalDatastore.secondary('ldgnf-shop'),
  other: GlobalDatastore.secondary('ldgnf-other'),
};

function datastoreOf(cache: NonNullable<FailoverSetting['cache']>, tokenId: () => string): GlobalDatastore | undefined {
  return cache === 'tokenId' ? GlobalDatastore.secondary(tokenId()) : DATASTORES[cache];
}

const POSTGRES = { engine: DatabaseEngine.postgres('17') };
const STANDBY = { engine: DatabaseEngine.auroraPostgres('17'), engineVersion: '17.5', source: StandbySource.globalDatabase('shop-global', HOME) };

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
      cache: setting.cache && new awscdk.SessionCache(stack, 'Sessions', {
        vpc: this.vpc(stack), globalDatastore: datastoreOf(setting.cache, () => new CfnParameter(stack, 'DatastoreId').valueAsString),
      }),
      database: this.database(stack, setting),
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

  private vpc(stack: Stack): IVpc {
    return stack.node.tryFindChild('Vpc') as Vpc | undefined ?? new Vpc(stack, 'Vpc');
  }

  private database(stack: Stack, { database }: FailoverSetting): awscdk.IReadReplicaDatabase | undefined {
    if (database === undefined) { return undefined; }
    const vpc = this.vpc(stack);
    return database === 'alone'
      ? new awscdk.ReadReplicaDatabase(stack, 'Database', { ...POSTGRES, vpc })
      : new awscdk.StandbyDatabase(stack, 'Database', { ...STANDBY, vpc, promoted: database === 'promoted' });
  }

  private zone(stack: Stack) {
    return HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: ZONE.id, zoneName: ZONE.name });
  }

  private tier(stack: Stack, setting: FailoverSetting): awscdk.RegionTarget {
    const certificates = setting.insecureHttp ? undefined : [Certificate.fromCertificateArn(stack, 'Certificate', certificateIn(stack.region))];
    const vpc = this.vpc(stack);
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
      cache: setting.cache && new cdktf.SessionCache(stack, 'Sessions', {
        network: this.network(stack), globalDatastore: datastoreOf(setting.cache, () => new TerraformVariable(stack, 'DatastoreId', { type: 'string' }).stringValue),
      }),
      database: this.database(stack, setting),
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

  private network(stack: TerraformStack): cdktf.Network {
    return stack.node.tryFindChild('Network') as cdktf.Network | undefined ?? new cdktf.Network(stack, 'Network', { availabilityZones: 2 });
  }

  private database(stack: TerraformStack, { database }: FailoverSetting): cdktf.IReadReplicaDatabase | undefined {
    if (database === undefined) { return undefined; }
    const network = this.network(stack);
    return database === 'alone'
      ? new cdktf.ReadReplicaDatabase(stack, 'Database', { ...POSTGRES, network })
      : new cdktf.StandbyDatabase(stack, 'Database', { ...STANDBY, network, promoted: database === 'promoted' });
  }

  private tier(stack: TerraformStack, setting: FailoverSetting): cdktf.RegionTarget {
    const network = this.network(stack);
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
