/** A name of several regions, a page behind it, and databases that follow others, in both engines' words, as somebody else would write them. */

const SOURCE = 'arn:aws:rds:us-east-1:111122223333:db:orders';

export const REGIONS = {
  Resources: {
    Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Type: 'application', Scheme: 'internet-facing' } },
    Errors: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: 'errors', Namespace: 'App', MetricName: 'Errors', Statistic: 'Sum', Period: 60, Threshold: 1 } },
    Reached: {
      Type: 'AWS::Route53::HealthCheck',
      Properties: {
        HealthCheckConfig: {
          Type: 'HTTPS_STR_MATCH',
          FullyQualifiedDomainName: { 'Fn::GetAtt': ['Balancer', 'DNSName'] },
          Port: 443,
          ResourcePath: '/deep',
          SearchString: 'ok',
          EnableSNI: true,
          RequestInterval: 30,
          FailureThreshold: 3,
          Regions: ['us-east-1', 'eu-west-1', 'sa-east-1'],
        },
        HealthCheckTags: [{ Key: 'Name', Value: 'reached' }],
      },
    },
    Quiet: { Type: 'AWS::Route53::HealthCheck', Properties: { HealthCheckConfig: { Type: 'CLOUDWATCH_METRIC', AlarmIdentifier: { Name: { Ref: 'Errors' }, Region: 'eu-west-1' }, InsufficientDataHealthStatus: 'LastKnownStatus', Inverted: true } } },
    Both: { Type: 'AWS::Route53::HealthCheck', Properties: { HealthCheckConfig: { Type: 'CALCULATED', ChildHealthChecks: [{ Ref: 'Reached' }, { Ref: 'Quiet' }, 'elsewhere'], HealthThreshold: 2 } } },
    Switch: { Type: 'AWS::Route53::HealthCheck', Properties: { HealthCheckConfig: { Type: 'RECOVERY_CONTROL', RoutingControlArn: 'arn:aws:route53-recovery-control::1:controlpanel/x/routingcontrol/y' } } },
    ByFailover: {
      Type: 'AWS::Route53::RecordSet',
      Properties: {
        HostedZoneId: 'Z1',
        Name: 'www.example.com.',
        Type: 'A',
        SetIdentifier: 'ireland',
        Failover: 'PRIMARY',
        HealthCheckId: { Ref: 'Both' },
        AliasTarget: { DNSName: { 'Fn::GetAtt': ['Balancer', 'DNSName'] }, HostedZoneId: { 'Fn::GetAtt': ['Balancer', 'CanonicalHostedZoneID'] }, EvaluateTargetHealth: true },
      },
    },
    ByDefault: {
      Type: 'AWS::Route53::RecordSet',
      Properties: {
        HostedZoneId: 'Z1',
        Name: 'www.example.com',
        Type: 'A',
        SetIdentifier: 'page',
        Failover: 'SECONDARY',
        AliasTarget: { DNSName: { 'Fn::GetAtt': ['Page', 'DomainName'] }, HostedZoneId: 'Z2FDTNDATAQYW2', EvaluateTargetHealth: false },
      },
    },
    ByDistance: { Type: 'AWS::Route53::RecordSet', Properties: { HostedZoneId: 'Z1', Name: 'api.example.com', Type: 'A', TTL: 60, ResourceRecords: ['192.0.2.1'], SetIdentifier: 'near', GeoProximityLocation: { AWSRegion: 'eu-west-1', Bias: 10 } } },
    ByNetwork: { Type: 'AWS::Route53::RecordSet', Properties: { HostedZoneId: 'Z1', Name: 'lan.example.com', Type: 'A', TTL: 60, ResourceRecords: ['192.0.2.2'], SetIdentifier: 'office', CidrRoutingConfig: { CollectionId: 'c', LocationName: 'office' } } },
    ByChance: { Type: 'AWS::Route53::RecordSet', Properties: { HostedZoneId: 'Z1', Name: 'any.example.com', Type: 'A', TTL: 60, ResourceRecords: ['192.0.2.3'], SetIdentifier: 'one', MultiValueAnswer: true } },
    Certificate: { Type: 'AWS::CertificateManager::Certificate', Properties: { DomainName: 'www.example.com', ValidationMethod: 'DNS' } },
    Files: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain' },
    Signed: { Type: 'AWS::CloudFront::OriginAccessControl', Properties: { OriginAccessControlConfig: { Name: 'page', OriginAccessControlOriginType: 's3', SigningBehavior: 'always', SigningProtocol: 'sigv4' } } },
    Known: { Type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity', Properties: { CloudFrontOriginAccessIdentityConfig: { Comment: 'old' } } },
    Page: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: {
        DistributionConfig: {
          Comment: 'the page',
          Enabled: true,
          Aliases: ['www.example.com'],
          HttpVersion: 'http2and3',
          IPV6Enabled: true,
          WebACLId: 'arn:aws:wafv2:us-east-1:1:global/webacl/x/1',
          DefaultRootObject: 'index.html',
          Origins: [
            { Id: 'new', DomainName: { 'Fn::GetAtt': ['Files', 'RegionalDomainName'] }, OriginAccessControlId: { Ref: 'Signed' }, S3OriginConfig: { OriginAccessIdentity: '' } },
            {
              Id: 'old',
              DomainName: { 'Fn::GetAtt': ['Files', 'RegionalDomainName'] },
              OriginPath: '/old',
              S3OriginConfig: { OriginAccessIdentity: { 'Fn::Join': ['', ['origin-access-identity/cloudfront/', { Ref: 'Known' }]] } },
            },
            {
              Id: 'live',
              DomainName: { 'Fn::GetAtt': ['Balancer', 'DNSName'] },
              CustomOriginConfig: { OriginProtocolPolicy: 'https-only' },
              OriginCustomHeaders: [{ HeaderName: 'X-Origin-Secret', HeaderValue: 'correct horse battery' }],
            },
          ],
          DefaultCacheBehavior: { TargetOriginId: 'new', ViewerProtocolPolicy: 'redirect-to-https', CachePolicyId: 'optimized', Compress: true },
          CacheBehaviors: [{ PathPattern: '/api/*', TargetOriginId: 'live', ViewerProtocolPolicy: 'allow-all', AllowedMethods: ['GET', 'HEAD', 'POST'] }],
          CustomErrorResponses: [{ ErrorCode: 403, ResponsePagePath: '/sorry.html', ResponseCode: 503, ErrorCachingMinTTL: 0 }, { ErrorCode: 500, ErrorCachingMinTTL: 5 }],
          Restrictions: { GeoRestriction: { RestrictionType: 'whitelist', Locations: ['DE'] } },
          ViewerCertificate: { AcmCertificateArn: { Ref: 'Certificate' }, MinimumProtocolVersion: 'TLSv1.2_2021', SslSupportMethod: 'sni-only' },
        },
      },
    },
    Copy: {
      Type: 'AWS::RDS::DBInstance',
      DeletionPolicy: 'Delete',
      Properties: { DBInstanceIdentifier: 'copy', SourceDBInstanceIdentifier: SOURCE, KmsKeyId: 'alias/aws/rds', DeleteAutomatedBackups: false, DBInstanceClass: 'db.m7g.large' },
    },
    World: { Type: 'AWS::RDS::GlobalCluster', DeletionPolicy: 'Delete', Properties: { GlobalClusterIdentifier: 'world', SourceDBClusterIdentifier: { 'Fn::GetAtt': ['First', 'DBClusterArn'] }, DeletionProtection: true } },
    First: { Type: 'AWS::RDS::DBCluster', DeletionPolicy: 'Delete', Properties: { DBClusterIdentifier: 'first', Engine: 'aurora-mysql', MasterUsername: 'keeper' } },
    Second: { Type: 'AWS::RDS::DBCluster', DeletionPolicy: 'Delete', Properties: { DBClusterIdentifier: 'second', Engine: 'aurora-postgresql', GlobalClusterIdentifier: 'their-world', SourceRegion: 'us-east-1' } },
  },
};

const zone = { zone_id: 'Z1', type: 'A' };
const answers = { ...zone, ttl: 60 };

export const REGIONS_BY_TERRAFORM = {
  data: { aws_kms_alias: { rds: { name: 'alias/aws/rds' } } },
  resource: {
    aws_lb: { web: { load_balancer_type: 'application', internal: false } },
    aws_cloudwatch_metric_alarm: { errors: { alarm_name: 'errors', namespace: 'App', metric_name: 'Errors', statistic: 'Sum', period: 60, threshold: 1 } },
    aws_route53_health_check: {
      reached: {
        type: 'HTTPS_STR_MATCH',
        fqdn: '${aws_lb.web.dns_name}',
        port: 443,
        resource_path: '/deep',
        search_string: 'ok',
        enable_sni: true,
        request_interval: 30,
        failure_threshold: 3,
        regions: ['us-east-1', 'eu-west-1', 'sa-east-1'],
        tags: { Name: 'reached' },
      },
      quiet: {
        type: 'CLOUDWATCH_METRIC',
        cloudwatch_alarm_name: '${aws_cloudwatch_metric_alarm.errors.alarm_name}',
        cloudwatch_alarm_region: 'eu-west-1',
        insufficient_data_health_status: 'LastKnownStatus',
        invert_healthcheck: true,
      },
      both: {
        type: 'CALCULATED',
        child_healthchecks: ['${aws_route53_health_check.reached.id}', '${aws_route53_health_check.quiet.id}', 'elsewhere'],
        child_health_threshold: 2,
      },
      switch: { type: 'RECOVERY_CONTROL', routing_control_arn: 'arn:aws:route53-recovery-control::1:controlpanel/x/routingcontrol/y' },
    },
    aws_route53_record: {
      failover: {
        ...zone,
        name: 'www.example.com',
        set_identifier: 'ireland',
        failover_routing_policy: [{ type: 'PRIMARY' }],
        health_check_id: '${aws_route53_health_check.both.id}',
        alias: { name: '${aws_lb.web.dns_name}', zone_id: '${aws_lb.web.zone_id}', evaluate_target_health: true },
      },
      default: {
        ...zone,
        name: 'www.example.com',
        set_identifier: 'page',
        failover_routing_policy: { type: 'SECONDARY' },
        alias: { name: '${aws_cloudfront_distribution.page.domain_name}', zone_id: '${aws_cloudfront_distribution.page.hosted_zone_id}', evaluate_target_health: false },
      },
      distance: { ...answers, name: 'api.example.com', records: ['192.0.2.1'], set_identifier: 'near', geoproximity_routing_policy: { aws_region: 'eu-west-1', bias: 10 } },
      network: { ...answers, name: 'lan.example.com', records: ['192.0.2.2'], set_identifier: 'office', cidr_routing_policy: { collection_id: 'c', location_name: 'office' } },
      chance: { ...answers, name: 'any.example.com', records: ['192.0.2.3'], set_identifier: 'one', multivalue_answer_routing_policy: true },
    },
    aws_acm_certificate: { page: { domain_name: 'www.example.com', validation_method: 'DNS' } },
    aws_acm_certificate_validation: { page: { certificate_arn: '${aws_acm_certificate.page.arn}' } },
    aws_s3_bucket: { files: { lifecycle: { prevent_destroy: true } } },
    aws_cloudfront_origin_access_control: { signed: { name: 'page', origin_access_control_origin_type: 's3', signing_behavior: 'always', signing_protocol: 'sigv4' } },
    aws_cloudfront_origin_access_identity: { known: { comment: 'old' } },
    aws_cloudfront_distribution: {
      page: {
        comment: 'the page',
        enabled: true,
        aliases: ['www.example.com'],
        http_version: 'http2and3',
        is_ipv6_enabled: true,
        web_acl_id: 'arn:aws:wafv2:us-east-1:1:global/webacl/x/1',
        default_root_object: 'index.html',
        origin: [
          { origin_id: 'new', domain_name: '${aws_s3_bucket.files.bucket_regional_domain_name}', origin_access_control_id: '${aws_cloudfront_origin_access_control.signed.id}' },
          {
            origin_id: 'old',
            domain_name: '${aws_s3_bucket.files.bucket_regional_domain_name}',
            origin_path: '/old',
            s3_origin_config: { origin_access_identity: '${aws_cloudfront_origin_access_identity.known.cloudfront_access_identity_path}' },
          },
          {
            origin_id: 'live',
            domain_name: '${aws_lb.web.dns_name}',
            custom_origin_config: [{ origin_protocol_policy: 'https-only', http_port: 80, https_port: 443, origin_ssl_protocols: ['TLSv1.2'] }],
            custom_header: [{ name: 'X-Origin-Secret', value: 'correct horse battery' }],
          },
        ],
        default_cache_behavior: { target_origin_id: 'new', viewer_protocol_policy: 'redirect-to-https', allowed_methods: ['GET', 'HEAD'], cached_methods: ['GET', 'HEAD'], cache_policy_id: 'optimized', compress: true },
        ordered_cache_behavior: [{ path_pattern: '/api/*', target_origin_id: 'live', viewer_protocol_policy: 'allow-all', allowed_methods: ['GET', 'HEAD', 'POST'], cached_methods: ['GET', 'HEAD'] }],
        custom_error_response: [
          { error_code: 403, response_page_path: '/sorry.html', response_code: 503, error_caching_min_ttl: 0 }, { error_code: 500, error_caching_min_ttl: 5 },
        ],
        restrictions: { geo_restriction: { restriction_type: 'whitelist', locations: ['DE'] } },
        viewer_certificate: { acm_certificate_arn: '${aws_acm_certificate_validation.page.certificate_arn}', minimum_protocol_version: 'TLSv1.2_2021', ssl_support_method: 'sni-only' },
      },
    },
    aws_db_instance: {
      copy: {
        identifier: 'copy', replicate_source_db: SOURCE, kms_key_id: '${data.aws_kms_alias.rds.target_key_arn}', delete_automated_backups: false, instance_class: 'db.m7g.large', skip_final_snapshot: true,
      },
    },
    aws_rds_global_cluster: { world: { global_cluster_identifier: 'world', source_db_cluster_identifier: '${aws_rds_cluster.first.arn}', deletion_protection: true } },
    aws_rds_cluster: {
      first: { cluster_identifier: 'first', engine: 'aurora-mysql', master_username: 'keeper', skip_final_snapshot: true },
      second: { cluster_identifier: 'second', engine: 'aurora-postgresql', global_cluster_identifier: 'their-world', source_region: 'us-east-1', skip_final_snapshot: true },
    },
  },
};

/** What the same resource is called in the template. */
export const SAME_REGIONS: Readonly<Record<string, string>> = {
  'aws_lb.web': 'Balancer',
  'aws_cloudwatch_metric_alarm.errors': 'Errors',
  'aws_route53_health_check.reached': 'Reached',
  'aws_route53_health_check.quiet': 'Quiet',
  'aws_route53_health_check.both': 'Both',
  'aws_route53_health_check.switch': 'Switch',
  'aws_route53_record.failover': 'ByFailover',
  'aws_route53_record.default': 'ByDefault',
  'aws_route53_record.distance': 'ByDistance',
  'aws_route53_record.network': 'ByNetwork',
  'aws_route53_record.chance': 'ByChance',
  'aws_acm_certificate.page': 'Certificate',
  'aws_s3_bucket.files': 'Files',
  'aws_cloudfront_origin_access_control.signed': 'Signed',
  'aws_cloudfront_origin_access_identity.known': 'Known',
  'aws_cloudfront_distribution.page': 'Page',
  'aws_db_instance.copy': 'Copy',
  'aws_rds_global_cluster.world': 'World',
  'aws_rds_cluster.first': 'First',
  'aws_rds_cluster.second': 'Second',
};
