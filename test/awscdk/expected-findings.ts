/**
 * What cdk-nag finds in each example, in which packs, and why it is left. The library never suppresses a rule: these are what a
 * user acknowledges, or mends with the option that is named.
 */
export type Pack = 'AwsSolutions' | 'NIST.800.53.R5' | 'HIPAA.Security' | 'PCI.DSS.321';

interface Expected {
  readonly packs: readonly Pack[];
  readonly rule: string;
  readonly at: readonly string[];
  readonly reason: string;
}

const SOLUTIONS: readonly Pack[] = ['AwsSolutions'];
const STANDARDS: readonly Pack[] = ['NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321'];
const NIST_AND_HIPAA: readonly Pack[] = ['NIST.800.53.R5', 'HIPAA.Security'];
const NIST_AND_PCI: readonly Pack[] = ['NIST.800.53.R5', 'PCI.DSS.321'];

const ALARMS = ['ErrorRate', 'NoHealthyHosts', 'ResponseTime', 'RunningAtMax', 'UnhealthyHosts'].map((name) => `WebTier/Web/${name}Alarm/Resource`);
const BALANCER_GROUP = ['WebTier/Web/LoadBalancerSecurityGroup/Resource'];
const LOG_BUCKET = ['WebTier/Web/AccessLogs/Resource'];
const NETWORK = ['WebTier/Vpc/Resource'];
const PUBLIC_SUBNETS = ['WebTier/Vpc/PublicSubnet1', 'WebTier/Vpc/PublicSubnet2'];

const UNREADABLE_CALLERS = 'the callers are the VPC\'s own block, which the rule cannot read before the deployment: allowFrom with literal blocks';
const FILES_BUCKET = ['WebTier/Files/Resource'];
const OWN_BUCKET = 'the bucket is the example\'s own: its logs, replica and key are the user\'s';
const OWN_NETWORK = 'the network is the example\'s own, not the construct\'s';

export const EXPECTED_FINDINGS: Record<string, readonly Expected[]> = {
  'web-tier': [
    { packs: SOLUTIONS, rule: 'AS3', at: ['WebTier/Web/Group/ASG'], reason: 'the topic is the user\'s: activityTopic' },
    { packs: SOLUTIONS, rule: 'EC23', at: BALANCER_GROUP, reason: UNREADABLE_CALLERS },
    {
      packs: SOLUTIONS,
      rule: 'IAM5[Resource::*]',
      at: ['WebTier/Web/InstancePolicy/Resource'],
      reason: 'the channels of Session Manager, X-Ray, PutMetricData (held to one namespace) and DescribeTags accept no narrower resource, and no instance is known before it runs',
    },
    {
      packs: SOLUTIONS,
      rule: 'IAM5[Resource::<Files8E6940B8.Arn>/*]',
      at: ['WebTier/Web/InstancePolicy/Resource'],
      reason: 'the service may use every object of the bucket that it is connected to, by four actions',
    },
    { packs: SOLUTIONS, rule: 'S1', at: FILES_BUCKET, reason: OWN_BUCKET },
    { packs: SOLUTIONS, rule: 'S1', at: LOG_BUCKET, reason: 'a log of the log bucket would need a log of its own: accessLogBucket brings one that has it' },
    { packs: SOLUTIONS, rule: 'VPC7', at: NETWORK, reason: OWN_NETWORK },

    { packs: NIST_AND_PCI, rule: 'ALBWAFEnabled', at: ['WebTier/Web/LoadBalancer/Resource'], reason: 'a web ACL is the user\'s, and costs: webAclArn' },
    { packs: NIST_AND_HIPAA, rule: 'CloudWatchAlarmAction', at: ALARMS, reason: 'the topic is the user\'s: alarmTopic' },
    { packs: STANDARDS, rule: 'CloudWatchLogGroupEncrypted', at: ['WebTier/Web/Logs/Resource'], reason: 'encrypted by CloudWatch Logs; a key of the user\'s own is not offered yet' },
    { packs: STANDARDS, rule: 'EC2RestrictedCommonPorts', at: BALANCER_GROUP, reason: UNREADABLE_CALLERS },
    { packs: STANDARDS, rule: 'EC2RestrictedSSH', at: BALANCER_GROUP, reason: UNREADABLE_CALLERS },
    { packs: STANDARDS, rule: 'S3BucketLoggingEnabled', at: LOG_BUCKET, reason: 'as AwsSolutions-S1' },
    { packs: STANDARDS, rule: 'S3BucketReplicationEnabled', at: LOG_BUCKET, reason: 'a replica of the logs is the user\'s to pay for: accessLogBucket' },
    { packs: STANDARDS, rule: 'S3DefaultEncryptionKMS', at: LOG_BUCKET, reason: 'load balancers write to buckets with S3\'s own keys only' },
    ...['S3BucketLoggingEnabled', 'S3BucketReplicationEnabled', 'S3DefaultEncryptionKMS'].map((rule) => (
      { packs: STANDARDS, rule, at: FILES_BUCKET, reason: OWN_BUCKET })),
    { packs: STANDARDS, rule: 'VPCDefaultSecurityGroupClosed', at: NETWORK, reason: OWN_NETWORK },
    { packs: STANDARDS, rule: 'VPCFlowLogsEnabled', at: NETWORK, reason: OWN_NETWORK },
    { packs: STANDARDS, rule: 'VPCNoUnrestrictedRouteToIGW', at: PUBLIC_SUBNETS.map((subnet) => `${subnet}/DefaultRoute`), reason: OWN_NETWORK },
    { packs: STANDARDS, rule: 'VPCSubnetAutoAssignPublicIpDisabled', at: PUBLIC_SUBNETS.map((subnet) => `${subnet}/Subnet`), reason: OWN_NETWORK },
  ],
};

/** The findings of one pack, in the form and the order in which `findingsOf` gives them. */
export function expectedFindings(example: string, pack: Pack): string[] {
  const expected = EXPECTED_FINDINGS[example].filter(({ packs }) => packs.includes(pack));
  return expected.flatMap(({ rule, at }) => at.map((path) => `${pack}-${rule} at ${path}`)).sort();
}
