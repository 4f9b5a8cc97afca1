import { isGroup, isOfLoneNodes } from './cache-nodes';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Cache } from '../topology-caches';

export const UNENCRYPTED_CACHE: Rule = {
  id: 'unencrypted-cache',
  title: 'Sessions in plain text',
  severity: Severity.WARNING,
  why: 'A session id is as good as a password while it lasts. On the way to the cache it is in every packet, and in snapshots it stays. Without TLS there are no logins either.',
  mend: 'Set TransitEncryptionEnabled and AtRestEncryptionEnabled to true; encryption at rest is for a new group only.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/encryption.html',
  check: ({ caches }: Topology): Evidence[] => caches.flatMap(evidenceOf),
};

/** Nodes by themselves cannot be encrypted at rest. */
function evidenceOf(cache: Cache): Evidence[] {
  const { id: resourceId, encryptedInTransit, encryptedAtRest, transitEncryptionMode } = cache;
  const isPlain = (isGroup(cache) || isOfLoneNodes(cache)) && encryptedInTransit === false;
  const isPlainAtRest = isGroup(cache) && encryptedAtRest === false;
  if (isPlain) {
    return [{ resourceId, property: 'TransitEncryptionEnabled', message: `Not encrypted in transit${isPlainAtRest ? ', nor at rest' : ''}.` }];
  }
  if (isPlainAtRest) { return [{ resourceId, property: 'AtRestEncryptionEnabled', message: 'Not encrypted at rest.' }]; }
  if (transitEncryptionMode !== 'preferred') { return []; }
  return [{ resourceId, property: 'TransitEncryptionMode', message: 'Plain connections are let in beside those with TLS.', severity: Severity.NOTE }];
}
