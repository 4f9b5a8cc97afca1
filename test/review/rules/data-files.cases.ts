import { RuleCase } from './case';
import { template, terraform } from './database-documents';

type Block = Record<string, unknown>;

const VERSIONED = { VersioningConfiguration: { Status: 'Enabled' } };
const bucket = (properties: Block = VERSIONED) => ({ Type: 'AWS::S3::Bucket', Properties: properties });

const WAYS = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

/** A bucket that blocks these ways to the public, and says so of no other. */
const blocking = (...ways: string[]) => bucket({ ...VERSIONED, PublicAccessBlockConfiguration: Object.fromEntries(ways.map((way) => [way, true])) });

const policyWith = (statement: Block) => ({
  Type: 'AWS::S3::BucketPolicy',
  Properties: { Bucket: { Ref: 'Files' }, PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*', ...statement }] } },
});

const FILES = '${aws_s3_bucket.files.id}';

/** A bucket in Terraform's words, with its parts apart from it. */
const filesWith = (parts: Block) => terraform({ aws_s3_bucket: { files: { bucket: 'files' } }, ...parts });

const listed = (acl: string, isIgnored: boolean) => filesWith({
  aws_s3_bucket_acl: { files: { bucket: FILES, acl } },
  aws_s3_bucket_public_access_block: {
    files: { bucket: FILES, block_public_acls: isIgnored, ignore_public_acls: isIgnored, block_public_policy: true, restrict_public_buckets: true },
  },
});

export const CASES: RuleCase[] = [
  {
    rule: 'public-bucket',
    triggers: template({ Files: blocking('BlockPublicAcls'), Policy: policyWith({}) }),
    finds: ['Files PublicAccessBlockConfiguration'],
    nearMiss: template({ Files: bucket(), Policy: policyWith({}) }),
  },
  {
    rule: 'public-bucket',
    triggers: template({ Files: blocking('BlockPublicAcls', 'IgnorePublicAcls') }),
    finds: ['Files PublicAccessBlockConfiguration'],
    nearMiss: template({ Files: blocking(...WAYS) }),
  },
  {
    rule: 'public-bucket',
    triggers: listed('public-read', false),
    finds: ['aws_s3_bucket.files PublicAccessBlockConfiguration'],
    nearMiss: listed('public-read', true),
  },
  {
    rule: 'unversioned-bucket',
    triggers: template({ Files: bucket({}) }),
    finds: ['Files VersioningConfiguration.Status'],
    nearMiss: template({ Files: bucket() }),
  },
  {
    rule: 'unversioned-bucket',
    triggers: filesWith({}),
    finds: ['aws_s3_bucket.files VersioningConfiguration.Status'],
    nearMiss: filesWith({ aws_s3_bucket_versioning: { files: { bucket: FILES, versioning_configuration: { status: 'Enabled' } } } }),
  },
  {
    rule: 'unversioned-bucket',
    triggers: template({ Files: bucket({}) }),
    finds: ['Files VersioningConfiguration.Status'],
    nearMiss: template({ AccessLogs: bucket({}), Files: bucket({ LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 7 }] } }) }),
  },
];
