import { refuseBoundless, refuseBoundlessJson } from './bounds';
import { textOfFile } from './files';
import { duplicateKey } from './json-keys';
import { UnreadableError } from './unreadable';
import { parseYaml } from './yaml';

/** A file whose text is understood. */
export interface ParsedFile {
  /** As it was given. */
  readonly path: string;
  readonly text: string;
  readonly value: unknown;
}

/** CloudFormation takes 1 MB; what parses YAML takes a second for this. */
const LARGEST_YAML = 5_000_000;

/**
 * What a file of JSON or YAML says.
 *
 * @throws UnreadableError
 */
export function parsedFile(path: string): unknown {
  return parseFile(path).value;
}

/** @throws UnreadableError */
export function parseFile(path: string): ParsedFile {
  return parseText(path, textOfFile(path));
}

/** @throws UnreadableError */
export function parseText(path: string, text: string): ParsedFile {
  if (/\.(?:tf|hcl)$/.test(path)) { throw new UnreadableError(path, HOW_TO_PLAN); }
  const value = isJson(text) || path.endsWith('.json') ? parseJson(path, text) : parseAsYaml(path, text);
  refuseBoundless(value, path);
  return { path, text, value };
}

export const HOW_TO_PLAN = "Terraform's own language is not read, but a plan is: terraform plan -out plan.out && terraform show -json plan.out > plan.json";

export function isJson(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

function parseJson(path: string, text: string): unknown {
  refuseBoundlessJson(text, path);
  try {
    const value: unknown = JSON.parse(text);
    const twice = duplicateKey(text);
    if (twice) { throw new UnreadableError(path, `the key '${twice.key}' stands twice in one object, the second time in line ${twice.line}`); }
    return value;
  } catch (error) {
    if (error instanceof UnreadableError) { throw error; }
    if (/\.ya?ml$/.test(path)) { return parseAsYaml(path, text); }
    throw new UnreadableError(path, `it is not valid JSON${whereIn((error as Error).message, text)}`);
  }
}

/** The parser quotes what stands there, which may be a secret: where it is has to do. */
function whereIn(message: string, text: string): string {
  if (/end of JSON|unterminated/i.test(message)) { return ': it ends before it is complete'; }
  const position = /at position (\d+)/.exec(message)?.[1];
  return position === undefined ? '' : `, from line ${text.slice(0, Number(position)).split('\n').length} on`;
}

function parseAsYaml(path: string, text: string): unknown {
  if (text.length > LARGEST_YAML) { throw new UnreadableError(path, `it has more than ${LARGEST_YAML / 1_000_000} MB of YAML`); }
  try {
    return parseYaml(text);
  } catch (error) {
    const { reason, mark } = error as { readonly reason?: string; readonly mark?: { readonly line: number } };
    throw new UnreadableError(path, `it is not valid YAML${mark ? `, in line ${mark.line + 1}` : ''}: ${reason ?? 'it cannot be parsed'}`);
  }
}
