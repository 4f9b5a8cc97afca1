import { Document, Mixed, Reference, Resource, Unknown, Value } from './document';
import { jsonOf } from './json';
import { isFields, isList } from './kinds';
import { concatenated } from './texts';

type Part = string | Reference | Unknown;

/** Stands for a secret that a document has in plain text. */
export const LITERAL = 'literal';

/** Properties whose text is a secret. */
const SECRET_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  'AWS::RDS::DBInstance': ['MasterUserPassword'],
  'AWS::RDS::DBCluster': ['MasterUserPassword'],
  'AWS::SecretsManager::Secret': ['SecretString'],
  'aws_secretsmanager_secret_version': ['secret_string', 'secret_string_wo', 'secret_binary'],
};

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
  const secret = SECRET_PROPERTIES[resource.type] ?? [];
  const properties = Object.entries(resource.properties)
    .map(([name, value]) => [name, secret.includes(name) && isWritten(value) ? LITERAL : conceal(value)] as const);
  const updatePolicy = resource.updatePolicy && conceal(resource.updatePolicy) as Resource['properties'];
  return { ...resource, properties: Object.fromEntries(properties), updatePolicy };
}

/** A text or more, as opposed to what a text is read from. */
function isWritten(value: Value): boolean {
  if (value instanceof Mixed) { return !value.parts.some((part) => typeof part === 'string' && READS_A_SECRET.test(part)); }
  return !(value instanceof Reference || value instanceof Unknown) && !(typeof value === 'string' && READS_A_SECRET.test(value));
}

function secretsIn({ type, properties }: Resource): string[] {
  const values = (SECRET_PROPERTIES[type] ?? []).map((name) => properties[name]).filter((value) => value !== undefined && isWritten(value));
  return values.flatMap((value) => [value, ...passwordsIn(jsonOf(value))])
    .filter((value) => typeof value === 'string').filter((text) => text.length >= SHORTEST_SECRET);
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
