import { assert, constantFrom, integer, property } from 'fast-check';
import { REGIONS, REGIONS_BY_TERRAFORM, SAME_REGIONS } from './region-documents';
import { Topology } from '../../src/review';

/** What is told of regions, with the ids of the other engine's document. */
function renamed(topology: Topology, ids: Readonly<Record<string, string>> = {}): any {
  const { dnsNames, healthChecks, distributions, databases, globalDatabases, certificates, alarms, unknowns } = topology;
  const name = (node: any): any => {
    if (typeof node === 'string') { return ids[node] ?? node; }
    if (Array.isArray(node)) { return node.map(name); }
    if (node === null || typeof node !== 'object') { return node; }
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, name(value)]));
  };
  return name(JSON.parse(JSON.stringify({ dnsNames, healthChecks, distributions, databases, globalDatabases, certificates, alarms, unknowns })));
}

const template = (Resources: object, rest: object = {}) => Topology.fromCloudFormation({ ...rest, Resources });
const terraform = (resource: object, rest: object = {}) => Topology.fromTerraform({ ...rest, resource });
const check = (HealthCheckConfig: unknown) => template({ H: { Type: 'AWS::Route53::HealthCheck', Properties: { HealthCheckConfig } } }).healthChecks[0];
const record = (Properties: object) => template({ R: { Type: 'AWS::Route53::RecordSet', Properties } }).dnsNames[0];
const distribution = (DistributionConfig: unknown, rest: object = {}) => (
  template({ D: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig }, ...rest } }).distributions[0]);

describe('a name of several regions, its page and its databases', () => {
  const topology = Topology.fromCloudFormation(REGIONS);
  const { dnsNames, healthChecks, distributions, databases, globalDatabases } = topology;
  const named = <T extends { id: string }>(things: readonly T[], id: string) => things.find((thing) => thing.id === id)!;

  test('are the same in both engines\' words', () => {
    expect(renamed(Topology.fromTerraform(REGIONS_BY_TERRAFORM), SAME_REGIONS)).toEqual(renamed(topology));
  });

  test('are known altogether', () => {
    expect(topology.unknowns).toEqual([]);
    expect(topology.notUnderstood).toEqual({});
    expect(Object.keys(Topology.fromTerraform(REGIONS_BY_TERRAFORM).notUnderstood)).toEqual(['aws_acm_certificate_validation']);
  });

  test('the answers, by whatever they are chosen', () => {
    expect(dnsNames.map(({ id, routing }) => [id, routing])).toEqual([
      ['ByFailover', 'failover'], ['ByDefault', 'failover'], ['ByDistance', 'geoproximity'], ['ByNetwork', 'cidr'], ['ByChance', 'multivalue'],
    ]);
    expect(named(dnsNames, 'ByFailover')).toMatchObject({
      name: 'www.example.com',
      setIdentifier: 'ireland',
      failover: 'PRIMARY',
      healthCheckId: 'Both',
      balancerId: 'Balancer',
      aliasOf: '<AWS::ElasticLoadBalancingV2::LoadBalancer.DNSName>',
      aliasZone: '<AWS::ElasticLoadBalancingV2::LoadBalancer.CanonicalHostedZoneID>',
      evaluatesTargetHealth: true,
    });
    expect(named(dnsNames, 'ByDefault')).toMatchObject({
      failover: 'SECONDARY', targetIds: ['Page'], aliasZone: '<AWS::CloudFront::Distribution.HostedZoneId>', evaluatesTargetHealth: false, healthCheckId: undefined,
    });
  });

  test('the checks, of every kind', () => {
    expect(healthChecks.map(({ id, kind }) => [id, kind])).toEqual([['Reached', 'endpoint'], ['Quiet', 'alarm'], ['Both', 'calculated'], ['Switch', 'routing-control']]);
    expect(named(healthChecks, 'Reached')).toMatchObject({ name: 'reached', host: '<AWS::ElasticLoadBalancingV2::LoadBalancer.DNSName>', port: 443, path: '/deep', searchString: 'ok', sendsServerName: true, intervalSeconds: 30, failureThreshold: 3, regions: ['us-east-1', 'eu-west-1', 'sa-east-1'] });
    expect(named(healthChecks, 'Quiet')).toMatchObject({ alarmId: 'Errors', alarmRegion: 'eu-west-1', insufficientDataStatus: 'LastKnownStatus', inverted: true });
    expect(named(healthChecks, 'Both')).toMatchObject({ childIds: ['Reached', 'Quiet', 'elsewhere'], threshold: 2 });
  });

  test('the page, and how it is reached', () => {
    expect(distributions).toEqual([{
      id: 'Page',
      comment: 'the page',
      enabled: true,
      alternateNames: ['www.example.com'],
      certificate: '<AWS::CertificateManager::Certificate.Ref>',
      minimumTlsVersion: 'TLSv1.2_2021',
      tlsSupport: 'sni-only',
      httpVersion: 'http2and3',
      ipv6: true,
      webAcl: 'arn:aws:wafv2:us-east-1:1:global/webacl/x/1',
      geoRestriction: 'whitelist',
      defaultRootObject: 'index.html',
      origins: [
        { name: 'new', domain: '<AWS::S3::Bucket.RegionalDomainName>', bucketId: 'Files', access: 'control', accessId: 'Signed', accessType: 's3', signingBehavior: 'always', signingProtocol: 'sigv4' },
        { name: 'old', domain: '<AWS::S3::Bucket.RegionalDomainName>', path: '/old', bucketId: 'Files', access: 'identity', accessId: 'Known' },
        { name: 'live', domain: '<AWS::ElasticLoadBalancingV2::LoadBalancer.DNSName>', balancerId: 'Balancer', protocolPolicy: 'https-only' },
      ],
      behaviors: [
        { origin: 'new', viewerProtocolPolicy: 'redirect-to-https', allowedMethods: ['GET', 'HEAD'], cachedMethods: ['GET', 'HEAD'], cachePolicy: 'optimized', compress: true },
        { pathPattern: '/api/*', origin: 'live', viewerProtocolPolicy: 'allow-all', allowedMethods: ['GET', 'HEAD', 'POST'], cachedMethods: ['GET', 'HEAD'] },
      ],
      errorPages: [{ status: 403, pagePath: '/sorry.html', answeredStatus: 503, cachedSeconds: 0 }, { status: 500, cachedSeconds: 5 }],
      isRetained: false,
    }]);
  });

  test('the headers by which an origin knows who asks are nobody\'s business', () => {
    for (const read of [topology, Topology.fromTerraform(REGIONS_BY_TERRAFORM)]) { expect(JSON.stringify(read)).not.toContain('correct horse'); }
  });

  test('the databases, and whom they follow', () => {
    expect(databases.map(({ id, name, isStandby, source, sourceRegion, globalClusterId, kmsKey, deletesBackups }) => (
      { id, name, isStandby, source, sourceRegion, globalClusterId, kmsKey, deletesBackups }))).toEqual([
      { id: 'First', name: 'first', isStandby: false, globalClusterId: 'World' },
      { id: 'Second', name: 'second', isStandby: true, sourceRegion: 'us-east-1', globalClusterId: 'their-world' },
      { id: 'Copy', name: 'copy', isStandby: true, source: 'arn:aws:rds:us-east-1:111122223333:db:orders', sourceRegion: 'us-east-1', kmsKey: 'alias/aws/rds', deletesBackups: false },
    ]);
    expect(globalDatabases).toEqual([{ id: 'World', name: 'world', deletionProtection: true, sourceId: 'First', databaseIds: ['First'], isRetained: false }]);
  });
});

describe('a standby is one', () => {
  const databases = (Type: string, Properties: object) => template({ D: { Type: `AWS::RDS::${Type}`, Properties } }).databases;
  const SOURCE = { 'Fn::Sub': 'arn:${AWS::Partition}:rds:eu-west-1:${AWS::AccountId}:db:orders' };

  test.each<[string, string, object, object]>([
    ['a replica of an instance elsewhere', 'DBInstance', { SourceDBInstanceIdentifier: SOURCE }, { isStandby: true, sourceRegion: 'eu-west-1' }],
    ['a replica of a name, whose region is said apart', 'DBInstance', { SourceDBInstanceIdentifier: 'orders', SourceRegion: 'eu-west-2' }, { isStandby: true, source: 'orders', sourceRegion: 'eu-west-2' }],
    ['a replica of a cluster elsewhere', 'DBInstance', { SourceDBClusterIdentifier: 'arn:aws:rds:eu-west-1:1:cluster:x' }, { isStandby: true, sourceRegion: 'eu-west-1' }],
    ['a cluster that replicates another', 'DBCluster', { ReplicationSourceIdentifier: 'arn:aws-cn:rds:cn-north-1:1:cluster:x' }, { isStandby: true, sourceRegion: 'cn-north-1' }],
    ['a cluster that joins a global one', 'DBCluster', { GlobalClusterIdentifier: 'world' }, { isStandby: true, globalClusterId: 'world', sourceRegion: undefined }],
    ['not a cluster that begins one', 'DBCluster', { GlobalClusterIdentifier: 'world', ManageMasterUserPassword: true }, { isStandby: false }],
    ['not an instance of its own', 'DBInstance', { DBName: 'orders' }, { isStandby: false, sourceRegion: undefined }],
  ])('%s', (_, type, properties, told) => {
    expect(databases(type, properties)).toMatchObject([told]);
  });

  test('and a replica within the document makes none', () => {
    const { databases: [database, ...others] } = terraform({ aws_db_instance: { a: { identifier: 'a' }, b: { replicate_source_db: '${aws_db_instance.a.identifier}' } } });
    expect(others).toEqual([]);
    expect(database).toMatchObject({ isStandby: false, instances: [{ name: 'a', role: 'writer' }, { role: 'replica', sourceId: 'aws_db_instance.a' }] });
  });
});

describe('what only Terraform says', () => {
  test('a check that is not made, and things in another region', () => {
    const { healthChecks, alarms, certificates } = terraform({
      aws_route53_health_check: { h: { type: 'TCP', ip_address: '192.0.2.1', disabled: true } },
      aws_cloudwatch_metric_alarm: { a: { alarm_name: 'a', region: 'us-east-1' }, b: { alarm_name: 'b' } },
      aws_acm_certificate: { c: { domain_name: 'x', region: 'us-east-1' } },
    });
    expect(healthChecks).toMatchObject([{ kind: 'endpoint', host: '192.0.2.1', disabled: true }]);
    expect(alarms.map(({ region }) => region)).toEqual(['us-east-1', undefined]);
    expect(certificates).toMatchObject([{ region: 'us-east-1' }]);
  });

  test('a distribution that is left where it is, in a plan\'s words, in which a block that is not there is empty', () => {
    const { distributions } = terraform({
      aws_cloudfront_distribution: {
        d: {
          retain_on_delete: true, comment: '', web_acl_id: '', default_root_object: '', origin: [{ domain_name: 'x', origin_access_control_id: '', s3_origin_config: [], custom_origin_config: [] }], ordered_cache_behavior: [], custom_error_response: [],
        },
      },
    });
    expect(distributions).toEqual([{ id: 'aws_cloudfront_distribution.d', alternateNames: [], origins: [{ domain: 'x' }], behaviors: [], errorPages: [], isRetained: true }]);
  });
});

describe('documents that mean no good', () => {
  test.each<[string, unknown]>([
    ['a text', 'HTTPS'], ['a list', ['HTTPS']], ['nothing', null], ['a type that is an object', { Type: { a: 1 } }], ['children that are objects', { Type: 'CALCULATED', ChildHealthChecks: { a: { Ref: 'H' } } }],
    ['an alarm that is a list', { Type: 'CLOUDWATCH_METRIC', AlarmIdentifier: [] }], ['names of every object', JSON.parse('{"__proto__": {"Type": "HTTPS"}, "constructor": 1, "Type": "toString"}')],
  ])('a check that is %s', (_, config) => {
    expect(check(config)).toMatchObject({ id: 'H', regions: [] });
  });

  test('checks that are calculated from each other, and from themselves', () => {
    const made = (children: unknown[]) => ({ Type: 'AWS::Route53::HealthCheck', Properties: { HealthCheckConfig: { Type: 'CALCULATED', ChildHealthChecks: children, HealthThreshold: 1e9 } } });
    const { healthChecks } = template({ A: made([{ Ref: 'B' }, { Ref: 'A' }]), B: made([{ Ref: 'A' }, { Ref: 'Nowhere' }]) });
    expect(healthChecks.map(({ childIds, threshold }) => [childIds, threshold])).toMatchObject([[['B', 'A'], 1e9], [['A', '<unknown>'], 1e9]]);
  });

  test.each<[string, object, object]>([
    ['two routings: the first counts', { Failover: 'PRIMARY', Weight: 1 }, { routing: 'failover', weight: 1 }],
    ['a weight that is no number', { Weight: 'heavy' }, { routing: 'weighted', weight: undefined }],
    ['a location of nothing', { GeoLocation: {} }, { routing: 'geolocation', location: undefined }],
    ['a routing that is known later', { Region: { Ref: 'Nowhere' } }, { routing: 'latency', region: undefined }],
    ['several answers, not', { MultiValueAnswer: 'false' }, { routing: 'simple', multiValue: false }],
    ['an alias that is a text', { AliasTarget: 'x' }, { routing: 'simple', aliasOf: undefined, aliasZone: undefined }],
    ['an alias in China', { AliasTarget: { DNSName: 'd1.cloudfront.cn.', HostedZoneId: 'Z3RFFRIM2A3IF5' } }, { aliasOf: 'd1.cloudfront.cn', aliasZone: '<AWS::CloudFront::Distribution.HostedZoneId>' }],
  ])('a record of %s', (_, properties, told) => {
    expect(record(properties)).toMatchObject(told);
  });

  test.each<[string, unknown]>([
    ['a text', 'x'], ['nothing', null], ['origins in a text', { Origins: 'x', CacheBehaviors: [1, 'a', null] }], ['origins that are lists', { Origins: [[], [[]]], Aliases: { a: 1 } }],
    ['an access of everything', { Origins: [{ OriginAccessControlId: { a: 1 }, S3OriginConfig: 'x', DomainName: [] }] }],
  ])('a distribution that is %s', (_, config) => {
    expect(distribution(config)).toMatchObject({ id: 'D', isRetained: false });
  });

  test('a control that is another thing, or elsewhere', () => {
    const origins = [{ OriginAccessControlId: { Ref: 'D' } }, { OriginAccessControlId: 'E2ABC' }, { S3OriginConfig: { OriginAccessIdentity: 'origin-access-identity/cloudfront/E1ABC' } }];
    expect(distribution({ Origins: origins }).origins).toMatchObject([
      { access: 'control', accessId: 'D', accessType: undefined }, { access: 'control', accessId: 'E2ABC' }, { access: 'identity', accessId: 'origin-access-identity/cloudfront/E1ABC' },
    ]);
  });

  test('a distribution that is retained', () => {
    expect(distribution({}, { DeletionPolicy: 'Retain' }).isRetained).toBe(true);
  });

  test('global databases around each other, and around nothing', () => {
    const { globalDatabases } = terraform({
      aws_rds_global_cluster: {
        a: { global_cluster_identifier: '${aws_rds_global_cluster.b.id}', source_db_cluster_identifier: '${aws_rds_global_cluster.b.id}' },
        b: { global_cluster_identifier: '${aws_rds_global_cluster.a.id}', source_db_cluster_identifier: 7 },
      },
      aws_rds_cluster: { c: { global_cluster_identifier: '${aws_rds_global_cluster.a.id}', replication_source_identifier: '${aws_rds_cluster.c.arn}' } },
    });
    expect(globalDatabases).toMatchObject([{ databaseIds: ['aws_rds_cluster.c'] }, { databaseIds: [], sourceId: '7' }]);
  });

  test('an alias of a key is found by no name but its own', () => {
    const key = (name: unknown, attribute: string) => terraform(
      { aws_db_instance: { d: { kms_key_id: `\${data.aws_kms_alias.k.${attribute}}` } } }, { data: { aws_kms_alias: { k: { name } } } }).databases[0].kmsKey;
    expect([key('alias/aws/rds', 'target_key_arn'), key('alias/mine', 'arn'), key('alias/mine', 'name'), key({ a: 1 }, 'arn'), key('alias/mine', 'tags')])
      .toEqual(['alias/aws/rds', 'alias/mine', 'alias/mine', undefined, undefined]);
  });

  test('whatever stands in a property, a topology is read', () => {
    const oddities = [null, -1, '', true, [], {}, [[]], 'x', { Ref: 'Nowhere' }, { 'Fn::ImportValue': 'x' }, { Ref: 'Page' }, { Ref: 'AWS::NoValue' }, '${aws_cloudfront_distribution.page}', '${each.key}'];
    const placesIn = (node: any): [object, string][] => node === null || node === undefined || typeof node !== 'object'
      ? []
      : Object.keys(node).flatMap((key) => [[node, key] as [object, string], ...placesIn(node[key])]);
    const documents = constantFrom<object>(REGIONS, REGIONS_BY_TERRAFORM);
    assert(property(documents, integer({ min: 0 }), constantFrom<unknown>(...oddities), (document, place, oddity) => {
      const changed = JSON.parse(JSON.stringify(document));
      const made = Object.values<any>(changed.Resources ?? changed.resource);
      const places = made.flatMap((one) => placesIn(changed.Resources ? one.Properties : one));
      const [node, key] = places[place % places.length];
      (node as any)[key] = oddity;
      const topology = changed.Resources ? Topology.fromCloudFormation(changed) : Topology.fromTerraform(changed);
      const { dnsNames, healthChecks, distributions, databases, globalDatabases } = topology;
      for (const part of [dnsNames, healthChecks, distributions, databases, globalDatabases]) { expect(Array.isArray(part)).toBe(true); }
      expect(JSON.stringify(topology)).not.toContain('correct horse');
    }), { numRuns: 500 });
  });
});
