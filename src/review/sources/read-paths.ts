import { resolve } from 'path';
import { foundInDirectory } from './directory';
import { foundInFile } from './file';
import { statusOf } from './files';
import { Found, together } from './found';
import { placeOfStacks, placeOfTerraform } from './places';
import { NotRead, Reading } from './reading';
import { ReadOptions } from '../topology-reading';

/**
 * Reads what paths lead to: one topology for each place that something is deployed to.
 *
 * @throws UnreadableError in one sentence, if nothing can be read of a path
 */
export function readPaths(paths: readonly string[], options: ReadOptions = {}): Reading {
  return readingOf(together(distinct(paths).map(foundAt)), options);
}

export function readingOf({ groups, terraform, notRead }: Found, options: ReadOptions): Reading {
  const read = [...groups.map((group) => placeOfStacks(group, options)), ...terraform.map((file) => placeOfTerraform(file, options))];
  return { topologies: read.map(({ topology }) => topology), places: read.map(({ place }) => place), notRead: eachOnce(notRead) };
}

function distinct(paths: readonly string[]): string[] {
  return [...new Map(paths.map((path) => [resolve(path), path])).values()];
}

/** What several look at is told by each of them. */
function eachOnce(notRead: readonly NotRead[]): NotRead[] {
  return [...new Map(notRead.map((one) => [JSON.stringify([one.path, one.because]), one])).values()];
}

function foundAt(path: string): Found {
  return statusOf(path).isDirectory() ? foundInDirectory(path) : foundInFile(path);
}
