import { DataAwsSecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/data-aws-secretsmanager-secret-version';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { Fn, propertyAccess } from 'cdktf';
import { Construct } from 'constructs';
import { EphemeralPassword } from './ephemeral-password';
import { CacheSecretPlan, CacheUserPlan } from '../core/cache-users';

/** A password that the provider keeps in the state, and the secret that clients read it from. */
export interface CachePassword {
  readonly value: string;
  readonly secretArn: string;
}

/** Staging labels that keep the version from being thrown away: Terraform would then write another password. */
const LABELS = ['AWSCURRENT', 'TERRAFORM'];

/**
 * The secret comes first, and the user follows it: the password that clients read is the one that the cache knows, also after an apply that
 * was cut off between the two. Who writes a new one into the secret gives it to the user by the next apply.
 */
export function renderCachePassword(scope: Construct, { userId }: CacheUserPlan, plan: CacheSecretPlan, keyArn: string | undefined): CachePassword {
  const secret = new SecretsmanagerSecret(scope, plan.id, {
    namePrefix: `${userId}-`,
    description: plan.description,
    kmsKeyId: keyArn,
    recoveryWindowInDays: plan.isRetained ? undefined : 0,
    lifecycle: plan.isRetained ? { preventDestroy: true } : undefined,
  });
  const version = new SecretsmanagerSecretVersion(scope, `${plan.id}Version`, {
    secretId: secret.id,
    secretStringWo: Fn.jsonencode({ username: plan.username, password: new EphemeralPassword(scope, `${plan.id}Value`, plan).randomPassword }),
    secretStringWoVersion: 1,
    versionStages: LABELS,
    lifecycle: { ignoreChanges: ['version_stages'] },
  });
  const current = new DataAwsSecretsmanagerSecretVersion(scope, `${plan.id}Current`, { secretId: secret.id, dependsOn: [version] });
  return { value: propertyAccess(Fn.jsondecode(current.secretString), ['password']).toString(), secretArn: secret.arn };
}
