import { Reference, Unknown, Value, ssmParameter, zone } from '../document';
import { Instance } from './instances';
import { jsonOf } from '../json';
import { fieldsOf, isFields, isList, listOf } from '../kinds';
import { OpenList } from './open-list';
import { cloudFormationAttribute, cloudFormationType, isTranslated } from './resources';
import { textOfSecret } from './secret-texts';
import { Evaluated } from './values';

type Arguments = (name: string) => Evaluated;

/** An attribute of something that a document looks up. */
export function dataAttribute(instance: Instance, name: string, argument: Arguments, region: Value): Evaluated {
  const { type } = instance.declared;
  if (type === 'aws_region' && ['region', 'name', 'id'].includes(name)) { return region; }
  const known = DATA.get(type)?.(name, argument);
  if (known !== undefined) { return known; }
  const given = argument(name);
  if (given !== undefined) { return given; }
  if (!isTranslated(type)) { return new Unknown(`${instance.id}.${name} is looked up at deployment`); }
  return new Reference(instance.id, cloudFormationType(type), cloudFormationAttribute(type, name)?.attribute ?? name);
}

const DATA = new Map<string, (name: string, argument: Arguments) => Evaluated>([
  ['aws_caller_identity', (name) => ['account_id', 'id'].includes(name) ? place('AccountId') : undefined],
  ['aws_partition', (name) => name === 'dns_suffix' ? place('URLSuffix') : ['partition', 'id'].includes(name) ? place('Partition') : undefined],
  ['aws_ssm_parameter', (name, argument) => ['value', 'insecure_value'].includes(name) ? parameter(argument('name')) : undefined],
  ['aws_secretsmanager_secret_version', (name, argument) => name === 'secret_string' ? textOfSecret(argument('secret_id')) : undefined],
  // AWS takes an alias wherever it takes a key.
  ['aws_kms_alias', (name, argument) => ['arn', 'id', 'target_key_arn', 'target_key_id'].includes(name) ? argument('name') : undefined],
  ['aws_availability_zones', (name) => name === 'names' ? new OpenList(zone) : undefined],
  ['aws_iam_policy_document', (name, argument) => ['json', 'minified_json'].includes(name) ? policyDocument(argument) : undefined],
]);

function place(attribute: string): Reference {
  return new Reference(undefined, 'AWS', attribute);
}

function parameter(name: Evaluated): Value {
  return typeof name === 'string' ? ssmParameter(name) : new Unknown('which parameter is read is known at deployment');
}

function policyDocument(argument: Arguments): Value {
  const others = ['source_policy_documents', 'override_policy_documents'].map(argument);
  const unknown = [...others, argument('statement')].find((value) => value instanceof Unknown);
  if (unknown) { return unknown; }
  const statements = [...listOf(others[0]).flatMap(statementsOf), ...listOf(argument('statement')).map(statement), ...listOf(others[1]).flatMap(statementsOf)];
  return { Statement: statements };
}

function statementsOf(document: Value): readonly Value[] {
  const value = jsonOf(document);
  return isFields(value) ? listOf(value.Statement) : [new Unknown('a policy document is merged that is not known')];
}

function statement(block: Value): Value {
  if (!isFields(block)) { return block; }
  const entries: [string, Evaluated][] = [
    ['Sid', block.sid],
    ['Effect', block.effect ?? 'Allow'],
    ['Principal', principal(block.principals)],
    ['NotPrincipal', principal(block.not_principals)],
    ['Action', block.actions],
    ['NotAction', block.not_actions],
    ['Resource', block.resources],
    ['NotResource', block.not_resources],
    ['Condition', condition(block.condition)],
  ];
  return fieldsOf(entries.filter(([, value]) => !(isList(value) && value.length === 0)));
}

function principal(blocks: Evaluated): Evaluated {
  if (blocks === undefined || blocks instanceof Unknown) { return blocks; }
  const byType = new Map<string, readonly Value[]>();
  for (const block of listOf(blocks)) {
    if (!isFields(block) || typeof block.type !== 'string') { return new Unknown('a principal is known at deployment'); }
    if (block.type === '*') { return '*'; }
    byType.set(block.type, [...byType.get(block.type) ?? [], ...listOf(block.identifiers)]);
  }
  return byType.size === 0 ? undefined : Object.fromEntries(byType);
}

function condition(blocks: Evaluated): Evaluated {
  if (blocks === undefined || blocks instanceof Unknown) { return blocks; }
  const byTest = new Map<string, [string, Value][]>();
  for (const block of listOf(blocks)) {
    if (!isFields(block) || typeof block.test !== 'string' || typeof block.variable !== 'string') {
      return new Unknown('a condition is known at deployment');
    }
    byTest.set(block.test, [...byTest.get(block.test) ?? [], [block.variable, block.values]]);
  }
  return byTest.size === 0 ? undefined : Object.fromEntries([...byTest].map(([test, entries]) => [test, fieldsOf(entries)]));
}
