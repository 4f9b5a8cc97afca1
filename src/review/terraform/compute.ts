import { Unknown, Value } from '../document';
import { Fields, isFields, listOf } from '../kinds';
import { From, Shape, TAGS, Translation, at, either, flag, many, number, object, one, shaped, unless } from './shapes';

const DISK: Shape = {
  DeleteOnTermination: flag('delete_on_termination'),
  Encrypted: flag('encrypted'),
  Iops: 'iops',
  KmsKeyId: unless('kms_key_id', ''),
  SnapshotId: unless('snapshot_id', ''),
  Throughput: 'throughput',
  VolumeSize: number('volume_size'),
  VolumeType: unless('volume_type', ''),
};

const METADATA: Shape = {
  HttpEndpoint: unless('http_endpoint', ''),
  HttpTokens: unless('http_tokens', ''),
  HttpPutResponseHopLimit: 'http_put_response_hop_limit',
  InstanceMetadataTags: unless('instance_metadata_tags', ''),
};

/** What is encoded means the text, as it does with `base64encode`; commands are never base64 by chance. */
function decoded(path: string): From {
  return (args) => {
    const text = at(args, path);
    if (typeof text !== 'string' || text === '' || !/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text)) { return text === '' ? undefined : text; }
    const plain = Buffer.from(text, 'base64');
    const isText = plain.toString('base64') === text.replace(/\s/g, '') && Buffer.from(plain.toString('utf8'), 'utf8').equals(plain);
    return isText ? plain.toString('utf8') : text;
  };
}

const PROFILE: From = one('iam_instance_profile', { Arn: unless('arn', ''), Name: unless('name', '') });

const TEMPLATE: Translation = {
  type: 'AWS::EC2::LaunchTemplate',
  // By name or by id, it is the same template that is meant.
  attributes: { id: 'Ref', name: 'Ref', latest_version: 'LatestVersionNumber', default_version: 'DefaultVersionNumber' },
  properties: {
    LaunchTemplateName: 'name',
    LaunchTemplateData: object({
      ImageId: unless('image_id', ''),
      InstanceType: unless('instance_type', ''),
      KeyName: unless('key_name', ''),
      EbsOptimized: flag('ebs_optimized'),
      UserData: decoded('user_data'),
      SecurityGroupIds: 'vpc_security_group_ids',
      MetadataOptions: one('metadata_options', METADATA),
      Monitoring: one('monitoring', { Enabled: 'enabled' }),
      HibernationOptions: one('hibernation_options', { Configured: 'configured' }),
      IamInstanceProfile: PROFILE,
      NetworkInterfaces: many('network_interfaces', {
        AssociatePublicIpAddress: flag('associate_public_ip_address'),
        DeleteOnTermination: flag('delete_on_termination'),
        DeviceIndex: 'device_index',
        Groups: 'security_groups',
        SubnetId: unless('subnet_id', ''),
      }),
      BlockDeviceMappings: many('block_device_mappings', { DeviceName: 'device_name', Ebs: one('ebs', DISK) }),
      InstanceMarketOptions: one('instance_market_options', { MarketType: 'market_type' }),
      CreditSpecification: one('credit_specification', { CpuCredits: 'cpu_credits' }),
      TagSpecifications: many('tag_specifications', { ResourceType: 'resource_type', Tags: TAGS }),
    }),
    TagSpecifications: (args) => args.tags === undefined ? undefined : [{ ResourceType: 'launch-template', Tags: TAGS(args, NOBODY)! }],
  },
};

const NOBODY = { id: '', type: '' };

/** The root disk has no name where instances are described. */
function disks(args: Fields): Value | undefined {
  const [root, others] = [at(args, 'root_block_device'), at(args, 'ebs_block_device')];
  if (root === undefined && others === undefined) { return undefined; }
  return [...listOf(root), ...listOf(others)].map((disk): Value => {
    if (!isFields(disk)) { return disk instanceof Unknown ? disk : new Unknown('a disk is not a block'); }
    return { ...shaped({ DeviceName: 'device_name' }, disk, NOBODY), Ebs: shaped(DISK, disk, NOBODY) };
  });
}

export const COMPUTE: Readonly<Record<string, Translation>> = {
  aws_launch_template: TEMPLATE,
  aws_launch_configuration: {
    type: 'AWS::AutoScaling::LaunchConfiguration',
    attributes: { id: 'Ref', name: 'Ref' },
    properties: {
      LaunchConfigurationName: 'name',
      ImageId: 'image_id',
      InstanceType: 'instance_type',
      KeyName: unless('key_name', ''),
      IamInstanceProfile: unless('iam_instance_profile', ''),
      SecurityGroups: 'security_groups',
      AssociatePublicIpAddress: 'associate_public_ip_address',
      InstanceMonitoring: 'enable_monitoring',
      SpotPrice: unless('spot_price', ''),
      UserData: either(decoded('user_data_base64'), 'user_data'),
      MetadataOptions: one('metadata_options', METADATA),
      BlockDeviceMappings: disks,
    },
  },
  aws_instance: {
    type: 'AWS::EC2::Instance',
    attributes: { id: 'Ref', private_ip: 'PrivateIp', public_ip: 'PublicIp', private_dns: 'PrivateDnsName', public_dns: 'PublicDnsName' },
    properties: {
      ImageId: 'ami',
      InstanceType: 'instance_type',
      KeyName: unless('key_name', ''),
      AvailabilityZone: 'availability_zone',
      SubnetId: 'subnet_id',
      SecurityGroupIds: 'vpc_security_group_ids',
      AssociatePublicIpAddress: 'associate_public_ip_address',
      IamInstanceProfile: unless('iam_instance_profile', ''),
      Monitoring: 'monitoring',
      EbsOptimized: 'ebs_optimized',
      DisableApiTermination: 'disable_api_termination',
      HibernationOptions: object({ Configured: 'hibernation' }),
      UserData: either(decoded('user_data_base64'), 'user_data'),
      MetadataOptions: one('metadata_options', METADATA),
      LaunchTemplate: one('launch_template', { LaunchTemplateId: 'id', LaunchTemplateName: 'name', Version: 'version' }),
      BlockDeviceMappings: disks,
      Tags: TAGS,
    },
  },
};
