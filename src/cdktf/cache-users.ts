import { ElasticacheUser } from '@cdktf/provider-aws/lib/elasticache-user';
import { ElasticacheUserGroup } from '@cdktf/provider-aws/lib/elasticache-user-group';
import { Construct } from 'constructs';
import { CachePassword, renderCachePassword } from './cache-password';
import { SessionCacheUser } from './session-cache-props';
import { literal } from './texts';
import { CacheUserPlan } from '../core/cache-users';
import { SessionCachePlan } from '../core/session-cache';

/** Who may use the cache, as it is rendered. */
export interface CacheUsers {
  readonly groupId?: string;
  /** Those that somebody logs in as. */
  readonly users: SessionCacheUser[];
}

export function renderCacheUsers(scope: Construct, { userGroup, encryption }: SessionCachePlan): CacheUsers {
  if (!userGroup) { return { users: [] }; }
  const rendered = userGroup.users.map((plan) => renderUser(scope, plan, encryption.keyArn));
  const group = new ElasticacheUserGroup(scope, 'UserGroup', {
    userGroupId: userGroup.id,
    engine: userGroup.engine,
    userIds: rendered.map(({ userId }) => userId),
  });
  return { groupId: group.userGroupId, users: rendered.flatMap(({ user }) => user ?? []) };
}

function renderUser(scope: Construct, plan: CacheUserPlan, keyArn: string | undefined): { userId: string; user?: SessionCacheUser } {
  const password = plan.secret && renderCachePassword(scope, plan, plan.secret, keyArn);
  const { userId, arn } = renderUserAlone(scope, plan, password);
  const { name, userName } = plan;
  if (name === undefined) { return { userId }; }
  return { userId, user: { name, userName, userArn: arn, secretArn: password?.secretArn, secretKeyArn: password && keyArn } };
}

function renderUserAlone(scope: Construct, plan: CacheUserPlan, password: CachePassword | undefined): ElasticacheUser {
  return new ElasticacheUser(scope, plan.id, {
    userId: plan.userId,
    userName: plan.userName,
    engine: plan.engine,
    accessString: literal(plan.accessString),
    ...authenticationOf(plan, password),
    // One that goes leaves the group first. If AWS took it out itself, it would refuse the group's change, and the provider would not notice
    // that those who were to be added are missing.
    lifecycle: { createBeforeDestroy: true },
  });
}

/**
 * AWS tells of one who needs no password that he is `no-password`. The provider takes that for another mode, and would change it with every plan.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/33877
 */
function authenticationOf({ authentication }: CacheUserPlan, password: CachePassword | undefined) {
  if (authentication === 'no-password-required') { return { noPasswordRequired: true }; }
  return { authenticationMode: { type: authentication, passwords: password && [password.value] } };
}
