/** Keys of JSON as they stand in the text, which the parsed value does not tell. */
export interface Key {
  readonly key: string;
  /** From 1. */
  readonly line: number;
}

interface Level {
  readonly keys?: Set<string>;
  /** The key that its values stand at now; a list has that of the object around it. */
  key: string;
}

/** The first key that stands twice in one object. The text has to be valid JSON. */
export function duplicateKey(text: string): Key | undefined {
  let found: Key | undefined;
  visitKeys(text, (key, line, levels) => {
    const { keys } = levels[levels.length - 1];
    if (keys!.has(key)) { found ??= { key, line }; }
    keys!.add(key);
    return found === undefined;
  });
  return found;
}

/** Lines of the keys that stand in a section at a depth of objects, lists not counted, by their path: `Resources/Group`. */
export function linesOf(text: string, section: string, depth: number): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  visitKeys(text, (key, line, levels) => {
    if (levels.length < depth || levels[0].key !== section) { return true; }
    const objects = levels.filter(({ keys }) => keys);
    if (objects.length === depth) { lines.set([...objects.slice(0, -1).map((level) => level.key), key].join('/'), line); }
    return true;
  });
  return lines;
}

/** Calls with each key, until that answers no. */
function visitKeys(text: string, visit: (key: string, line: number, levels: readonly Level[]) => boolean): void {
  const levels: Level[] = [];
  let line = 1;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case NEW_LINE: line++; break;
      case OPEN_OBJECT: levels.push({ keys: new Set(), key: '' }); break;
      case OPEN_LIST: levels.push({ key: '' }); break;
      case CLOSE_OBJECT: case CLOSE_LIST: levels.pop(); break;
      case QUOTE: {
        const end = endOfText(text, at);
        const around = levels[levels.length - 1];
        if (around?.keys && isKey(text, end + 1)) {
          around.key = keyOf(text.slice(at, end + 1));
          if (!visit(around.key, line, levels)) { return; }
        }
        at = end;
      }
    }
  }
}

const [NEW_LINE, QUOTE, OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [...'\n"{}[]'].map((character) => character.charCodeAt(0));

/** Where a text ends whose quote is at a place. */
export function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\') { slashes++; }
    if (slashes % 2 === 0) { return end; }
  }
  return text.length;
}

function isKey(text: string, from: number): boolean {
  let at = from;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') { at++; }
  return text[at] === ':';
}

function keyOf(quoted: string): string {
  return quoted.includes('\\') ? JSON.parse(quoted) as string : quoted.slice(1, -1);
}
