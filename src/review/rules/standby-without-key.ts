import { Evidence, Rule, System } from './rule';
import { isTold } from './told';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Database } from '../topology-databases';

export const STANDBY_WITHOUT_KEY: Rule = {
  id: 'standby-without-key',
  title: 'An encrypted standby that cannot be made',
  severity: Severity.ERROR,
  why: 'Keys stay in their region. RDS refuses a replica of an encrypted database in another region unless it is told a key of that region.',
  mend: 'Set KmsKeyId to a key of the standby\'s region, alias/aws/rds among them.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html',
  check: (topology: Topology, system: System): Evidence[] => topology.databases
    .filter((standby) => isFarReplica(standby, topology) && standby.kmsKey === undefined && isTold(topology, standby.id, 'KmsKeyId') && isEncrypted(standby, system))
    .map(({ id, sourceRegion }) => ({ resourceId: id, property: 'KmsKeyId', message: `No KmsKeyId, with an encrypted source in ${sourceRegion}.` })),
};

/** A member of a global database takes the key of its own region. */
function isFarReplica({ isStandby, globalClusterId, source, sourceRegion }: Database, { regions }: Topology): boolean {
  return isStandby && globalClusterId === undefined && source !== undefined && sourceRegion !== undefined && regions[0] !== sourceRegion;
}

/** As the source says, where it is in one of the documents; else as the standby does. */
function isEncrypted({ source, sourceRegion, encrypted }: Database, { topologies }: System): boolean {
  const name = source!.split(':').at(-1);
  const databases = topologies.filter(({ regions }) => regions.includes(sourceRegion!)).flatMap((topology) => topology.databases);
  const found = databases.find((database) => database.name === name);
  return found ? found.encrypted === true : encrypted === true;
}
