import { CacheEnginePlan, isFrom } from './cache-engines';
import { Checks } from './checks';

/**
 * What sessions need, and what clients ask to find their way: reading and writing any key, transactions, publishing, short scripts. Nothing that
 * administers the cache, empties it, or lists all keys.
 *
 * @see https://valkey.io/topics/acl/
 */
export function defaultAccess(engine: CacheEnginePlan): string {
  const isFromSeven = engine.name === 'valkey' || isFrom(engine, '7.0');
  const knowsChannels = engine.name === 'valkey' || isFrom(engine, '6.2');
  return [
    '~*',
    // Before 6.2 channels are open to everybody, and the word is not known.
    ...(knowsChannels ? ['&*'] : []),
    '-@all', '+@read', '+@write', '+@connection', '+@transaction', '+@pubsub', '+eval', '+evalsha',
    // Before 7.0 no script is known to read only.
    ...(isFromSeven ? ['+eval_ro', '+evalsha_ro'] : []),
    '+script|exists', '+script|load', '+time',
    '-@admin', '-@dangerous',
    '+role', '+info', '+cluster|info', '+cluster|myid', '+cluster|nodes', '+cluster|slots',
    // Before 7.0 the whole of CLIENT is dangerous, and the shards are told by their slots alone.
    ...(isFromSeven ? ['+cluster|shards'] : ['+client|getname', '+client|id', '+client|setname', '+readonly', '+readwrite', '+asking']),
  ].join(' ');
}

/** Nobody can log in as this one. Redis OSS has it in every group, and lets it do everything otherwise. */
export const SWITCHED_OFF = 'off ~keys* -@all';

const RULE = /^\(?([~&]\S+|%(R|W|RW)~\S+|[+-]@?[a-z][a-z0-9|_-]*|allkeys|allchannels|allcommands|nocommands|resetkeys|resetchannels|clearselectors)\)?$/i;

/**
 * A password, or its absence, does not belong there, and whether a user is switched on is said by there being one. The value is not shown: it
 * could hold a password.
 */
export function checkAccess(option: string, access: string | undefined, checks: Checks) {
  const known = checks.known(access);
  if (known === undefined) { return; }
  const rules = known.split(/\s+/);
  if (rules.some((rule) => !RULE.test(rule))) {
    checks.conflict(`${option} must be rules such as ~*, &*, +@read and -@dangerous, without a password, nopass, reset, on or off. It is not shown: it could hold a secret.`);
  }
}

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SupportedCommands.html */
const FORBIDDEN = [
  'acl|setuser', 'acl|load', 'acl|save', 'acl|deluser', 'bgrewriteaof', 'bgsave', 'cluster|addslot', 'cluster|addslots', 'cluster|addslotsrange',
  'cluster|bumpepoch', 'cluster|delslot', 'cluster|delslots', 'cluster|delslotsrange', 'cluster|failover', 'cluster|flushslots', 'cluster|forget',
  'cluster|links', 'cluster|meet', 'cluster|setslot', 'config', 'debug', 'migrate', 'psync', 'replicaof', 'save', 'slaveof', 'shutdown', 'sync',
];

/** Commands of an access string that ElastiCache keeps for itself. */
export function forbiddenIn(access: string): string[] {
  const commands = access.toLowerCase().split(/\s+/).map((rule) => /^\(?[+-]([a-z][a-z0-9|_-]*)\)?$/.exec(rule)?.[1] ?? '');
  return commands.filter((command) => FORBIDDEN.includes(command) || FORBIDDEN.includes(command.split('|')[0]));
}
