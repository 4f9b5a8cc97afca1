import { textOf, Value } from '../document';
import { jsonOf } from '../json';
import { Statement } from '../topology-storage';
import { at, entriesOf, isObject, listOf, textsOf } from './values';

/** The statements of a policy document, which may be a text. */
export function statementsIn(policy: Value | undefined): Statement[] {
  return listOf(at(jsonOf(policy), 'Statement')).map(statementOf);
}

function statementOf(statement: Value): Statement {
  return {
    sid: textOf(at(statement, 'Sid')),
    effect: textOf(at(statement, 'Effect')) ?? 'Allow',
    principals: [...principalsOf(at(statement, 'Principal')), ...except('NotPrincipal', principalsOf(at(statement, 'NotPrincipal')))],
    actions: [...textsOf(at(statement, 'Action')), ...except('NotAction', textsOf(at(statement, 'NotAction')))],
    resources: [...textsOf(at(statement, 'Resource')), ...except('NotResource', textsOf(at(statement, 'NotResource')))],
    conditions: entriesOf(at(statement, 'Condition')).flatMap(([operator, tests]) => conditionsOf(operator, tests)),
  };
}

/** `*` alone means the same as `AWS *`. */
function principalsOf(principal: Value | undefined): string[] {
  if (!isObject(principal)) { return textsOf(principal).map((text) => `AWS ${text}`); }
  return entriesOf(principal).flatMap(([type, names]) => textsOf(names).map((name) => `${type} ${name}`));
}

function conditionsOf(operator: string, tests: Value): string[] {
  if (!isObject(tests)) { return [`${operator} <unknown>`]; }
  return entriesOf(tests).map(([key, values]) => `${operator} ${key} ${textsOf(values).join(', ')}`);
}

/** A statement about everything else keeps saying so. */
function except(name: string, texts: string[]): string[] {
  return texts.map((text) => `${name} ${text}`);
}
