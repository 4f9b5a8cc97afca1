import { Unknown, Value } from '../document';
import { Fields, fieldsOf, isFields, listOf } from '../kinds';
import { Shape, TAGS, Translation, at, either, json, jsonText, many, one, shaped, unless } from './shapes';

const SERVER_SIDE_ENCRYPTION = many('rule', {
  ServerSideEncryptionByDefault: one('apply_server_side_encryption_by_default', {
    SSEAlgorithm: 'sse_algorithm', KMSMasterKeyID: unless('kms_master_key_id', ''),
  }),
  BucketKeyEnabled: 'bucket_key_enabled',
});

const LIFECYCLE_RULE: Shape = {
  Id: 'id',
  Status: either('status', (rule) => rule.enabled === undefined ? undefined : rule.enabled === true ? 'Enabled' : 'Disabled'),
  Prefix: either('filter.prefix', 'filter.and.prefix', 'prefix'),
  TagFilters: (rule) => tagFilters(rule),
  ObjectSizeGreaterThan: either('filter.object_size_greater_than', 'filter.and.object_size_greater_than'),
  ObjectSizeLessThan: either('filter.object_size_less_than', 'filter.and.object_size_less_than'),
  ExpirationInDays: (rule) => positive(at(rule, 'expiration.days')),
  ExpirationDate: unless('expiration.date', ''),
  ExpiredObjectDeleteMarker: 'expiration.expired_object_delete_marker',
  NoncurrentVersionExpiration: one('noncurrent_version_expiration', {
    NoncurrentDays: either('noncurrent_days', 'days'), NewerNoncurrentVersions: 'newer_noncurrent_versions',
  }),
  AbortIncompleteMultipartUpload: (rule) => {
    const days = at(rule, 'abort_incomplete_multipart_upload.days_after_initiation') ?? at(rule, 'abort_incomplete_multipart_upload_days');
    return days === undefined ? undefined : { DaysAfterInitiation: days };
  },
  Transitions: many('transition', { TransitionInDays: 'days', TransitionDate: 'date', StorageClass: 'storage_class' }),
  NoncurrentVersionTransitions: many('noncurrent_version_transition', {
    TransitionInDays: either('noncurrent_days', 'days'), StorageClass: 'storage_class',
  }),
};

/** A plan writes zero where no days are said. */
function positive(days: Value | undefined): Value | undefined {
  return days === 0 ? undefined : days;
}

function tagFilters(rule: Fields): Value | undefined {
  const alone = listOf(at(rule, 'filter.tag')).filter((tag) => isFields(tag)).map((tag) => shaped({ Key: 'key', Value: 'value' }, tag, { id: '', type: '' }));
  const together = at(rule, 'filter.and.tags');
  const all = [...alone, ...isFields(together) ? Object.entries(together).map(([key, value]) => ({ Key: key, Value: value })) : []];
  return all.length > 0 ? all : undefined;
}

/** What older documents write into the bucket itself. */
const INLINE: Shape = {
  VersioningConfiguration: one('versioning', { Status: (block) => block.enabled === true ? 'Enabled' : block.enabled === false ? 'Suspended' : block.enabled }),
  BucketEncryption: one('server_side_encryption_configuration', { ServerSideEncryptionConfiguration: SERVER_SIDE_ENCRYPTION }),
  LifecycleConfiguration: (args, self) => listOf(args.lifecycle_rule).length === 0 ? undefined : { Rules: many('lifecycle_rule', LIFECYCLE_RULE)(args, self)! },
};

/** Whether a bucket would be emptied with it; a plan says false where the document says nothing. */
function survives(args: Fields): boolean {
  return args.force_destroy === false;
}

export const STORAGE: Readonly<Record<string, Translation>> = {
  aws_s3_bucket: {
    type: 'AWS::S3::Bucket',
    attributes: {
      id: 'Ref',
      bucket: 'Ref',
      bucket_domain_name: 'DomainName',
      bucket_regional_domain_name: 'RegionalDomainName',
      website_endpoint: 'WebsiteURL',
    },
    properties: { BucketName: 'bucket', ...INLINE, Tags: TAGS },
    isRetained: survives,
  },
  aws_s3_bucket_policy: { type: 'AWS::S3::BucketPolicy', properties: { Bucket: 'bucket', PolicyDocument: json('policy') } },
  aws_ssm_parameter: {
    type: 'AWS::SSM::Parameter',
    attributes: { id: 'Ref', name: 'Ref' },
    told: { type: 'Type', value: 'Value', insecure_value: 'Value' },
    properties: {
      Name: 'name',
      Type: 'type',
      Value: (args) => args.type === 'SecureString' ? new Unknown('it is a secret') : either(jsonText('insecure_value'), jsonText('value'))(args, { id: '', type: '' }),
      Description: unless('description', ''),
      Tier: 'tier',
      Tags: (args) => args.tags,
    },
  },
  aws_kms_key: {
    type: 'AWS::KMS::Key',
    attributes: { id: 'Ref', key_id: 'Ref' },
    properties: { Description: 'description', EnableKeyRotation: 'enable_key_rotation', KeyPolicy: json('policy') },
  },
};

/** What is written apart from a bucket and means its properties, by the argument that names the bucket. */
export const BUCKET_PARTS: Readonly<Record<string, Shape>> = {
  aws_s3_bucket_versioning: { VersioningConfiguration: one('versioning_configuration', { Status: 'status' }) },
  aws_s3_bucket_server_side_encryption_configuration: {
    BucketEncryption: (args, self) => fieldsOf([['ServerSideEncryptionConfiguration', SERVER_SIDE_ENCRYPTION(args, self)]]),
  },
  aws_s3_bucket_public_access_block: {
    PublicAccessBlockConfiguration: (args, self) => shaped({
      BlockPublicAcls: 'block_public_acls',
      BlockPublicPolicy: 'block_public_policy',
      IgnorePublicAcls: 'ignore_public_acls',
      RestrictPublicBuckets: 'restrict_public_buckets',
    }, args, self),
  },
  aws_s3_bucket_ownership_controls: {
    OwnershipControls: (args, self) => fieldsOf([['Rules', many('rule', { ObjectOwnership: 'object_ownership' })(args, self)]]),
  },
  aws_s3_bucket_lifecycle_configuration: {
    LifecycleConfiguration: (args, self) => fieldsOf([['Rules', many('rule', LIFECYCLE_RULE)(args, self)]]),
  },
  aws_s3_bucket_logging: {
    LoggingConfiguration: (args, self) => shaped({ DestinationBucketName: 'target_bucket', LogFilePrefix: 'target_prefix' }, args, self),
  },
  aws_s3_bucket_acl: { AccessControl: 'acl' },
};
