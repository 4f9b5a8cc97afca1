import { Finding } from './finding';
import { Judged } from './judgement';
import { RULES } from './rules';
import { Acceptance, DeclaredAcceptance } from './sources/reading';
import { UnreadableError } from './sources/unreadable';

/** A finding that a file accepts, anywhere or of some resources. */
export interface FiledAcceptance extends Acceptance {
  /** Its path, its id, or its document and id as `Shop.template.json:Group`, with `*` for any text. */
  readonly resource?: string;
}

export interface Weighed {
  /** Those that are accepted say why. */
  readonly findings: readonly Finding[];
  /** What accepts nothing, in words. */
  readonly unused: readonly string[];
}

/** What stands at the resource goes before what stands in the file. */
export function weigh(judged: readonly Judged[], filed: readonly FiledAcceptance[], declared: readonly DeclaredAcceptance[]): Weighed {
  const used = new Set<Acceptance>();
  const findings = judged.map(({ finding, origin }) => {
    const acceptance = origin.accepted.find(({ rule }) => rule === finding.ruleId) ?? filed.find((entry) => accepts(entry, finding));
    if (!acceptance) { return finding; }
    used.add(acceptance);
    return { ...finding, acceptedBecause: acceptance.reason };
  });
  const unused = [
    ...declared.filter(({ acceptance }) => !used.has(acceptance)).map(({ acceptance, where }) => `${acceptance.rule} at ${where}`),
    ...filed.filter((entry) => !used.has(entry)).map(({ rule, resource }) => resource === undefined ? rule : `${rule} of ${resource}`),
  ];
  return { findings, unused };
}

function accepts({ rule, resource }: FiledAcceptance, finding: Finding): boolean {
  if (rule !== finding.ruleId) { return false; }
  if (resource === undefined) { return true; }
  const pattern = new RegExp(`^${resource.split('*').map((text) => text.replace(/[\\^$.|?+()[\]{}]/g, '\\$&')).join('.*')}$`);
  return [finding.resourceId, finding.path ?? '', `${finding.document}:${finding.resourceId}`].some((name) => pattern.test(name));
}

/**
 * The acceptances of a file: `{ "accept": [{ "rule": …, "resource": …, "reason": … }] }`.
 *
 * @throws UnreadableError that lists everything that is wrong with it
 */
export function acceptancesIn(content: unknown, file: string): FiledAcceptance[] {
  const entries = (content as { accept?: unknown } | null)?.accept;
  if (!Array.isArray(entries)) { throw new UnreadableError(file, "it must be an object with the list 'accept'"); }
  const problems = entries.flatMap((entry, index) => problemsOf(entry).map((problem) => `accept[${index}] ${problem}`));
  if (problems.length > 0) { throw new UnreadableError(file, problems.join('; ')); }
  return entries as FiledAcceptance[];
}

const KNOWN = ['rule', 'resource', 'reason'];

/** Of one acceptance, wherever it stands. */
export function problemsOf(entry: unknown): string[] {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) { return ['must be an object with \'rule\' and \'reason\'']; }
  const { rule, resource, reason } = entry as Record<string, unknown>;
  const strangers = Object.keys(entry).filter((name) => !KNOWN.includes(name));
  return [
    ...RULES.some(({ id }) => id === rule) ? [] : [`names no rule: ${JSON.stringify(rule) ?? 'nothing'}`],
    ...typeof reason === 'string' && reason.trim().length > 0 ? [] : ['needs a \'reason\''],
    ...resource === undefined || typeof resource === 'string' ? [] : ['has a \'resource\' that is not a text'],
    ...strangers.map((name) => `has '${name}', which is not known: ${KNOWN.join(', ')} are`),
  ];
}
