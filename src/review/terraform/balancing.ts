import { Unknown, Value } from '../document';
import { fieldsOf, isFields, isList, listOf } from '../kinds';
import { From, Shape, TAGS, Translation, at, attributes, ifSet, json, listed, listWith, many, number, one, shaped, unless } from './shapes';

const ELB = 'AWS::ElasticLoadBalancingV2';

const BALANCER: Translation = {
  type: `${ELB}::LoadBalancer`,
  attributes: {
    arn: 'Ref', id: 'Ref', arn_suffix: 'LoadBalancerFullName', dns_name: 'DNSName', zone_id: 'CanonicalHostedZoneID',
  },
  told: { name: 'LoadBalancerName' },
  properties: {
    Name: 'name',
    Type: 'load_balancer_type',
    Scheme: ifSet('internal', 'internal', 'internet-facing'),
    IpAddressType: 'ip_address_type',
    Subnets: 'subnets',
    SubnetMappings: many('subnet_mapping', { SubnetId: 'subnet_id', AllocationId: 'allocation_id' }),
    SecurityGroups: 'security_groups',
    LoadBalancerAttributes: attributes({
      'access_logs.s3.enabled': 'access_logs.enabled',
      'access_logs.s3.bucket': 'access_logs.bucket',
      'access_logs.s3.prefix': unless('access_logs.prefix', ''),
      'connection_logs.s3.enabled': 'connection_logs.enabled',
      'connection_logs.s3.bucket': 'connection_logs.bucket',
      'connection_logs.s3.prefix': unless('connection_logs.prefix', ''),
      'client_keep_alive.seconds': 'client_keep_alive',
      'deletion_protection.enabled': 'enable_deletion_protection',
      'idle_timeout.timeout_seconds': 'idle_timeout',
      'load_balancing.cross_zone.enabled': 'enable_cross_zone_load_balancing',
      'routing.http.desync_mitigation_mode': 'desync_mitigation_mode',
      'routing.http.drop_invalid_header_fields.enabled': 'drop_invalid_header_fields',
      'routing.http.preserve_host_header.enabled': 'preserve_host_header',
      'routing.http.x_amzn_tls_version_and_cipher_suite.enabled': 'enable_tls_version_and_cipher_suite_headers',
      'routing.http.xff_client_port.enabled': 'enable_xff_client_port',
      'routing.http.xff_header_processing.mode': 'xff_header_processing_mode',
      'routing.http2.enabled': 'enable_http2',
      'waf.fail_open.enabled': 'enable_waf_fail_open',
      'zonal_shift.config.enabled': 'enable_zonal_shift',
    }),
    Tags: TAGS,
  },
};

const TARGET_GROUP: Translation = {
  type: `${ELB}::TargetGroup`,
  attributes: { arn: 'Ref', id: 'Ref', arn_suffix: 'TargetGroupFullName', name: 'TargetGroupName' },
  properties: {
    Name: 'name',
    Port: 'port',
    Protocol: 'protocol',
    ProtocolVersion: 'protocol_version',
    IpAddressType: 'ip_address_type',
    TargetType: 'target_type',
    VpcId: 'vpc_id',
    HealthCheckEnabled: 'health_check.enabled',
    HealthCheckPath: 'health_check.path',
    HealthCheckPort: 'health_check.port',
    HealthCheckProtocol: 'health_check.protocol',
    HealthCheckIntervalSeconds: 'health_check.interval',
    HealthCheckTimeoutSeconds: 'health_check.timeout',
    HealthyThresholdCount: 'health_check.healthy_threshold',
    UnhealthyThresholdCount: 'health_check.unhealthy_threshold',
    Matcher: one('health_check', { HttpCode: unless('matcher', '') }),
    TargetGroupAttributes: attributes({
      'deregistration_delay.timeout_seconds': 'deregistration_delay',
      'deregistration_delay.connection_termination.enabled': 'connection_termination',
      'load_balancing.algorithm.type': 'load_balancing_algorithm_type',
      'load_balancing.algorithm.anomaly_mitigation': 'load_balancing_anomaly_mitigation',
      'load_balancing.cross_zone.enabled': 'load_balancing_cross_zone_enabled',
      'preserve_client_ip.enabled': 'preserve_client_ip',
      'slow_start.duration_seconds': unless('slow_start', 0),
      'stickiness.enabled': stickinessIsOn,
      'stickiness.type': 'stickiness.type',
      'stickiness.lb_cookie.duration_seconds': cookieDuration('lb_cookie'),
      'stickiness.app_cookie.duration_seconds': cookieDuration('app_cookie'),
      'stickiness.app_cookie.cookie_name': unless('stickiness.cookie_name', ''),
      'target_group_health.dns_failover.minimum_healthy_targets.count': minimum('dns_failover', 'count'),
      'target_group_health.dns_failover.minimum_healthy_targets.percentage': minimum('dns_failover', 'percentage'),
      'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': minimum('unhealthy_state_routing', 'count'),
      'target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage': minimum('unhealthy_state_routing', 'percentage'),
    }),
    Tags: TAGS,
  },
};

/** A block of stickiness switches it on, unless it says otherwise. */
function stickinessIsOn(args: Parameters<From>[0]): Value | undefined {
  return at(args, 'stickiness.enabled') ?? (at(args, 'stickiness.type') === undefined ? undefined : true);
}

function cookieDuration(type: string): From {
  return (args) => at(args, 'stickiness.type') === type ? at(args, 'stickiness.cookie_duration') : undefined;
}

function minimum(action: string, unit: string): From {
  return unless(`target_group_health.${action}.minimum_healthy_targets_${unit}`, 'off');
}

const ACTION: Shape = {
  Type: 'type',
  Order: 'order',
  TargetGroupArn: unless('target_group_arn', ''),
  ForwardConfig: one('forward', {
    TargetGroups: many('target_group', { TargetGroupArn: 'arn', Weight: 'weight' }),
    TargetGroupStickinessConfig: one('stickiness', { Enabled: 'enabled', DurationSeconds: 'duration' }),
  }),
  RedirectConfig: one('redirect', {
    Protocol: 'protocol', Port: 'port', Host: 'host', Path: 'path', Query: 'query', StatusCode: 'status_code',
  }),
  FixedResponseConfig: one('fixed_response', { ContentType: 'content_type', MessageBody: 'message_body', StatusCode: 'status_code' }),
  AuthenticateCognitoConfig: one('authenticate_cognito', {
    UserPoolArn: 'user_pool_arn', UserPoolClientId: 'user_pool_client_id', UserPoolDomain: 'user_pool_domain',
  }),
  AuthenticateOidcConfig: one('authenticate_oidc', { Issuer: 'issuer', ClientId: 'client_id' }),
};

const LISTENER: Translation = {
  type: `${ELB}::Listener`,
  attributes: { arn: 'Ref', id: 'Ref' },
  properties: {
    LoadBalancerArn: 'load_balancer_arn',
    Port: number('port'),
    Protocol: 'protocol',
    SslPolicy: unless('ssl_policy', ''),
    AlpnPolicy: listed('alpn_policy'),
    Certificates: listWith({ CertificateArn: unless('certificate_arn', '') }),
    MutualAuthentication: one('mutual_authentication', {
      Mode: 'mode',
      TrustStoreArn: unless('trust_store_arn', ''),
      IgnoreClientCertificateExpiry: 'ignore_client_certificate_expiry',
      AdvertiseTrustStoreCaNames: 'advertise_trust_store_ca_names',
    }),
    DefaultActions: many('default_action', ACTION),
  },
};

const CONDITIONS: readonly (readonly [string, string, string, Shape])[] = [
  ['host_header', 'host-header', 'HostHeaderConfig', { Values: 'values', RegexValues: 'regex_values' }],
  ['path_pattern', 'path-pattern', 'PathPatternConfig', { Values: 'values', RegexValues: 'regex_values' }],
  ['http_header', 'http-header', 'HttpHeaderConfig', { HttpHeaderName: 'http_header_name', Values: 'values' }],
  ['http_request_method', 'http-request-method', 'HttpRequestMethodConfig', { Values: 'values' }],
  ['source_ip', 'source-ip', 'SourceIpConfig', { Values: 'values' }],
];

function conditions(args: Parameters<From>[0], self: Parameters<From>[1]): Value | undefined {
  const blocks = at(args, 'condition');
  if (blocks === undefined || blocks instanceof Unknown) { return blocks; }
  return listOf(blocks).flatMap((block): readonly Value[] => !isFields(block) ? [block] : [
    ...CONDITIONS.filter(([name]) => isSaid(at(block, name)))
      .map(([name, field, config, shape]) => fieldsOf([['Field', field], [config, one(name, shape)(block, self)]])),
    ...isSaid(block.query_string)
      ? [{ Field: 'query-string', QueryStringConfig: shaped({ Values: many('query_string', { Key: 'key', Value: 'value' }) }, block, self) }] : [],
  ]);
}

/** A plan writes blocks that are not there as empty lists. */
function isSaid(value: Value | undefined): boolean {
  return value !== undefined && !(isList(value) && value.length === 0);
}

const RULE: Translation = {
  type: `${ELB}::ListenerRule`,
  attributes: { arn: 'Ref', id: 'Ref' },
  properties: { ListenerArn: 'listener_arn', Priority: number('priority'), Actions: many('action', ACTION), Conditions: conditions },
};

export const BALANCING: Readonly<Record<string, Translation>> = {
  aws_lb: BALANCER,
  aws_alb: BALANCER,
  aws_elb: {
    type: 'AWS::ElasticLoadBalancing::LoadBalancer',
    attributes: { id: 'Ref', name: 'Ref', dns_name: 'DNSName', zone_id: 'CanonicalHostedZoneNameID' },
    properties: { LoadBalancerName: 'name', Subnets: 'subnets', SecurityGroups: 'security_groups', Instances: 'instances' },
  },
  aws_lb_target_group: TARGET_GROUP,
  aws_alb_target_group: TARGET_GROUP,
  aws_lb_listener: LISTENER,
  aws_alb_listener: LISTENER,
  aws_lb_listener_rule: RULE,
  aws_alb_listener_rule: RULE,
  aws_lb_trust_store: { type: `${ELB}::TrustStore`, attributes: { arn: 'Ref', id: 'Ref' }, properties: { Name: 'name' } },
  aws_wafv2_web_acl_association: {
    type: 'AWS::WAFv2::WebACLAssociation',
    properties: { ResourceArn: 'resource_arn', WebACLArn: 'web_acl_arn' },
  },
  aws_wafv2_web_acl: { type: 'AWS::WAFv2::WebACL', properties: { Name: 'name', Scope: 'scope', Rules: json('rule') } },
};
