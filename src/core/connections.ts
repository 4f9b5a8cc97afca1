import { Checks } from './checks';
import { connectionLines, EnvironmentPlan } from './environment';
import { StatementPlan } from './instances';

/** What the instances may do with the objects of a bucket. */
export enum BucketAccess {
  /** Read and list. */
  READ = 'READ',
  /** Read, list, write and delete. */
  READ_WRITE = 'READ_WRITE',
}

/** How a tier is connected to a bucket. */
export interface BucketConnectionOptions {
  /**
   * Prefix of the environment variables by which the service finds it: `FILES` gives `FILES_BUCKET`. Capital letters, digits and
   * underscores; unique among the tier's connections.
   *
   * @default 'FILES'
   */
  readonly prefix?: string;

  /** @default BucketAccess.READ_WRITE */
  readonly access?: BucketAccess;
}

export interface BucketConnectionPlan {
  readonly prefix: string;
  readonly parameterName: string;
  readonly parameterValue: string;
  readonly parameterDescription: string;
  readonly statements: readonly StatementPlan[];
  /** What is needed of the key that the bucket is encrypted with, if it has one of its own. */
  readonly keyActions: readonly string[];
}

const READ_ACTIONS = ['s3:GetObject'];
const WRITE_ACTIONS = ['s3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'];

export function planBucketConnection(
  options: BucketConnectionOptions, bucket: { name: string; arn: string; keyArn?: string }, environment: EnvironmentPlan, checks: Checks,
): BucketConnectionPlan {
  const prefix = options.prefix ?? 'FILES';
  const writes = (options.access ?? BucketAccess.READ_WRITE) === BucketAccess.READ_WRITE;
  checks.text('prefix', prefix, /^[A-Z][A-Z0-9_]{0,63}$/, 'capital letters, digits and underscores, beginning with a letter');
  checks.oneOf('access', options.access, Object.values(BucketAccess));
  if (!environment.isRead) { checks.conflict('connectTo needs service: it is the service that is told what it is connected to.'); }
  checks.throwIfAny();
  const keyActions = writes ? ['kms:Decrypt', 'kms:GenerateDataKey'] : ['kms:Decrypt'];
  return {
    prefix,
    parameterName: `${environment.parameterPath}/${prefix}`,
    parameterValue: connectionLines(prefix, { BUCKET: bucket.name }),
    parameterDescription: `Where the servers find what they know as ${prefix}`,
    statements: [
      { sid: `${sidOf(prefix)}Objects`, actions: writes ? [...READ_ACTIONS, ...WRITE_ACTIONS] : READ_ACTIONS, resources: [`${bucket.arn}/*`] },
      { sid: `${sidOf(prefix)}Listing`, actions: ['s3:ListBucket'], resources: [bucket.arn] },
      ...(bucket.keyArn === undefined ? [] : [{ sid: `${sidOf(prefix)}Key`, actions: keyActions, resources: [bucket.keyArn] }]),
    ],
    keyActions,
  };
}

/** Each prefix is a parameter of the tier's, and the beginning of its variables: two connections cannot share it. */
export function refuseTakenPrefix(prefix: string, isTaken: boolean, checks: Checks) {
  if (isTaken) { checks.conflict(`prefix ${prefix} is taken by another connection of this tier: say another one.`); }
  checks.throwIfAny();
}

/** A statement id takes letters and digits only; prefixes have no small letters, so that no two become one. */
function sidOf(prefix: string): string {
  return prefix.replace(/_/g, 'x');
}
