import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Cache } from '../topology-caches';

export const SESSION_EVICTION: Rule = {
  id: 'session-eviction',
  title: 'What makes room is not what is idle',
  severity: Severity.NOTE,
  why: 'A cache of sessions that is full has to let some go. volatile-lru takes those that were idle longest; a random choice ends those of people who are in the middle of '
    + 'something, and allkeys also takes what was never meant to expire.',
  mend: 'Set maxmemory-policy to volatile-lru, and give each session a time to live.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html',
  check: ({ caches }: Topology): Evidence[] => caches
    .filter((cache) => holdsSessions(cache) && /^allkeys-|-random$/.test(cache.evictionPolicy ?? ''))
    .map(({ id, evictionPolicy }) => ({ resourceId: id, property: 'CacheParameterGroupName', message: `maxmemory-policy is ${evictionPolicy}.` })),
};

/** Nothing but its names tells. */
function holdsSessions({ id, name, description }: Cache): boolean {
  return [id, name, description].some((text) => /session/i.test(text ?? ''));
}
