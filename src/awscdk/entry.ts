import { Duration } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { allowIngress } from './network-peers';
import { Exposure } from '../core/entry';
import { ScaledWebTierPlan } from '../core/scaled-web-tier';

/** The load balancer and its own security group, which lets in the callers and lets out to the instances only. */
export function renderLoadBalancer(
  scope: Construct, plan: ScaledWebTierPlan, vpc: ec2.IVpc, vpcSubnets?: ec2.SubnetSelection,
): elbv2.ApplicationLoadBalancer {
  const { entry } = plan;
  const securityGroup = new ec2.SecurityGroup(scope, 'LoadBalancerSecurityGroup', {
    vpc,
    description: plan.descriptions.loadBalancerSecurityGroup,
    allowAllOutbound: false,
  });
  allowIngress(securityGroup, entry.callers);

  const loadBalancer = new elbv2.ApplicationLoadBalancer(scope, 'LoadBalancer', {
    vpc,
    vpcSubnets,
    securityGroup,
    internetFacing: entry.exposure === Exposure.INTERNET,
    idleTimeout: Duration.seconds(entry.idleTimeoutSeconds),
    dropInvalidHeaderFields: entry.dropInvalidHeaders,
    desyncMitigationMode: entry.desyncMitigation as elbv2.DesyncMitigationMode,
    deletionProtection: plan.isProtected,
  });
  if (entry.zonalShift) { loadBalancer.setAttribute('zonal_shift.config.enabled', 'true'); }
  return loadBalancer;
}

export function renderTargetGroup(scope: Construct, plan: ScaledWebTierPlan, vpc: ec2.IVpc): elbv2.ApplicationTargetGroup {
  const { entry, balancing, health } = plan;
  const minimum = balancing.minimumHealthyTargets;
  return new elbv2.ApplicationTargetGroup(scope, 'TargetGroup', {
    vpc,
    targetType: elbv2.TargetType.INSTANCE,
    port: entry.target.port,
    protocol: entry.target.protocol as unknown as elbv2.ApplicationProtocol,
    loadBalancingAlgorithmType: balancing.algorithm as unknown as elbv2.TargetGroupLoadBalancingAlgorithmType,
    enableAnomalyMitigation: balancing.anomalyMitigation || undefined,
    slowStart: balancing.slowStartSeconds === undefined ? undefined : Duration.seconds(balancing.slowStartSeconds),
    deregistrationDelay: Duration.seconds(health.draining.deregistrationDelaySeconds),
    targetGroupHealth: {
      dnsMinimumHealthyTargetCount: minimum.dnsFailoverCount,
      dnsMinimumHealthyTargetPercentage: minimum.dnsFailoverPercent,
      routingMinimumHealthyTargetCount: minimum.routingCount,
      routingMinimumHealthyTargetPercentage: minimum.routingPercent,
    },
    healthCheck: {
      path: health.path,
      protocol: entry.target.protocol as unknown as elbv2.Protocol,
      interval: Duration.seconds(health.readiness.intervalSeconds),
      timeout: Duration.seconds(health.readiness.timeoutSeconds),
      healthyThresholdCount: health.readiness.healthyThreshold,
      unhealthyThresholdCount: health.readiness.unhealthyThreshold,
      healthyHttpCodes: health.readiness.successCodes,
    },
  });
}

export function renderListener(
  loadBalancer: elbv2.ApplicationLoadBalancer, targetGroup: elbv2.ApplicationTargetGroup, plan: ScaledWebTierPlan, certificates: acm.ICertificate[],
): elbv2.ApplicationListener {
  const { listener } = plan.entry;
  return loadBalancer.addListener('Listener', {
    port: listener.port,
    protocol: listener.protocol as elbv2.ApplicationProtocol,
    sslPolicy: listener.tlsPolicy as elbv2.SslPolicy | undefined,
    certificates: certificates.map(({ certificateArn }) => elbv2.ListenerCertificate.fromArn(certificateArn)),
    defaultTargetGroups: [targetGroup],
    // The callers are the security group's rules; the L2 would open the port to the world.
    open: false,
  });
}
