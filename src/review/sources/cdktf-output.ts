import { dirname } from 'path';
import { own } from '../records';
import { Collected } from './collected';
import { kindOf } from './document-kinds';
import { fileWithin } from './files';
import { Found } from './found';
import { ParsedFile, parseFile } from './parse';
import { TerraformFile } from './terraform-file';
import { UnreadableError } from './unreadable';

/**
 * What `cdktf synth` writes. Each stack is one document: what they read of each other's state is known at deployment.
 *
 * @throws MalformedAcceptance
 */
export function foundInCdktfOutput(manifest: ParsedFile): Found {
  const directory = dirname(manifest.path);
  const collected = new Collected();
  const terraform = Object.entries(own(manifest.value, 'stacks') ?? {})
    .map(([name, stack]) => collected.attempt(() => stackOf(name, stack, directory))).filter((one) => one !== undefined);
  return { groups: [], terraform, notRead: [...collected.notRead, ...terraform.flatMap(({ notRead }) => notRead)] };
}

function stackOf(name: string, stack: unknown, directory: string): TerraformFile {
  const path = own(stack, 'synthesizedStackPath');
  if (typeof path !== 'string') { throw new UnreadableError(directory, `its stack '${name}' has no document`); }
  if (path.endsWith('.tf')) { throw new UnreadableError(fileWithin(directory, path), 'it is HCL, and only what is synthesized to JSON is read'); }
  const file = parseFile(fileWithin(directory, path));
  if (kindOf(file.value) !== 'module') { throw new UnreadableError(file.path, 'it is no Terraform JSON'); }
  return new TerraformFile(name, [file], false);
}
