import { App, Stack } from 'aws-cdk-lib';
import { Certificate, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IVpc, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { HostedZone, IHostedZone } from 'aws-cdk-lib/aws-route53';

/** What lies around both programs of a pair, all of it somebody else's: every resource that is counted is the construct's. */
export const ACCOUNT = '123456789012';
export const RECORD_NAME = 'www.example.com';
export const REGIONS = { primary: 'eu-west-1', secondary: 'eu-central-1', global: 'us-east-1' };

export function stackIn(app: App, region = REGIONS.primary, id = 'Bench'): Stack {
  return new Stack(app, id, { env: { account: ACCOUNT, region } });
}

export function networkIn(stack: Stack): IVpc {
  return Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-12345678',
    vpcCidrBlock: '10.0.0.0/16',
    availabilityZones: ['a', 'b'].map((zone) => `${stack.region}${zone}`),
    publicSubnetIds: ['subnet-u1', 'subnet-u2'],
    publicSubnetRouteTableIds: ['rtb-u1', 'rtb-u2'],
    privateSubnetIds: ['subnet-p1', 'subnet-p2'],
    privateSubnetRouteTableIds: ['rtb-p1', 'rtb-p2'],
    isolatedSubnetIds: ['subnet-i1', 'subnet-i2'],
    isolatedSubnetRouteTableIds: ['rtb-i1', 'rtb-i2'],
  });
}

export function certificateIn(stack: Stack, id = 'Certificate'): ICertificate {
  return Certificate.fromCertificateArn(stack, id, `arn:aws:acm:${stack.region}:${ACCOUNT}:certificate/00000000-0000-0000-0000-000000000000`);
}

export function zoneIn(stack: Stack): IHostedZone {
  return HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789ABC', zoneName: 'example.com' });
}

export function balancerIn(stack: Stack) {
  const arn = `arn:aws:elasticloadbalancing:${stack.region}:${ACCOUNT}`;
  const loadBalancer = ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'Balancer', {
    loadBalancerArn: `${arn}:loadbalancer/app/web/50dc6c495c0c9188`,
    securityGroupId: 'sg-12345678',
    loadBalancerDnsName: `web.${stack.region}.elb.amazonaws.com`,
    loadBalancerCanonicalHostedZoneId: 'Z32O12XQLNTSW2',
  });
  const targetGroup = ApplicationTargetGroup.fromTargetGroupAttributes(stack, 'Targets', { targetGroupArn: `${arn}:targetgroup/web/73e2d6bc24d8a067` });
  return { loadBalancer, targetGroup };
}
