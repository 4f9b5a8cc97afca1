import { Fields, Reality } from './deploy-reality';

/** How the things of a type are asked for, and said in the words of a template. */
export interface Reader {
  readonly asked: string;
  /** Where the id is that CloudFormation knows; without one, what is most alike is the thing. */
  readonly id?: string;
  readonly things: (aws: Reality) => Fields[];
}

/** How what holds data is asked for, and what leads to it. */
export const DATA_READERS: Record<string, Reader> = {
  'AWS::RDS::DBInstance': {
    asked: 'DescribeDBInstances',
    id: 'DBInstanceIdentifier',
    things: (aws) => aws.list('DescribeDBInstances').map((instance) => ({
      ...instance,
      'Endpoint.Address': instance.Endpoint?.Address,
      'Port': instance.Endpoint?.Port,
      'DBSubnetGroupName': instance.DBSubnetGroup?.DBSubnetGroupName,
      'DBParameterGroupName': instance.DBParameterGroups?.[0]?.DBParameterGroupName,
      'SourceDBInstanceIdentifier': instance.ReadReplicaSourceDBInstanceIdentifier,
      'VPCSecurityGroups': instance.VpcSecurityGroups?.map(({ VpcSecurityGroupId }: Fields) => VpcSecurityGroupId),
      'EnableIAMDatabaseAuthentication': instance.IAMDatabaseAuthenticationEnabled,
      'EnableCloudwatchLogsExports': instance.EnabledCloudwatchLogsExports,
      'EnablePerformanceInsights': instance.PerformanceInsightsEnabled,
    })),
  },
  'AWS::RDS::DBSubnetGroup': {
    asked: 'DescribeDBSubnetGroups',
    // CloudFormation of the emulator does not tell its name.
    things: (aws) => aws.list('DescribeDBSubnetGroups').map((group) => (
      { ...group, SubnetIds: group.Subnets.map(({ SubnetIdentifier }: Fields) => SubnetIdentifier) }
    )),
  },
  'AWS::RDS::DBParameterGroup': {
    asked: 'DescribeDBParameterGroups, DescribeDBParameters',
    things: (aws) => aws.list('DescribeDBParameterGroups').filter(({ DBParameterGroupName }) => !DBParameterGroupName.startsWith('default.')).map((group) => ({
      ...group,
      Family: group.DBParameterGroupFamily,
      Parameters: Object.fromEntries((aws.about('DescribeDBParameters', group.DBParameterGroupName).Parameters ?? [])
        .map(({ ParameterName, ParameterValue }: Fields) => [ParameterName, ParameterValue])),
    })),
  },
  'AWS::ElastiCache::ReplicationGroup': {
    asked: 'DescribeReplicationGroups',
    id: 'ReplicationGroupId',
    things: (aws) => aws.list('DescribeReplicationGroups').map((group) => ({
      ...group,
      AutomaticFailoverEnabled: group.AutomaticFailover === 'enabled',
      MultiAZEnabled: group.MultiAZ === 'enabled',
      NumCacheClusters: group.MemberClusters?.length,
      Port: group.NodeGroups?.[0]?.PrimaryEndpoint?.Port,
      ReplicationGroupDescription: group.Description,
    })),
  },
  'AWS::ElastiCache::SubnetGroup': {
    asked: 'DescribeCacheSubnetGroups',
    id: 'CacheSubnetGroupName',
    things: (aws) => aws.list('DescribeCacheSubnetGroups').map((group) => ({
      ...group,
      Description: group.CacheSubnetGroupDescription,
      SubnetIds: group.Subnets?.map(({ SubnetIdentifier }: Fields) => SubnetIdentifier),
    })),
  },
  'AWS::ElastiCache::User': {
    asked: 'DescribeUsers',
    id: 'UserId',
    // Everybody has a default one.
    things: (aws) => aws.list('DescribeUsers').filter(({ UserId }) => UserId !== 'default').map((user) => (
      { ...user, AuthenticationMode: { Type: user.Authentication?.Type } }
    )),
  },
  'AWS::Route53::HostedZone': {
    asked: 'ListHostedZones, GetHostedZone',
    id: 'Id',
    things: (aws) => aws.list('ListHostedZones').map((zone) => ({
      ...zone,
      Id: zoneId(zone.Id),
      HostedZoneConfig: zone.Config,
      VPCs: aws.about('GetHostedZone', zone.Id).VPCs,
    })),
  },
  'AWS::Route53::RecordSet': {
    asked: 'ListResourceRecordSets',
    things: (aws) => aws.names('ListResourceRecordSets').flatMap((zone) => recordsOf(zone, aws)),
  },
  'AWS::Route53::HealthCheck': {
    asked: 'ListHealthChecks, ListTagsForResource',
    id: 'Id',
    things: (aws) => aws.list('ListHealthChecks').map((check) => (
      { ...check, HealthCheckTags: aws.about('ListTagsForResource', check.Id).ResourceTagSet?.Tags }
    )),
  },
  'AWS::SSM::Document': {
    asked: 'ListDocuments, GetDocument',
    id: 'Name',
    things: (aws) => aws.list('ListDocuments').map((document) => ({ ...document, Content: parsed(aws.about('GetDocument', document.Name).Content) })),
  },
  'AWS::SecretsManager::Secret': { asked: 'ListSecrets', id: 'ARN', things: (aws) => aws.list('ListSecrets') },
};

/** Without those that every zone has. */
function recordsOf(zone: string, aws: Reality): Fields[] {
  const records: Fields[] = aws.about('ListResourceRecordSets', zone).ResourceRecordSets;
  return records.filter(({ Type }) => !['NS', 'SOA'].includes(Type)).map((record) => ({
    ...record, HostedZoneId: zoneId(zone), ResourceRecords: record.ResourceRecords?.map(({ Value }: Fields) => Value),
  }));
}

function zoneId(id: string): string {
  return id.replace('/hostedzone/', '');
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return content;
  }
}
