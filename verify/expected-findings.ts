export type Tool = 'cfn-lint' | 'checkov';

/** Finding → why it is left. */
export type Reasons = Record<string, string>;

/**
 * What the checkers find in each example, and why it is left. Exact: a finding more or less fails.
 *
 * `npm run verify -- --print` prints today's findings in this form, with the reasons that are here already.
 */
export const EXPECTED_FINDINGS: Record<string, Partial<Record<Tool, Reasons>>> = {
  'awscdk/web-tier': {
    'cfn-lint': {},
    'checkov': {
      'CKV_AWS_111 at WebTier/Web/InstancePolicy/Resource': 'ssm:UpdateInstanceInformation names an instance by its id, which is not known before it runs; the others accept no narrower resource',
      'CKV_AWS_158 at WebTier/Web/Logs/Resource': 'CloudWatch Logs encrypts it with a key of AWS\'s; a key of one\'s own is the user\'s to bring, with its cost and its policy',
      'CKV_AWS_18 at WebTier/Files/Resource': 'the bucket is the example\'s own: a log of it is the user\'s to keep',
      'CKV_AWS_18 at WebTier/Web/AccessLogs/Resource': 'a log of the log bucket would need a log of its own: accessLogBucket brings one that has it',
    },
  },
  // Checkov has rules for Terraform that it has not for CloudFormation: what is alike in both is found here only.
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
      'CKV_AWS_158 at WebTier/Network/FlowLogGroup': 'CloudWatch Logs encrypts it with a key of AWS\'s; a key of one\'s own is the user\'s to bring, with its cost and its policy',
      'CKV_AWS_158 at WebTier/Web/Logs': 'CloudWatch Logs encrypts it with a key of AWS\'s; a key of one\'s own is the user\'s to bring, with its cost and its policy',
      'CKV_AWS_18 at WebTier/Files': 'the bucket is the example\'s own: a log of it is the user\'s to keep',
      'CKV_AWS_18 at WebTier/Web/AccessLogs': 'a log of the log bucket would need a log of its own: accessLogBucket brings one that has it',
      'CKV_AWS_338 at WebTier/Network/FlowLogGroup': 'how long logs are kept is an option: a year of them costs twelve times a month',
      'CKV_AWS_338 at WebTier/Web/Logs': 'how long logs are kept is an option: a year of them costs twelve times a month',
      'CKV_AWS_356 at WebTier/Web/InstanceDocument': 'ssm:UpdateInstanceInformation names an instance by its id, which is not known before it runs; the others accept no narrower resource',
      'CKV_AWS_394 at WebTier/Network/AvailabilityZones': 'the zones are AWS\'s, as many as are asked for, and what they once were stays: the subnets ignore later changes of the list; zoneNames pins them',
    },
  },
};
