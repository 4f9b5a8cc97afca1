import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as targets from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import { LastResortRecordPlan } from '../core/last-resort';

export function renderLastResortRecord(
  scope: Construct, plan: LastResortRecordPlan, hostedZoneId: string, distribution: cloudfront.IDistribution,
): Construct {
  const { dnsName, hostedZoneId: targetZoneId, evaluateTargetHealth } = plan.alias;
  return new route53.CfnRecordSet(scope, plan.id, {
    hostedZoneId,
    name: `${plan.name}.`,
    type: plan.type,
    setIdentifier: plan.setIdentifier,
    failover: plan.failover,
    aliasTarget: {
      dnsName: dnsName ?? distribution.distributionDomainName,
      hostedZoneId: targetZoneId ?? targets.CloudFrontTarget.getHostedZoneId(scope),
      evaluateTargetHealth,
    },
  });
}
