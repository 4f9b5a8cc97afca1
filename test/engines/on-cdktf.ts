import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack, Testing } from 'cdktf';
import { ACTIVITY_TOPIC, ALARM_TOPIC, BUCKET, CERTIFICATES, IMAGE, LISTENER, LOG_BUCKET, Setting, ZONE } from './settings';
import { WebTierCase } from './web-tier.cases';
import { Network, ScaledWebTier, ScaledWebTierProps } from '../../src/cdktf';
import { Topology } from '../../src/review';

export function readBackFromCdktf(testCase: WebTierCase): Topology {
  return Topology.fromTerraform(synthesizeOnCdktf(testCase));
}

export function synthesizeOnCdktf({ options = {}, setting = {} }: WebTierCase) {
  const stack = new TerraformStack(Testing.app(), 'Stack');
  new AwsProvider(stack, 'Aws', { region: 'eu-west-1' });
  const tier = new ScaledWebTier(stack, 'Web', { ...options, ...propsOf(stack, setting) });
  if (setting.bucket) { tier.connectTo({ bucketName: BUCKET.name, bucketArn: BUCKET.arn }, setting.bucket); }
  return JSON.parse(Testing.synth(stack));
}

function propsOf(stack: TerraformStack, setting: Setting) {
  const props: ScaledWebTierProps = {
    network: new Network(stack, 'Network', { availabilityZones: setting.zones ?? 2 }),
    certificateArns: CERTIFICATES.slice(0, setting.certificates ?? 1),
    hostedZoneId: setting.hostedZone ? ZONE.id : undefined,
    alarmTopicArn: setting.alarmTopic ? ALARM_TOPIC : undefined,
    activityTopicArn: setting.activityTopic ? ACTIVITY_TOPIC : undefined,
    imageId: setting.image ? IMAGE : undefined,
    accessLogBucket: setting.accessLogBucket ? LOG_BUCKET : undefined,
    listener: setting.listener ? { listenerArn: LISTENER.arn, securityGroupId: LISTENER.securityGroupId } : undefined,
  };
  return props;
}
