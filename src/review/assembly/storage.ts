import { Resource, textOf, Value } from '../document';
import { Resources } from './resources';
import { statementsIn } from './statements';
import { Bucket, LogGroup, Parameter } from '../topology-storage';
import { at, byKey, flagOf, isObject, listOf, numberOf } from './values';

const WAYS_TO_THE_PUBLIC = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

export function bucketsOf(resources: Resources): Bucket[] {
  return resources.ofType('AWS::S3::Bucket').map((bucket) => bucketOf(bucket, resources));
}

function bucketOf(bucket: Resource, resources: Resources): Bucket {
  const { id, properties, isRetained } = bucket;
  const [encryption] = listOf(at(properties.BucketEncryption, 'ServerSideEncryptionConfiguration'));
  const [ownership] = listOf(at(properties.OwnershipControls, 'Rules'));
  return {
    id,
    encryption: textOf(at(encryption, 'ServerSideEncryptionByDefault', 'SSEAlgorithm')),
    versioned: at(properties.VersioningConfiguration, 'Status') === 'Enabled',
    blocksPublicAccess: WAYS_TO_THE_PUBLIC.every((way) => flagOf(at(properties.PublicAccessBlockConfiguration, way)) === true),
    unblocked: unblockedOf(properties.PublicAccessBlockConfiguration),
    accessControl: textOf(properties.AccessControl),
    objectOwnership: textOf(at(ownership, 'ObjectOwnership')),
    ...lifecycleOf(at(properties.LifecycleConfiguration, 'Rules')),
    isRetained,
    purpose: textOf(byKey(properties.Tags).get('Purpose')),
    policy: resources.pointingTo(bucket, 'AWS::S3::BucketPolicy', 'Bucket', 'BucketName').flatMap((policy) => statementsIn(policy.properties.PolicyDocument)),
  };
}

/** Whoever says something about some of the ways leaves the others open. */
function unblockedOf(configuration: Value | undefined): string[] | undefined {
  if (!isObject(configuration)) { return undefined; }
  const open = WAYS_TO_THE_PUBLIC.filter((way) => flagOf(configuration[way] ?? false) === false);
  return open.length > 0 ? open : undefined;
}

function lifecycleOf(rules: Value | undefined): Pick<Bucket, 'expireAfterDays' | 'noncurrentExpireAfterDays' | 'abortUploadsAfterDays'> {
  const first = (...paths: string[][]) => listOf(rules)
    .filter((rule) => at(rule, 'Status') === 'Enabled')
    .flatMap((rule) => paths.map((path) => numberOf(at(rule, ...path)))).find((days) => days !== undefined);
  return {
    expireAfterDays: first(['ExpirationInDays']),
    noncurrentExpireAfterDays: first(['NoncurrentVersionExpiration', 'NoncurrentDays'], ['NoncurrentVersionExpirationInDays']),
    abortUploadsAfterDays: first(['AbortIncompleteMultipartUpload', 'DaysAfterInitiation']),
  };
}

export function logGroupsOf(resources: Resources): LogGroup[] {
  return resources.ofType('AWS::Logs::LogGroup').map(({ id, properties, isRetained }) => (
    { id, name: textOf(properties.LogGroupName), retentionDays: numberOf(properties.RetentionInDays), isRetained }));
}

export function parametersOf(resources: Resources): Parameter[] {
  return resources.ofType('AWS::SSM::Parameter').map(({ id, properties }) => (
    { id, name: textOf(properties.Name), value: textOf(properties.Value), description: textOf(properties.Description) }));
}
