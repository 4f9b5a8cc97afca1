import { System } from './rule';
import { isTold } from './told';
import { Topology } from '../topology';
import { DnsName } from '../topology-names';

/** A record, and the document that it stands in. */
export interface StandingRecord {
  readonly record: DnsName;
  readonly topology: Topology;
}

/** Records of one name and type, from all documents. */
export interface RecordSet {
  readonly records: readonly StandingRecord[];
  /** Whether documents that are not here may have further ones: each has a part of an app, and only one was given. */
  readonly mayGoOn: boolean;
}

/** Names that are told in full are the same everywhere; any other is itself in its own document only. */
export function recordSetsOf({ topologies }: System): RecordSet[] {
  const groups = new Map<string, StandingRecord[]>();
  topologies.forEach((topology, index) => topology.dnsNames.forEach((record) => {
    const name = nameOf(record, topology);
    const key = name === undefined ? undefined : [name.isWhole ? '' : index, name.text, record.type, zoneOf(record, topology, index)].join(' ');
    if (key !== undefined) { groups.set(key, [...groups.get(key) ?? [], { record, topology }]); }
  }));
  return [...groups.values()].map((records) => {
    const [{ record, topology }] = records;
    return { records, mayGoOn: topologies.length === 1 || !nameOf(record, topology)!.isWhole };
  });
}

/** Sets of a routing policy; those that mix policies are refused by Route 53, and are none. */
export function recordSetsWith(routing: string, system: System): RecordSet[] {
  return recordSetsOf(system).filter(({ records }) => records.every(({ record }) => record.routing === routing));
}

/** What the document leaves open is told apart by why it does: two records of one parameter have one name. */
function nameOf(record: DnsName, topology: Topology): { readonly text: string; readonly isWhole: boolean } | undefined {
  const reasons = reasonsFor(record, 'Name', topology);
  if (record.name === undefined && reasons === '') { return undefined; }
  const text = `${record.name?.toLowerCase() ?? ''}${reasons}`;
  return { text, isWhole: !text.includes('<') && reasons === '' };
}

/** A zone by AWS's id is the same everywhere, one that a document makes is its own. */
function zoneOf({ id, zone, zoneId }: DnsName, { unknowns }: Topology, index: number): string {
  const reasons = unknowns.filter(({ resourceId, property }) => resourceId === id && property.startsWith('HostedZone')).map(({ because }) => `?${because}`);
  if (zoneId !== undefined) { return `${index}:${zoneId}`; }
  // Of a zone that an argument only refers to, another document may mean another one.
  return zone === undefined || zone.includes('<') ? `${zone?.includes('<') ? index : ''}${zone ?? ''}${reasons.join()}` : zone.replace(/\.$/, '');
}

/** Whether the zone is told in words that mean the same in every document. */
export function isZoneTold({ zone }: DnsName): boolean {
  return zone !== undefined && !zone.includes('<');
}

function reasonsFor(record: DnsName, property: string, { unknowns }: Topology): string {
  const path = propertyOf(record, property);
  return unknowns.filter(({ resourceId, property: unknown }) => resourceId === record.id && unknown === path).map(({ because }) => `?${because}`).join();
}

/** CloudFormation's path, in a group of records as well. */
export function propertyOf({ position }: DnsName, property: string): string {
  return position === undefined ? property : `RecordSets[${position}].${property}`;
}

export function isToldOf(record: DnsName, property: string, topology: Topology): boolean {
  return isTold(topology, record.id, propertyOf(record, property));
}

/** As `shop.example.com A`. */
export function titleOf({ name, type }: DnsName): string {
  return name === undefined ? `A name of type ${type ?? 'unknown'}` : [name, type].filter((text) => text !== undefined).join(' ');
}

export function isOfDistribution({ aliasZone, aliasOf }: DnsName): boolean {
  return aliasZone === '<AWS::CloudFront::Distribution.HostedZoneId>' || /^<AWS::CloudFront::Distribution\.|\.cloudfront\.net$/.test(aliasOf ?? '');
}
