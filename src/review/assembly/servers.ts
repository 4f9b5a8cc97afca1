import { Resource, textOf, Value } from '../document';
import { Resources } from './resources';
import { Purchase, Servers, Volume } from '../topology-tiers';
import { at, byKey, flagOf, idsOf, listOf, numberOf, referencesIn, textsOf } from './values';

const DISTRIBUTION = ['MixedInstancesPolicy', 'InstancesDistribution'];
const MIXED_TEMPLATE = ['MixedInstancesPolicy', 'LaunchTemplate'];

/** The data of a launch template, whatever the document launches from; `undefined` where it does not tell. */
export type Launch = Value | undefined;

/** The launch template or configuration of a group. */
export function launchOf({ properties }: Resource, resources: Resources): Resource | undefined {
  const configuration = resources.find(properties.LaunchConfigurationName, 'AWS::AutoScaling::LaunchConfiguration', 'LaunchConfigurationName');
  if (configuration) { return configuration; }
  const specification = at(properties, ...MIXED_TEMPLATE, 'LaunchTemplateSpecification') ?? properties.LaunchTemplate;
  return templateOf(specification, resources);
}

export function templateOf(specification: Value | undefined, resources: Resources): Resource | undefined {
  return resources.find(at(specification, 'LaunchTemplateId'), 'AWS::EC2::LaunchTemplate')
    ?? resources.find(at(specification, 'LaunchTemplateName'), 'AWS::EC2::LaunchTemplate', 'LaunchTemplateName');
}

export function launchDataOf(source: Resource | undefined): Launch {
  return source?.type === 'AWS::AutoScaling::LaunchConfiguration' ? asLaunchTemplate(source) : source?.properties.LaunchTemplateData;
}

/** Whether a part of the group's name is the name, or the version, of what it launches from. */
export function isNamedBy({ properties }: Resource, source: Resource): boolean {
  return [...referencesIn(properties.AutoScalingGroupName), ...referencesIn(properties.AutoScalingGroupNamePrefix)]
    .some(({ resource }) => resource === source.id);
}

export function serversOf({ properties }: Resource, launch: Launch): Servers {
  const interfaces = listOf(at(launch, 'NetworkInterfaces'));
  const overrides = listOf(at(properties, ...MIXED_TEMPLATE, 'Overrides')).flatMap((override) => textsOf(at(override, 'InstanceType')));
  return {
    instanceTypes: overrides.length > 0 ? overrides : textsOf(at(launch, 'InstanceType')),
    purchase: purchaseOf(at(properties, ...DISTRIBUTION)),
    market: marketOf(launch),
    image: textOf(at(launch, 'ImageId')),
    ...metadataOf(launch),
    metadataHopLimit: numberOf(at(launch, 'MetadataOptions', 'HttpPutResponseHopLimit')),
    detailedMonitoring: flagOf(at(launch, 'Monitoring', 'Enabled')),
    publicIp: flagOf(at(interfaces[0], 'AssociatePublicIpAddress')),
    hibernates: flagOf(at(launch, 'HibernationOptions', 'Configured')),
    volumes: listOf(at(launch, 'BlockDeviceMappings')).filter((mapping) => at(mapping, 'Ebs') !== undefined).map(volumeOf),
    bootScript: textOf(at(launch, 'UserData')),
    name: nameIn(launch) ?? textOf(byKey(properties.Tags).get('Name')),
    securityGroupIds: [
      ...interfaces.flatMap((networkInterface) => idsOf(at(networkInterface, 'Groups'))),
      ...idsOf(at(launch, 'SecurityGroupIds')), ...idsOf(at(launch, 'SecurityGroups')),
    ],
  };
}

export function metadataOf(launch: Launch): Pick<Servers, 'metadataTokens' | 'metadataDisabled'> {
  return {
    metadataTokens: textOf(at(launch, 'MetadataOptions', 'HttpTokens')),
    metadataDisabled: at(launch, 'MetadataOptions', 'HttpEndpoint') === 'disabled' || undefined,
  };
}

/** A launch configuration says what it would pay for Spot. */
function marketOf(launch: Launch): string | undefined {
  return textOf(at(launch, 'InstanceMarketOptions', 'MarketType')) ?? (at(launch, 'SpotPrice') === undefined ? undefined : 'spot');
}

function purchaseOf(distribution: Value | undefined): Purchase | undefined {
  if (distribution === undefined) { return undefined; }
  return {
    onDemandAllocation: textOf(at(distribution, 'OnDemandAllocationStrategy')),
    onDemandBaseCapacity: numberOf(at(distribution, 'OnDemandBaseCapacity')),
    onDemandPercentAboveBase: numberOf(at(distribution, 'OnDemandPercentageAboveBaseCapacity')),
    spotAllocation: textOf(at(distribution, 'SpotAllocationStrategy')),
  };
}

function volumeOf(mapping: Value): Volume {
  const disk = at(mapping, 'Ebs');
  return {
    deviceName: textOf(at(mapping, 'DeviceName')),
    sizeGib: numberOf(at(disk, 'VolumeSize')),
    type: textOf(at(disk, 'VolumeType')),
    encrypted: flagOf(at(disk, 'Encrypted')),
  };
}

function nameIn(launch: Launch): string | undefined {
  const names = listOf(at(launch, 'TagSpecifications'))
    .filter((specification) => at(specification, 'ResourceType') === 'instance')
    .map((specification) => textOf(byKey(at(specification, 'Tags')).get('Name')));
  return names.find((name) => name !== undefined);
}

/** A launch configuration says less, and some of it under other names. */
function asLaunchTemplate({ properties }: Resource): Value {
  const { AssociatePublicIpAddress, IamInstanceProfile, InstanceMonitoring, SecurityGroups, ...others } = properties;
  return {
    ...others,
    ...SecurityGroups === undefined ? {} : { SecurityGroupIds: SecurityGroups },
    ...AssociatePublicIpAddress === undefined ? {} : { NetworkInterfaces: [{ AssociatePublicIpAddress }] },
    ...InstanceMonitoring === undefined ? {} : { Monitoring: { Enabled: InstanceMonitoring } },
    ...IamInstanceProfile === undefined ? {} : { IamInstanceProfile: { Name: IamInstanceProfile } },
  };
}
