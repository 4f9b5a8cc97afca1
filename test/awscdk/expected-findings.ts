import { EXPECTED_CACHE_FINDINGS } from './expected-cache-findings';
import { EXPECTED_DATABASE_FINDINGS } from './expected-database-findings';

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

const UNREADABLE_CALLERS = 'the callers are the VPC\'s own block, which the rule cannot read before the deployment: allowFrom with literal blocks';
const OWN_BUCKET = 'the bucket is the example\'s own: its logs, replica and key are the user\'s';
const OWN_NETWORK = 'the network is the example\'s own, not the construct\'s';

const ALARMS = ['ErrorRate', 'NoHealthyHosts', 'ResponseTime', 'RunningAtMax', 'UnhealthyHosts'];

/** What is found in every tier. */
function tierAt(path: string): Expected[] {
  const at = (...ids: string[]) => ids.map((id) => `${path}/${id}`);
  const balancerGroup = at('LoadBalancerSecurityGroup/Resource');
  const logBucket = at('AccessLogs/Resource');
  return [
    { packs: SOLUTIONS, rule: 'AS3', at: at('Group/ASG'), reason: 'the topic is the user\'s: activityTopic' },
    { packs: SOLUTIONS, rule: 'EC23', at: balancerGroup, reason: UNREADABLE_CALLERS },
    {
      packs: SOLUTIONS,
      rule: 'IAM5[Resource::*]',
      at: at('InstancePolicy/Resource'),
      reason: 'the channels of Session Manager, X-Ray, PutMetricData (held to one namespace) and DescribeTags accept no narrower resource, and no instance is known before it runs',
    },
    { packs: SOLUTIONS, rule: 'S1', at: logBucket, reason: 'a log of the log bucket would need a log of its own: accessLogBucket brings one that has it' },

    { packs: NIST_AND_PCI, rule: 'ALBWAFEnabled', at: at('LoadBalancer/Resource'), reason: 'a web ACL is the user\'s, and costs: webAclArn' },
    { packs: NIST_AND_HIPAA, rule: 'CloudWatchAlarmAction', at: at(...ALARMS.map((name) => `${name}Alarm/Resource`)), reason: 'the topic is the user\'s: alarmTopic' },
    { packs: STANDARDS, rule: 'CloudWatchLogGroupEncrypted', at: at('Logs/Resource'), reason: 'encrypted by CloudWatch Logs; a key of the user\'s own is not offered yet' },
    { packs: STANDARDS, rule: 'EC2RestrictedCommonPorts', at: balancerGroup, reason: UNREADABLE_CALLERS },
    { packs: STANDARDS, rule: 'EC2RestrictedSSH', at: balancerGroup, reason: UNREADABLE_CALLERS },
    { packs: STANDARDS, rule: 'S3BucketLoggingEnabled', at: logBucket, reason: 'as AwsSolutions-S1' },
    { packs: STANDARDS, rule: 'S3BucketReplicationEnabled', at: logBucket, reason: 'a replica of the logs is the user\'s to pay for: accessLogBucket' },
    { packs: STANDARDS, rule: 'S3DefaultEncryptionKMS', at: logBucket, reason: 'load balancers write to buckets with S3\'s own keys only' },
  ];
}

function networkAt(path: string): Expected[] {
  const publicSubnets = ['PublicSubnet1', 'PublicSubnet2'].map((id) => `${path}/${id}`);
  return [
    { packs: SOLUTIONS, rule: 'VPC7', at: [`${path}/Resource`], reason: OWN_NETWORK },
    { packs: STANDARDS, rule: 'VPCDefaultSecurityGroupClosed', at: [`${path}/Resource`], reason: OWN_NETWORK },
    { packs: STANDARDS, rule: 'VPCFlowLogsEnabled', at: [`${path}/Resource`], reason: OWN_NETWORK },
    { packs: STANDARDS, rule: 'VPCNoUnrestrictedRouteToIGW', at: publicSubnets.map((subnet) => `${subnet}/DefaultRoute`), reason: OWN_NETWORK },
    { packs: STANDARDS, rule: 'VPCSubnetAutoAssignPublicIpDisabled', at: publicSubnets.map((subnet) => `${subnet}/Subnet`), reason: OWN_NETWORK },
  ];
}

function postgresAt(path: string): Expected[] {
  return EXPECTED_DATABASE_FINDINGS.postgres.map(({ at, ...finding }) => ({ ...finding, at: at.map((id) => `${path}/${id}`) }));
}

function cacheAt(path: string): Expected[] {
  return EXPECTED_CACHE_FINDINGS.nodes.map(({ at, ...finding }) => ({ ...finding, at: at.map((id) => `${path}/${id}`) }));
}

/** A bucket of the example's own, that its tier may write to. */
function filesAt(stack: string): Expected[] {
  const at = [`${stack}/Files/Resource`];
  return [
    {
      packs: SOLUTIONS,
      rule: 'IAM5[Resource::<Files8E6940B8.Arn>/*]',
      at: [`${stack}/Web/InstancePolicy/Resource`],
      reason: 'the service may use every object of the bucket that it is connected to, by four actions',
    },
    { packs: SOLUTIONS, rule: 'S1', at, reason: OWN_BUCKET },
    ...['S3BucketLoggingEnabled', 'S3BucketReplicationEnabled', 'S3DefaultEncryptionKMS'].map((rule) => (
      { packs: STANDARDS, rule, at, reason: OWN_BUCKET })),
  ];
}

export const EXPECTED_FINDINGS: Record<string, readonly Expected[]> = {
  'database': [
    ...tierAt('Shop/Web'),
    ...postgresAt('Shop/Database'),
    ...networkAt('Shop/Vpc'),
  ],
  'three-tier': [
    ...tierAt('Shop/Web'),
    ...postgresAt('Shop/Database'),
    ...cacheAt('Shop/Sessions'),
    ...filesAt('Shop'),
    ...networkAt('Shop/Vpc'),
  ],
  'web-tier': [
    ...tierAt('WebTier/Web'),
    ...filesAt('WebTier'),
    ...networkAt('WebTier/Vpc'),
  ],
};

/** The findings of one pack, in the form and the order in which `findingsOf` gives them. */
export function expectedFindings(example: string, pack: Pack): string[] {
  const expected = EXPECTED_FINDINGS[example].filter(({ packs }) => packs.includes(pack));
  return expected.flatMap(({ rule, at }) => at.map((path) => `${pack}-${rule} at ${path}`)).sort();
}
