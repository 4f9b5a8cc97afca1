export type Tool = 'cfn-lint' | 'checkov';

/** Finding → why it is left. */
export type Reasons = Record<string, string>;

type Findings = Partial<Record<Tool, Reasons>>;

const LOG_KEY = 'CloudWatch Logs encrypts it with a key of AWS\'s; a key of one\'s own is the user\'s to bring, with its cost and its policy';
const LOG_TIME = 'how long logs are kept is an option: a year of them costs twelve times a month';

const DATABASE_ON_AWS_CDK: Findings = {
  'cfn-lint': {
    'W3691 at Shop/Database/Writer, Properties': 'cfn-lint counts 17 among the withdrawn versions because some of its minors are; RDS takes a major version alone for a recent minor of it',
  },
  'checkov': {
    'CKV_AWS_111 at Shop/Web/InstancePolicy/Resource': 'ssm:UpdateInstanceInformation names an instance by its id, which is not known before it runs; the others accept no narrower resource',
    'CKV_AWS_149 at Shop/Database/AdminSecret/Resource': 'Secrets Manager encrypts it with a key of AWS\'s; a key of one\'s own is the user\'s to bring: encryptionKey',
    'CKV_AWS_157 at Shop/Database/Replica1': 'a replica is pinned to a zone, which AWS refuses together with Multi-AZ: replicaMultiAz',
    'CKV_AWS_157 at Shop/Database/Replica2': 'a replica is pinned to a zone, which AWS refuses together with Multi-AZ: replicaMultiAz',
    'CKV_AWS_158 at Shop/Database/Replica1PostgresqlLogs/Resource': LOG_KEY,
    'CKV_AWS_158 at Shop/Database/Replica1UpgradeLogs/Resource': LOG_KEY,
    'CKV_AWS_158 at Shop/Database/Replica2PostgresqlLogs/Resource': LOG_KEY,
    'CKV_AWS_158 at Shop/Database/Replica2UpgradeLogs/Resource': LOG_KEY,
    'CKV_AWS_158 at Shop/Database/WriterPostgresqlLogs/Resource': LOG_KEY,
    'CKV_AWS_158 at Shop/Database/WriterUpgradeLogs/Resource': LOG_KEY,
    'CKV_AWS_158 at Shop/Web/Logs/Resource': LOG_KEY,
    'CKV_AWS_16 at Shop/Database/Replica1': 'a replica is encrypted as its source is: CloudFormation refuses to be told again',
    'CKV_AWS_16 at Shop/Database/Replica2': 'a replica is encrypted as its source is: CloudFormation refuses to be told again',
    'CKV_AWS_18 at Shop/Web/AccessLogs/Resource': 'a log of the log bucket would need a log of its own: accessLogBucket brings one that has it',
  },
};

const DATABASE_ON_CDKTF: Findings = {
  checkov: {
    'CKV2_AWS_34 at Shop/Database/Coordinates': 'it holds names of hosts, a port and the name of a database, which are no secrets; whoever logs in needs a signed token besides',
    'CKV2_AWS_34 at Shop/Web/ConnectionDATABASE': 'it holds the name of another parameter, which is no secret',
    'CKV2_AWS_5 at Shop/Database/RotationNetwork/SecurityGroup': 'the function that rotates the password has it, in a stack of its own that gets it as a parameter',
    'CKV2_AWS_57 at Shop/Database/AdminSecret': 'it is rotated: the rotation names it by way of its first version, which has to be there before, and checkov looks for a direct reference',
    'CKV2_AWS_62 at Shop/Web/AccessLogs': 'nobody waits for the arrival of a log',
    'CKV_AWS_111 at Shop/Web/InstanceDocument': 'ssm:UpdateInstanceInformation names an instance by its id, which is not known before it runs; the others accept no narrower resource',
    'CKV_AWS_133 at Shop/Database/Replica1': 'a replica is no backup and has none: the writer\'s are kept, and a restore starts from them',
    'CKV_AWS_133 at Shop/Database/Replica2': 'a replica is no backup and has none: the writer\'s are kept, and a restore starts from them',
    'CKV_AWS_144 at Shop/Web/AccessLogs': 'a second copy of logs is the user\'s to choose, with its cost: accessLogBucket brings a bucket that has one',
    'CKV_AWS_145 at Shop/Web/AccessLogs': 'load balancers write logs into buckets only that S3 encrypts with a key of its own',
    'CKV_AWS_149 at Shop/Database/AdminSecret': 'Secrets Manager encrypts it with a key of AWS\'s; a key of one\'s own is the user\'s to bring: encryptionKeyArn',
    'CKV_AWS_157 at Shop/Database/Replica1': 'a replica is pinned to a zone, which AWS refuses together with Multi-AZ: replicaMultiAz',
    'CKV_AWS_157 at Shop/Database/Replica2': 'a replica is pinned to a zone, which AWS refuses together with Multi-AZ: replicaMultiAz',
    'CKV_AWS_158 at Shop/Database/Replica1PostgresqlLogs': LOG_KEY,
    'CKV_AWS_158 at Shop/Database/Replica1UpgradeLogs': LOG_KEY,
    'CKV_AWS_158 at Shop/Database/Replica2PostgresqlLogs': LOG_KEY,
    'CKV_AWS_158 at Shop/Database/Replica2UpgradeLogs': LOG_KEY,
    'CKV_AWS_158 at Shop/Database/WriterPostgresqlLogs': LOG_KEY,
    'CKV_AWS_158 at Shop/Database/WriterUpgradeLogs': LOG_KEY,
    'CKV_AWS_158 at Shop/Network/FlowLogGroup': LOG_KEY,
    'CKV_AWS_158 at Shop/Web/Logs': LOG_KEY,
    'CKV_AWS_18 at Shop/Web/AccessLogs': 'a log of the log bucket would need a log of its own: accessLogBucket brings one that has it',
    'CKV_AWS_338 at Shop/Database/Replica1PostgresqlLogs': LOG_TIME,
    'CKV_AWS_338 at Shop/Database/Replica1UpgradeLogs': LOG_TIME,
    'CKV_AWS_338 at Shop/Database/Replica2PostgresqlLogs': LOG_TIME,
    'CKV_AWS_338 at Shop/Database/Replica2UpgradeLogs': LOG_TIME,
    'CKV_AWS_338 at Shop/Database/WriterPostgresqlLogs': LOG_TIME,
    'CKV_AWS_338 at Shop/Database/WriterUpgradeLogs': LOG_TIME,
    'CKV_AWS_338 at Shop/Network/FlowLogGroup': LOG_TIME,
    'CKV_AWS_338 at Shop/Web/Logs': LOG_TIME,
    'CKV_AWS_354 at Shop/Database/Replica1': 'Performance Insights encrypts it with a key of AWS\'s; a key of one\'s own is the user\'s to bring: encryptionKeyArn',
    'CKV_AWS_354 at Shop/Database/Replica2': 'Performance Insights encrypts it with a key of AWS\'s; a key of one\'s own is the user\'s to bring: encryptionKeyArn',
    'CKV_AWS_354 at Shop/Database/Writer': 'Performance Insights encrypts it with a key of AWS\'s; a key of one\'s own is the user\'s to bring: encryptionKeyArn',
    'CKV_AWS_356 at Shop/Web/InstanceDocument': 'ssm:UpdateInstanceInformation names an instance by its id, which is not known before it runs; the others accept no narrower resource',
    'CKV_AWS_394 at Shop/Network/AvailabilityZones': 'the zones are AWS\'s, as many as are asked for, and what they once were stays: the subnets ignore later changes of the list; zoneNames pins them',
  },
};

const THREE_TIER_ON_AWS_CDK: Findings = {
  ...DATABASE_ON_AWS_CDK,
  checkov: {
    ...DATABASE_ON_AWS_CDK.checkov,
    'CKV_AWS_158 at Shop/Sessions/EngineLogs/Resource': LOG_KEY,
    'CKV_AWS_158 at Shop/Sessions/SlowLogs/Resource': LOG_KEY,
    'CKV_AWS_18 at Shop/Files/Resource': 'the bucket is the example\'s own: a log of it is the user\'s to keep',
  },
};

const THREE_TIER_ON_CDKTF: Findings = {
  checkov: {
    ...DATABASE_ON_CDKTF.checkov,
    'CKV2_AWS_34 at Shop/Sessions/Coordinates': 'it holds names of hosts, a port and the name of the cache, which are no secrets; whoever logs in needs a signed token besides',
    'CKV2_AWS_34 at Shop/Web/ConnectionFILES': 'it holds the name of a bucket, which is no secret; a secret is connected by its name, and never by its value',
    'CKV2_AWS_34 at Shop/Web/ConnectionSESSION_CACHE': 'it holds the name of another parameter and of a user, which are no secrets',
    'CKV2_AWS_61 at Shop/Files': 'the bucket is the example\'s own: when its files expire is the user\'s to say',
    'CKV2_AWS_62 at Shop/Files': 'the bucket is the example\'s own, and nobody waits for its events',
    'CKV_AWS_144 at Shop/Files': 'the bucket is the example\'s own: another region is the user\'s to choose, with its cost',
    'CKV_AWS_145 at Shop/Files': 'S3 encrypts it with a key of its own; a key of one\'s own is the user\'s to bring, with its cost and its policy',
    'CKV_AWS_18 at Shop/Files': 'the bucket is the example\'s own: a log of it is the user\'s to keep',
    'CKV2_AWS_61 at Shop/Releases': 'the bucket is the example\'s own: when its releases expire is the user\'s to say',
    'CKV2_AWS_62 at Shop/Releases': 'the bucket is the example\'s own, and nobody waits for its events',
    'CKV_AWS_144 at Shop/Releases': 'the bucket is the example\'s own: another region is the user\'s to choose, with its cost',
    'CKV_AWS_145 at Shop/Releases': 'S3 encrypts it with a key of its own; a key of one\'s own is the user\'s to bring, with its cost and its policy',
    'CKV_AWS_18 at Shop/Releases': 'the bucket is the example\'s own: a log of it is the user\'s to keep',
    'CKV_AWS_158 at Shop/Sessions/EngineLogs': LOG_KEY,
    'CKV_AWS_158 at Shop/Sessions/SlowLogs': LOG_KEY,
    'CKV_AWS_191 at Shop/Sessions/ReplicationGroup': 'ElastiCache encrypts it with a key of AWS\'s; a key of one\'s own is the user\'s to bring: encryptionKeyArn',
    'CKV_AWS_338 at Shop/Sessions/EngineLogs': LOG_TIME,
    'CKV_AWS_338 at Shop/Sessions/SlowLogs': LOG_TIME,
  },
};

/** What is found in each region as in the three-tier example, all but what its database brings. */
function inRegion(stack: string, { checkov = {} }: Findings): Reasons {
  const rest = Object.entries(checkov).filter(([finding]) => !finding.includes(' at Shop/Database/'));
  return Object.fromEntries(rest.map(([finding, reason]) => [finding.replace(' at Shop/', ` at ${stack}/`), reason]));
}

const PAGE_WEB_ACL = 'the page is for everybody, and has nothing to attack; a web ACL is the user\'s, and costs: webAclArn';
const PAGE_LOGS = 'who is told that nothing works is not recorded: the regions\' own logs end there';
const COPIER = 'ShopLastResort/Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C/Resource';
const OF_AWS_CDK = 'the function of aws-cdk-lib\'s BucketDeployment, which runs during deployments only';

/** What a secondary of a global datastore must not be told, and is found to lack. */
function inheritedBySessions(stack: string, rules: readonly string[]): Reasons {
  const reason = 'a secondary of a global datastore has it from its primary, and AWS refuses to be told again: the primary is encrypted, and in several zones';
  return Object.fromEntries(rules.map((rule) => [`${rule} at ${stack}/Sessions/ReplicationGroup`, reason]));
}

const MULTI_REGION_ON_AWS_CDK: Findings = {
  'cfn-lint': {
    [`W3005 at ${COPIER}, DependsOn/1`]: 'aws-cdk-lib says twice that the function waits for its role',
  },
  'checkov': {
    ...inRegion('ShopIreland', THREE_TIER_ON_AWS_CDK),
    ...inRegion('ShopFrankfurt', THREE_TIER_ON_AWS_CDK),
    ...inheritedBySessions('ShopFrankfurt', ['CKV_AWS_29', 'CKV_AWS_30', 'CKV_AWS_31']),
    'CKV_AWS_149 at ShopIreland/Database/AdminSecret/Resource': 'Secrets Manager encrypts it with a key of AWS\'s; a key of one\'s own is the user\'s to bring: encryptionKey',
    'CKV_AWS_158 at ShopIreland/Database/ClusterPostgresqlLogs/Resource': LOG_KEY,
    'CKV_AWS_158 at ShopFrankfurt/Database/ClusterPostgresqlLogs/Resource': LOG_KEY,
    'CKV_AWS_18 at ShopLastResort/LastResort/PageBucket/Resource': PAGE_LOGS,
    'CKV_AWS_68 at ShopLastResort/LastResort/Distribution/Resource': PAGE_WEB_ACL,
    'CKV_AWS_86 at ShopLastResort/LastResort/Distribution/Resource': PAGE_LOGS,
    ...Object.fromEntries(['CKV_AWS_115', 'CKV_AWS_116', 'CKV_AWS_117', 'CKV_AWS_173'].map((rule) => [`${rule} at ${COPIER}`, OF_AWS_CDK])),
  },
};

/** What Aurora's clusters have in common, in whatever region. */
function clusterOnCdktf(path: string, members: readonly string[]): Reasons {
  return {
    [`CKV2_AWS_34 at ${path}/Coordinates`]: 'it holds names of hosts, a port and the name of a database, which are no secrets; whoever logs in needs a signed token besides',
    [`CKV2_AWS_27 at ${path}/Cluster`]: 'a log of every statement holds what is in the statements: the user\'s to choose, by parameters',
    [`CKV2_AWS_8 at ${path}/Cluster`]: 'the cluster has backups of its own; a plan of AWS Backup is the user\'s',
    [`CKV_AWS_158 at ${path}/ClusterPostgresqlLogs`]: LOG_KEY,
    [`CKV_AWS_338 at ${path}/ClusterPostgresqlLogs`]: LOG_TIME,
    ...Object.fromEntries(members.map((member) => [`CKV_AWS_354 at ${path}/${member}`,
      'Performance Insights encrypts it with a key of AWS\'s; a key of one\'s own is the user\'s to bring: encryptionKeyArn'])),
  };
}

const EXPOSED = 'the shop is for everybody; a web ACL is the user\'s, and costs: webAclArn';

const MULTI_REGION_ON_CDKTF: Findings = {
  checkov: {
    ...inRegion('ShopIreland', THREE_TIER_ON_CDKTF),
    ...inRegion('ShopFrankfurt', THREE_TIER_ON_CDKTF),
    ...inheritedBySessions('ShopFrankfurt', ['CKV_AWS_29', 'CKV_AWS_30', 'CKV_AWS_31', 'CKV2_AWS_50']),
    ...clusterOnCdktf('ShopIreland/Database', ['Writer', 'Replica1', 'Replica2']),
    ...clusterOnCdktf('ShopFrankfurt/Database', ['Standby', 'Replica1', 'Replica2']),
    'CKV2_AWS_28 at ShopFrankfurt/Web/LoadBalancer': EXPOSED,
    'CKV2_AWS_28 at ShopIreland/Web/LoadBalancer': EXPOSED,
    'CKV2_AWS_5 at ShopIreland/Database/RotationNetwork/SecurityGroup': 'the function that rotates the password has it, in a stack of its own that gets it as a parameter',
    'CKV2_AWS_57 at ShopIreland/Database/AdminSecret': 'it is rotated: the rotation names it by way of its first version, which has to be there before, and checkov looks for a direct reference',
    'CKV_AWS_149 at ShopIreland/Database/AdminSecret': 'Secrets Manager encrypts it with a key of AWS\'s; a key of one\'s own is the user\'s to bring: encryptionKeyArn',
    'CKV_AWS_327 at ShopIreland/Database/Cluster': 'RDS encrypts it with a key of AWS\'s; a key of one\'s own is the user\'s to bring: encryptionKeyArn',
    'CKV2_AWS_23 at ShopLastResort/LastResort/PrimaryA': 'it leads to the regions by their name alone, so that no stack refers to another',
    'CKV2_AWS_32 at ShopLastResort/LastResort/Distribution': 'a static page without scripts, frames or forms has nothing that such headers protect',
    'CKV2_AWS_47 at ShopLastResort/LastResort/Distribution': PAGE_WEB_ACL,
    'CKV2_AWS_61 at ShopLastResort/LastResort/PageBucket': 'the page does not expire; its versions are as many as it has been changed',
    'CKV2_AWS_62 at ShopLastResort/LastResort/PageBucket': 'nobody waits for a page',
    'CKV_AWS_144 at ShopLastResort/LastResort/PageBucket': 'CloudFront reads from one bucket; the page is in the code',
    'CKV_AWS_145 at ShopLastResort/LastResort/PageBucket': 'everybody may read the page: S3\'s own key suffices',
    'CKV_AWS_18 at ShopLastResort/LastResort/PageBucket': PAGE_LOGS,
    'CKV_AWS_305 at ShopLastResort/LastResort/Distribution': 'every path, the root too, is answered with the page and status 503: a root object would be a success',
    'CKV_AWS_310 at ShopLastResort/LastResort/Distribution': 'it is the last resort: there is nothing behind it',
    'CKV_AWS_374 at ShopLastResort/LastResort/Distribution': 'the page is for everybody, wherever the regions\' callers are',
    'CKV_AWS_68 at ShopLastResort/LastResort/Distribution': PAGE_WEB_ACL,
    'CKV_AWS_86 at ShopLastResort/LastResort/Distribution': PAGE_LOGS,
  },
};

/**
 * What the checkers find in each example, and why it is left. Exact: a finding more or less fails.
 *
 * `npm run verify -- --print` prints today's findings in this form, with the reasons that are here already.
 */
export const EXPECTED_FINDINGS: Record<string, Findings> = {
  'awscdk/database': DATABASE_ON_AWS_CDK,
  'awscdk/multi-region': MULTI_REGION_ON_AWS_CDK,
  'awscdk/three-tier': THREE_TIER_ON_AWS_CDK,
  'awscdk/web-tier': {
    'cfn-lint': {},
    'checkov': {
      'CKV_AWS_111 at WebTier/Web/InstancePolicy/Resource': 'ssm:UpdateInstanceInformation names an instance by its id, which is not known before it runs; the others accept no narrower resource',
      'CKV_AWS_158 at WebTier/Web/Logs/Resource': LOG_KEY,
      'CKV_AWS_18 at WebTier/Files/Resource': 'the bucket is the example\'s own: a log of it is the user\'s to keep',
      'CKV_AWS_18 at WebTier/Web/AccessLogs/Resource': 'a log of the log bucket would need a log of its own: accessLogBucket brings one that has it',
    },
  },
  // Checkov has rules for Terraform that it has not for CloudFormation: what is alike in both is found here only.
  'cdktf/database': DATABASE_ON_CDKTF,
  'cdktf/multi-region': MULTI_REGION_ON_CDKTF,
  'cdktf/three-tier': THREE_TIER_ON_CDKTF,
  'cdktf/web-tier': {
    checkov: {
      'CKV2_AWS_34 at WebTier/Web/ConnectionFILES': 'it holds the name of a bucket, which is no secret; a secret is connected by its name, and never by its value',
      'CKV2_AWS_61 at WebTier/Files': 'the bucket is the example\'s own: when its files expire is the user\'s to say',
      'CKV2_AWS_62 at WebTier/Files': 'the bucket is the example\'s own, and nobody waits for its events',
      'CKV2_AWS_62 at WebTier/Web/AccessLogs': 'nobody waits for the arrival of a log',
      'CKV_AWS_111 at WebTier/Web/InstanceDocument': 'ssm:UpdateInstanceInformation names an instance by its id, which is not known before it runs; the others accept no narrower resource',
      'CKV_AWS_144 at WebTier/Files': 'the bucket is the example\'s own: another region is the user\'s to choose, with its cost',
      'CKV_AWS_144 at WebTier/Web/AccessLogs': 'a second copy of logs is the user\'s to choose, with its cost: accessLogBucket brings a bucket that has one',
      'CKV_AWS_145 at WebTier/Files': 'S3 encrypts it with a key of its own; a key of one\'s own is the user\'s to bring, with its cost and its policy',
      'CKV_AWS_145 at WebTier/Web/AccessLogs': 'load balancers write logs into buckets only that S3 encrypts with a key of its own',
      'CKV_AWS_158 at WebTier/Network/FlowLogGroup': LOG_KEY,
      'CKV_AWS_158 at WebTier/Web/Logs': LOG_KEY,
      'CKV_AWS_18 at WebTier/Files': 'the bucket is the example\'s own: a log of it is the user\'s to keep',
      'CKV_AWS_18 at WebTier/Web/AccessLogs': 'a log of the log bucket would need a log of its own: accessLogBucket brings one that has it',
      'CKV_AWS_338 at WebTier/Network/FlowLogGroup': LOG_TIME,
      'CKV_AWS_338 at WebTier/Web/Logs': LOG_TIME,
      'CKV_AWS_356 at WebTier/Web/InstanceDocument': 'ssm:UpdateInstanceInformation names an instance by its id, which is not known before it runs; the others accept no narrower resource',
      'CKV_AWS_394 at WebTier/Network/AvailabilityZones': 'the zones are AWS\'s, as many as are asked for, and what they once were stays: the subnets ignore later changes of the list; zoneNames pins them',
    },
  },
};
