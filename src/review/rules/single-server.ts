import { isBalanced, isItsOwn, isOneOfAKind } from './roles';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Tier } from '../topology-tiers';

export const SINGLE_SERVER: Rule = {
  id: 'single-server',
  title: 'One server serves everybody',
  severity: Severity.ERROR,
  why: 'While the only server is replaced, because it broke or because its zone did, nobody is answered. Two in two zones survive the loss of one.',
  mend: 'Set MinSize to 2 or more, one for each zone, and MaxSize above it.',
  source: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel_fault_isolation_multiaz_region_system.html',
  check: ({ tiers }: Topology): Evidence[] => tiers.filter(isItsOwn).flatMap((tier) => isBalanced(tier) ? servedByOne(tier) : worksAlone(tier)),
};

/** A group that may hold none at all is switched off. */
function servedByOne({ id, capacity: { minimum, maximum, desired }, scaling, schedules }: Tier): Evidence[] {
  const least = minimum === undefined ? '' : `${minimum} at the least and `;
  if (maximum === 1) { return [{ resourceId: id, property: 'MaxSize', message: `${least}1 server at the most.` }]; }
  const staysAboveOne = desired !== undefined && desired > 1 && scaling.length + schedules.length === 0;
  if (minimum === undefined || minimum > 1 || maximum === 0 || staysAboveOne) { return []; }
  const isRaised = schedules.some((schedule) => (schedule.minimum ?? 0) > 1);
  const message = `${minimum} ${minimum === 1 ? 'server' : 'servers'} at the least and ${maximum ?? 'an unknown number'} at the most${isRaised ? ', and a schedule that raises the least' : ''}.`;
  return [{ resourceId: id, property: 'MinSize', message, severity: isRaised ? Severity.NOTE : Severity.WARNING }];
}

/** A worker that comes back by itself is often enough. */
function worksAlone({ id, capacity: { maximum }, servers }: Tier): Evidence[] {
  return maximum !== 1 || isOneOfAKind(id, servers.name) ? []
    : [{ resourceId: id, property: 'MaxSize', message: '1 server at the most, and no load balancer that the document tells of.', severity: Severity.NOTE }];
}
