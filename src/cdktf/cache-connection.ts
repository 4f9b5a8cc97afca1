import { ISessionCache, SessionCacheUser } from './session-cache-props';
import { numberText } from './texts';
import { ConnectableCache, ConnectableCacheUser } from '../core/cache-connections';
import { Checks, PlanContext } from '../core/checks';

/** What can be told of a cache, ours or an imported one, to whom it is to be connected. */
export function connectableOf(cache: ISessionCache, context: PlanContext): ConnectableCache {
  const { port, readerPort, coordinatesParameterName: name, coordinatesParameterArn: arn } = cache;
  return {
    endpoints: {
      host: cache.endpoint,
      port: numberText(port),
      readerHost: cache.readerEndpoint,
      readerPort: numberText(readerPort),
      name: cache.cacheName,
      tls: cache.tls,
      clusterMode: cache.clusterMode,
      serverless: cache.serverless,
      engine: cache.engine._plan(new Checks(context)).name,
    },
    port,
    readerPort,
    arn: cache.cacheArn,
    users: cache.users.map(connectableUser),
    coordinates: name === undefined || arn === undefined ? undefined : { name, arn },
  };
}

function connectableUser({ name, userName, userArn, secretArn, secretKeyArn }: SessionCacheUser): ConnectableCacheUser {
  return { name, userName, arn: userArn, authentication: secretArn === undefined ? 'iam' : 'password', secretArn, secretKeyArn };
}
