import { writingDatabases } from './databases';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { isTold } from './told';
import { Topology } from '../topology';
import { DatabaseInstance } from '../topology-databases';

export const DATABASE_IN_ONE_ZONE: Rule = {
  id: 'database-in-one-zone',
  title: 'Every server of the database is in one zone',
  severity: Severity.ERROR,
  why: 'Replicas help against the loss of a server. When the zone is lost, writer and replicas go together.',
  mend: 'Give each AWS::RDS::DBInstance another AvailabilityZone, or none: AWS then spreads those of a cluster.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.RegionsAndAvailabilityZones.html',
  check: (topology: Topology): Evidence[] => writingDatabases(topology).flatMap(({ instances }) => {
    const [zone, ...others] = new Set(instances.map(({ id, zone: told }) => isTold(topology, id, 'AvailabilityZone') ? told : undefined));
    const isSpread = instances.length < 2 || others.length > 0;
    return isSpread || zone === undefined ? [] : [evidenceOf(instances, zone)];
  }),
};

function evidenceOf(instances: readonly DatabaseInstance[], zone: string): Evidence {
  return { resourceId: instances[0].id, property: 'AvailabilityZone', message: `${instances.length} servers, all in ${zone}.` };
}
