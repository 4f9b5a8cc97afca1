import { RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { ISessionCache, SessionCacheUser } from './session-cache-interface';
import { secretParameterOf } from '../core/cache-connections';
import { CacheSecretPlan } from '../core/cache-users';

export function renderUserSecret(scope: Construct, plan: CacheSecretPlan, encryptionKey?: kms.IKey): secretsmanager.Secret {
  return new secretsmanager.Secret(scope, plan.id, {
    description: plan.description,
    encryptionKey,
    generateSecretString: {
      secretStringTemplate: Stack.of(scope).toJsonString({ username: plan.username }),
      generateStringKey: 'password',
      excludeCharacters: plan.excludeCharacters,
      excludePunctuation: plan.excludePunctuation,
      passwordLength: plan.passwordLength,
    },
    removalPolicy: plan.isRetained ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
  });
}

/**
 * ARN of a user's password, as a stack may know it: another one than the cache's reads it from a parameter. What is exported and imported could
 * not be removed, and the user with it.
 */
export function secretArnIn(stack: Stack, cache: ISessionCache, { name, secret }: SessionCacheUser): string | undefined {
  const { coordinatesParameterName: coordinates } = cache;
  if (secret === undefined) { return undefined; }
  if (Stack.of(cache) === stack || coordinates === undefined || !Token.isUnresolved(secret.secretArn)) { return secret.secretArn; }
  const parameterName = secretParameterOf(coordinates, name);
  writeOnce(cache, `SecretArn-${name}`, parameterName, secret.secretArn);
  return ssm.StringParameter.valueForStringParameter(stack, parameterName);
}

/** However many read it. */
function writeOnce(cache: ISessionCache, id: string, parameterName: string, stringValue: string) {
  if (cache.node.tryFindChild(id)) { return; }
  new ssm.StringParameter(cache, id, { parameterName, simpleName: false, stringValue, description: 'Where the password of a user of the cache is' });
}
