import { secretBehind } from './credentials';
import { Resource, textOf, Value } from '../document';
import { refersTo, Resources } from './resources';
import { DatabaseProxy, DatabaseProxyEndpoint } from '../topology-databases';
import { at, flagOf, idsOf, listOf, numberOf, textsOf } from './values';

const PROXY = 'AWS::RDS::DBProxy';
const PROXY_NAME = 'DBProxyName';

const PORTS: Readonly<Record<string, number>> = { MYSQL: 3306, POSTGRESQL: 5432, SQLSERVER: 1433 };

/** Proxies that lead to one of the servers of a database. */
export function proxiesOf(servers: readonly Resource[], resources: Resources): DatabaseProxy[] {
  return resources.ofType(PROXY)
    .map((proxy) => ({ proxy, groups: resources.pointingTo(proxy, 'AWS::RDS::DBProxyTargetGroup', PROXY_NAME, PROXY_NAME) }))
    .filter(({ groups }) => groups.some((group) => servers.some((server) => leadsTo(server, group))))
    .map(({ proxy, groups }) => proxyOf(proxy, groups, resources));
}

function leadsTo(server: Resource, { properties }: Resource): boolean {
  return ['DBClusterIdentifier', 'DBInstanceIdentifier']
    .some((name) => listOf(properties[`${name}s`]).some((value) => refersTo(value, server, name)));
}

function proxyOf(proxy: Resource, groups: readonly Resource[], resources: Resources): DatabaseProxy {
  const { id, properties } = proxy;
  const engineFamily = textOf(properties.EngineFamily);
  const pool = groups.map((group) => group.properties.ConnectionPoolConfigurationInfo).find((given) => given !== undefined);
  const logins = listOf(properties.Auth);
  return {
    id,
    engineFamily,
    port: PORTS[engineFamily ?? ''],
    requireTls: flagOf(properties.RequireTLS),
    iamAuthentication: logins.flatMap((login) => textsOf(at(login, 'IAMAuth'))),
    secretIds: logins.flatMap((login) => secretsOf(at(login, 'SecretArn'), resources)),
    idleTimeoutSeconds: numberOf(properties.IdleClientTimeout),
    debugLogging: flagOf(properties.DebugLogging),
    maxConnectionsPercent: numberOf(at(pool, 'MaxConnectionsPercent')),
    maxIdleConnectionsPercent: numberOf(at(pool, 'MaxIdleConnectionsPercent')),
    borrowTimeoutSeconds: numberOf(at(pool, 'ConnectionBorrowTimeout')),
    securityGroupIds: idsOf(properties.VpcSecurityGroupIds),
    subnetIds: idsOf(properties.VpcSubnetIds),
    endpoints: resources.pointingTo(proxy, 'AWS::RDS::DBProxyEndpoint', PROXY_NAME, PROXY_NAME).map(endpointOf),
  };
}

function secretsOf(arn: Value | undefined, resources: Resources): string[] {
  const secret = secretBehind(arn, resources);
  return secret ? [secret.id] : idsOf(arn);
}

function endpointOf({ id, properties }: Resource): DatabaseProxyEndpoint {
  return {
    id,
    targetRole: textOf(properties.TargetRole),
    securityGroupIds: idsOf(properties.VpcSecurityGroupIds),
    subnetIds: idsOf(properties.VpcSubnetIds),
  };
}
