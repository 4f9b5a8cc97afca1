import { propertyOf, recordSetsWith, titleOf } from './record-sets';
import { Evidence, Rule, System } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { DnsName } from '../topology-names';

export const NO_DEFAULT_LOCATION: Rule = {
  id: 'no-default-location',
  title: 'Callers from elsewhere get no answer',
  severity: Severity.ERROR,
  why: 'A caller whose country no record names, and each one whose address nobody can place, is told that there is nothing under the name. Seven continents do not help the '
    + 'latter.',
  mend: 'Make a further record with GeoLocation.CountryCode *.',
  source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-geo.html',
  check: (topology: Topology, system: System): Evidence[] => recordSetsWith('geolocation', system)
    .filter(({ records }) => records[0].topology === topology && records.every(({ record }) => isForSome(record)))
    .map(({ records, mayGoOn }) => ({
      resourceId: records[0].record.id,
      property: propertyOf(records[0].record, 'GeoLocation.CountryCode'),
      message: `${titleOf(records[0].record)} is answered for ${records.map(({ record }) => record.location).join(', ')} only.`,
      // A region by itself has a document by itself, and the default is in another.
      severity: records.length === 1 && mayGoOn ? Severity.NOTE : undefined,
    })),
};

function isForSome({ location }: DnsName): boolean {
  return location !== undefined && location !== 'country *' && !location.includes('<unknown>');
}
