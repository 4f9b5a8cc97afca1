import { TAGS, Translation, many, object, one, unless } from './shapes';

/** Names in DNS, and the certificates and health checks that go with them. */
export const NAMING: Readonly<Record<string, Translation>> = {
  aws_route53_record: {
    type: 'AWS::Route53::RecordSet',
    attributes: { id: 'Ref', fqdn: 'Ref' },
    told: { name: 'Ref' },
    properties: {
      Name: 'name',
      Type: 'type',
      HostedZoneId: 'zone_id',
      TTL: unless('ttl', 0),
      ResourceRecords: 'records',
      AliasTarget: one('alias', { DNSName: 'name', HostedZoneId: 'zone_id', EvaluateTargetHealth: 'evaluate_target_health' }),
      SetIdentifier: unless('set_identifier', ''),
      HealthCheckId: unless('health_check_id', ''),
      Failover: 'failover_routing_policy.type',
      Region: 'latency_routing_policy.region',
      Weight: 'weighted_routing_policy.weight',
      GeoLocation: one('geolocation_routing_policy', {
        ContinentCode: unless('continent', ''), CountryCode: unless('country', ''), SubdivisionCode: unless('subdivision', ''),
      }),
      GeoProximityLocation: one('geoproximity_routing_policy', {
        AWSRegion: unless('aws_region', ''),
        LocalZoneGroup: unless('local_zone_group', ''),
        Coordinates: one('coordinates', { Latitude: 'latitude', Longitude: 'longitude' }),
        Bias: unless('bias', 0),
      }),
      CidrRoutingConfig: one('cidr_routing_policy', { CollectionId: 'collection_id', LocationName: 'location_name' }),
      MultiValueAnswer: 'multivalue_answer_routing_policy',
    },
  },
  aws_route53_zone: {
    type: 'AWS::Route53::HostedZone',
    attributes: { id: 'Ref', zone_id: 'Ref', name_servers: 'NameServers' },
    told: { name: 'Name' },
    properties: {
      Name: 'name',
      HostedZoneConfig: object({ Comment: unless('comment', '') }),
      VPCs: many('vpc', { VPCId: 'vpc_id', VPCRegion: unless('vpc_region', '') }),
      HostedZoneTags: TAGS,
    },
  },
  aws_route53_health_check: {
    type: 'AWS::Route53::HealthCheck',
    attributes: { id: 'Ref' },
    properties: {
      HealthCheckConfig: object({
        Type: 'type',
        FullyQualifiedDomainName: unless('fqdn', ''),
        IPAddress: unless('ip_address', ''),
        Port: unless('port', 0),
        ResourcePath: unless('resource_path', ''),
        SearchString: unless('search_string', ''),
        RequestInterval: unless('request_interval', 0),
        FailureThreshold: unless('failure_threshold', 0),
        MeasureLatency: 'measure_latency',
        Inverted: 'invert_healthcheck',
        // Only the API has a name for it, and not CloudFormation.
        Disabled: 'disabled',
        RoutingControlArn: unless('routing_control_arn', ''),
        EnableSNI: 'enable_sni',
        Regions: 'regions',
        ChildHealthChecks: 'child_healthchecks',
        HealthThreshold: unless('child_health_threshold', 0),
        InsufficientDataHealthStatus: unless('insufficient_data_health_status', ''),
        AlarmIdentifier: object({ Name: unless('cloudwatch_alarm_name', ''), Region: unless('cloudwatch_alarm_region', '') }),
      }),
      HealthCheckTags: TAGS,
    },
  },
  aws_acm_certificate: {
    type: 'AWS::CertificateManager::Certificate',
    attributes: { arn: 'Ref', id: 'Ref' },
    told: { domain_name: 'DomainName' },
    properties: {
      DomainName: 'domain_name',
      SubjectAlternativeNames: 'subject_alternative_names',
      ValidationMethod: 'validation_method',
      // CloudFormation requests it where it is, and has no name for it.
      Region: unless('region', ''),
      Tags: TAGS,
    },
  },
};
