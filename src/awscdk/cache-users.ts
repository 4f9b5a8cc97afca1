import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { renderUserSecret } from './cache-secrets';
import { SessionCacheUser } from './session-cache-interface';
import { CacheUserGroupPlan, CacheUserPlan } from '../core/cache-users';

/** Who may use the cache. */
export interface RenderedUserGroup {
  readonly group: elasticache.CfnUserGroup;
  /** Without the `default` that Redis OSS wants. */
  readonly users: readonly SessionCacheUser[];
}

export function renderUserGroup(scope: Construct, plan: CacheUserGroupPlan | undefined, encryptionKey?: kms.IKey): RenderedUserGroup | undefined {
  if (!plan) { return undefined; }
  const rendered = plan.users.map((user) => renderUser(scope, user, encryptionKey));
  const group = new elasticache.CfnUserGroup(scope, 'UserGroup', {
    engine: plan.engine,
    userGroupId: plan.id,
    userIds: rendered.map(({ resource }) => resource.ref),
  });
  return { group, users: rendered.flatMap(({ user }) => (user ? [user] : [])) };
}

function renderUser(scope: Construct, plan: CacheUserPlan, encryptionKey?: kms.IKey) {
  const secret = plan.secret && renderUserSecret(scope, plan.secret, encryptionKey);
  const resource = new elasticache.CfnUser(scope, plan.id, {
    engine: plan.engine,
    userId: plan.userId,
    userName: plan.userName,
    accessString: plan.accessString,
    // CloudFormation's own spelling: the L1 passes this one on as it is.
    authenticationMode: { Type: plan.authentication, Passwords: secret && [passwordOf(secret)] },
  });
  return { resource, user: knownUser(plan, secret) };
}

/** By reference, so that no template holds it. */
function passwordOf(secret: secretsmanager.Secret): string {
  return secret.secretValueFromJson('password').unsafeUnwrap();
}

function knownUser({ name, userName, arn }: CacheUserPlan, secret: secretsmanager.Secret | undefined): SessionCacheUser | undefined {
  return name === undefined ? undefined : { name, userName, userArn: arn, secret };
}
