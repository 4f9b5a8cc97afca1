import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';

export const REGIONS_IN_ONE_DEPLOYMENT: Rule = {
  id: 'regions-in-one-deployment',
  title: 'One mistake reaches every region',
  severity: Severity.NOTE,
  why: 'Regions are apart so that nothing befalls both. A change of one deployment does, in the same minute; and while one of the regions cannot be reached, the other '
    + 'cannot be changed.',
  mend: 'Give each region a stack and a state of its own, and deploy one after the other.',
  source: 'https://aws.amazon.com/builders-library/automating-safe-hands-off-deployments/',
  check: ({ tiers, regions }: Topology): Evidence[] => {
    const told = [...new Set(tiers.map(({ region }) => region).filter((region) => region !== undefined))];
    // Those of which nothing is said are where everything else is.
    const own = tiers.some(({ region }) => region === undefined) ? regions.filter((region) => !told.includes(region)).slice(0, 1) : [];
    const all = [...own, ...told];
    return all.length < 2 ? [] : [{ resourceId: tiers.find(({ region }) => region !== undefined)!.id, message: `Servers in ${all.join(' and ')}.` }];
  },
};
