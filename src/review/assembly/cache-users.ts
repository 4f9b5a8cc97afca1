import { passwordOf } from './credentials';
import { Resource, textOf, Value } from '../document';
import { Resources } from './resources';
import { CacheLogin, CacheLoginGroup } from '../topology-caches';
import { at, flagOf, idOf, listOf } from './values';

const GROUP = 'AWS::ElastiCache::UserGroup';
const USER = 'AWS::ElastiCache::User';

const KINDS: Readonly<Record<string, string>> = { 'iam': 'iam', 'password': 'password', 'no-password-required': 'none', 'no-password': 'none' };

/** The one that every account has, and that may do everything without a password. */
const AWS_DEFAULT = { userId: 'default', name: 'default', authentication: 'none', access: 'on ~* +@all' };

/** Who may log in, by the groups that a cache names. */
export function usersOf(groups: Value | undefined, resources: Resources): { userGroups: CacheLoginGroup[]; users: CacheLogin[] } {
  const found = listOf(groups).map((group) => [group, resources.find(group, GROUP, 'UserGroupId')] as const);
  return {
    userGroups: found.map(([given, group]) => groupOf(given, group)),
    users: found.flatMap(([, group]) => listOf(group?.properties.UserIds)).map((user) => userOf(user, resources)),
  };
}

function groupOf(given: Value, group: Resource | undefined): CacheLoginGroup {
  if (!group) { return { id: idOf(given) ?? '<unknown>', name: textOf(given) }; }
  return { id: group.id, name: textOf(group.properties.UserGroupId), engine: textOf(group.properties.Engine) };
}

function userOf(value: Value, resources: Resources): CacheLogin {
  const user = resources.find(value, USER, 'UserId');
  if (user) { return madeUser(user, resources); }
  const id = idOf(value) ?? '<unknown>';
  return { id, ...id === AWS_DEFAULT.userId ? AWS_DEFAULT : { userId: textOf(value) }, passwords: [], secretIds: [] };
}

function madeUser({ id, properties }: Resource, resources: Resources): CacheLogin {
  const passwords = [properties.Passwords, at(properties.AuthenticationMode, 'Passwords')].flatMap((given) => listOf(given))
    .map((password) => passwordOf(password, resources));
  return {
    id,
    userId: textOf(properties.UserId),
    name: textOf(properties.UserName),
    engine: textOf(properties.Engine),
    authentication: authenticationOf(properties, passwords.length > 0),
    access: textOf(properties.AccessString),
    passwords: passwords.map(({ origin }) => origin ?? '<unknown>'),
    secretIds: passwords.map(({ secretId }) => secretId).filter((secretId) => secretId !== undefined),
  };
}

function authenticationOf({ AuthenticationMode: mode, NoPasswordRequired: isOpen }: Resource['properties'], hasPassword: boolean): string | undefined {
  const said = textOf(at(mode, 'Type'))?.toLowerCase();
  if (said !== undefined) { return KINDS[said] ?? said; }
  return flagOf(isOpen) ? 'none' : hasPassword ? 'password' : undefined;
}
