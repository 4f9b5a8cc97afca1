import { isGroup } from './cache-nodes';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Cache } from '../topology-caches';

export const OPEN_CACHE: Rule = {
  id: 'open-cache',
  title: 'Nobody is asked who he is',
  severity: Severity.WARNING,
  why: 'Whatever gets into the network reads every session, writes its own, and empties the cache with one command.',
  mend: 'Set UserGroupIds to a group whose users log in with IAM or a password, and whose user named default is off; before that, TransitEncryptionEnabled to true.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html',
  check: ({ caches }: Topology): Evidence[] => caches
    // Memcached has no users, and who follows a group elsewhere has those that are there.
    .filter((cache) => (isGroup(cache) || cache.kind === 'serverless') && cache.engine !== 'memcached' && cache.globalRole !== 'secondary')
    .flatMap(evidenceOf),
};

function evidenceOf({ id, kind, userGroups, users, authToken }: Cache): Evidence[] {
  const property = kind === 'serverless' ? 'UserGroupId' : 'UserGroupIds';
  if (userGroups.length === 0) {
    return authToken === undefined ? [{ resourceId: id, property, message: 'No group of users and no token.' }] : [];
  }
  const guests = users.filter(({ authentication, access }) => authentication === 'none' && isOn(access)).map(({ name, userId }) => name ?? userId ?? '<unknown>');
  return guests.length === 0 ? [] : [{ resourceId: id, property, message: `Logs in without a password: ${[...new Set(guests)].join(', ')}.` }];
}

/** What is off, or may do nothing, is there because AWS demands a user of that name. */
function isOn(access: string | undefined): boolean {
  const words = access?.split(/\s+/) ?? [];
  return words.includes('on') && words.some((word) => word.startsWith('+'));
}
