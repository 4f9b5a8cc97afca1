import { documents, templates } from './stateful-on-engines';

/**
 * Ids of everything that holds something. An engine tells by them what is there already: where one changes, the next deployment makes another resource and
 * takes the old one away, in the account of everybody who updates the library. So a line below changes only with a version that may break, and with the way to keep
 * what is there in the CHANGELOG: `cdk import` or `cdk refactor`, and on Terraform a `moved` block.
 *
 * What is new is added. What its user gives an id hangs on that id, and is theirs to keep.
 */
interface Kind {
  readonly ifChanged: string;
  readonly types: readonly string[];
}

const KINDS: Record<string, Kind> = {
  database: {
    ifChanged: 'rows are lost: an empty database takes the place, or none, because its name is taken',
    types: [
      'AWS::RDS::DBInstance', 'AWS::RDS::DBCluster', 'AWS::RDS::GlobalCluster',
      'aws_db_instance', 'aws_rds_cluster', 'aws_rds_cluster_instance', 'aws_rds_global_cluster',
    ],
  },
  cache: {
    ifChanged: 'sessions are lost: an empty cache takes the place, or none, because its name is taken',
    types: [
      'AWS::ElastiCache::CacheCluster', 'AWS::ElastiCache::GlobalReplicationGroup', 'AWS::ElastiCache::ReplicationGroup', 'AWS::ElastiCache::ServerlessCache',
      'aws_elasticache_cluster', 'aws_elasticache_global_replication_group', 'aws_elasticache_replication_group', 'aws_elasticache_serverless_cache',
    ],
  },
  place: {
    ifChanged: 'what lies in it is replaced, databases and caches among it',
    types: ['AWS::RDS::DBSubnetGroup', 'AWS::ElastiCache::SubnetGroup', 'aws_db_subnet_group', 'aws_elasticache_subnet_group', 'aws_vpc', 'aws_subnet'],
  },
  secret: {
    ifChanged: 'another password than the one that the database has',
    types: ['AWS::SecretsManager::Secret', 'aws_secretsmanager_secret', 'aws_secretsmanager_secret_version'],
  },
  bucket: {
    ifChanged: 'an empty bucket takes the place, and of the old one nothing knows any more',
    types: ['AWS::S3::Bucket', 'aws_s3_bucket'],
  },
  logs: {
    ifChanged: 'the deployment fails where the group has a fixed name, and the past is elsewhere where it has not',
    types: ['AWS::Logs::LogGroup', 'aws_cloudwatch_log_group'],
  },
  servers: {
    ifChanged: 'every server is replaced at once, and not by a refresh',
    types: ['AWS::AutoScaling::AutoScalingGroup', 'aws_autoscaling_group'],
  },
  address: {
    ifChanged: 'who knows the old address or id, beyond this stack, finds nobody there',
    types: [
      'AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::GlobalAccelerator::Accelerator', 'AWS::GlobalAccelerator::Listener', 'AWS::CloudFront::Distribution',
      'AWS::Route53::HostedZone', 'AWS::Route53::HealthCheck', 'AWS::RDS::DBProxy', 'aws_lb', 'aws_globalaccelerator_accelerator',
      'aws_globalaccelerator_listener', 'aws_cloudfront_distribution', 'aws_route53_zone', 'aws_route53_health_check', 'aws_db_proxy', 'aws_eip',
    ],
  },
  name: {
    ifChanged: 'the deployment fails: there can be one of that name, and the old one has it until the new one is there',
    types: [
      'AWS::Route53::RecordSet', 'AWS::SSM::Parameter', 'AWS::ElastiCache::User', 'AWS::ElastiCache::UserGroup', 'AWS::ARCRegionSwitch::Plan',
      'AWS::GlobalAccelerator::EndpointGroup', 'aws_route53_record', 'aws_ssm_parameter', 'aws_elasticache_user', 'aws_elasticache_user_group',
      'aws_globalaccelerator_endpoint_group',
    ],
  },
};

/** What can be made anew, and nobody notices for longer than the deployment takes. */
const HOLDS_NOTHING = [
  /^AWS::(AutoScaling::ScalingPolicy|CertificateManager|CloudFront::OriginAccessControl|CloudWatch|EC2|ElastiCache::ParameterGroup|IAM|Lambda)\b/,
  /^AWS::(ElasticLoadBalancingV2::(Listener|TargetGroup)|RDS::(DBClusterParameterGroup|DBParameterGroup|DBProxyTargetGroup)|S3::BucketPolicy|SSM::Document)$/,
  /^AWS::SecretsManager::(RotationSchedule|SecretTargetAttachment)$/,
  /^Custom::CDKBucketDeployment$/,
  /^aws_(acm_certificate|autoscaling_policy|cloudfront_origin_access_control|cloudwatch_metric_alarm|flow_log|iam|launch_template|route_table)/,
  /^aws_(default_security_group|internet_gateway|nat_gateway|route|security_group|vpc_endpoint|vpc_security_group_(e|in)gress_rule)$/,
  /^aws_(db_parameter_group|db_proxy_default_target_group|db_proxy_target|elasticache_parameter_group|lb_listener|lb_target_group)$/,
  /^aws_(rds_cluster_parameter_group|s3_bucket_\w+|s3_object|secretsmanager_secret_rotation|serverlessapplicationrepository_cloudformation_stack|ssm_document)$/,
];

/** Copies of an alarm, which Route 53 does not copy again: they are made anew on purpose, as the alarm is. */
const ANEW_ON_PURPOSE = /LagCheck/;

/** What it is, its logical id on AWS CDK, its name on CDKTF; each after its stack, and `-` where an engine has none. */
const PINNED = `
  database  Home/CatalogueCluster0BA0DE96                                  Home/Catalogue_Cluster_0BA0DE96
  database  Home/CatalogueGlobalDatabase4BFAECF3                           Home/Catalogue_GlobalDatabase_4BFAECF3
  database  Home/CatalogueReplica1346F8892                                 Home/Catalogue_Replica1_346F8892
  database  Home/CatalogueReplica2602B3916                                 Home/Catalogue_Replica2_602B3916
  database  Home/CatalogueWriter17BB5C79                                   Home/Catalogue_Writer_17BB5C79
  database  Home/OrdersReplica1269C4EE5                                    Home/Orders_Replica1_269C4EE5
  database  Home/OrdersReplica20849B029                                    Home/Orders_Replica2_0849B029
  database  Home/OrdersWriter1C6DC185                                      Home/Orders_Writer_1C6DC185
  database  Other/CatalogueStandbyD88BDDB4                                 Other/CatalogueStandby_D88BDDB4
  database  Other/CatalogueStandbyCluster9292509D                          Other/CatalogueStandby_Cluster_9292509D
  database  Other/CatalogueStandbyReplica1D798D42B                         Other/CatalogueStandby_Replica1_D798D42B
  database  Other/CatalogueStandbyReplica20E891D7E                         Other/CatalogueStandby_Replica2_0E891D7E
  database  Other/OrdersStandby46127D77                                    Other/OrdersStandby_46127D77
  database  Other/OrdersStandbyReplica13F5D5556                            Other/OrdersStandby_Replica1_3F5D5556
  database  Other/OrdersStandbyReplica2FC50BC4B                            Other/OrdersStandby_Replica2_FC50BC4B
  cache     Home/DraftsServerlessCache9221D8BF                             Home/Drafts_ServerlessCache_9221D8BF
  cache     Home/FragmentsCluster0F9D753B                                  Home/Fragments_Cluster_0F9D753B
  cache     Home/SessionsGlobalDatastoreC6894680                           Home/Sessions_GlobalDatastore_C6894680
  cache     Home/SessionsReplicationGroupB1D76F8C                          Home/Sessions_ReplicationGroup_B1D76F8C
  place     Home/CatalogueSubnetGroup53C49B28                              Home/Catalogue_SubnetGroup_53C49B28
  place     Home/FragmentsSubnetGroup655DE062                              Home/Fragments_SubnetGroup_655DE062
  place     -                                                              Home/Network_IsolatedSubnet1_0FC35D3B
  place     -                                                              Home/Network_IsolatedSubnet2_46361735
  place     -                                                              Home/Network_PrivateSubnet1_E8491189
  place     -                                                              Home/Network_PrivateSubnet2_6BD46F8C
  place     -                                                              Home/Network_PublicSubnet1_3B56D098
  place     -                                                              Home/Network_PublicSubnet2_E7B6D3F8
  place     -                                                              Home/Network_Vpc_FAC8F4A5
  place     Home/OrdersSubnetGroup60D14C2A                                 Home/Orders_SubnetGroup_60D14C2A
  place     Home/SessionsSubnetGroupAA820CD9                               Home/Sessions_SubnetGroup_AA820CD9
  place     Other/CatalogueStandbySubnetGroup8E7575E8                      Other/CatalogueStandby_SubnetGroup_8E7575E8
  place     Other/OrdersStandbySubnetGroupF6787F84                         Other/OrdersStandby_SubnetGroup_F6787F84
  secret    Home/CatalogueAdminSecret54775C60                              Home/Catalogue_AdminSecret_888CFA27
  secret    -                                                              Home/Catalogue_AdminSecretVersion_C8FE5F0B
  secret    Home/OrdersAdminSecret2FEE55A2                                 Home/Orders_AdminSecret_92FFA86C
  secret    -                                                              Home/Orders_AdminSecretVersion_937F97C7
  bucket    Home/WebAccessLogs024BC47D                                     Home/Web_AccessLogs_42CEBE45
  bucket    Page/LastResortPageBucket4D78DE9C                              Page/LastResort_PageBucket_088C1555
  logs      Home/CatalogueClusterPostgresqlLogs54A11769                    Home/Catalogue_ClusterPostgresqlLogs_6C6B0902
  logs      -                                                              Home/Network_FlowLogGroup_1F868030
  logs      Home/OrdersReplica1PostgresqlLogsBCD5DAA3                      Home/Orders_Replica1PostgresqlLogs_ACF6174C
  logs      Home/OrdersReplica1UpgradeLogsADAF74D4                         Home/Orders_Replica1UpgradeLogs_0346F55E
  logs      Home/OrdersReplica2PostgresqlLogs7FE30BF8                      Home/Orders_Replica2PostgresqlLogs_69E42633
  logs      Home/OrdersReplica2UpgradeLogsF6339BB9                         Home/Orders_Replica2UpgradeLogs_F6392A08
  logs      Home/OrdersWriterPostgresqlLogsE088E5F6                        Home/Orders_WriterPostgresqlLogs_C85BEF32
  logs      Home/OrdersWriterUpgradeLogs82F5011D                           Home/Orders_WriterUpgradeLogs_D839354D
  logs      Home/SessionsEngineLogsFE51438A                                Home/Sessions_EngineLogs_69D89246
  logs      Home/SessionsSlowLogs9F663342                                  Home/Sessions_SlowLogs_1864297D
  logs      Home/WebLogsD9759FC4                                           Home/Web_Logs_C5202D6A
  logs      Other/CatalogueStandbyClusterPostgresqlLogs49DEFF44            Other/CatalogueStandby_ClusterPostgresqlLogs_D4F30692
  logs      Other/OrdersStandbyReplica1PostgresqlLogs0DE4426E              Other/OrdersStandby_Replica1PostgresqlLogs_33067BEA
  logs      Other/OrdersStandbyReplica1UpgradeLogsCEE5619C                 Other/OrdersStandby_Replica1UpgradeLogs_F54794D8
  logs      Other/OrdersStandbyReplica2PostgresqlLogsC5038249              Other/OrdersStandby_Replica2PostgresqlLogs_8181DD43
  logs      Other/OrdersStandbyReplica2UpgradeLogsEA4712C2                 Other/OrdersStandby_Replica2UpgradeLogs_1F7AD478
  logs      Other/OrdersStandbyStandbyPostgresqlLogsF3644ADB               Other/OrdersStandby_StandbyPostgresqlLogs_C7BE8CFF
  logs      Other/OrdersStandbyStandbyUpgradeLogsF41E7F2D                  Other/OrdersStandby_StandbyUpgradeLogs_D5EFCA01
  logs      Other/SwitchLogsBC4FF9E3                                       -
  servers   Home/WebGroupASG5FD1935A                                       Home/Web_Group_78E9E3F4
  address   Home/FailoverEndpointCheckF4AE50A9                             Home/Failover_EndpointCheck_F4AE50A9
  address   Home/FailoverRegionCheckDBD6F209                               Home/Failover_RegionCheck_DBD6F209
  address   -                                                              Home/Network_NatGateway1Address_58B0F4D2
  address   -                                                              Home/Network_NatGateway2Address_A04BB319
  address   Home/OrdersProxyFF99ACFB                                       Home/Orders_Proxy_FF99ACFB
  address   Home/OrdersReaderZoneC5C5516E                                  Home/Orders_ReaderZone_AC493715
  address   Home/WebLoadBalancer8E8983B1                                   Home/Web_LoadBalancer_CB9B2AB8
  address   Other/OrdersStandbyReaderZone5173FF31                          Other/OrdersStandby_ReaderZone_D1503C73
  address   Page/LastResortDistribution6EA540BE                            Page/LastResort_Distribution_515AE164
  address   World/AcceleratorB9F383B3                                      World/Accelerator_B9F383B3
  address   World/AcceleratorListenerDE3AE554                              World/Accelerator_Listener_DE3AE554
  name      Behind/RegionEndpointGroup8F06EED6                             Behind/Region_EndpointGroup_8F06EED6
  name      Home/CatalogueCoordinatesE018C78B                              Home/Catalogue_Coordinates_DECF19EC
  name      Home/DraftsCoordinatesC741ADA5                                 Home/Drafts_Coordinates_A3156DCC
  name      Home/DraftsUserapp72AE7CEA                                     Home/Drafts_User-app_72AE7CEA
  name      Home/DraftsUserGroup23AE8047                                   Home/Drafts_UserGroup_23AE8047
  name      Home/FailoverRecordA47BCD455                                   Home/Failover_RecordA_47BCD455
  name      Home/FragmentsCoordinates5508482A                              Home/Fragments_Coordinates_D3AACF4F
  name      Home/OrdersCoordinates337CF0B1                                 Home/Orders_Coordinates_1AD75E3A
  name      Home/OrdersReplica1Record41DEFB82                              Home/Orders_Replica1Record_41DEFB82
  name      Home/OrdersReplica2Record9FC92749                              Home/Orders_Replica2Record_9FC92749
  name      Home/SessionsCoordinates7F34D768                               Home/Sessions_Coordinates_7F16794B
  name      Home/SessionsUserappE70A35F9                                   Home/Sessions_User-app_E70A35F9
  name      Home/SessionsUserGroup05B9E662                                 Home/Sessions_UserGroup_05B9E662
  name      Other/CatalogueStandbyCoordinatesBEF9037E                      Other/CatalogueStandby_Coordinates_1399CA9E
  name      Other/OrdersStandbyCoordinates24703949                         Other/OrdersStandby_Coordinates_310C0952
  name      Other/OrdersStandbyReplica1Record5E84A206                      Other/OrdersStandby_Replica1Record_5E84A206
  name      Other/OrdersStandbyReplica2Record4360EE96                      Other/OrdersStandby_Replica2Record_4360EE96
  name      -                                                              Page/LastResort_CertificateRecord_DD791761
  name      Page/LastResortPrimaryA037B024D                                Page/LastResort_PrimaryA_037B024D
  name      Page/LastResortSecondaryAF45F7C0B                              Page/LastResort_SecondaryA_F45F7C0B
  name      Plan/Plan32C0AFC6                                              -
  name      World/AcceleratorRecordA9CC2A96B                               World/Accelerator_RecordA_9CC2A96B
`.trim().split('\n').map((line) => line.trim().split(/ +/));

interface Resource {
  readonly type: string;
  readonly id: string;
}

const ON_AWS_CDK: Resource[] = Object.entries(templates()).flatMap(([stack, { Resources }]) => (
  Object.entries<any>(Resources).map(([id, { Type: type }]) => ({ type, id: `${stack}/${id}` }))));
const ON_CDKTF: Resource[] = Object.entries(documents()).flatMap(([stack, { resource }]) => (
  Object.entries<any>(resource).flatMap(([type, named]) => Object.keys(named).map((id) => ({ type, id: `${stack}/${id}` })))));

describe.each([['AWS CDK', ON_AWS_CDK, 1], ['CDKTF', ON_CDKTF, 2]])('what holds something, on %s', (_, all, column) => {
  const resources = all.filter(({ id }) => !ANEW_ON_PURPOSE.test(id));

  test('keeps its id', () => {
    const pinned = PINNED.filter((row) => row[column] !== '-').map((row) => told(row[0], row[column]));
    expect(resources.flatMap(({ type, id }) => kindsOf(type).map((kind) => told(kind, id))).sort()).toEqual(pinned.sort());
  });

  test('is all that is there, beside what holds nothing', () => {
    const unknown = resources.filter(({ type }) => kindsOf(type).length + HOLDS_NOTHING.filter((pattern) => pattern.test(type)).length !== 1);
    expect(unknown).toEqual([]);
  });
});

/** A failing comparison prints what the change means. */
function told(kind: string, id: string): string {
  return `${id} (${kind}: if this changes, ${KINDS[kind].ifChanged})`;
}

function kindsOf(type: string): string[] {
  return Object.keys(KINDS).filter((kind) => KINDS[kind].types.includes(type));
}
