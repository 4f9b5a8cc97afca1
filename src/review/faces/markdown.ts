import { counted, nameOf, span, titleOf } from './words';
import { Account } from '../account';
import { Finding, Severity } from '../finding';
import { Review } from '../review';

/** What GitHub takes in one comment: https://github.com/orgs/community/discussions/27190 */
const LONGEST = 65_000;

/** For a comment on a pull request: what is to be decided first, the rest folded away. */
export function asMarkdown(review: Review): string {
  const open = review.findings.filter(({ acceptedBecause }) => acceptedBecause === undefined);
  const accepted = review.findings.filter(({ acceptedBecause }) => acceptedBecause !== undefined);
  const [heavy, notes] = [open.filter(({ severity }) => severity !== Severity.NOTE), open.filter(({ severity }) => severity === Severity.NOTE)];
  const head = `### Scale-out review: ${counted(open)}\n`;
  return fitting(head, [
    ...rowsOf(heavy),
    ...folded(`${notes.length} notes`, rowsOf(notes)),
    ...review.accounts.flatMap((account) => folded(`How long it takes: ${code(titleOf(account, review.accounts))}`, accountRows(account))),
    ...folded(`${accepted.length} accepted`, accepted.map((finding) => `* ${code(finding.ruleId)} of ${code(nameOf(finding))}: ${plain(finding.acceptedBecause ?? '')}`)),
    ...folded(`${review.unusedAcceptances.length} acceptances of what is not found`, review.unusedAcceptances.map((text) => `* ${plain(text)}`)),
    ...folded(`${review.notReviewed.length} things not reviewed`, review.notReviewed.map(({ what, because }) => `* ${code(what)}: ${plain(because)}`)),
  ]);
}

function rowsOf(findings: readonly Finding[]): string[] {
  if (findings.length === 0) { return []; }
  return ['| | What | Where | To mend it |', '|---|---|---|---|', ...findings.map(rowOf), ''];
}

const MARKS: Readonly<Record<Severity, string>> = { [Severity.ERROR]: '🔴 error', [Severity.WARNING]: '🟠 warning', [Severity.NOTE]: '🔵 note' };

function rowOf(finding: Finding): string {
  const { severity, title, message, mend, ruleId, property, document, line } = finding;
  const where = [code(nameOf(finding)), ...property === undefined ? [] : [code(property)], plain(line === undefined ? document : `${document}:${line}`)];
  return `| ${MARKS[severity]} | **${plain(title)}** ${code(ruleId)}<br>${plain(message)} | ${where.join('<br>')} | ${plain(mend)} |`;
}

function accountRows({ answers }: Account): string[] {
  return ['| Event | Takes | Because |', '|---|---|---|', ...answers.map(({ event, remark, terms, ...answer }) => {
    const reasons = terms.map((term) => `${span(term)} ${term.name}: ${term.why}`);
    return `| ${plain(event)} | ${span({ event, terms, ...answer })} | ${[...remark === undefined ? [] : [remark], ...reasons].map(plain).join('<br>')} |`;
  })];
}

function folded(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`<details><summary>${title}</summary>`, '', ...lines, '', '</details>', ''];
}

/** Whole lines, as many as fit; and what is missing is said. */
function fitting(head: string, lines: readonly string[]): string {
  const kept: string[] = [];
  let length = head.length;
  for (const line of lines) {
    length += line.length + 1;
    if (length > LONGEST) { return [head, ...kept, ...unfolded(kept), '', `${lines.length - kept.length} lines more: --format html shows them all.`, ''].join('\n'); }
    kept.push(line);
  }
  return [head, ...kept].join('\n');
}

/** What was cut within a fold would not be seen. */
function unfolded(lines: readonly string[]): string[] {
  const count = (tag: string) => lines.filter((line) => line.startsWith(tag)).length;
  return count('<details>') > count('</details>') ? ['', '</details>'] : [];
}

/** Texts of a document may hold anything; here they are words. */
function plain(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/[\\`*_[\]|~#]/g, '\\$&').replace(/@/g, '@\u200b').replace(/\s+/g, ' ');
}

function code(text: string): string {
  return `<code>${plain(text)}</code>`;
}
