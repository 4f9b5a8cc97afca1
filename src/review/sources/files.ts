import { Stats, closeSync, fstatSync, openSync, readFileSync, realpathSync, statSync } from 'fs';
import { isAbsolute, join, relative } from 'path';
import { UnreadableError } from './unreadable';

/** Fifty times what a template may be; it takes two seconds to be read. */
export const LARGEST_FILE = 50_000_000;

/**
 * The text of a file, whatever it was encoded in: what PowerShell redirects into a file is UTF-16.
 *
 * @throws UnreadableError
 */
export function textOfFile(path: string): string {
  const bytes = bytesOf(path);
  const text = decoded(bytes, path);
  if (text.includes('\u0000')) { throw new UnreadableError(path, 'it is binary: a document in JSON or YAML is wanted'); }
  if (text.trim() === '') { throw new UnreadableError(path, 'it is empty'); }
  return text;
}

function bytesOf(path: string): Buffer {
  if (!statusOf(path).isFile()) { throw new UnreadableError(path, 'it is neither a file nor a directory'); }
  try {
    const file = openSync(path, 'r');
    try {
      const { size } = fstatSync(file);
      if (size > LARGEST_FILE) { throw new UnreadableError(path, `it has ${megabytes(size)} MB, and more than ${megabytes(LARGEST_FILE)} MB are not read`); }
      return readFileSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw error instanceof UnreadableError ? error : new UnreadableError(path, reasonOf(error));
  }
}

/** @throws UnreadableError if nothing is there, or nobody may look */
export function statusOf(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    throw new UnreadableError(path, reasonOf(error));
  }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1_000_000);
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'it may not be read',
  EISDIR: 'it is a directory',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of the path is no directory',
  EPERM: 'it may not be read',
};

export function reasonOf(error: unknown): string {
  const { code } = error as { readonly code?: string };
  return REASONS[code ?? ''] ?? `it cannot be read (${code ?? 'unknown'})`;
}

function decoded(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableError(path, 'it is binary, or in another encoding than UTF-8 and UTF-16');
  }
}

function encodingOf([first, second]: Buffer): string {
  if (first === 0xff && second === 0xfe) { return 'utf-16le'; }
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/**
 * A file that a document names, which has to be in the document's own directory, links followed.
 *
 * @throws UnreadableError if it is not
 */
export function fileWithin(directory: string, name: string): string {
  const path = join(directory, name);
  if (name.includes('\u0000') || isAbsolute(name) || leadsOut(relative(directory, path))) { throw leadsOutError(path, directory); }
  try {
    if (leadsOut(relative(realpathSync(directory), realpathSync(path)))) { throw leadsOutError(path, directory); }
  } catch (error) {
    throw error instanceof UnreadableError ? error : new UnreadableError(path, reasonOf(error));
  }
  return path;
}

function leadsOut(way: string): boolean {
  return isAbsolute(way) || /^\.\.(?:[\\/]|$)/.test(way);
}

function leadsOutError(path: string, directory: string): UnreadableError {
  return new UnreadableError(path, `it is named in ${directory}, and leads out of it`);
}
