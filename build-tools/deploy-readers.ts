import { DATA_READERS, Reader } from './deploy-readers-data';
import { Fields } from './deploy-reality';

const simple = (asked: string, id: string): Reader => ({ asked, id, things: (aws) => aws.list(asked) });

const rules = (field: string, other: string): Reader => ({
  asked: 'DescribeSecurityGroups',
  things: (aws) => aws.list('DescribeSecurityGroups').flatMap((group) => group[field].flatMap((rule: Fields) => {
    const common = { GroupId: group.GroupId, IpProtocol: rule.IpProtocol, FromPort: rule.FromPort, ToPort: rule.ToPort };
    return [
      ...rule.IpRanges.map((range: Fields) => ({ ...common, ...range })),
      ...rule.Ipv6Ranges.map((range: Fields) => ({ ...common, ...range })),
      ...rule.UserIdGroupPairs.map((pair: Fields) => ({ ...common, [other]: pair.GroupId, Description: pair.Description })),
    ];
  })),
});

export const READERS: Record<string, Reader> = {
  ...DATA_READERS,
  'AWS::EC2::VPC': {
    asked: 'DescribeVpcs, DescribeVpcAttribute',
    id: 'VpcId',
    things: (aws) => aws.list('DescribeVpcs').map((vpc) => {
      const { EnableDnsHostnames, EnableDnsSupport } = aws.about('DescribeVpcAttribute', vpc.VpcId);
      return { ...vpc, EnableDnsHostnames: EnableDnsHostnames?.Value, EnableDnsSupport: EnableDnsSupport?.Value };
    }),
  },
  'AWS::EC2::Subnet': simple('DescribeSubnets', 'SubnetId'),
  'AWS::EC2::RouteTable': {
    asked: 'DescribeRouteTables',
    id: 'RouteTableId',
    // Every VPC has a main one, which no template asked for.
    things: (aws) => aws.list('DescribeRouteTables').filter((table) => !table.Associations.some((association: Fields) => association.Main)),
  },
  'AWS::EC2::SubnetRouteTableAssociation': {
    asked: 'DescribeRouteTables',
    things: (aws) => aws.list('DescribeRouteTables').flatMap((table) => table.Associations.filter((association: Fields) => association.SubnetId)),
  },
  'AWS::EC2::Route': {
    asked: 'DescribeRouteTables',
    things: (aws) => aws.list('DescribeRouteTables')
      .flatMap((table) => table.Routes.map((route: Fields) => ({ RouteTableId: table.RouteTableId, ...route })))
      // Those of the VPC itself and of its endpoints, which nobody wrote.
      .filter((route) => !/^(local|vpce-)/.test(route.GatewayId ?? '')),
  },
  'AWS::EC2::EIP': simple('DescribeAddresses', 'PublicIp'),
  'AWS::EC2::NatGateway': {
    asked: 'DescribeNatGateways',
    id: 'NatGatewayId',
    things: (aws) => aws.list('DescribeNatGateways').map((gateway) => ({ ...gateway, ...gateway.NatGatewayAddresses[0] })),
  },
  'AWS::EC2::InternetGateway': simple('DescribeInternetGateways', 'InternetGatewayId'),
  'AWS::EC2::VPCGatewayAttachment': {
    asked: 'DescribeInternetGateways',
    things: (aws) => aws.list('DescribeInternetGateways')
      .flatMap((gateway) => gateway.Attachments.map((attachment: Fields) => ({ InternetGatewayId: gateway.InternetGatewayId, ...attachment }))),
  },
  'AWS::EC2::SecurityGroup': {
    asked: 'DescribeSecurityGroups',
    id: 'GroupId',
    things: (aws) => aws.list('DescribeSecurityGroups').map((group) => ({ ...group, GroupDescription: group.Description })),
  },
  'AWS::EC2::SecurityGroupIngress': rules('IpPermissions', 'SourceSecurityGroupId'),
  'AWS::EC2::SecurityGroupEgress': rules('IpPermissionsEgress', 'DestinationSecurityGroupId'),
  'AWS::EC2::LaunchTemplate': {
    asked: 'DescribeLaunchTemplates, DescribeLaunchTemplateVersions',
    id: 'LaunchTemplateId',
    things: (aws) => aws.list('DescribeLaunchTemplates').map((template) => ({
      ...template,
      LaunchTemplateData: aws.about('DescribeLaunchTemplateVersions', template.LaunchTemplateId).LaunchTemplateVersions[0].LaunchTemplateData,
      TagSpecifications: [{ ResourceType: 'launch-template', Tags: template.Tags }],
    })),
  },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    asked: 'DescribeLoadBalancers, DescribeLoadBalancerAttributes',
    id: 'LoadBalancerArn',
    things: (aws) => aws.list('DescribeLoadBalancers').map((balancer) => ({
      ...balancer,
      Subnets: balancer.AvailabilityZones.map((zone: Fields) => zone.SubnetId),
      LoadBalancerAttributes: aws.about('DescribeLoadBalancerAttributes', balancer.LoadBalancerArn).Attributes,
    })),
  },
  'AWS::ElasticLoadBalancingV2::Listener': {
    asked: 'DescribeListeners',
    id: 'ListenerArn',
    things: (aws) => aws.list('DescribeLoadBalancers').flatMap((balancer) => aws.about('DescribeListeners', balancer.LoadBalancerArn).Listeners),
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': {
    asked: 'DescribeTargetGroups, DescribeTargetGroupAttributes',
    id: 'TargetGroupArn',
    things: (aws) => aws.list('DescribeTargetGroups').map((group) => (
      { ...group, TargetGroupAttributes: aws.about('DescribeTargetGroupAttributes', group.TargetGroupArn).Attributes })),
  },
  'AWS::AutoScaling::AutoScalingGroup': {
    asked: 'DescribeAutoScalingGroups',
    id: 'AutoScalingGroupName',
    things: (aws) => aws.list('DescribeAutoScalingGroups').map((group) => ({
      ...group,
      VPCZoneIdentifier: group.VPCZoneIdentifier.split(','),
      MetricsCollection: group.EnabledMetrics.slice(0, 1).map(({ Granularity }: Fields) => ({ Granularity })),
    })),
  },
  'AWS::AutoScaling::ScalingPolicy': simple('DescribePolicies', 'PolicyARN'),
  'AWS::CloudWatch::Alarm': simple('DescribeAlarms', 'AlarmName'),
  'AWS::Logs::LogGroup': {
    asked: 'DescribeLogGroups',
    id: 'LogGroupName',
    things: (aws) => aws.list('DescribeLogGroups').map((group) => (
      { LogGroupName: group.logGroupName, RetentionInDays: group.retentionInDays, KmsKeyId: group.kmsKeyId, Arn: group.arn })),
  },
  'AWS::SSM::Parameter': {
    asked: 'GetParameter, DescribeParameters',
    id: 'Name',
    // The value is in one answer, the description in the other.
    things: (aws) => aws.physicalIds('AWS::SSM::Parameter').map((name) => ({ ...aws.about('DescribeParameters', name), ...aws.about('GetParameter', name) })),
  },
  'AWS::IAM::Role': simple('ListRoles', 'RoleName'),
  'AWS::IAM::ManagedPolicy': {
    asked: 'GetPolicy, GetPolicyVersion, ListEntitiesForPolicy',
    id: 'Arn',
    things: (aws) => aws.list('ListPolicies').map((policy) => ({
      ...aws.about('GetPolicy', policy.Arn).Policy,
      PolicyDocument: aws.about('GetPolicyVersion', policy.Arn).PolicyVersion.Document,
      Roles: aws.about('ListEntitiesForPolicy', policy.Arn).PolicyRoles.map((role: Fields) => role.RoleName),
    })),
  },
  'AWS::IAM::InstanceProfile': {
    asked: 'ListInstanceProfiles',
    id: 'InstanceProfileName',
    things: (aws) => aws.list('ListInstanceProfiles').map((profile) => ({ ...profile, Roles: profile.Roles.map((role: Fields) => role.RoleName) })),
  },
  'AWS::S3::Bucket': {
    asked: 'ListBuckets, GetPublicAccessBlock, GetBucket…',
    id: 'Name',
    things: (aws) => aws.list('ListBuckets').map(({ Name }) => ({
      Name,
      Arn: `arn:aws:s3:::${Name}`,
      Tags: aws.about('GetBucketTagging', Name).TagSet,
      VersioningConfiguration: aws.about('GetBucketVersioning', Name),
      PublicAccessBlockConfiguration: aws.about('GetPublicAccessBlock', Name).PublicAccessBlockConfiguration,
      OwnershipControls: aws.about('GetBucketOwnershipControls', Name).OwnershipControls,
      BucketEncryption: encryption(aws.about('GetBucketEncryption', Name)),
      LifecycleConfiguration: lifecycle(aws.about('GetBucketLifecycleConfiguration', Name)),
    })),
  },
  'AWS::S3::BucketPolicy': {
    asked: 'GetBucketPolicy',
    things: (aws) => aws.list('ListBuckets').flatMap(({ Name }) => {
      const { Policy } = aws.about('GetBucketPolicy', Name);
      return Policy ? [{ Bucket: Name, PolicyDocument: JSON.parse(Policy) }] : [];
    }),
  },
};

function encryption(answer: Fields): Fields {
  const configured: Fields[] = answer.ServerSideEncryptionConfiguration?.Rules ?? [];
  const byDefault = configured.map((rule) => ({ ServerSideEncryptionByDefault: rule.ApplyServerSideEncryptionByDefault }));
  return { ServerSideEncryptionConfiguration: byDefault };
}

function lifecycle(answer: Fields): Fields {
  const configured: Fields[] = answer.Rules ?? [];
  return { Rules: configured.map((rule) => ({ ...rule, Id: rule.ID, ExpirationInDays: rule.Expiration?.Days })) };
}
