import { writeFileSync } from 'fs';
import { HELP, Request, Settings, UsageError, requestIn } from './arguments';
import { FACES } from '../faces';
import { explanation, ruleList } from '../faces/rules';
import { packageVersion } from '../package-version';
import { Review, RuleDescription } from '../review';
import { UnreadableError } from '../sources/unreadable';

/** Where a command writes. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Whether colours are seen, and how many characters fit into a line. */
  readonly colors: boolean;
  readonly width: number;
}

const NOTHING_FOUND = 0;
const FOUND = 1;
const NOT_REVIEWED = 2;

/** @returns the exit code */
export function run(words: readonly string[], terminal: Terminal): number {
  try {
    return answer(requestIn(words), terminal);
  } catch (error) {
    terminal.error(`scale-out: ${sentence(error)}\n`);
    return NOT_REVIEWED;
  }
}

function answer(request: Request, terminal: Terminal): number {
  switch (request.kind) {
    case 'help': return told(HELP, terminal);
    case 'version': return told(`${packageVersion()}\n`, terminal);
    case 'rules': return told(ruleList(Review.rules()), terminal);
    case 'explain': return told(explanation(ruleNamed(request.rule)), terminal);
    case 'review': return review(request.paths, request.settings, terminal);
  }
}

function told(text: string, { out }: Terminal): number {
  out(text);
  return NOTHING_FOUND;
}

function review(paths: readonly string[], { format, failOn, output, ...options }: Settings, terminal: Terminal): number {
  const done = Review.ofPaths([...paths], options);
  const isWrittenAway = output !== undefined;
  const look = isWrittenAway ? { colors: false, width: WIDTH_OF_FILES } : terminal;
  const text = FACES[format](done, { colors: look.colors, width: look.width, version: packageVersion() });
  if (isWrittenAway) { writeFileSync(output, text); } else { terminal.out(text); }
  return failOn !== undefined && done.open(failOn).length > 0 ? FOUND : NOTHING_FOUND;
}

const WIDTH_OF_FILES = 120;

function ruleNamed(id: string): RuleDescription {
  const rules = Review.rules();
  const rule = rules.find((candidate) => candidate.id === id);
  if (!rule) { throw new UsageError(`There is no rule '${id}': scale-out review --rules lists all ${rules.length}.`); }
  return rule;
}

/** Nobody is helped by a stack trace; what is not expected says that it is not. */
function sentence(error: unknown): string {
  if (error instanceof UsageError || error instanceof UnreadableError) { return error.message; }
  const message = error instanceof Error ? error.message : String(error);
  return `it failed, and should not have: ${message.split('\n')[0]}`;
}
