import { Look } from './index';
import { counted, nameOf, span, titleOf, wrapped } from './words';
import { Account } from '../account';
import { Finding, Severity } from '../finding';
import { Review } from '../review';

/** For a person at a terminal. */
export function asTable(review: Review, look: Look): string {
  const open = review.findings.filter(({ acceptedBecause }) => acceptedBecause === undefined);
  const accepted = review.findings.filter(({ acceptedBecause }) => acceptedBecause !== undefined);
  return [
    ...documentsOf(open).flatMap((document) => sectionOf(document, open.filter((finding) => finding.document === document), look)),
    ...review.accounts.flatMap((account) => accountLines(account, titleOf(account, review.accounts), look)),
    ...listOf('Accepted', accepted.map((finding) => `${finding.ruleId} of ${nameOf(finding)}: ${finding.acceptedBecause}`), look),
    ...listOf('Accepted, and not found', review.unusedAcceptances, look),
    ...listOf('Not reviewed', review.notReviewed.map(({ what, because }) => `${what}: ${because}`), look),
    `${counted(open)}${accepted.length > 0 ? `, and ${accepted.length} accepted` : ''}, in ${review.places.join(', ') || 'no document'}`,
    '',
  ].join('\n');
}

function documentsOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map(({ document }) => document))];
}

function sectionOf(document: string, findings: readonly Finding[], look: Look): string[] {
  return [painted(document, BOLD, look), '', ...findings.flatMap((finding) => findingLines(finding, look))];
}

const INDENT = ' '.repeat(11);

function findingLines(finding: Finding, look: Look): string[] {
  const { ruleId, severity, title, message, mend, line, property } = finding;
  const where = `${nameOf(finding)}${property === undefined ? '' : ` · ${property}`}${line === undefined ? '' : ` · line ${line}`}`;
  return [
    `  ${painted(severity.padEnd(7), COLORS[severity], look)}  ${painted(title, BOLD, look)}  ${painted(ruleId, FAINT, look)}`,
    ...indented(where, look),
    ...indented(message, look),
    ...indented(`→ ${mend}`, look),
    '',
  ];
}

function indented(text: string, look: Look): string[] {
  return hanging(INDENT, text, look);
}

/** As far in as its first line, which may begin with something else. */
function hanging(first: string, text: string, { width }: Look): string[] {
  return wrapped(text, Math.max(width - first.length, NARROWEST)).map((line, index) => `${index === 0 ? first : ' '.repeat(first.length)}${line}`);
}

const NARROWEST = 30;

function accountLines(account: Account, title: string, look: Look): string[] {
  const times = account.answers.map((answer) => [span(answer), answer] as const);
  const widest = Math.max(0, ...times.map(([time]) => time.length));
  return [
    painted(`${title}: how long it takes`, BOLD, look),
    '',
    ...times.flatMap(([time, { event, remark, terms }]) => [
      ...hanging(`  ${time.padStart(widest)}  `, `${event}${remark === undefined ? '' : `: ${remark}`}`, look),
      ...terms.flatMap((term) => hanging(' '.repeat(widest + 6), `${span(term)} ${term.name}: ${term.why}`, look)).map((line) => painted(line, FAINT, look)),
    ]),
    '',
  ];
}

function listOf(title: string, entries: readonly string[], look: Look): string[] {
  return entries.length === 0 ? [] : [painted(title, BOLD, look), '', ...entries.flatMap((entry) => hanging('  ', entry, look)), ''];
}

const BOLD = 1;
const FAINT = 2;
const COLORS: Readonly<Record<Severity, number>> = { [Severity.ERROR]: 31, [Severity.WARNING]: 33, [Severity.NOTE]: 36 };

function painted(text: string, code: number, { colors }: Look): string {
  return colors ? `\u001b[${code}m${text}\u001b[0m` : text;
}
