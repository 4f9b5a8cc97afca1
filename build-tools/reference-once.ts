import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';

/**
 * The neutral options and enums can be imported from every way in, so the generator describes them on every page. This leaves the description on
 * the root's page only, and leads there from the others: a reader finds an engine's own things sooner, and the package stays small.
 */
const PAGES = join(__dirname, '..', 'docs', 'api');
const PACKAGE = 'scale-out-constructs';
const HEADING = /^### (\w+) <a /;

const neutral = new Set(sectionsOf(read('API')).map(nameOf).filter((name) => name !== undefined));
if (neutral.size === 0) { throw new Error('docs/api/API.md describes nothing: the generator writes its headings in another way than this tool reads.'); }
for (const engine of ['awscdk', 'cdktf']) { writeFileSync(pathOf(engine), describeOwn(engine)); }

function describeOwn(engine: string): string {
  const own = sectionsOf(read(engine)).map((section) => (neutral.has(nameOf(section) ?? '') ? linesAfter(section) : section)).join('');
  const anchor = new RegExp(`href="#${PACKAGE}\\.${engine}\\.(\\w+)([".])`, 'g');
  const linked = own.replace(anchor, (link, name: string, end: string) => (neutral.has(name) ? `href="API.md#${PACKAGE}.${name}${end}` : link));
  return `${linked.replace(/^## [^\n]*\n+(?=## |$(?![^]))/gm, '').trimEnd()}\n\n## The same on every engine\n\n${linksToNeutral()}\n`;
}

/** A heading of the next kind of things stands at the end of the section before it. */
function linesAfter(section: string): string {
  const heading = section.indexOf('\n## ');
  return heading < 0 ? '' : section.slice(heading + 1);
}

function linksToNeutral(): string {
  return [...neutral].sort().map((name) => `[${name}](API.md#${PACKAGE}.${name})`).join(', ');
}

function sectionsOf(page: string): string[] {
  return page.split(/^(?=### )/m);
}

function nameOf(section: string): string | undefined {
  return HEADING.exec(section)?.[1];
}

function read(page: string): string {
  return readFileSync(pathOf(page), 'utf8');
}

function pathOf(page: string): string {
  return join(PAGES, `${page}.md`);
}
