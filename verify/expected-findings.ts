export type Tool = 'cfn-lint' | 'checkov';

/** Finding → why it is left. */
export type Reasons = Record<string, string>;

/**
 * What the checkers find in each example, and why it is left. Exact: a finding more or less fails.
 *
 * `npm run verify -- --print` prints today's findings in this form, with the reasons that are here already.
 */
export const EXPECTED_FINDINGS: Record<string, Record<Tool, Reasons>> = {
  'awscdk/web-tier': {
    'cfn-lint': {},
    'checkov': {
      'CKV_AWS_111 at WebTier/Web/InstancePolicy/Resource': 'ssm:UpdateInstanceInformation names an instance by its id, which is not known before it runs; the others accept no narrower resource',
      'CKV_AWS_158 at WebTier/Web/Logs/Resource': 'CloudWatch Logs encrypts it with a key of AWS\'s; a key of one\'s own is the user\'s to bring, with its cost and its policy',
      'CKV_AWS_18 at WebTier/Files/Resource': 'the bucket is the example\'s own: a log of it is the user\'s to keep',
      'CKV_AWS_18 at WebTier/Web/AccessLogs/Resource': 'a log of the log bucket would need a log of its own: accessLogBucket brings one that has it',
    },
  },
};
