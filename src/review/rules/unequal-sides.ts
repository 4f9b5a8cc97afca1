import { Evidence, Rule, System } from './rule';
import { Side, sidesOf } from './sides';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Database } from '../topology-databases';
import { Tier } from '../topology-tiers';

export const UNEQUAL_SIDES: Rule = {
  id: 'unequal-sides',
  title: 'What takes over is not like what it takes over from',
  severity: Severity.WARNING,
  why: 'The side that is left gets all callers at once, and on the day that a region is lost it can hardly be made bigger: everybody is trying to. The second failure follows '
    + 'the first.',
  mend: 'Set MinSize, MaxSize, instance types and EngineVersion alike on both sides.',
  source: 'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_withstand_component_failures_static_stability.html',
  check: (topology: Topology, system: System): Evidence[] => {
    const pairs = sidesOf(system).flatMap(([first, ...others]) => others.map((other) => [first, other] as const)).filter(areCompared);
    const evidence = pairs.filter(([, other]) => other.topology === topology)
      .flatMap(([first, other]) => [...ofServers(first, other), ...ofDatabases(first, other)]);
    return evidence.filter(({ resourceId }, index) => evidence.findIndex((one) => one.resourceId === resourceId) === index);
  },
};

/** A release beside another one has what it needs, which need not be the same. */
function areCompared([first, other]: readonly [Side, Side]): boolean {
  return isFailover(first) || first.topology !== other.topology;
}

function isFailover({ standing: { record } }: Side): boolean {
  return record.routing === 'failover';
}

/** Where both serve, each region may have servers for its own callers. */
function weightOf(side: Side): Severity | undefined {
  return isFailover(side) ? undefined : Severity.NOTE;
}

/** Ids are alike where one program makes both. */
function placeOf({ standing: { record } }: Side): string {
  return record.failover === 'PRIMARY' ? 'on the primary side' : `where ${record.setIdentifier ?? record.id} leads`;
}

type Fact = readonly [property: string, of: (tier: Tier) => number | string | undefined];

const OF_SERVERS: readonly Fact[] = [
  ['MinSize', ({ capacity }) => capacity.minimum],
  ['MaxSize', ({ capacity }) => capacity.maximum],
  ['InstanceType', ({ servers }) => servers.instanceTypes.length === 0 ? undefined : [...servers.instanceTypes].sort().join(', ')],
];

/** With several tiers behind a balancer, which of them is which is not told. */
function ofServers(first: Side, other: Side): Evidence[] {
  const [[one, ...further], [another, ...others]] = [first.tiers, other.tiers];
  if (one === undefined || another === undefined || further.length > 0 || others.length > 0) { return []; }
  const differences = OF_SERVERS.map(([property, of]) => ({ property, values: [of(another), of(one)] }))
    .filter(({ values: [here, there] }) => here !== undefined && there !== undefined && here !== there && !`${here}${there}`.includes('<'));
  return differences.length === 0 ? [] : [{
    resourceId: another.id,
    property: differences[0].property === 'InstanceType' ? undefined : differences[0].property,
    message: `${differences.map(({ property, values: [here, there] }) => `${property} ${here} here and ${there} ${placeOf(first)}`).join('; ')}.`,
    severity: weightOf(first),
  }];
}

/** A document with one database has it for its side. */
function ofDatabases(first: Side, other: Side): Evidence[] {
  const [[one, ...further], [another, ...others]] = [first.topology.databases, other.topology.databases];
  if (first.topology === other.topology || one === undefined || another === undefined || further.length > 0 || others.length > 0) { return []; }
  const [version, otherVersion] = [one.engineVersion, another.engineVersion];
  const [type, otherType] = [one, another].map(({ instances: [writer] }) => writer?.instanceType);
  const differ = [
    ...areVersionsApart(version, otherVersion) && isOneEngine(one, another) ? [['EngineVersion', otherVersion, version]] : [],
    ...type !== undefined && otherType !== undefined && type !== otherType ? [['DBInstanceClass', otherType, type]] : [],
  ];
  return differ.length === 0 ? [] : [{
    resourceId: another.id,
    property: differ[0][0] === 'EngineVersion' ? 'EngineVersion' : undefined,
    message: `${differ.map(([property, here, there]) => `${property} ${here} here and ${there} ${placeOf(first)}`).join('; ')}.`,
    severity: weightOf(first),
  }];
}

/** 17 and 17.5 may be the same one. */
function areVersionsApart(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) { return false; }
  return !`${one}.`.startsWith(`${other}.`) && !`${other}.`.startsWith(`${one}.`);
}

function isOneEngine({ engine }: Database, { engine: other }: Database): boolean {
  return engine === undefined || other === undefined || engine === other;
}
