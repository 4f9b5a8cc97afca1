import { Account, AccountAnswer, AccountTerm } from '../account';
import { Finding, Severity } from '../finding';

/** `2 errors, 1 warning and 3 notes`; `nothing` where there is none. */
export function counted(findings: readonly Finding[]): string {
  const parts = Object.values(Severity).map((severity) => [findings.filter((finding) => finding.severity === severity).length, severity] as const)
    .filter(([count]) => count > 0)
    .map(([count, severity]) => `${count} ${severity}${count === 1 ? '' : 's'}`);
  return parts.length === 0 ? 'nothing' : parts.join(', ').replace(/, ([^,]*)$/, ' and $1');
}

/** The resource as a reader knows it. */
export function nameOf({ path, resourceId }: { readonly path?: string; readonly resourceId: string }): string {
  return path ?? resourceId;
}

/** Two documents may have a tier of one name each. */
export function titleOf(tier: Account, all: readonly Account[]): string {
  const name = nameOf(tier);
  return all.some((other) => other.document !== tier.document && nameOf(other) === name) ? `${name} in ${tier.document}` : name;
}

/** `30–48 s`, `at least 120 s`, `unknown`; a dash where no time passes. */
export function span(time: AccountAnswer | AccountTerm): string {
  if ('terms' in time && time.terms.length === 0) { return '–'; }
  const { secondsFrom, secondsTo } = time;
  const [from, to] = [secondsFrom, secondsTo].map((seconds) => seconds === undefined ? undefined : Math.round(seconds));
  if (from === undefined && to === undefined) { return 'unknown'; }
  if (to === undefined) { return from === 0 ? 'unknown' : `at least ${from} s`; }
  return from === undefined || from === to ? `${from === undefined ? 'up to ' : ''}${to} s` : `${from}–${to} s`;
}

/** Lines no longer than a width, where words allow it. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const line = lines[lines.length - 1];
    if (line !== '' && line.length + 1 + word.length > width) { lines.push(word); } else { lines[lines.length - 1] = line === '' ? word : `${line} ${word}`; }
  }
  return lines;
}
