import { Stack, Tokenization } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, IConstruct } from 'constructs';
import { cacheContextOf } from './cache-context';
import { secretArnIn } from './cache-secrets';
import { ISessionCache } from './session-cache-interface';
import { CacheEndpoints, ConnectableCache, planCacheLogin } from '../core/cache-connections';
import { Checks } from '../core/checks';

/** Where the cache is, in the form in which clients are told. */
export function cacheEndpointsOf(cache: ISessionCache): CacheEndpoints {
  const { readerPort } = cache;
  return {
    host: cache.endpoint,
    port: Tokenization.stringifyNumber(cache.port),
    readerHost: cache.readerEndpoint,
    readerPort: readerPort === undefined ? undefined : Tokenization.stringifyNumber(readerPort),
    name: cache.cacheName,
    tls: cache.tls,
    clusterMode: cache.clusterMode,
    serverless: cache.serverless,
    engine: cache.engine._plan(new Checks(cacheContextOf(cache))).name,
  };
}

/** What core has to know of a cache to connect somebody to it. */
export function connectableCacheOf(cache: ISessionCache, client: IConstruct): ConnectableCache {
  return {
    endpoints: cacheEndpointsOf(cache),
    port: cache.port,
    readerPort: cache.readerPort,
    arn: cache.cacheArn,
    users: cache.users.map((user) => ({
      name: user.name,
      userName: user.userName,
      arn: user.userArn,
      authentication: user.secret ? 'password' : 'iam',
      secretArn: secretArnIn(Stack.of(client), cache, user),
      secretKeyArn: user.secret?.encryptionKey?.keyArn,
    })),
    coordinates: coordinatesParameterOf(cache),
  };
}

export function grantLogin(cache: ISessionCache, grantee: iam.IGrantable, user: string | undefined): iam.Grant {
  const client = Construct.isConstruct(grantee) ? grantee : cache;
  const { statements } = planCacheLogin(user, connectableCacheOf(cache, client), new Checks(cacheContextOf(cache)));
  const [first, ...others] = statements.map(({ actions, resources }) => (
    iam.Grant.addToPrincipal({ grantee, actions: [...actions], resourceArns: [...resources] })
  ));
  return others.reduce((grant, other) => grant.combine(other), first);
}

function coordinatesParameterOf(cache: ISessionCache): ConnectableCache['coordinates'] {
  const name = cache.coordinatesParameterName;
  if (name === undefined) { return undefined; }
  return { name, arn: Stack.of(cache).formatArn({ service: 'ssm', resource: 'parameter', resourceName: name.replace(/^\//, '') }) };
}
