import { Duration, Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as targets from 'aws-cdk-lib/aws-route53-targets';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { allowIngress } from './network-peers';
import { Exposure } from '../core/callers';
import { EntryPlan, NamePlan, RedirectPlan } from '../core/entry';
import { RoutingPlan } from '../core/routing';
import { ScaledWebTierPlan } from '../core/scaled-web-tier';

/** What a load balancer of the tier's own is made with. */
export interface EntryParts {
  readonly vpc: ec2.IVpc;
  readonly subnets?: ec2.SubnetSelection;
  readonly certificates: acm.ICertificate[];
  readonly hostedZone?: route53.IHostedZone;
}

/** The load balancer and its own security group, which lets in the callers and lets out to the instances only. */
export function renderLoadBalancer(scope: Construct, plan: ScaledWebTierPlan, { vpc, subnets }: EntryParts): elbv2.ApplicationLoadBalancer {
  const { entry } = plan;
  const securityGroup = new ec2.SecurityGroup(scope, 'LoadBalancerSecurityGroup', {
    vpc,
    description: plan.descriptions.loadBalancerSecurityGroup,
    allowAllOutbound: false,
  });
  allowIngress(securityGroup, entry.callers);

  const loadBalancer = new elbv2.ApplicationLoadBalancer(scope, 'LoadBalancer', {
    vpc,
    vpcSubnets: subnets,
    securityGroup,
    internetFacing: entry.exposure === Exposure.INTERNET,
    ipAddressType: entry.ipAddressType as elbv2.IpAddressType,
    idleTimeout: Duration.seconds(entry.idleTimeoutSeconds),
    dropInvalidHeaderFields: entry.dropInvalidHeaders,
    desyncMitigationMode: entry.desyncMitigation as elbv2.DesyncMitigationMode,
    deletionProtection: plan.isProtected,
  });
  if (entry.zonalShift) { loadBalancer.setAttribute('zonal_shift.config.enabled', 'true'); }
  if (entry.webAclArn) { renderWebAcl(scope, entry.webAclArn, loadBalancer); }
  return loadBalancer;
}

export function renderTargetGroup(scope: Construct, plan: ScaledWebTierPlan, vpc: ec2.IVpc): elbv2.ApplicationTargetGroup {
  const { entry, balancing, health } = plan;
  const minimum = balancing.minimumHealthyTargets;
  const sticky = balancing.stickySessions;
  return new elbv2.ApplicationTargetGroup(scope, 'TargetGroup', {
    vpc,
    targetType: elbv2.TargetType.INSTANCE,
    port: entry.target.port,
    protocol: entry.target.protocol as unknown as elbv2.ApplicationProtocol,
    loadBalancingAlgorithmType: balancing.algorithm as unknown as elbv2.TargetGroupLoadBalancingAlgorithmType,
    enableAnomalyMitigation: balancing.anomalyMitigation || undefined,
    slowStart: balancing.slowStartSeconds === undefined ? undefined : Duration.seconds(balancing.slowStartSeconds),
    stickinessCookieDuration: sticky && Duration.seconds(sticky.durationSeconds),
    stickinessCookieName: sticky?.cookieName,
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

/** The listener, with what leads to it: the name, its certificate, and the way from plain HTTP. */
export function renderListener(
  scope: Construct, plan: EntryPlan, parts: EntryParts, loadBalancer: elbv2.ApplicationLoadBalancer, targetGroup: elbv2.ApplicationTargetGroup,
): elbv2.ApplicationListener {
  const certificates = plan.name?.needsCertificate ? [renderCertificate(scope, plan.name.domainName, parts.hostedZone!)] : parts.certificates;
  const { listener, redirect, trustStoreArn, name } = plan;
  if (name) { renderRecords(scope, name, parts.hostedZone!, loadBalancer); }
  if (redirect) { renderRedirect(loadBalancer, redirect); }
  return loadBalancer.addListener('Listener', {
    port: listener.port,
    protocol: listener.protocol as elbv2.ApplicationProtocol,
    sslPolicy: listener.tlsPolicy as elbv2.SslPolicy | undefined,
    certificates: certificates.map(({ certificateArn }) => elbv2.ListenerCertificate.fromArn(certificateArn)),
    mutualAuthentication: trustStoreArn === undefined ? undefined : {
      mutualAuthenticationMode: elbv2.MutualAuthenticationMode.VERIFY,
      trustStore: elbv2.TrustStore.fromTrustStoreArn(scope, 'TrustStore', trustStoreArn),
    },
    defaultTargetGroups: [targetGroup],
    // The callers are the security group's rules; the L2 would open the port to the world.
    open: false,
  });
}

/**
 * A listener of another stack is imported: what is added to it would otherwise be made over there, and that stack would depend on
 * this one as this one depends on it.
 */
export function listenerInThisStack(scope: Construct, listener: elbv2.IApplicationListener): elbv2.IApplicationListener {
  if (Stack.of(listener) === Stack.of(scope)) { return listener; }
  const [{ securityGroupId, allowAllOutbound }] = listener.connections.securityGroups;
  return elbv2.ApplicationListener.fromApplicationListenerAttributes(scope, 'SharedListener', {
    listenerArn: listener.listenerArn,
    securityGroup: ec2.SecurityGroup.fromSecurityGroupId(scope, 'SharedSecurityGroup', securityGroupId, { allowAllOutbound }),
  });
}

/** This tier's share of a listener that others use as well. */
export function joinListener(
  scope: Construct, listener: elbv2.IApplicationListener, routing: RoutingPlan, targetGroup: elbv2.ApplicationTargetGroup,
) {
  new elbv2.ApplicationListenerRule(scope, 'Rule', {
    listener,
    targetGroups: [targetGroup],
    priority: routing.priority,
    conditions: [
      ...(routing.hosts.length > 0 ? [elbv2.ListenerCondition.hostHeaders([...routing.hosts])] : []),
      ...(routing.paths.length > 0 ? [elbv2.ListenerCondition.pathPatterns([...routing.paths])] : []),
    ],
  });
}

function renderCertificate(scope: Construct, domainName: string, hostedZone: route53.IHostedZone): acm.ICertificate {
  return new acm.Certificate(scope, 'Certificate', { domainName, validation: acm.CertificateValidation.fromDns(hostedZone) });
}

function renderRecords(scope: Construct, name: NamePlan, zone: route53.IHostedZone, loadBalancer: elbv2.ApplicationLoadBalancer) {
  const target = route53.RecordTarget.fromAlias(new targets.LoadBalancerTarget(loadBalancer, { evaluateTargetHealth: name.evaluateTargetHealth }));
  // A trailing dot keeps a name that only the deployment tells from getting the zone's name behind it.
  const props = { zone, recordName: `${name.domainName}.`, target, comment: `Load balancer of ${scope.node.path}` };
  for (const type of name.recordTypes) {
    if (type === 'A') { new route53.ARecord(scope, 'Record', props); } else { new route53.AaaaRecord(scope, 'Ipv6Record', props); }
  }
}

function renderRedirect(loadBalancer: elbv2.ApplicationLoadBalancer, plan: RedirectPlan) {
  loadBalancer.addListener('Redirect', {
    port: plan.fromPort,
    protocol: elbv2.ApplicationProtocol.HTTP,
    open: false,
    defaultAction: elbv2.ListenerAction.redirect({ protocol: plan.toProtocol, port: String(plan.toPort), permanent: plan.statusCode === 'HTTP_301' }),
  });
}

function renderWebAcl(scope: Construct, webAclArn: string, loadBalancer: elbv2.ApplicationLoadBalancer) {
  new wafv2.CfnWebACLAssociation(scope, 'WebAcl', { resourceArn: loadBalancer.loadBalancerArn, webAclArn });
}
