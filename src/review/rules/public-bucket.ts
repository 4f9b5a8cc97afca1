import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Bucket, Statement } from '../topology-storage';

export const PUBLIC_BUCKET: Rule = {
  id: 'public-bucket',
  title: 'Files that anybody may read',
  severity: Severity.WARNING,
  why: 'What is uploaded is public from then on, what somebody uploads by mistake too, and strangers\' traffic is on the bill. AWS blocks this by itself since 2023: here it is '
    + 'told not to.',
  mend: 'Set all four of PublicAccessBlockConfiguration to true, or leave it out, and let a distribution of CloudFront read the bucket by origin access control.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  check: ({ buckets }: Topology): Evidence[] => buckets.flatMap(evidenceOf),
};

function evidenceOf({ id, unblocked = [], policy, accessControl = '' }: Bucket): Evidence[] {
  const found = { resourceId: id, property: 'PublicAccessBlockConfiguration' };
  if (unblocked.length === 0) { return []; }
  if (unblocked.includes('RestrictPublicBuckets') && policy.some(isForAll)) { return [{ ...found, message: 'The policy allows everybody in, and nothing blocks it.' }]; }
  if (unblocked.includes('IgnorePublicAcls') && /^public-?read/i.test(accessControl)) { return [{ ...found, message: `The access list is ${accessControl}, and nothing blocks it.` }]; }
  return [{ ...found, severity: Severity.NOTE, message: `Not blocked: ${unblocked.join(', ')}. Nobody is let in yet.` }];
}

/** Whatever is asked besides may keep the public out. */
function isForAll({ effect, principals, conditions }: Statement): boolean {
  return effect === 'Allow' && conditions.length === 0 && principals.includes('AWS *');
}
