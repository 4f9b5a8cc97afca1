import { readingOf } from './read-paths';
import { Reading } from './reading';
import { TerraformFile } from './terraform-file';
import { ReadOptions } from '../topology-reading';

/** A Terraform document that an engine has in its hands. */
export interface TerraformModule {
  /** Of its stack. */
  readonly name: string;
  /** Where it is written. */
  readonly path: string;
  /** As JSON. */
  readonly document: unknown;
}

/** As they would be read from their files, but for the lines. */
export function readModules(modules: readonly TerraformModule[], options: ReadOptions = {}): Reading {
  const terraform = modules.map(({ name, path, document }) => new TerraformFile(name, [{ path, text: '', value: document }], false));
  return readingOf({ groups: [], terraform, notRead: terraform.flatMap(({ notRead }) => notRead) }, options);
}
