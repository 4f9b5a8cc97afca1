import { Mark, drawn } from './drawing';
import { escaped } from './html-text';
import { STYLE } from './page-style';
import { scenesOf } from './scene';
import { counted, nameOf, span, titleOf } from './words';
import { Account } from '../account';
import { Finding } from '../finding';
import { Review, RuleDescription } from '../review';
import { Place } from '../sources/reading';

/** One page with nothing from elsewhere: the system drawn, the findings at what they are about, and told below. */
export function asHtml(review: Review): string {
  const open = review.findings.filter(({ acceptedBecause }) => acceptedBecause === undefined);
  const title = `Scale-out review: ${counted(open)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 L8 4 L0 8 z"/></marker></defs></svg>
<main>
<h1>${escaped(title)}</h1>
<p class="faint">${escaped(review.places.join(', '))}</p>
${drawings(review, open)}
${section('Findings', open.map((finding, index) => article(finding, anchor(index), rulesById())))}
${section('How long it takes', review.accounts.map((one) => account(one, titleOf(one, review.accounts))))}
${folded('Accepted', review.findings.filter(({ acceptedBecause }) => acceptedBecause !== undefined).map((finding) => `${finding.ruleId} of ${nameOf(finding)}: ${finding.acceptedBecause}`))}
${folded('Accepted, and not found', review.unusedAcceptances)}
${folded('Not reviewed', review.notReviewed.map(({ what, because }) => `${what}: ${because}`))}
</main>
</body>
</html>
`;
}

function drawings(review: Review, open: readonly Finding[]): string {
  const { places } = review._reading;
  const findings = byResource(open);
  const figures = scenesOf(review._reading).map((scene, index) => (scene.flows.length + scene.stores.length === 0 ? '' : (
    `<figure><figcaption>${escaped(scene.title)}</figcaption>${drawn(scene, (ids) => markOf(ids, places[index], open, findings))}</figure>`
  ))).filter((figure) => figure !== '');
  return figures.length === 0 ? '' : `<div class="drawings">${figures.join('')}</div>`;
}

/** Numbers of the findings. */
type ByResource = ReadonlyMap<string, readonly number[]>;

function byResource(open: readonly Finding[]): ByResource {
  const numbers = new Map<string, number[]>();
  for (const [index, { document, resourceId }] of open.entries()) {
    const key = keyOf(document, resourceId);
    numbers.set(key, [...numbers.get(key) ?? [], index]);
  }
  return numbers;
}

function keyOf(document: string, resourceId: string): string {
  return `${document}\n${resourceId}`;
}

/** What weighs most comes first, so that the first is the one to go to. */
function markOf(resourceIds: readonly string[], place: Place, open: readonly Finding[], findings: ByResource): Mark | undefined {
  const keys = new Set(resourceIds.map((id) => place.origin(id)).map(({ document, id }) => keyOf(document, id)));
  const found = [...keys].flatMap((key) => findings.get(key) ?? []).sort((one, other) => one - other);
  return found.length === 0 ? undefined : { severity: open[found[0]].severity, count: found.length, target: anchor(found[0]) };
}

function anchor(index: number): string {
  return `finding-${index + 1}`;
}

function rulesById(): ReadonlyMap<string, RuleDescription> {
  return new Map(Review.rules().map((rule) => [rule.id, rule]));
}

function article(finding: Finding, id: string, rules: ReadonlyMap<string, RuleDescription>): string {
  const { severity, title, ruleId, message, mend, document, line, property } = finding;
  const rule = rules.get(ruleId);
  const where = [nameOf(finding), ...property === undefined ? [] : [property]].map((text) => `<code>${escaped(text)}</code>`).join(' · ');
  return `<article id="${id}" class="${severity}">
<p><span class="severity ${severity}">${severity}</span> <code class="faint">${escaped(ruleId)}</code></p>
<h3>${escaped(title)}</h3>
<p>${where} <span class="faint">${escaped(document)}${line === undefined ? '' : `:${line}`}</span></p>
<p>${escaped(message)}</p>
<p><strong>To mend it:</strong> ${escaped(mend)}</p>
${rule ? `<details><summary>Why</summary><p>${escaped(rule.why)}</p><p><a href="${escaped(rule.source)}" rel="noreferrer">${escaped(rule.source)}</a></p></details>` : ''}
</article>`;
}

function account({ answers }: Account, title: string): string {
  const lines = answers.map(({ event, remark, terms, ...seconds }) => `<dt>${escaped(span({ event, terms, ...seconds }))}</dt><dd>${escaped(event)}${remark === undefined ? '' : `: ${escaped(remark)}`}${
    terms.map((term) => `<br><span class="faint">${escaped(`${span(term)} ${term.name}: ${term.why}`)}</span>`).join('')
  }</dd>`);
  return `<article><h3><code>${escaped(title)}</code></h3><dl class="times">${lines.join('')}</dl></article>`;
}

function section(title: string, parts: readonly string[]): string {
  return parts.length === 0 ? '' : `<h2>${escaped(title)}</h2>\n${parts.join('\n')}`;
}

function folded(title: string, entries: readonly string[]): string {
  if (entries.length === 0) { return ''; }
  return `<details><summary>${escaped(title)} (${entries.length})</summary><ul>${entries.map((entry) => `<li>${escaped(entry)}</li>`).join('')}</ul></details>`;
}
