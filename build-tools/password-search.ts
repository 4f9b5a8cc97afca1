import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'fs';
import { join } from 'path';
import { OUT, run } from './deploy-emulator';

/** Where a password could be kept, as it lies there. */
export interface Place {
  readonly name: string;
  readonly text: string;
}

/** The places where it is, with how it is written there. */
export function placesWith(secret: string, places: Place[]): string[] {
  return places.flatMap(({ name, text }) => spellings(secret).filter(({ word }) => text.includes(word)).map(({ how }) => `${name} (${how})`));
}

/** What is inside of a saved plan: an archive of a plan, a state and a configuration. */
export function insideOf(plan: string): Place[] {
  const folder = join(OUT, 'unpacked-plan');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { status, output } = run('python3', ['-m', 'zipfile', '-e', plan, folder], 60_000);
  if (status !== 0) { throw new Error(`${plan} cannot be unpacked:\n${output}`); }
  return filesIn(folder);
}

/** Every file, in whichever folder below. A byte is a letter: not everything is text. */
export function filesIn(folder: string, pattern = /./): Place[] {
  if (!existsSync(folder)) { return []; }
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile() && pattern.test(entry.name));
  return files.map((entry) => ({ name: entry.name, text: readFileSync(join(entry.parentPath, entry.name), 'latin1') }));
}

function spellings(secret: string): { how: string; word: string }[] {
  const base64 = [0, 1, 2].map((offset) => ({ how: 'base64', word: base64Within(secret, offset) }));
  return [{ how: 'as it is', word: secret }, ...base64, { how: 'hexadecimal', word: Buffer.from(secret).toString('hex') }];
}

/** The letters that are the secret's alone, where so many bytes modulo 3 come before it in what is encoded. */
function base64Within(secret: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
  return bytes.toString('base64').slice(Math.ceil(offset * 8 / 6), Math.floor(bytes.length * 8 / 6));
}
