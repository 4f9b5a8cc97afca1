import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { ACTIVITY_TOPIC, ALARM_TOPIC, BUCKET, CERTIFICATES, IMAGE, LISTENER, LOG_BUCKET, Setting, ZONE } from './settings';
import { WebTierCase } from './web-tier.cases';
import { ScaledWebTier, ScaledWebTierProps } from '../../src/awscdk';
import { Topology } from '../../src/review';

export function readBackFromAwsCdk({ options = {}, setting = {} }: WebTierCase): Topology {
  const stack = new Stack(new App(), 'Stack');
  const tier = new ScaledWebTier(stack, 'Web', { ...options, ...propsOf(stack, setting) });
  if (setting.bucket) { tier.connectTo(Bucket.fromBucketAttributes(stack, 'Files', { bucketName: BUCKET.name, bucketArn: BUCKET.arn }), setting.bucket); }
  return Topology.fromCloudFormation(Template.fromStack(stack).toJSON());
}

function propsOf(stack: Stack, setting: Setting) {
  const props: ScaledWebTierProps = {
    // A stack without a region has two zones of no name.
    vpc: new ec2.Vpc(stack, 'Vpc', setting.zones === undefined ? {} : { availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'].slice(0, setting.zones) }),
    certificates: CERTIFICATES.slice(0, setting.certificates ?? 1).map((arn, index) => Certificate.fromCertificateArn(stack, `Certificate${index}`, arn)),
    hostedZone: setting.hostedZone ? HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: ZONE.id, zoneName: ZONE.name }) : undefined,
    alarmTopic: setting.alarmTopic ? Topic.fromTopicArn(stack, 'Alarms', ALARM_TOPIC) : undefined,
    activityTopic: setting.activityTopic ? Topic.fromTopicArn(stack, 'Activity', ACTIVITY_TOPIC) : undefined,
    machineImage: setting.image ? image() : undefined,
    accessLogBucket: setting.accessLogBucket ? Bucket.fromBucketName(stack, 'Logs', LOG_BUCKET) : undefined,
    listener: setting.listener ? sharedListener(stack) : undefined,
  };
  return props;
}

function image(): ec2.IMachineImage {
  return { getImage: () => ({ imageId: IMAGE, osType: ec2.OperatingSystemType.LINUX, userData: ec2.UserData.forLinux() }) };
}

function sharedListener(stack: Stack) {
  return elbv2.ApplicationListener.fromApplicationListenerAttributes(stack, 'Shared', {
    listenerArn: LISTENER.arn,
    securityGroup: ec2.SecurityGroup.fromSecurityGroupId(stack, 'SharedGroup', LISTENER.securityGroupId, { allowAllOutbound: false }),
  });
}
