import { RuleDescription } from '../review';

/** All rules, one a line. */
export function ruleList(rules: readonly RuleDescription[]): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules.map(({ id, severity, title }) => `${severity.padEnd(LONGEST_SEVERITY)}  ${id.padEnd(width)}  ${title}\n`).join('');
}

const LONGEST_SEVERITY = 'warning'.length;

/** All that is to be said of one. */
export function explanation({ id, title, severity, why, mend, source }: RuleDescription): string {
  return `${id} (${severity})\n${title}\n\n${why}\n\nTo mend it: ${mend}\n\n${source}\n`;
}
