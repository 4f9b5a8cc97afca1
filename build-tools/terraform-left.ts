import { Fields, Reality } from './deploy-reality';

const LISTS = [
  'DescribeVpcs', 'DescribeSubnets', 'DescribeRouteTables', 'DescribeInternetGateways', 'DescribeNatGateways', 'DescribeAddresses', 'DescribeSecurityGroups',
  'DescribeLaunchTemplates', 'DescribeLoadBalancers', 'DescribeTargetGroups', 'DescribeAutoScalingGroups', 'DescribePolicies', 'DescribeAlarms',
  'DescribeLogGroups', 'ListRoles', 'ListPolicies', 'ListInstanceProfiles', 'ListBuckets',
  'DescribeDBInstances', 'DescribeDBSubnetGroups', 'DescribeDBSnapshots', 'DescribeReplicationGroups', 'DescribeCacheSubnetGroups', 'DescribeUsers',
  'ListHostedZones', 'ListHealthChecks', 'ListDocuments', 'ListSecrets',
];
const GONE = /^(deleted|deleting|terminated|shutting-down)$/;

/** What is there that was not there before. */
export function leftOf(before: Reality, after: Reality): string[] {
  return [...LISTS.flatMap((call) => difference(call, before.list(call), after.list(call))), ...running(after), ...parameters(after)];
}

function difference(call: string, before: Fields[], after: Fields[]): string[] {
  const known = new Set(before.map((item) => JSON.stringify(item)));
  return after.filter((item) => !GONE.test(item.State ?? '') && !known.has(JSON.stringify(item))).map((item) => `${call}: ${nameOf(item)}`);
}

/** Instances are listed for a while after they are gone. */
function running(reality: Reality): string[] {
  const instances = reality.list('DescribeInstances').flatMap((reservation) => reservation.Instances as Fields[]);
  return instances.filter(({ State }) => !GONE.test(State.Name)).map(({ InstanceId }) => `DescribeInstances: ${InstanceId}`);
}

function parameters(reality: Reality): string[] {
  return reality.names('DescribeParameters').map((name) => `DescribeParameters: ${name}`);
}

function nameOf(item: Fields): string {
  const [name] = Object.entries(item).filter(([key, value]) => /(Id|Arn|ARN|Name|name)$/.test(key) && typeof value === 'string');
  return name?.[1] ?? JSON.stringify(item);
}
