import { Unknown, Value } from '../document';

type Operand = Value | undefined;

/** What an operator gives, where its operands are known. */
export function operate(operator: string, left: Operand, right: Operand): Value {
  if (operator === '&&' || operator === '||') { return connect(operator === '||', left, right); }
  const unknown = [left, right].find((operand) => operand instanceof Unknown);
  if (unknown) { return unknown; }
  if (operator === '!') { return isTrue(left) ? false : isFalse(left) ? true : undecided(); }
  if (operator === '==' || operator === '!=') { return compare(operator === '==', left, right); }
  return compute(operator, left, right);
}

/** One side may decide: `false && …` is false whatever follows. */
function connect(decider: boolean, left: Operand, right: Operand): Value {
  const decides = decider ? isTrue : isFalse;
  if (decides(left) || decides(right)) { return decider; }
  return isKnown(left) && isKnown(right) ? !decider : undecided();
}

function compare(wantsEqual: boolean, left: Operand, right: Operand): Value {
  if (left === undefined && right === undefined) { return wantsEqual; }
  if (typeof left === 'object' || typeof right === 'object') { return undecided(); }
  return (left === right) === wantsEqual;
}

const ARITHMETIC = new Map<string, (left: number, right: number) => number | boolean>([
  ['+', (left, right) => left + right],
  ['-', (left, right) => left - right],
  ['*', (left, right) => left * right],
  ['/', (left, right) => left / right],
  ['%', (left, right) => left % right],
  ['<', (left, right) => left < right],
  ['>', (left, right) => left > right],
  ['<=', (left, right) => left <= right],
  ['>=', (left, right) => left >= right],
  ['negative', (left) => -left],
]);

function compute(operator: string, left: Operand, right: Operand): Value {
  const [a, b] = [numberOf(left), operator === 'negative' ? 0 : numberOf(right)];
  const result = a === undefined || b === undefined ? undefined : ARITHMETIC.get(operator)?.(a, b);
  return result === undefined || Number.isNaN(result) || Math.abs(Number(result)) === Infinity ? undecided() : result;
}

/** A number, or a text that is one. */
export function numberOf(value: Operand): number | undefined {
  if (typeof value === 'number') { return value; }
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

function isTrue(value: Operand): boolean {
  return value === true || value === 'true';
}

function isFalse(value: Operand): boolean {
  return value === false || value === 'false';
}

function isKnown(value: Operand): boolean {
  return isTrue(value) || isFalse(value);
}

function undecided(): Unknown {
  return new Unknown('it is computed from what is known at deployment');
}
