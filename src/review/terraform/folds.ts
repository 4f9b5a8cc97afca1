import { Reference, Resource, Value } from '../document';
import { Fields, isList, listOf } from '../kinds';
import { SECRET_TEXT } from './secrets';
import { From, Shape, at, listWith, listed, shaped } from './shapes';
import { BUCKET_PARTS } from './storage';

/** Resources that CloudFormation knows as properties of another, which an argument names. */
interface Fold {
  readonly into: string;
  /** CloudFormation's name of the property that a literal name would equal. */
  readonly named?: string;
  readonly by: string;
  readonly properties: Shape;
}

const ROLE = { into: 'AWS::IAM::Role', named: 'RoleName' };
const GROUP = { into: 'AWS::AutoScaling::AutoScalingGroup', named: 'AutoScalingGroupName' };
const CERTIFICATE: Fold = {
  into: 'AWS::ElasticLoadBalancingV2::Listener',
  by: 'listener_arn',
  properties: { Certificates: listWith({ CertificateArn: 'certificate_arn' }) },
};

const ATTACHMENT: Fold = {
  into: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  by: 'target_group_arn',
  properties: { Targets: listWith({ Id: 'target_id', Port: 'port' }) },
};

const NOBODY = { id: '', type: '' };

const trafficSource: From = (args) => {
  const source = at(args, 'traffic_source.identifier');
  return source === undefined ? undefined : [source];
};

const FOLDS = new Map<string, Fold>(Object.entries<Fold>({
  aws_lb_listener_certificate: CERTIFICATE,
  aws_alb_listener_certificate: CERTIFICATE,
  aws_autoscaling_attachment: {
    ...GROUP,
    by: 'autoscaling_group_name',
    properties: {
      TargetGroupARNs: (args: Fields) => listed('lb_target_group_arn')(args, NOBODY) ?? listed('alb_target_group_arn')(args, NOBODY),
      LoadBalancerNames: listed('elb'),
    },
  },
  aws_lb_target_group_attachment: ATTACHMENT,
  aws_alb_target_group_attachment: ATTACHMENT,
  aws_autoscaling_traffic_source_attachment: { ...GROUP, by: 'autoscaling_group_name', properties: { TargetGroupARNs: trafficSource } },
  aws_autoscaling_notification: {
    ...GROUP,
    by: 'group_names',
    properties: { NotificationConfigurations: listWith({ TopicARN: 'topic_arn', NotificationTypes: 'notifications' }) },
  },
  aws_elasticache_user_group_association: {
    into: 'AWS::ElastiCache::UserGroup', named: 'UserGroupId', by: 'user_group_id', properties: { UserIds: listed('user_id') },
  },
  aws_iam_role_policy_attachment: { ...ROLE, by: 'role', properties: { ManagedPolicyArns: listed('policy_arn') } },
  aws_iam_policy_attachment: { ...ROLE, by: 'roles', properties: { ManagedPolicyArns: listed('policy_arn') } },
  aws_secretsmanager_secret_version: { into: 'AWS::SecretsManager::Secret', named: 'Name', by: 'secret_id', properties: SECRET_TEXT },
  aws_vpc_endpoint_route_table_association: {
    into: 'AWS::EC2::VPCEndpoint', by: 'vpc_endpoint_id', properties: { RouteTableIds: listed('route_table_id') },
  },
  ...Object.fromEntries(Object.entries(BUCKET_PARTS).map(([type, properties]) =>
    [type, { into: 'AWS::S3::Bucket', named: 'BucketName', by: 'bucket', properties }])),
}));

/** Puts what is written apart where CloudFormation has it; what belongs to nothing in the document stays as it is. */
export function folded(resources: readonly Resource[]): Resource[] {
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  const remaining = resources.filter((resource) => !fold(resource, resources, byId));
  return remaining.map(({ id }) => byId.get(id)!);
}

function fold(part: Resource, resources: readonly Resource[], byId: Map<string, Resource>): boolean {
  const rule = FOLDS.get(part.type);
  if (!rule) { return false; }
  const owners = listOf(part.properties[rule.by]).map((owner) => ownerOf(owner, rule, resources));
  if (owners.length === 0 || owners.some((owner) => owner === undefined)) { return false; }
  const properties = shaped(rule.properties, part.properties, part);
  for (const owner of owners) { byId.set(owner!, withProperties(byId.get(owner!)!, properties)); }
  return true;
}

function ownerOf(owner: Value, { into, named }: Fold, resources: readonly Resource[]): string | undefined {
  if (owner instanceof Reference) { return resources.find(({ id, type }) => id === owner.resource && type === into)?.id; }
  if (typeof owner !== 'string' || !named) { return undefined; }
  return resources.find(({ type, properties }) => type === into && properties[named] === owner)?.id;
}

/** Lists grow; anything else is said once. */
function withProperties(resource: Resource, properties: Fields): Resource {
  const merged = Object.entries(properties).map(([name, value]) => {
    const present = resource.properties[name];
    return [name, isList(present) && isList(value) ? [...present, ...value] : value] as const;
  });
  return { ...resource, properties: { ...resource.properties, ...Object.fromEntries(merged) } };
}
