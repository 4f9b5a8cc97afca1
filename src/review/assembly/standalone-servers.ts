import { Resource, textOf, Value } from '../document';
import { refersTo, Resources } from './resources';
import { launchDataOf, metadataOf, templateOf } from './servers';
import { StandaloneServer } from '../topology-tiers';
import { at, byKey, flagOf, idOf, idsOf, listOf } from './values';

export function standaloneServersOf(resources: Resources): StandaloneServer[] {
  const entries = [
    ...resources.ofType('AWS::ElasticLoadBalancingV2::TargetGroup').map(({ id, properties }) => (
      { id, targets: listOf(properties.Targets).map((target) => at(target, 'Id')) })),
    ...resources.ofType('AWS::ElasticLoadBalancing::LoadBalancer').map(({ id, properties }) => ({ id, targets: listOf(properties.Instances) })),
  ];
  return resources.ofType('AWS::EC2::Instance').map((server) => standaloneServerOf(server, entries, resources));
}

/** A target group, or a Classic Load Balancer. */
interface Entry {
  readonly id: string;
  readonly targets: readonly (Value | undefined)[];
}

/** What the instance says itself goes before what its launch template says. */
function standaloneServerOf(server: Resource, entries: readonly Entry[], resources: Resources): StandaloneServer {
  const { id, properties } = server;
  const launch = launchDataOf(templateOf(properties.LaunchTemplate, resources));
  const said = (name: string): Value | undefined => properties[name] ?? at(launch, name);
  const [networkInterface] = listOf(said('NetworkInterfaces'));
  const subnetId = idOf(properties.SubnetId ?? at(networkInterface, 'SubnetId'));
  return {
    id,
    name: textOf(byKey(properties.Tags).get('Name')),
    instanceType: textOf(said('InstanceType')),
    image: textOf(said('ImageId')),
    subnetId,
    zone: textOf(properties.AvailabilityZone),
    publicIp: flagOf(properties.AssociatePublicIpAddress ?? at(networkInterface, 'AssociatePublicIpAddress')),
    securityGroupIds: [
      ...idsOf(at(networkInterface, 'GroupSet')), ...idsOf(at(networkInterface, 'Groups')),
      ...idsOf(said('SecurityGroupIds')), ...idsOf(said('SecurityGroups')),
    ],
    entryIds: entries.filter(({ targets }) => targets.some((target) => refersTo(target, server))).map((entry) => entry.id),
    ...metadataOf({ MetadataOptions: said('MetadataOptions') ?? {} }),
  };
}
