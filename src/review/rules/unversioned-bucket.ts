import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { isTold } from './told';
import { Topology } from '../topology';
import { Bucket, Statement } from '../topology-storage';

export const UNVERSIONED_BUCKET: Rule = {
  id: 'unversioned-bucket',
  title: 'A file that is overwritten is gone',
  severity: Severity.NOTE,
  why: 'Servers that keep nothing keep their files here. One that overwrites or deletes the wrong ones does so for all, and S3 has no backup of its own.',
  mend: 'Set VersioningConfiguration.Status to Enabled, and let old versions expire by LifecycleConfiguration.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
  check: (topology: Topology): Evidence[] => topology.buckets
    .filter((bucket) => !bucket.versioned && isTold(topology, bucket.id, 'VersioningConfiguration') && !isPassing(bucket, topology))
    .map(({ id }) => ({ resourceId: id, property: 'VersioningConfiguration.Status', message: 'No versions are kept.' })),
};

/** Logs, and what expires or is made anew, are not missed. */
function isPassing({ id, purpose = '', policy, expireAfterDays }: Bucket, { balancers }: Topology): boolean {
  return expireAfterDays !== undefined
    || [id, purpose].some((text) => /log|artifact|asset|build|cache|trail|te?mp(?![a-z])|website|site/i.test(text))
    || policy.some(isForLogs)
    || balancers.some(({ accessLogs }) => accessLogs?.bucket === id);
}

function isForLogs({ principals }: Statement): boolean {
  return principals.some((principal) => /^Service .*(?:logging|logs|logdelivery|cloudtrail|config)\b/.test(principal));
}
