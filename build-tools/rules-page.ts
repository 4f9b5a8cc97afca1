import { writeFileSync } from 'fs';
import { join } from 'path';
import { Review, RuleDescription } from '../src/review';

/** Writes every rule of the review as a page, for those who have no terminal at hand. */
const PAGE = join(__dirname, '..', 'docs', 'api', 'RULES.md');

function ruleLines({ id, title, severity, why, mend, source }: RuleDescription): string[] {
  return [`### ${id}`, '', `**${title}** (${severity})`, '', `${why} ([source](${source}))`, '', `To mend it: ${mend}`, ''];
}

const rules = Review.rules();
writeFileSync(PAGE, [
  '# Rules of the review',
  '',
  `All ${rules.length}, by what they are about. What they find, and how it is accepted, is told in [review](../review.md).`,
  '',
  ...rules.flatMap(ruleLines),
].join('\n'));
