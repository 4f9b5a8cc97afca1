import { execFile, execFileSync, spawnSync } from 'child_process';
import { createHash } from 'crypto';
import { existsSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..');
const ENVIRONMENT = join(ROOT, '.venv', 'verify');
const STAMP = join(ENVIRONMENT, 'requirements.sha256');
const REQUIREMENTS = join(__dirname, 'requirements.txt');
const CONSTRAINTS = join(__dirname, 'constraints.txt');

/** This machine lacks something that the checks need; nothing is said about the templates. */
export class Unavailable extends Error {}

/** Sees to it that the virtual environment holds what requirements.txt says. */
export function preparePython(): void {
  const wanted = fingerprint(versionOfPython());
  if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== wanted) {
    makeEnvironment();
    fillEnvironment();
    // Last: an installation that was interrupted begins anew.
    writeFileSync(STAMP, wanted);
  }
}

/**
 * What an installed program prints as JSON. Its exit code says only whether it has found something.
 *
 * It sees neither the user's settings nor keys: the findings are the same everywhere, and nothing is sent anywhere.
 */
export function jsonFrom<T>(program: string, args: string[]): Promise<T> {
  const options = {
    cwd: ENVIRONMENT,
    env: { PATH: process.env.PATH, HOME: ENVIRONMENT, PYTHONUTF8: '1', CKV_SKIP_PACKAGE_UPDATE_CHECK: 'true' },
    maxBuffer: 1024 ** 3,
  };
  return new Promise((resolve, reject) => execFile(join(ENVIRONMENT, 'bin', program), args, options, (_error, stdout, stderr) => {
    try {
      resolve(JSON.parse(stdout) as T);
    } catch {
      reject(new Error(`${program} failed: ${stderr.trim() || stdout.trim()}`));
    }
  }));
}

function versionOfPython(): string {
  const { error, status, stdout } = spawnSync('python3', ['--version'], { encoding: 'utf8' });
  if (error || status !== 0) { throw new Unavailable('python3 is missing'); }
  return stdout.trim();
}

function fingerprint(python: string): string {
  const hash = createHash('sha256').update(python);
  for (const file of [REQUIREMENTS, CONSTRAINTS]) { hash.update(readFileSync(file)); }
  return hash.digest('hex');
}

function makeEnvironment(): void {
  attempt('python3 cannot make a virtual environment', 'python3', ['-m', 'venv', '--clear', ENVIRONMENT]);
}

function fillEnvironment(): void {
  console.error('verify: installs verify/requirements.txt into .venv/verify, once');
  attempt('verify/requirements.txt cannot be installed', join(ENVIRONMENT, 'bin', 'python'), [
    '-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check', '--retries', '2',
    '--requirement', REQUIREMENTS, '--constraint', CONSTRAINTS,
  ]);
}

function attempt(failure: string, command: string, args: string[]): void {
  try {
    execFileSync(command, args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Unavailable(`${failure}: ${reasonIn(`${stderr}\n${stdout}`)}`);
  }
}

function reasonIn(output: string): string {
  // pip calls what it cannot fetch a conflict of versions.
  if (output.includes('connection broken')) { return 'no package index can be reached'; }
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return lines.find((line) => line.startsWith('ERROR')) ?? lines[0] ?? 'no reason given';
}
