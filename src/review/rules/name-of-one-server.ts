import { propertyOf, titleOf } from './record-sets';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { DnsName } from '../topology-names';

export const NAME_OF_ONE_SERVER: Rule = {
  id: 'name-of-one-server',
  title: 'A name that leads to one machine',
  severity: Severity.WARNING,
  why: 'When the server goes, the name goes with it until somebody moves the address; and a second server is of no use, as nobody is led to it.',
  mend: 'Put a load balancer in front, and lead the name to it by AliasTarget.',
  source: 'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_fault_isolation_multiaz_region_system.html',
  check: (topology: Topology): Evidence[] => topology.dnsNames
    .filter((record) => record.routing === 'simple' && record.records.length === 1 && leadsToServer(record, topology) && !isForOneMachine(record))
    .map((record) => ({ resourceId: record.id, property: propertyOf(record, 'ResourceRecords'), message: `${titleOf(record)} leads to ${record.targetIds.join(', ')}.` })),
};

/** An address may be that of a network load balancer as well. */
function leadsToServer({ type, records: [target], targetIds: [id] }: DnsName, { balancers }: Topology): boolean {
  if (!['A', 'AAAA', 'CNAME'].includes(type ?? '') || id === undefined) { return false; }
  const isAddress = /^<AWS::EC2::EIP\.(?:Ref|PublicIp)>$/.test(target) && !balancers.some(({ addressIds = [] }) => addressIds.includes(id));
  return isAddress || /^<AWS::EC2::Instance\.Public(?:Ip|DnsName)>$/.test(target);
}

/** What administrators, mail and name servers come by is a machine by nature. */
function isForOneMachine({ name }: DnsName): boolean {
  return /^(?:bastion|jump|ssh|vpn|nat|mail|smtp|mx\d*|ns\d*)\b/i.test(name ?? '');
}
