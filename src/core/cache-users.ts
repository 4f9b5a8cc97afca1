import { checkAccess, defaultAccess, SWITCHED_OFF } from './cache-access';
import { CacheEnginePlan } from './cache-engines';
import { arnOfCache, CachePlace, checkUserName } from './cache-names';
import { Checks, Warning } from './checks';

/** Who may use the cache. */
export interface CacheAccessOptions {
  /**
   * Who uses the cache. Only with Valkey and Redis OSS.
   *
   * @default - one that logs in with IAM, CacheUser.iam('app')
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
   */
  readonly users?: CacheUser[];

  /**
   * Ask nobody who he is. Whoever reaches the cache reads all sessions, and may be anybody. Memcached knows nothing else; without TLS nothing else
   * is possible.
   *
   * @default false
   */
  readonly acceptUnauthenticated?: boolean;

  /**
   * Do not encrypt what goes over the network. Gives up that sessions are read by nobody else, and users with it: needs `acceptUnauthenticated`.
   * Decide when the cache is made: AWS can turn TLS on later in two steps, and this library takes none of them.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption-enable.html
   */
  readonly withoutTls?: boolean;
}

/** What a user of the cache may do. */
export interface CacheUserOptions {
  /**
   * Access string of the user, without a password and without `on` or `off`.
   *
   * @default - what sessions need: every key, and no command that administers the cache, or is dangerous and not needed to find one's way
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html#Access-string
   */
  readonly access?: string;
}

/**
 * Who uses the cache, and how he shows who he is. One who is to log in another way needs another name: AWS does not take the id of a user twice.
 */
export class CacheUser {
  /**
   * One that logs in with IAM: nothing secret is kept anywhere. Its name in the cache, and its id, are `<identifier>-<name>`.
   *
   * @param name small letters, digits and hyphens, unique among the cache's users
   */
  public static iam(name: string, options: CacheUserOptions = {}): CacheUser {
    return new CacheUser(name, 'iam', options);
  }

  /**
   * One with a password, for clients that cannot log in with IAM. It is generated into a secret, and rotated by nobody.
   *
   * @param name small letters, digits and hyphens, unique among the cache's users
   */
  public static password(name: string, options: CacheUserOptions = {}): CacheUser {
    return new CacheUser(name, 'password', options);
  }

  private constructor(
    private readonly name: string,
    private readonly authentication: 'iam' | 'password',
    private readonly options: CacheUserOptions,
  ) {}

  /** @internal */
  public _plan(group: CacheUserSurroundings, checks: Checks): CacheUserPlan {
    const { name, authentication } = this;
    const userId = `${group.identifier}-${name}`;
    // AWS demands that both are one for IAM.
    const userName = authentication === 'iam' ? userId : name;
    if (checks.isUnresolved(name)) { checks.conflict('users must have names that are known before the deployment: each is a resource of its own.'); }
    checkUserName('the name of a user', name, group.identifier, checks);
    checkAccess(`access of user '${name}'`, this.options.access, checks);
    return {
      id: `User-${name}`,
      name,
      userId,
      userName,
      arn: arnOfCache('user', userId, group.place),
      engine: group.engine.name as CacheUserPlan['engine'],
      accessString: `on ${this.options.access ?? defaultAccess(group.engine)}`,
      authentication,
      secret: authentication === 'iam' ? undefined : planSecret(name, userName, group),
    };
  }
}

export interface CacheUserGroupPlan {
  readonly id: string;
  readonly engine: 'valkey' | 'redis';
  readonly users: readonly CacheUserPlan[];
}

export interface CacheUserPlan {
  /** Its name below the construct, as `User-app`. */
  readonly id: string;
  /** What the options call it, and `connectTo`; absent for the `default` that Redis OSS wants. */
  readonly name?: string;
  readonly userId: string;
  /** What a client logs in as. */
  readonly userName: string;
  readonly arn: string;
  readonly engine: 'valkey' | 'redis';
  readonly accessString: string;
  readonly authentication: 'iam' | 'password' | 'no-password-required';
  /** For `password` only. */
  readonly secret?: CacheSecretPlan;
}

/** Where a user's password is. A JSON of `username` and `password`. */
export interface CacheSecretPlan {
  /** Its name below the construct, as `Secret-app`. */
  readonly id: string;
  readonly description: string;
  readonly username: string;
  /** Characters that the password must not have. */
  readonly excludeCharacters: string;
  /** Said as well: a kind of characters of which none is left could not be had, and one of each kind is asked for. */
  readonly excludePunctuation: true;
  readonly passwordLength: number;
  readonly isRetained: boolean;
}

/** What the users are of. */
export interface CacheUserSurroundings {
  readonly engine: CacheEnginePlan;
  readonly identifier: string;
  readonly name: string;
  readonly place: CachePlace;
  readonly isRetained: boolean;
  /** Where the engine keeps passwords in its state: whether the user accepts that. */
  readonly secretsInState?: { readonly option: string; readonly areAccepted: boolean };
}

const MOST_USERS = 100;

export function planUserGroup(options: CacheAccessOptions, group: CacheUserSurroundings, checks: Checks): CacheUserGroupPlan | undefined {
  checkAccessOptions(options, checks);
  if (options.acceptUnauthenticated || !isListed(options.users)) { return undefined; }
  const users = (options.users ?? [CacheUser.iam('app')]).filter(isUser).map((user) => user._plan(group, checks));
  checkUsers(users, group, checks);
  return {
    id: group.identifier,
    engine: group.engine.name as CacheUserGroupPlan['engine'],
    users: group.engine.name === 'redis' ? [switchedOffDefault(group), ...users] : users,
  };
}

/** Without one of its own, a group of Redis OSS has AWS's, who may do everything without a password. Valkey has none. */
function switchedOffDefault({ identifier, place }: CacheUserSurroundings): CacheUserPlan {
  const userId = `${identifier}-default`;
  return {
    id: 'DefaultUser',
    userId,
    userName: 'default',
    arn: arnOfCache('user', userId, place),
    engine: 'redis',
    accessString: SWITCHED_OFF,
    authentication: 'no-password-required',
  };
}

/** Every sign that means something to AWS, a shell or a connection string. Letters and digits are enough at this length. */
const EXCLUDED_CHARACTERS = ' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
/** AWS takes 16 to 128. @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html */
const PASSWORD_LENGTH = 64;

function planSecret(name: string, username: string, group: CacheUserSurroundings): CacheSecretPlan {
  return {
    id: `Secret-${name}`,
    description: `User ${name} of ${group.name}`,
    username,
    excludeCharacters: EXCLUDED_CHARACTERS,
    excludePunctuation: true,
    passwordLength: PASSWORD_LENGTH,
    isRetained: group.isRetained,
  };
}

function checkAccessOptions({ users, acceptUnauthenticated }: CacheAccessOptions, checks: Checks) {
  if (!isListed(users)) { checks.refuse('users', `a list of ${USERS}`, users); }
  const strangers = isListed(users) ? (users ?? []).filter((user) => !isUser(user)) : [];
  for (const stranger of strangers) { checks.refuse('each of users', USERS, stranger); }
  if (users?.length === 0) { checks.conflict('users must not be empty (acceptUnauthenticated: true asks nobody who he is).'); }
  if (users !== undefined && acceptUnauthenticated) {
    checks.conflict('acceptUnauthenticated: true and users contradict each other: leave one out.');
  }
}

const USERS = "CacheUser.iam('app') or CacheUser.password('app')";

/** JavaScript can say something else. What is not said has its default. */
function isListed(users: readonly CacheUser[] | undefined): boolean {
  return users === undefined || Array.isArray(users);
}

function isUser(user: CacheUser): boolean {
  return typeof (user as Partial<CacheUser> | null)?._plan === 'function';
}

function checkUsers(users: readonly CacheUserPlan[], { secretsInState }: CacheUserSurroundings, checks: Checks) {
  const names = users.map(({ name }) => name!);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) { checks.conflict(`users must have names of their own, got '${repeated}' twice.`); }
  if (users.length > MOST_USERS) { checks.conflict(`users must be at most ${MOST_USERS}, got ${users.length}.`); }
  if (secretsInState && !secretsInState.areAccepted && users.some(({ secret }) => secret)) {
    checks.conflict(`users must log in with IAM: the state would hold a password (${secretsInState.option}: true accepts it).`);
  }
}

export function warnOfPasswords(group: CacheUserGroupPlan | undefined): Warning[] {
  const names = (group?.users ?? []).flatMap(({ name, secret }) => (name !== undefined && secret ? [name] : []));
  return names.length === 0 ? [] : [{
    id: 'scale-out-constructs:cachePasswords',
    message: `The passwords of ${names.join(', ')} are rotated by nobody: use CacheUser.iam where the client can, or rotate them yourself.`,
  }];
}
