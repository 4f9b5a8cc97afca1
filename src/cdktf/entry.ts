import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation';
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { LbListenerCertificate } from '@cdktf/provider-aws/lib/lb-listener-certificate';
import { LbListenerRule } from '@cdktf/provider-aws/lib/lb-listener-rule';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Wafv2WebAclAssociation } from '@cdktf/provider-aws/lib/wafv2-web-acl-association';
import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { shortPrefixOf } from './names';
import { numberText } from './texts';
import { Exposure } from '../core/callers';
import { EntryPlan, NamePlan, RedirectPlan } from '../core/entry';
import { RoutingPlan } from '../core/routing';
import { ScaledWebTierPlan } from '../core/scaled-web-tier';

/** What a load balancer of the tier's own is made with. */
export interface BalancerParts {
  readonly subnetIds: string[];
  readonly securityGroup: SecurityGroup;
  /** Name of the bucket of the access logs, and what has to be there before the balancer tries it. */
  readonly accessLogBucket?: string;
  readonly accessLogsDependOn?: ITerraformDependable[];
}

export function renderLoadBalancer(scope: Construct, plan: ScaledWebTierPlan, parts: BalancerParts): Lb {
  const { entry } = plan;
  const loadBalancer = new Lb(scope, 'LoadBalancer', {
    namePrefix: shortPrefixOf(scope),
    loadBalancerType: 'application',
    internal: entry.exposure === Exposure.INTERNAL,
    ipAddressType: entry.ipAddressType,
    subnets: parts.subnetIds,
    securityGroups: [parts.securityGroup.id],
    idleTimeout: entry.idleTimeoutSeconds,
    dropInvalidHeaderFields: entry.dropInvalidHeaders,
    desyncMitigationMode: entry.desyncMitigation,
    enableZonalShift: entry.zonalShift,
    enableDeletionProtection: plan.isProtected,
    accessLogs: parts.accessLogBucket === undefined ? undefined : { enabled: true, bucket: parts.accessLogBucket, prefix: entry.accessLogs?.prefix },
    dependsOn: parts.accessLogsDependOn,
  });
  if (entry.webAclArn !== undefined) {
    new Wafv2WebAclAssociation(scope, 'WebAcl', { resourceArn: loadBalancer.arn, webAclArn: entry.webAclArn });
  }
  return loadBalancer;
}

export function renderTargetGroup(scope: Construct, plan: ScaledWebTierPlan, vpcId: string): LbTargetGroup {
  const { entry, balancing, health } = plan;
  const { stickySessions: sticky, minimumHealthyTargets: minimum } = balancing;
  return new LbTargetGroup(scope, 'TargetGroup', {
    namePrefix: shortPrefixOf(scope),
    vpcId,
    targetType: 'instance',
    port: entry.target.port,
    protocol: entry.target.protocol,
    loadBalancingAlgorithmType: balancing.algorithm,
    loadBalancingAnomalyMitigation: balancing.anomalyMitigation ? 'on' : undefined,
    slowStart: balancing.slowStartSeconds,
    stickiness: sticky && { enabled: true, type: sticky.type, cookieDuration: sticky.durationSeconds, cookieName: sticky.cookieName },
    deregistrationDelay: numberText(health.draining.deregistrationDelaySeconds),
    targetGroupHealth: {
      dnsFailover: {
        minimumHealthyTargetsCount: numberText(minimum.dnsFailoverCount),
        minimumHealthyTargetsPercentage: numberText(minimum.dnsFailoverPercent),
      },
      unhealthyStateRouting: {
        minimumHealthyTargetsCount: minimum.routingCount,
        minimumHealthyTargetsPercentage: numberText(minimum.routingPercent),
      },
    },
    healthCheck: {
      path: health.path,
      protocol: entry.target.protocol,
      interval: health.readiness.intervalSeconds,
      timeout: health.readiness.timeoutSeconds,
      healthyThreshold: health.readiness.healthyThreshold,
      unhealthyThreshold: health.readiness.unhealthyThreshold,
      matcher: health.readiness.successCodes,
    },
    // A listener holds on to the old one until there is a new one.
    lifecycle: { createBeforeDestroy: true },
  });
}

/** Where the listener's certificates come from. */
export interface Certificates {
  readonly arns: string[];
  readonly hostedZoneId?: string;
}

/** The listener, with what leads to it: the name, its certificate, and the way from plain HTTP. */
export function renderListener(
  scope: Construct, plan: EntryPlan, certificates: Certificates, loadBalancer: Lb, targetGroup: LbTargetGroup,
): LbListener {
  const { listener, redirect, trustStoreArn, name } = plan;
  const [certificateArn, ...others] = name?.needsCertificate ? [renderCertificate(scope, name, certificates.hostedZoneId!)] : certificates.arns;
  if (name) { renderRecords(scope, name, certificates.hostedZoneId!, loadBalancer); }
  if (redirect) { renderRedirect(scope, redirect, loadBalancer); }
  const rendered = new LbListener(scope, 'Listener', {
    loadBalancerArn: loadBalancer.arn,
    port: listener.port,
    protocol: listener.protocol,
    sslPolicy: listener.tlsPolicy,
    certificateArn,
    mutualAuthentication: trustStoreArn === undefined ? undefined : { mode: 'verify', trustStoreArn },
    defaultAction: [{ type: 'forward', targetGroupArn: targetGroup.arn }],
  });
  others.forEach((arn, index) => new LbListenerCertificate(scope, `Certificate${index + 2}`, { listenerArn: rendered.arn, certificateArn: arn }));
  return rendered;
}

/** This tier's share of a listener that others use as well. */
export function joinListener(scope: Construct, listenerArn: string, routing: RoutingPlan, targetGroup: LbTargetGroup): LbListenerRule {
  const { priority, hosts, paths } = routing;
  return new LbListenerRule(scope, 'Rule', {
    listenerArn,
    priority,
    action: [{ type: 'forward', targetGroupArn: targetGroup.arn }],
    condition: [
      ...(hosts.length > 0 ? [{ hostHeader: { values: [...hosts] } }] : []),
      ...(paths.length > 0 ? [{ pathPattern: { values: [...paths] } }] : []),
    ],
  });
}

/** The listener gets the certificate once it is valid: AWS refuses one that is not. */
function renderCertificate(scope: Construct, { domainName, certificateValidation }: NamePlan, zoneId: string): string {
  const certificate = new AcmCertificate(scope, 'Certificate', {
    domainName, validationMethod: certificateValidation, lifecycle: { createBeforeDestroy: true },
  });
  const proof = certificate.domainValidationOptions.get(0);
  const record = new Route53Record(scope, 'CertificateRecord', {
    zoneId,
    name: proof.resourceRecordName,
    type: proof.resourceRecordType,
    records: [proof.resourceRecordValue],
    ttl: 60,
    // Another tier of the same name proves it by the same record.
    allowOverwrite: true,
  });
  return new AcmCertificateValidation(scope, 'CertificateValidation', {
    certificateArn: certificate.arn, validationRecordFqdns: [record.fqdn],
  }).certificateArn;
}

function renderRecords(scope: Construct, { domainName, recordTypes, evaluateTargetHealth }: NamePlan, zoneId: string, loadBalancer: Lb) {
  for (const type of recordTypes) {
    new Route53Record(scope, type === 'A' ? 'Record' : 'Ipv6Record', {
      zoneId, name: domainName, type, alias: { name: loadBalancer.dnsName, zoneId: loadBalancer.zoneId, evaluateTargetHealth },
    });
  }
}

function renderRedirect(scope: Construct, { fromPort, toPort, toProtocol, statusCode }: RedirectPlan, loadBalancer: Lb) {
  new LbListener(scope, 'Redirect', {
    loadBalancerArn: loadBalancer.arn,
    port: fromPort,
    protocol: 'HTTP',
    defaultAction: [{ type: 'redirect', redirect: { protocol: toProtocol, port: String(toPort), statusCode } }],
  });
}
