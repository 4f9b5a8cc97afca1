import { RuleCase } from './rules/case';
import { CASES as DATA } from './rules/data.cases';
import { CASES as NAMES } from './rules/names.cases';
import { CASES as NETWORKS } from './rules/networks.cases';
import { CASES as TIERS } from './rules/tiers.cases';
import { Topology } from '../../src/review';
import { Severity } from '../../src/review/finding';
import { RULES } from '../../src/review/rules';

const CASES: readonly RuleCase[] = [...TIERS, ...DATA, ...NETWORKS, ...NAMES];

/** Resources with the properties that a rule finds, as `Group HealthCheckType`. */
function found(ruleId: string, documents: RuleCase['triggers']): string[] {
  const rule = RULES.find(({ id }) => id === ruleId)!;
  const topologies = [documents].flat().map((document) => ('Resources' in document ? Topology.fromCloudFormation(document) : Topology.fromTerraform(document)));
  return topologies.flatMap((topology) => rule.check(topology, { topologies }))
    .map(({ resourceId, property }) => property === undefined ? resourceId : `${resourceId} ${property}`);
}

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const cases = CASES.filter((candidate) => candidate.rule === id);

  test('has a document that it is true of, and one that nearly is', () => {
    expect(cases.length).toBeGreaterThan(0);
    expect(cases.every(({ finds }) => finds.length > 0)).toBe(true);
  });

  test.each(cases.map((example, index) => [index + 1, example] as const))('finds what is wrong, case %i', (_, { triggers, finds }) => {
    expect(found(id, triggers)).toEqual(finds);
  });

  test.each(cases.map((example, index) => [index + 1, example] as const))('lets pass what is right, case %i', (_, { nearMiss }) => {
    expect(found(id, nearMiss)).toEqual([]);
  });

  test('says what, why, how to mend it, and who says so', () => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(Object.values(Severity)).toContain(rule.severity);
    expect(rule.title).toMatch(/^[A-Z].{8,80}[^.]$/);
    expect(rule.why).toMatch(/^[A-Z].{30,}\.$/s);
    expect(rule.mend).toMatch(/^[A-Z].{10,}\.$/s);
    expect(rule.source).toMatch(/^https:\/\/[\w.-]+\/\S+$/);
  });
});

test('every case is of a rule, and every rule has a name of its own', () => {
  const ids = RULES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(CASES.filter(({ rule }) => !ids.includes(rule))).toEqual([]);
});

const TYPES = [...new Set([...JSON.stringify(CASES).matchAll(/"Type":"(AWS::\w+::\w+)"/g)].map(([, type]) => type))];
const PROPERTIES = [...new Set([...JSON.stringify(CASES).matchAll(/"([A-Z]\w+)":/g)].map(([, name]) => name))];

function everything(value: unknown) {
  const properties = Object.fromEntries(PROPERTIES.map((name) => [name, value]));
  return { Resources: Object.fromEntries(TYPES.map((type, index) => [`R${index}`, { Type: type, Properties: properties }])) };
}

// A rule that throws would take the whole review with it.
test.each<readonly [string, object]>([
  ['nothing', { Resources: {} }],
  ['resources without properties', everything(undefined)],
  ...[-1, 0, '', 'text', true, [], [[]], {}, null, [null], { Ref: 'R0' }, [{ Ref: 'R0' }], { Ref: 'Nobody' }, { 'Fn::If': ['Nobody', 1, 2] }]
    .map((value) => [`properties that are ${JSON.stringify(value)}`, everything(value)] as const),
])('no rule stumbles over %s', (_, template) => {
  const topology = Topology.fromCloudFormation(template);
  expect(() => RULES.forEach((rule) => rule.check(topology, { topologies: [topology] }))).not.toThrow();
});
