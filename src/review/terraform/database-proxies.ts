import { Shape, TAGS, Translation, listed, many, one, unless } from './shapes';

/** Where its connections come from and what lets them. */
const PLACE: Shape = { VpcSubnetIds: 'vpc_subnet_ids', VpcSecurityGroupIds: 'vpc_security_group_ids' };

/** CloudFormation writes a group and its targets as one: whoever reads them puts them together. */
const GROUP = 'AWS::RDS::DBProxyTargetGroup';

export const PROXIES: Readonly<Record<string, Translation>> = {
  aws_db_proxy: {
    type: 'AWS::RDS::DBProxy',
    attributes: { id: 'Ref', name: 'Ref', arn: 'DBProxyArn', endpoint: 'Endpoint' },
    properties: {
      DBProxyName: 'name',
      EngineFamily: 'engine_family',
      RequireTLS: 'require_tls',
      RoleArn: 'role_arn',
      IdleClientTimeout: 'idle_client_timeout',
      DebugLogging: 'debug_logging',
      DefaultAuthScheme: unless('default_auth_scheme', ''),
      Auth: many('auth', {
        AuthScheme: 'auth_scheme', IAMAuth: 'iam_auth', SecretArn: 'secret_arn', ClientPasswordAuthType: unless('client_password_auth_type', ''),
      }),
      ...PLACE,
      Tags: TAGS,
    },
  },
  aws_db_proxy_default_target_group: {
    type: GROUP,
    attributes: { arn: 'Ref', name: 'TargetGroupName' },
    properties: {
      DBProxyName: 'db_proxy_name',
      ConnectionPoolConfigurationInfo: one('connection_pool_config', {
        MaxConnectionsPercent: 'max_connections_percent',
        MaxIdleConnectionsPercent: 'max_idle_connections_percent',
        ConnectionBorrowTimeout: 'connection_borrow_timeout',
        InitQuery: unless('init_query', ''),
        SessionPinningFilters: 'session_pinning_filters',
      }),
    },
  },
  aws_db_proxy_target: {
    type: GROUP,
    properties: {
      DBProxyName: 'db_proxy_name',
      TargetGroupName: 'target_group_name',
      DBInstanceIdentifiers: listed('db_instance_identifier'),
      DBClusterIdentifiers: listed('db_cluster_identifier'),
    },
  },
  aws_db_proxy_endpoint: {
    type: 'AWS::RDS::DBProxyEndpoint',
    attributes: { id: 'Ref', db_proxy_endpoint_name: 'Ref', arn: 'DBProxyEndpointArn', endpoint: 'Endpoint' },
    properties: { DBProxyName: 'db_proxy_name', DBProxyEndpointName: 'db_proxy_endpoint_name', TargetRole: 'target_role', ...PLACE, Tags: TAGS },
  },
};
