/** What a role may do, or who may use a bucket. Where it says everything but something, the text begins with `NotAction`, `NotResource` or `NotPrincipal`. */
export interface Statement {
  readonly sid?: string;
  readonly effect: string;
  readonly principals: string[];
  readonly actions: string[];
  readonly resources: string[];
  /** As `ArnLike aws:SourceArn arn:…`. */
  readonly conditions: string[];
}

/** Storage of objects. */
export interface Bucket {
  readonly id: string;
  /** `AES256` or `aws:kms`. */
  readonly encryption?: string;
  readonly versioned: boolean;
  readonly blocksPublicAccess: boolean;
  /**
   * What it is told not to block of `BlockPublicAcls`, `BlockPublicPolicy`, `IgnorePublicAcls` and `RestrictPublicBuckets`. Absent where it blocks all of
   * them, as AWS does where nothing is said.
   */
  readonly unblocked?: string[];
  /** Who else has access by a list that AWS knows: `PublicRead` or `public-read`, … */
  readonly accessControl?: string;
  /** `BucketOwnerEnforced` where access lists are off. */
  readonly objectOwnership?: string;
  readonly expireAfterDays?: number;
  readonly noncurrentExpireAfterDays?: number;
  readonly abortUploadsAfterDays?: number;
  readonly isRetained: boolean;
  readonly purpose?: string;
  readonly policy: Statement[];
}

/** Where logs are kept. */
export interface LogGroup {
  readonly id: string;
  readonly name?: string;
  readonly retentionDays?: number;
  readonly isRetained: boolean;
}

/** A text that others read by its name. */
export interface Parameter {
  readonly id: string;
  readonly name?: string;
  readonly value?: string;
  readonly description?: string;
}
