import { createHash } from 'crypto';
import { Ledger } from './deploy-ledger';
import { READERS } from './deploy-readers';
import { Reader } from './deploy-readers-data';
import { Fields, Reality } from './deploy-reality';
import { Promised } from './deploy-template';

/** Each of these is many promises in one: they are compared one by one. */
const OPENED = ['LoadBalancerAttributes', 'TargetGroupAttributes', 'LaunchTemplateData', 'PolicyDocument', 'HealthCheckConfig', 'HostedZoneConfig'];

/** Asks about everything that the template promises, type by type and property by property. `from` tells what has been created. */
export function compare(promised: Promised[], reality: Reality, ledger: Ledger, from = 'DescribeStackResources'): void {
  for (const type of [...new Set(promised.map((promise) => promise.type))].sort()) {
    compareType(type, promised.filter((promise) => promise.type === type), reality, ledger, from);
  }
}

/** The types of which CloudFormation has not created everything. */
export function notCreated(promised: Promised[]): string[] {
  return [...new Set(promised.filter((promise) => promise.created === false).map((promise) => promise.type))].sort();
}

function compareType(type: string, promised: Promised[], reality: Reality, ledger: Ledger, from: string): void {
  const reader = READERS[type];
  const things = reader?.things(reality) ?? [];
  const missing = promised.filter((promise) => promise.created === false);
  const asked = [from, reader?.asked].filter(Boolean).join(', ');
  ledger.section(type, asked);
  if (missing.length > 0 || things.length === 0) {
    const answer = [missing.length === 0 ? 'created' : 'not created', reader ? `${reader.asked} answers ${show(things)}` : 'no reader asks for it'].join('; ');
    ledger.enter({ what: 'there', promised: `${promised.length}`, answer, kept: false, key: type });
    return;
  }
  ledger.enter({ what: 'there, and no others', promised: `${promised.length}`, answer: `${things.length}`, kept: things.length === promised.length, key: `${type} count` });
  compareProperties(type, match(promised, things, reader, reality), ledger);
}

function compareProperties(type: string, pairs: Pair[], ledger: Ledger): void {
  for (const path of [...new Set(pairs.flatMap(({ promised }) => Object.keys(promised)))].sort()) {
    const promising = pairs.filter(({ promised }) => promised[path] !== undefined);
    ledger.enter({
      what: path,
      promised: showAll(promising.map(({ promised }) => promised[path])),
      answer: showAll(promising.map(({ answer }) => answer[path])),
      kept: promising.every(({ promised, answer }) => holds(promised[path], answer[path])),
      key: `${type} ${path}`,
    });
  }
}

interface Pair {
  readonly promised: Fields;
  readonly answer: Fields;
}

/** By the id that CloudFormation tells; without one, by what is most alike, and nothing twice. */
function match(promised: Promised[], things: Fields[], reader: Reader, reality: Reality): Pair[] {
  const left = things.map((thing) => opened(thing));
  return promised.map((promise) => {
    const properties = opened(promise.properties);
    const alike = (thing: Fields) => Object.keys(properties).filter((path) => holds(properties[path], thing[path])).length;
    const best = reader.id === undefined
      ? left.reduce((one, other) => alike(other) > alike(one) ? other : one, left[0] ?? {})
      : left.find((thing) => thing[reader.id!] === reality.physicalId(promise.logicalId)) ?? {};
    left.splice(left.indexOf(best), left.includes(best) ? 1 : 0);
    return { promised: properties, answer: best };
  });
}

function opened(properties: Fields): Fields {
  return Object.fromEntries(Object.entries<any>(keyed(properties)).flatMap(([name, value]) => (
    OPENED.includes(name) && value ? Object.entries(value).map(([inner, content]) => [`${name}.${inner}`, content]) : [[name, value]]
  )));
}

/** A list of keys and values, which comes in any order, as an object; and so the statements of a policy. */
function keyed(value: any): any {
  if (Array.isArray(value)) {
    const pairs = value.length > 0 && value.every((item) => item && typeof item === 'object' && 'Key' in item && 'Value' in item);
    return pairs ? Object.fromEntries(value.map(({ Key, Value }) => [Key, Value])) : value.map(keyed);
  }
  if (value === null || typeof value !== 'object') { return value; }
  if (value.Version && Array.isArray(value.Statement)) { // a policy
    return Object.fromEntries(value.Statement.map((statement: Fields, i: number) => [statement.Sid ?? `statement ${i}`, statement]));
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, keyed(inner)]));
}

/** An answer may say more than was promised about a thing, but a list may not have more in it. */
export function holds(promised: any, answer: any): boolean {
  if (Array.isArray(promised)) {
    if (!Array.isArray(answer) || answer.length !== promised.length) { return false; }
    const left = [...answer];
    return promised.every((item) => {
      const found = left.findIndex((candidate) => holds(item, candidate));
      return found >= 0 && left.splice(found, 1).length === 1;
    });
  }
  if (promised !== null && typeof promised === 'object') {
    return answer !== null && typeof answer === 'object' && Object.keys(promised).every((key) => holds(promised[key], answer[key]));
  }
  return answer !== undefined && String(promised) === String(answer); // templates say "2" and "true", APIs 2 and true
}

export function showAll(values: any[]): string {
  const distinct = [...new Set(values.map(show))];
  return distinct.length === 1 && values.length > 1 ? `${distinct[0]} (each)` : values.map(show).join(', ');
}

export function show(value: any): string {
  if (value === undefined || value === '') { return 'nothing'; }
  if (Array.isArray(value)) { return value.length === 0 ? 'none' : value.map(show).join(', '); }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // What is long is told apart by its hash.
  return text.length <= 400 ? text : `${text.length} characters, sha256 ${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
}
