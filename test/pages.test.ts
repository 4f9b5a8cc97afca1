import { existsSync, readdirSync, readFileSync, statSync } from 'fs';
import { dirname, join, relative } from 'path';
import { Review } from '../src/review';
import { HELP, Request, requestIn } from '../src/review/cli/arguments';

/** That the code in them compiles is tested by `readme.test.ts`. */
const ROOT = join(__dirname, '..');
const PAGES = ['.', 'docs'].flatMap((folder) => readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.md')).map((name) => join(folder, name)));

describe('links', () => {
  test('are found', () => {
    expect(PAGES).toEqual(expect.arrayContaining(['API.md', 'ARCHITECTURE.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'README.md', join('docs', 'regions.md')]));
    expect(PAGES.flatMap(linksIn).length).toBeGreaterThan(40);
    expect(PAGES.flatMap(linksIn).filter((link) => link.includes('#')).length).toBeGreaterThan(5);
  });

  test.each(PAGES)('of %s lead somewhere', (page) => {
    expect(linksIn(page).filter((link) => !leadsSomewhere(page, link))).toEqual([]);
  });
});

describe('commands', () => {
  const commands = PAGES.flatMap((page) => [...readPage(page).matchAll(/npx scale-out (.*?)(?: +#.*)?$/gm)].map(([, words]) => words));

  test('are found', () => {
    expect(commands.length).toBeGreaterThan(5);
  });

  test.each([...new Set(commands)])('scale-out %s is one', (command) => {
    const request = requestIn(command.split(/ +/));
    expect(['review', 'explain', 'rules', 'version']).toContain(request.kind);
    if (request.kind === 'explain') { expect(Review.rules().map(({ id }) => id)).toContain(request.rule); }
  });

  test('have the defaults that the help says', () => {
    const { settings } = requestIn(['review', 'cdk.out']) as Extract<Request, { kind: 'review' }>;
    const said = [...HELP.matchAll(/^ +--(\S+) [A-Z]+ .*\((\w+)\)/gm)].map(([, option, value]) => [option, value]);
    expect(said).toEqual([['format', settings.format], ['fail-on', settings.failOn]]);
  });
});

function readPage(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

/** Brackets in code are none. */
function withoutCode(text: string): string {
  return text.replace(/^```.*?^```/gms, '').replace(/`[^`\n]*`/g, (code) => code.replace(/[()[\]<>#]/g, ''));
}

/** Those within the repository. */
function linksIn(page: string): string[] {
  return [...withoutCode(readPage(page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link).filter((link) => !/^[a-z]+:/.test(link));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path, anchor] = link.split('#');
  const file = path === '' ? page : relative(ROOT, join(ROOT, dirname(page), path));
  if (file.startsWith('..') || !existsSync(join(ROOT, file))) { return false; }
  return anchor === undefined || (statSync(join(ROOT, file)).isFile() && anchorsIn(file).includes(anchor));
}

/** As GitHub makes them of headings; the pages of the reference have their own. */
function anchorsIn(page: string): string[] {
  const text = readPage(page);
  const headings = [...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => slugOf(heading));
  const numbered = headings.map((slug, index) => {
    const before = headings.slice(0, index).filter((other) => other === slug).length;
    return before === 0 ? slug : `${slug}-${before}`;
  });
  return [...numbered, ...[...text.matchAll(/<a name="[^"]*" id="([^"]+)"/g)].map(([, id]) => id)];
}

function slugOf(heading: string): string {
  return heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').trim().toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
}
