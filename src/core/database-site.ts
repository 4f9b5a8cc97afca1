import { Checks, Warning } from './checks';
import { DatabaseInstancePlan } from './database-replicas';

/** Where the database is to lie. */
export interface DatabaseSite {
  /** Zones that the data subnets lie in, in order; a name may be known at deploy time only. `undefined` where not even their number is known. */
  readonly zoneNames?: readonly string[];
  /** Whether the network has subnets from which Secrets Manager can be reached: the rotation runs there. `undefined` where the engine cannot know. */
  readonly hasPrivateSubnets?: boolean;
  /** The engine's names for its own options. */
  readonly optionNames: { readonly subnets: string; readonly readerZone: string; readonly encryptionKey: string };
}

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html#USER_VPC.Subnets */
export function checkDatabaseSite({ zoneNames, optionNames }: DatabaseSite, checks: Checks) {
  if (zoneNames !== undefined && zoneNames.length < 2) {
    checks.conflict(`${optionNames.subnets} must lie in at least 2 availability zones, got ${zoneNames.length}: AWS makes no subnet group in fewer.`);
  }
}

export function warnOfUnpinnedReplicas(replicas: readonly DatabaseInstancePlan[], { zoneNames }: DatabaseSite): Warning[] {
  const areUnpinned = replicas.some(({ zoneName, multiAz }) => zoneName === undefined && !multiAz);
  return zoneNames !== undefined || !areUnpinned ? [] : [{
    id: 'scale-out-constructs:unpinnedReplicas',
    message: 'The zones of the subnets are not known here: AWS chooses where the replicas are, and may choose the same zone. Give replicaZones.',
  }];
}
