import { Mixed, partsOf, Reference, Unknown, Value } from '../document';

type Part = string | Reference | Unknown;

/** Two characters that nobody writes, around the number of a part that only the deployment tells. */
const [BEFORE, AFTER] = ['\uE000', '\uE001'];
const PLACE = new RegExp(`${BEFORE}(\\d+)${AFTER}`);

/** What a text of JSON describes, with what only the deployment tells in its place; `undefined` if it is not JSON. */
export function jsonOf(text: Value | undefined): Value | undefined {
  if (typeof text !== 'string' && !(text instanceof Mixed)) { return undefined; }
  const parts = partsOf(text);
  const whole = parts.map((part, index) => typeof part === 'string' ? part : `${BEFORE}${index}${AFTER}`).join('');
  try {
    return revive(JSON.parse(whole), parts);
  } catch {
    return undefined;
  }
}

function revive(node: any, parts: readonly Part[]): Value {
  if (typeof node === 'string') { return reviveText(node, parts); }
  if (Array.isArray(node)) { return node.map((element) => revive(element, parts)); }
  if (node === null || typeof node !== 'object') { return node ?? ''; }
  return Object.fromEntries(Object.entries(node).map(([name, member]) => [name, revive(member, parts)]));
}

function reviveText(text: string, parts: readonly Part[]): Value {
  const pieces = text.split(PLACE).map((piece, index) => index % 2 === 0 ? piece : parts[Number(piece)] ?? '').filter((piece) => piece !== '');
  if (pieces.length === 0) { return ''; }
  return pieces.length === 1 ? pieces[0] : new Mixed(pieces);
}
