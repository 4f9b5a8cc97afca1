import { CacheView } from './cache-planned';
import { withoutAbsent } from './views';

export interface Gap {
  readonly why: string;
  readonly without: (view: CacheView) => CacheView;
}

/** What Terraform's provider has no words for, by the field that is left out of the comparison. Each is a named skip. */
export const TERRAFORM_LACKS_OF_CACHES: Record<string, Gap> = {
  'cache.durability': {
    why: 'aws_elasticache_replication_group has no durability: what is written is in the memory of the nodes alone',
    without: (view) => ({ ...view, cache: { ...view.cache, durability: undefined } }),
  },
  'removal.finalSnapshot of a serverless cache': {
    why: 'aws_elasticache_serverless_cache has no final_snapshot_name: only the daily snapshots are left of it',
    without: (view) => view.cache.kind === 'serverless' ? { ...view, removal: { ...view.removal, finalSnapshot: false, finalSnapshotName: undefined } } : view,
  },
};

/** What CloudFormation has no words for. */
export const CLOUDFORMATION_LACKS_OF_CACHES: Record<string, Gap> = {
  'removal.isRetained': {
    why: 'ElastiCache knows no deletion protection, and a template cannot refuse that one of its resources is deleted: a final snapshot is left instead',
    without: (view) => ({ ...view, removal: { ...view.removal, isRetained: false } }),
  },
  'removal.finalSnapshotName of nodes': {
    why: 'DeletionPolicy Snapshot gives the snapshot a name of its own',
    without: (view) => view.cache.kind === 'serverless' ? view : { ...view, removal: { ...view.removal, finalSnapshotName: undefined } },
  },
};

export function withoutGaps(gaps: Record<string, Gap>, view: CacheView): CacheView {
  return withoutAbsent(Object.values(gaps).reduce((left, { without }) => without(left), view));
}
