import { Mixed, Reference, Unknown, Value } from './document';
import { concatenated, isText } from './texts';

const DEEPEST = 100;

/** A text that is JSON, as the value it says; other values, and texts that are something else, as they are. */
export function jsonOf(value: Value | undefined): Value | undefined {
  if (!isText(value)) { return value; }
  const parts = value instanceof Mixed ? value.parts : [value];
  const mark = unusedMark(parts);
  const told = parts.filter((part) => typeof part !== 'string');
  let next = 0;
  const text = parts.map((part) => typeof part === 'string' ? part : `${mark}${next++}${mark}`).join('');
  // A text or a number is JSON too, and means itself.
  if (!/^\s*[{[]/.test(text)) { return value; }
  try {
    return restored(JSON.parse(text), mark, told, DEEPEST) ?? value;
  } catch {
    return value;
  }
}

/** A private character that none of the parts contains, to stand for what only the deployment tells. */
function unusedMark(parts: readonly (string | Reference | Unknown)[]): string {
  for (let code = 0xe000; code < 0xe0ff; code++) {
    const mark = String.fromCharCode(code);
    if (!parts.some((part) => typeof part === 'string' && (part.includes(mark) || part.toLowerCase().includes(`\\u${code.toString(16)}`)))) { return mark; }
  }
  return '\uf8ff';
}

function restored(json: unknown, mark: string, told: readonly (Reference | Unknown)[], depth: number): Value | undefined {
  if (depth === 0) { return new Unknown('it is nested too deeply'); }
  if (typeof json === 'string') { return restoredText(json, mark, told); }
  if (typeof json === 'number' || typeof json === 'boolean') { return json; }
  if (Array.isArray(json)) {
    return json.map((item) => restored(item, mark, told, depth - 1)).filter((item) => item !== undefined);
  }
  if (typeof json !== 'object' || json === null) { return undefined; }
  const entries = Object.entries(json).map(([name, item]) => [name, restored(item, mark, told, depth - 1)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined)) as { [name: string]: Value };
}

function restoredText(text: string, mark: string, told: readonly (Reference | Unknown)[]): Value {
  const pieces = text.split(mark).map((piece, position) => position % 2 === 0 ? piece : told[Number(piece)]);
  const whole = pieces.filter((piece) => piece !== '');
  return whole.length === 1 ? whole[0] : concatenated(pieces);
}
