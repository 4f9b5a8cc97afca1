import { holds, show } from './deploy-compare';
import { Ledger } from './deploy-ledger';
import { Fields, Reality } from './deploy-reality';
import { outputs, Promised } from './deploy-template';

/** What no single resource promises, but all of them together. */
export function compareWhole(template: Fields, promised: Promised[], reality: Reality, ledger: Ledger): void {
  compareStack(template, reality, ledger);
  for (const group of reality.list('DescribeAutoScalingGroups')) { compareFleet(group, promised, reality, ledger); }
}

function compareStack(template: Fields, reality: Reality, ledger: Ledger): void {
  const stack = reality.stackItself();
  ledger.section('The stack', 'DescribeStacks, GetTemplate, GetParameter');
  const check = checker('Stack', ledger);
  check('status', 'CREATE_COMPLETE', stack.StackStatus);
  check('template', template, reality.deployedTemplate());
  check('outputs', outputs(template, reality), Object.fromEntries((stack.Outputs ?? []).map((output: Fields) => [output.OutputKey, output.OutputValue])));
  for (const [name, slot] of Object.entries<Fields>(template.Parameters)) {
    if (slot.Type.startsWith('AWS::SSM::')) { check(slot.Default, reality.about('GetParameter', slot.Default).Value, reality.parameter(name)); }
  }
  check('bootstrapped for a CLI that needs version 6', true, Number(reality.parameter('BootstrapVersion')) >= 6);
}

export function compareFleet(group: Fields, promised: Promised[], reality: Reality, ledger: Ledger): void {
  const instances = reality.list('DescribeInstances').flatMap((reservation) => reservation.Instances as Fields[]);
  const launched: Fields = promised.find(({ type }) => type === 'AWS::EC2::LaunchTemplate')?.properties.LaunchTemplateData ?? {};
  ledger.section('The fleet', 'DescribeAutoScalingGroups, DescribeInstances, DescribeTargetHealth, DescribeSubnets');
  const check = checker('Fleet', ledger);

  check('capacity: no more than the minimum', group.MinSize, group.DesiredCapacity);
  check('instances that run', group.MinSize, instances.filter((instance) => instance.State.Name === 'running').length);
  check('instances in service in the group', instances.map((instance) => instance.InstanceId), inService(group));
  check('zones of the group', zonesOf(group.VPCZoneIdentifier.split(','), reality), group.AvailabilityZones);
  check('zones in which instances run', Math.min(group.MinSize, group.AvailabilityZones.length), distinct(instances.map(zone)).length);
  for (const target of group.TargetGroupARNs) { check('registered and healthy', inService(group), healthy(target, reality)); }

  const each = (what: string, wanted: any, of: (instance: Fields) => any) => check(`each instance: ${what}`, instances.map(() => wanted), instances.map(of));
  each('image', launched.ImageId, (instance) => instance.ImageId);
  each('type', launched.InstanceType, (instance) => instance.InstanceType);
  each('public address', 'none', (instance) => instance.PublicIpAddress ?? 'none');
  each('metadata options', launched.MetadataOptions, (instance) => instance.MetadataOptions);
  each('detailed monitoring', 'enabled', (instance) => instance.Monitoring?.State);
  each('profile', launched.IamInstanceProfile, (instance) => instance.IamInstanceProfile);
  each('security groups', launched.NetworkInterfaces?.[0]?.Groups ?? launched.SecurityGroupIds, groupsOf);
}

function checker(subject: string, ledger: Ledger): (what: string, promised: any, answer: any) => void {
  return (what, promised, answer) => ledger.enter(
    { what, promised: show(promised), answer: show(answer), kept: holds(promised, answer), key: `${subject} ${what}` });
}

const zone = (instance: Fields): string => instance.Placement.AvailabilityZone;
const distinct = (values: string[]): string[] => [...new Set(values)].sort();

function groupsOf(instance: Fields): string[] {
  return (instance.NetworkInterfaces ?? []).flatMap((card: Fields) => card.Groups.map((group: Fields) => group.GroupId));
}

function inService(group: Fields): string[] {
  return group.Instances.filter((instance: Fields) => instance.LifecycleState === 'InService').map((instance: Fields) => instance.InstanceId);
}

function zonesOf(subnets: string[], reality: Reality): string[] {
  return distinct(reality.list('DescribeSubnets').filter((subnet) => subnets.includes(subnet.SubnetId)).map((subnet) => subnet.AvailabilityZone));
}

function healthy(targetGroup: string, reality: Reality): string[] {
  const targets: Fields[] = reality.about('DescribeTargetHealth', targetGroup).TargetHealthDescriptions ?? [];
  return targets.filter((target) => target.TargetHealth.State === 'healthy').map((target) => target.Target.Id);
}
