import { EXPECTED_CACHE_FINDINGS } from './expected-cache-findings';
import { EXPECTED_DATABASE_FINDINGS } from './expected-database-findings';
import { EXPECTED_STANDBY_FINDINGS } from './expected-standby-findings';

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
const EXPOSED = 'the example is for everybody, and Route 53 looks at it from outside: allowFrom with its checkers and yours holds it to some';
const OWN_BUCKET = 'the bucket is the example\'s own: its logs, replica and key are the user\'s';
const OWN_NETWORK = 'the network is the example\'s own, not the construct\'s';

const PUBLIC_PAGE = 'the page is for everybody, of whom nobody is known; a web ACL is the user\'s: webAclArn';
const PAGE_LOGS = 'who is told that nothing works is not recorded: the regions\' own logs end there';
const ONE_PAGE = 'one page that the next deployment makes anew, and that everybody may read';
const OF_AWS_CDK = 'the function of aws-cdk-lib\'s BucketDeployment, which runs during deployments only';
const COPIER = 'Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C';

const ALARMS = ['ErrorRate', 'NoHealthyHosts', 'ResponseTime', 'RunningAtMax', 'UnhealthyHosts'];

/** What is found in a tier that the network alone reaches. */
function tierAt(path: string): Expected[] {
  const at = [`${path}/LoadBalancerSecurityGroup/Resource`];
  return [
    ...anyTierAt(path),
    { packs: SOLUTIONS, rule: 'EC23', at, reason: UNREADABLE_CALLERS },
    { packs: STANDARDS, rule: 'EC2RestrictedCommonPorts', at, reason: UNREADABLE_CALLERS },
    { packs: STANDARDS, rule: 'EC2RestrictedSSH', at, reason: UNREADABLE_CALLERS },
  ];
}

/** What is found in a tier that the internet reaches. */
function exposedTierAt(path: string): Expected[] {
  return [...anyTierAt(path), { packs: SOLUTIONS, rule: 'EC23', at: [`${path}/LoadBalancerSecurityGroup/Resource`], reason: EXPOSED }];
}

function anyTierAt(path: string): Expected[] {
  const at = (...ids: string[]) => ids.map((id) => `${path}/${id}`);
  const logBucket = at('AccessLogs/Resource');
  return [
    { packs: SOLUTIONS, rule: 'AS3', at: at('Group/ASG'), reason: 'the topic is the user\'s: activityTopic' },
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

/** Findings of a construct that are listed below it; with the region in them where the stack has one. */
function below(path: string, findings: readonly Expected[], region = '<AWS::Region>'): Expected[] {
  return findings.map(({ at, rule, ...finding }) => ({ ...finding, rule: rule.replace('<AWS::Region>', region), at: at.map((id) => `${path}/${id}`) }));
}

/** A password that AWS does not manage for a global database is in a secret of the database's own. */
function globalDatabaseAt(path: string, region: string): Expected[] {
  return [
    ...below(path, EXPECTED_DATABASE_FINDINGS.auroraPostgres, region),
    { packs: STANDARDS, rule: 'SecretsManagerUsingKMSKey', at: [`${path}/AdminSecret/Resource`], reason: 'a key is the user\'s: encryptionKey' },
  ];
}

/** The page, and the function of AWS CDK's own that puts it into its bucket. */
function lastResortAt(stack: string): Expected[] {
  const page = [`${stack}/LastResort/PageBucket/Resource`];
  const distribution = [`${stack}/LastResort/Distribution/Resource`];
  const [copier, role, policy] = ['Resource', 'ServiceRole/Resource', 'ServiceRole/DefaultPolicy/Resource'].map((id) => [`${stack}/${COPIER}/${id}`]);
  return [
    { packs: SOLUTIONS, rule: 'CFR1', at: distribution, reason: PUBLIC_PAGE },
    { packs: SOLUTIONS, rule: 'CFR2', at: distribution, reason: PUBLIC_PAGE },
    { packs: SOLUTIONS, rule: 'CFR3', at: distribution, reason: PAGE_LOGS },
    { packs: SOLUTIONS, rule: 'S1', at: page, reason: PAGE_LOGS },
    { packs: STANDARDS, rule: 'S3BucketLoggingEnabled', at: page, reason: PAGE_LOGS },
    { packs: STANDARDS, rule: 'S3BucketReplicationEnabled', at: page, reason: ONE_PAGE },
    { packs: STANDARDS, rule: 'S3DefaultEncryptionKMS', at: page, reason: ONE_PAGE },

    { packs: SOLUTIONS, rule: 'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]', at: role, reason: OF_AWS_CDK },
    ...['Action::s3:Abort*', 'Action::s3:DeleteObject*', 'Action::s3:GetBucket*', 'Action::s3:GetObject*', 'Action::s3:List*',
      'Resource::<LastResortPageBucket4D78DE9C.Arn>/*', 'Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-us-east-1/*'].map((grant) => ({ packs: SOLUTIONS, rule: `IAM5[${grant}]`, at: policy, reason: OF_AWS_CDK })),
    { packs: SOLUTIONS, rule: 'L1', at: copier, reason: OF_AWS_CDK },
    { packs: STANDARDS, rule: 'IAMNoInlinePolicy', at: policy, reason: OF_AWS_CDK },
    { packs: STANDARDS, rule: 'LambdaInsideVPC', at: copier, reason: OF_AWS_CDK },
    { packs: NIST_AND_HIPAA, rule: 'LambdaConcurrency', at: copier, reason: OF_AWS_CDK },
    { packs: NIST_AND_HIPAA, rule: 'LambdaDLQ', at: copier, reason: OF_AWS_CDK },
  ];
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
    ...below('Shop/Database', EXPECTED_DATABASE_FINDINGS.postgres),
    ...networkAt('Shop/Vpc'),
  ],
  'multi-region': [
    ...['ShopIreland', 'ShopFrankfurt'].flatMap((stack) => [
      ...exposedTierAt(`${stack}/Web`),
      ...below(`${stack}/Sessions`, EXPECTED_CACHE_FINDINGS.nodes),
      ...filesAt(stack),
      ...networkAt(`${stack}/Vpc`),
    ]),
    ...below('ShopIreland/Sessions', EXPECTED_CACHE_FINDINGS.globalPrimary),
    ...below('ShopFrankfurt/Sessions', EXPECTED_CACHE_FINDINGS.globalSecondary),
    ...globalDatabaseAt('ShopIreland/Database', 'eu-west-1'),
    ...below('ShopFrankfurt/Database', EXPECTED_STANDBY_FINDINGS.auroraPostgres, 'eu-central-1'),
    ...lastResortAt('ShopLastResort'),
  ],
  'three-tier': [
    ...tierAt('Shop/Web'),
    ...below('Shop/Database', EXPECTED_DATABASE_FINDINGS.postgres),
    ...below('Shop/Sessions', EXPECTED_CACHE_FINDINGS.nodes),
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
