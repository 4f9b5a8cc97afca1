import { spawnSync } from 'child_process';
import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { AllowedBreak, allowedBreaksIn } from './compat-allowed';
import { Assembly } from './compat-assembly';

/**
 * Compares the public API with that of the last release, which is the last tag `v*` behind the current commit, and fails where somebody's program would
 * no longer compile. What is meant so stands in `.compatignore`, with its reason.
 *
 * jsii-diff takes no offence at changes of what is experimental, which everything is here: it is told to judge all alike. It sees names and types, not
 * defaults, which test/core/documented-defaults.test.ts holds, nor what is deployed, which test/engines/stability.test.ts holds.
 */
const ROOT = join(__dirname, '..');
const ALLOWED = join(ROOT, '.compatignore');

const allowed = existsSync(ALLOWED) ? allowedBreaksIn(readFileSync(ALLOWED, 'utf8')) : [];
const unexplained = allowed.filter(({ reason }) => reason === '');
const tag = lastTag();

if (unexplained.length > 0) {
  fail(`.compatignore allows without a reason, which is a line '# …' above it: ${unexplained.map(({ key }) => key).join(', ')}`);
} else if (tag === undefined) {
  say('there is no tag v* behind this commit, so nothing to be compatible with: passed. (A shallow clone has no tags: git fetch --tags --unshallow.)');
} else {
  compareWith(tag);
}

function lastTag(): string | undefined {
  const { status, stdout } = spawnSync('git', ['describe', '--tags', '--abbrev=0', '--match', 'v[0-9]*'], { cwd: ROOT, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

function compareWith(release: string): void {
  say(`compiles ${release}, and what is here now`);
  const made: Assembly[] = [];
  try {
    made.push(Assembly.ofTag(release));
    made.push(Assembly.ofToday());
    judge(release, differencesBetween(made[0], made[1]));
  } catch (error) {
    fail(`could not compare: ${(error as Error).message}`);
  } finally {
    made.forEach((assembly) => assembly.remove());
  }
}

interface Difference {
  readonly level: string;
  readonly key: string;
  readonly line: string;
}

function differencesBetween(before: Assembly, now: Assembly): Difference[] {
  const command = join(ROOT, 'node_modules', 'jsii-diff', 'bin', 'jsii-diff');
  const settings = ['--error-on', 'all', '--default-stability', 'experimental', '--keys', '--ignore-file', ALLOWED];
  const { status, stderr } = spawnSync(process.execPath, [command, before.folder, now.folder, ...settings], { encoding: 'utf8' });
  const differences = stderr.split('\n').flatMap((line) => {
    const [, level, key] = /^(err|warn|skip) +- .* \[(\S+)\]$/.exec(line) ?? [];
    return level === undefined ? [] : [{ level, key, line }];
  });
  // It ends with 1 for differences, and for all that goes wrong with itself.
  if (status !== 0 && !differences.some(({ level }) => level === 'err')) { throw new Error(`jsii-diff: ${stderr}`); }
  return differences;
}

function judge(release: string, differences: Difference[]): void {
  differences.forEach(({ line }) => console.log(line));
  const breaks = differences.filter(({ level }) => level !== 'skip');
  inVain(differences).forEach(({ key }) => say(`.compatignore allows ${key}, which is no break since ${release}: take it out`));
  if (breaks.length > 0) { return fail(`${count(breaks.length)} since ${release}: mend them, or allow each in .compatignore by its key and a reason`); }
  say(differences.length === 0 ? `no break since ${release}` : `${count(differences.length)} since ${release}, each allowed with a reason`);
}

/** Moves are said, not found. */
function inVain(differences: Difference[]): AllowedBreak[] {
  const found = new Set(differences.map(({ key }) => key));
  return allowed.filter(({ key }) => !key.startsWith('move:') && !found.has(key));
}

function count(breaks: number): string {
  return `${breaks} ${breaks === 1 ? 'break' : 'breaks'}`;
}

function say(text: string): void {
  console.log(`compat: ${text}`);
}

function fail(text: string): void {
  console.error(`compat: ${text}`);
  process.exitCode = 1;
}
