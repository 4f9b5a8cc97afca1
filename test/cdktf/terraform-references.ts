/** What an expression refers to: `aws_lb.main.dns_name` is the root `aws_lb` and the steps `main` and `dns_name`. */
export interface Reference {
  readonly text: string;
  readonly root: string;
  readonly steps: readonly string[];
}

/** Everything that the expressions in a text refer to: `${aws_lb.main.dns_name}` is one, `$${not.this}` is text. */
export function referencesIn(text: string): Reference[] {
  return expressionsIn(text).flatMap(references);
}

/** A text of which the value is not known before Terraform computes it. */
export function isTemplate(text: string): boolean {
  return expressionsIn(text).length > 0;
}

/** What Terraform takes without `${}`: in `depends_on`, say. */
export function referenceOf(path: string): Reference | undefined {
  return references(path)[0];
}

/** The code of each expression, without the texts in it; what stands in those is an expression of its own. */
function expressionsIn(text: string): string[] {
  const expressions: string[] = [];
  for (let at = 0; at < text.length; at++) {
    if (/^[$%]{2}\{/.test(text.slice(at, at + 3))) { at += 2; continue; }
    if (/^[$%]\{/.test(text.slice(at, at + 2))) { at = expression(text, at + 2, expressions); }
  }
  return expressions;
}

/** Reads on to the brace that closes the expression, and returns where that is. */
function expression(text: string, start: number, found: string[]): number {
  let code = '';
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '}' && depth === 0) { found.push(code); return at; }
    if (text[at] === '{') { depth++; }
    if (text[at] === '}') { depth--; }
    if (text[at] === '"') { at = literal(text, at + 1, found); code += '""'; } else { code += text[at]; }
  }
  found.push(code);
  return text.length;
}

function literal(text: string, start: number, found: string[]): number {
  for (let at = start; at < text.length; at++) {
    if (text[at] === '\\') { at++; continue; }
    if (/^[$%]{2}\{/.test(text.slice(at, at + 3))) { at += 2; continue; }
    if (/^[$%]\{/.test(text.slice(at, at + 2))) { at = expression(text, at + 2, found); continue; }
    if (text[at] === '"') { return at; }
  }
  return text.length;
}

const TRAVERSAL = /(?<![\w.\]-])([a-z_][\w-]*)((?:\.[\w*-]+|\[[^\]]*\])+)/gi;

function references(code: string): Reference[] {
  // What a `for` names is nobody's but its own.
  const loops = [...code.matchAll(/\bfor\s+(\w+)(?:\s*,\s*(\w+))?\s+in\b/g)].flatMap(([, one, other]) => [one, other]);
  const outer = [...code.matchAll(TRAVERSAL)].map(([text, root, path]) => ({ text, root, steps: path.match(/[^.[\]]+|\[[^\]]*\]/g) ?? [] }));
  // An index may be a reference itself.
  const inner = [...code.matchAll(/\[([^\]]*)\]/g)].flatMap(([, index]) => /[a-z]\w*\./i.test(index) && code !== index ? references(index) : []);
  return [...outer, ...inner].filter(({ root }) => !loops.includes(root) && root !== 'for');
}
