import { endOfText } from './json-keys';
import { UnreadableError } from './unreadable';

/** Deeper than anybody writes, and far from where the stack ends. */
const DEEPEST = 500;
/** What a file of the largest size has in it that somebody wrote. */
const MOST_NODES = 2_000_000;

/**
 * Refuses what is nested without end, or grows when it is followed: YAML's aliases let a few lines stand for billions. Whoever reads
 * further need not look out for it.
 *
 * @throws UnreadableError
 */
export function refuseBoundless(value: unknown, path: string): void {
  const open: { readonly node: object; readonly depth: number }[] = isObject(value) ? [{ node: value, depth: 0 }] : [];
  let seen = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next;
    if (depth > DEEPEST) { throw tooDeep(path); }
    if (Object.hasOwn(node, '__proto__')) { throw new UnreadableError(path, "it has the key '__proto__', which no document needs"); }
    const members = Array.isArray(node) ? node : Object.values(node);
    seen += members.length;
    if (seen > MOST_NODES) { throw tooMany(path); }
    for (const member of members) {
      if (isObject(member)) { open.push({ node: member, depth: depth + 1 }); }
    }
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/**
 * Refuses JSON that would take the memory of the machine to be parsed: an empty list is two characters of a file, and a hundred bytes of memory.
 *
 * @throws UnreadableError
 */
export function refuseBoundlessJson(text: string, path: string): void {
  let depth = 0;
  let seen = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE: at = endOfText(text, at); break;
      case COMMA: seen++; break;
      case OPEN_LIST: case OPEN_OBJECT: seen++; depth++; break;
      case CLOSE_LIST: case CLOSE_OBJECT: depth--; break;
    }
    if (depth > DEEPEST) { throw tooDeep(path); }
    if (seen > MOST_NODES) { throw tooMany(path); }
  }
}

const [QUOTE, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [...'",[]{}'].map((character) => character.charCodeAt(0));

function tooDeep(path: string): UnreadableError {
  return new UnreadableError(path, `it is nested more than ${DEEPEST} levels deep`);
}

function tooMany(path: string): UnreadableError {
  return new UnreadableError(path, `it has more than ${MOST_NODES} values in it, aliases followed`);
}
