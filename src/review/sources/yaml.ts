/** What is used of js-yaml. */
interface YamlParser {
  readonly CORE_SCHEMA: { extend(definition: object): object };
  readonly Type: new (tag: string, options: object) => object;
  readonly types: { readonly merge: object };
  load(text: string, options: object): unknown;
}

/** CloudFormation's functions as YAML writes them: `!Sub`, `!GetAtt`, and the others. */
const FUNCTIONS = [
  'And', 'Base64', 'Cidr', 'Contains', 'EachMemberEquals', 'EachMemberIn', 'Equals', 'FindInMap', 'ForEach', 'GetAZs', 'GetAtt', 'If',
  'ImportValue', 'Join', 'Length', 'Not', 'Or', 'RefAll', 'Select', 'Split', 'Sub', 'ToJsonString', 'Transform', 'ValueOf', 'ValueOfAll',
];
const WITHOUT_PREFIX = ['Condition', 'Ref'];

let schema: object | undefined;

/** @throws an error of the parser's, which says where it is */
export function parseYaml(text: string): unknown {
  // Many documents are JSON, and need no parser.
  // eslint-disable-next-line @typescript-eslint/no-require-imports, import/no-extraneous-dependencies
  const parser: YamlParser = require('js-yaml');
  schema ??= schemaOf(parser);
  return parser.load(text, { schema });
}

/** Dates stay texts: the version of a policy is one, and no point in time. */
function schemaOf({ CORE_SCHEMA, Type, types }: YamlParser): object {
  const functions = ['scalar', 'sequence', 'mapping'].map((kind) => new Type('!', { kind, multi: true, construct: called }));
  return CORE_SCHEMA.extend({ implicit: [types.merge], explicit: functions });
}

function called(argument: unknown, tag: string): object {
  const name = tag.slice(1);
  if (WITHOUT_PREFIX.includes(name)) { return { [name]: argument }; }
  if (FUNCTIONS.includes(name)) { return { [`Fn::${name}`]: argument }; }
  throw Object.assign(new Error(), { reason: `${tag} is no function of CloudFormation` });
}
