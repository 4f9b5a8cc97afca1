import { Document, Mixed, Reference, Resource, Unknown, Value } from './document';
import { jsonOf } from './json';
import { isFields, isList } from './kinds';
import { concatenated } from './texts';

type Part = string | Reference | Unknown;

/** Stands for a secret that a document has in plain text. */
export const LITERAL = 'literal';

/** Properties whose text is a secret, or whose members are: `AuthenticationMode.Passwords`. */
const SECRET_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  'AWS::ElastiCache::ReplicationGroup': ['AuthToken'],
  'AWS::ElastiCache::User': ['Passwords', 'AuthenticationMode.Passwords'],
  'AWS::RDS::DBInstance': ['MasterUserPassword'],
  'AWS::RDS::DBCluster': ['MasterUserPassword'],
  'AWS::SecretsManager::Secret': ['SecretString'],
  'aws_secretsmanager_secret_version': ['secret_string', 'secret_string_wo', 'secret_binary'],
};

/** Rights of a user of a cache, among which people write what does not belong there. */
const ACCESS = 'AccessString';
const WRITTEN_IN_ACCESS = /(^|\s)[<>#!]\S+/g;

/** Nobody's password is shorter, as databases refuse those: anything shorter may stand in a text by chance. */
const SHORTEST_SECRET = 8;

const READS_A_SECRET = /(\{\{resolve:(?:secretsmanager|ssm-secure):|\}\})/;

/** The document without what nobody may read, wherever it stands. */
export function withoutSecrets(document: Document): Document {
  const conceal = concealing(document.resources.flatMap(secretsIn));
  return {
    ...document,
    resources: document.resources.map((resource) => concealed(resource, conceal)),
    assumptions: document.assumptions.map(({ name, value }) => ({ name, value: String(conceal(value)) })),
  };
}

function concealed(resource: Resource, conceal: (value: Value) => Value): Resource {
  const paths = pathsOf(resource.type);
  const properties = Object.entries(resource.properties).map(([name, value]) => {
    const pathsHere = paths.filter(([first]) => first === name);
    return [name, told(name === ACCESS ? withoutPasswords(value) : value, pathsHere, conceal)] as const;
  });
  const updatePolicy = resource.updatePolicy && conceal(resource.updatePolicy) as Resource['properties'];
  return { ...resource, properties: Object.fromEntries(properties), updatePolicy };
}

/** What stands at one of the paths is told as literal where it is written, each of several apart. */
function told(value: Value, paths: readonly (readonly string[])[], conceal: (value: Value) => Value): Value {
  const deeper = paths.map(([, ...rest]) => rest);
  if (deeper.length === 0) { return conceal(value); }
  const isSecret = deeper.some((path) => path.length === 0);
  const one = (member: Value) => isWritten(member) ? LITERAL : conceal(member);
  if (isSecret || !isFields(value)) { return isList(value) ? value.map(one) : one(value); }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, told(member, deeper.filter(([first]) => first === name), conceal)]));
}

function pathsOf(type: string): readonly (readonly string[])[] {
  return (SECRET_PROPERTIES[type] ?? []).map((path) => path.split('.'));
}

/** An access string may say a password, or the hash of one, which AWS refuses. */
function withoutPasswords(value: Value): Value {
  const hidden = (text: string) => text.replace(WRITTEN_IN_ACCESS, `$1>${LITERAL}`);
  if (value instanceof Mixed) { return new Mixed(value.parts.map((part) => typeof part === 'string' ? hidden(part) : part)); }
  return typeof value === 'string' ? hidden(value) : value;
}

/** A text or more, as opposed to what a text is read from. */
function isWritten(value: Value): boolean {
  if (value instanceof Mixed) { return !value.parts.some((part) => typeof part === 'string' && READS_A_SECRET.test(part)); }
  return !(value instanceof Reference || value instanceof Unknown) && !(typeof value === 'string' && READS_A_SECRET.test(value));
}

function secretsIn({ type, properties }: Resource): string[] {
  const values = pathsOf(type).flatMap((path) => at(properties, path) ?? []);
  const access = typeof properties[ACCESS] === 'string' ? properties[ACCESS].match(WRITTEN_IN_ACCESS) ?? [] : [];
  return values.filter(isWritten)
    .flatMap((value) => [value, ...passwordsIn(jsonOf(value))])
    .filter((value) => typeof value === 'string').concat(access.map((word) => word.trim().slice(1)))
    .filter((text) => text.length >= SHORTEST_SECRET);
}

function at(properties: Resource['properties'], path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((value, name) => isFields(value) ? value[name] : undefined, properties);
}

function passwordsIn(value: Value | undefined): Value[] {
  return isFields(value) ? Object.entries(value).filter(([name]) => /pass|secret|token|key/i.test(name)).map(([, member]) => member) : [];
}

function concealing(secrets: readonly string[]): (value: Value) => Value {
  const longestFirst = [...new Set(secrets)].sort((one, other) => other.length - one.length);
  const conceal = (text: string) => longestFirst.reduce((left, secret) => left.replaceAll(secret, '<secret>'), text);
  // A value may stand in several places, and whoever made it may have made it to grow.
  const known = new Map<object, Value>();
  const visit = (value: Value): Value => {
    if (typeof value === 'string') { return withSecretsNamed([conceal(value)]); }
    if (typeof value !== 'object' || value instanceof Reference || value instanceof Unknown) { return value; }
    if (!known.has(value)) { known.set(value, visitMembers(value)); }
    return known.get(value)!;
  };
  const visitMembers = (value: Value & object): Value => {
    if (value instanceof Mixed) { return withSecretsNamed(value.parts.map((part) => typeof part === 'string' ? conceal(part) : part)); }
    if (isList(value)) { return value.map(visit); }
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, visit(member)]));
  };
  return visit;
}

/** `{{resolve:secretsmanager:…}}` would be replaced by what it reads: `<secret …>`. */
function withSecretsNamed(parts: readonly Part[]): Value {
  if (!parts.some((part) => typeof part === 'string' && READS_A_SECRET.test(part))) { return parts.length === 1 ? parts[0] : new Mixed(parts); }
  let isWithin = false;
  const pieces = parts.flatMap<Part>((part) => typeof part === 'string' ? part.split(READS_A_SECRET) : [part]).map((piece): Part => {
    if (typeof piece !== 'string') { return piece; }
    if (piece.startsWith('{{resolve:')) { isWithin = true; return '<secret '; }
    if (!isWithin) { return piece; }
    isWithin = piece !== '}}';
    return isWithin ? whichOf(piece) : '>';
  });
  return concatenated(isWithin ? [...pieces, '>'] : pieces);
}

/** The name of the secret, and of the member that is read of it. */
function whichOf(text: string): string {
  return text.replace(/:SecretString(?::([^:]*))?.*$/s, (_, member?: string) => member ? ` ${member}` : '');
}
