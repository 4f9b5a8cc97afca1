import { Dirent, readdirSync } from 'fs';
import { join, relative } from 'path';
import { foundInAssembly } from './cdk-assembly';
import { foundInCdktfOutput } from './cdktf-output';
import { Collected } from './collected';
import { ConstructPaths } from './construct-paths';
import { DocumentKind, kindOf, mayBeDocument } from './document-kinds';
import { ofTerraform } from './file';
import { fileWithin, reasonOf, textOfFile } from './files';
import { Found, NOTHING, together } from './found';
import { groupedByImports } from './imports';
import { Nesting } from './nesting';
import { HOW_TO_PLAN, ParsedFile, parseText } from './parse';
import { Stack } from './stacks';
import { TemplateFile } from './template-file';
import { TerraformFile } from './terraform-file';
import { UnreadableError } from './unreadable';
import { isSynthesized } from '../terraform/document';

const DEEPEST = 10;
const MOST_FILES = 5000;
/** Names that begin with a dot are settings of tools. */
const NAMES = /^[^.].*\.(?:json|ya?ml|template)$/;

/** A file that is one of those which are read. */
interface Known extends ParsedFile {
  readonly kind: DocumentKind;
}

/**
 * What is in a directory and those in it: assemblies by their manifests, and anything else by its content.
 *
 * @throws UnreadableError if there is nothing to read in it
 */
export function foundInDirectory(directory: string): Found {
  const found = new Walk(directory).all();
  const isNothing = found.groups.length === 0 && found.terraform.length === 0;
  if (!isNothing) { return found; }
  const [first, ...others] = found.notRead;
  if (!first) { throw new UnreadableError(directory, 'nothing in it is a CloudFormation template, Terraform JSON, or the output of CDK or CDKTF'); }
  throw new UnreadableError(first.path, `${first.because}${others.length > 0 ? ` (and ${others.length} more of which nothing could be read)` : ''}`);
}

class Walk {
  private readonly collected = new Collected();
  private readonly nesting: Nesting;
  private files = 0;

  constructor(private readonly root: string) {
    this.nesting = new Nesting(root, this.collected);
  }

  public all(): Found {
    const found = this.in(this.root, 0);
    const own: Found = { groups: this.groups(found.templates), terraform: [], notRead: this.collected.notRead };
    return together([...found.parts, own]);
  }

  private in(directory: string, depth: number): { readonly parts: Found[]; readonly templates: TemplateFile[] } {
    const entries = this.entriesOf(directory);
    const manifest = entries.some(({ name }) => name === 'manifest.json') ? this.manifestIn(directory) : undefined;
    if (manifest) { return { parts: [manifest], templates: [] }; }
    const files = entries.filter((entry) => !entry.isDirectory() && NAMES.test(entry.name));
    const known = files.flatMap(({ name }) => this.knownIn(name, directory) ?? []);
    const deeper = entries.filter(isWorthEntering).flatMap(({ name }) => this.deeper(join(directory, name), depth + 1) ?? []);
    this.tellOfLanguage(entries, directory);
    return {
      parts: [...this.terraformIn(known, directory), ...deeper.flatMap(({ parts }) => parts)],
      templates: [...this.templatesIn(known), ...deeper.flatMap(({ templates }) => templates)],
    };
  }

  private deeper(directory: string, depth: number) {
    if (depth <= DEEPEST) { return this.in(directory, depth); }
    this.collected.leave(directory, `it is more than ${DEEPEST} directories deep`);
    return undefined;
  }

  private entriesOf(directory: string): Dirent[] {
    try {
      return readdirSync(directory, { withFileTypes: true }).sort(({ name: one }, { name: other }) => one < other ? -1 : 1);
    } catch (error) {
      this.collected.leave(directory, reasonOf(error));
      return [];
    }
  }

  private manifestIn(directory: string): Found | undefined {
    const manifest = this.knownIn('manifest.json', directory);
    if (manifest?.kind === 'cdk') { return this.collected.attempt(() => foundInAssembly(manifest)) ?? NOTHING; }
    return manifest?.kind === 'cdktf' ? this.collected.attempt(() => foundInCdktfOutput(manifest)) ?? NOTHING : undefined;
  }

  /** What of a file's kind nobody asked for is passed over in silence. */
  private knownIn(name: string, directory: string): Known | undefined {
    this.files++;
    if (this.files === MOST_FILES + 1) {
      this.collected.leave(this.root, `it has more than ${MOST_FILES} files of JSON and YAML in it, and only these were looked at`);
    }
    if (this.files > MOST_FILES) { return undefined; }
    return this.collected.attempt(() => {
      const path = fileWithin(this.root, relative(this.root, join(directory, name)));
      const text = textOfFile(path);
      const isOfModule = name.endsWith('.tf.json');
      const file = isOfModule || mayBeDocument(text) ? parseText(path, text) : undefined;
      // A file of a module may have nothing but variables.
      const kind = file && (isOfModule && isSynthesized(file.value) ? 'module' : kindOf(file.value));
      return kind && kind !== 'state' ? { ...file, kind } : undefined;
    });
  }

  private templatesIn(known: readonly Known[]): TemplateFile[] {
    const templates = known.filter(({ kind }) => kind === 'template').map((file) => this.collected.attempt(() => new TemplateFile(file)));
    return templates.filter((template) => template !== undefined);
  }

  /** All files of a directory are one module. */
  private terraformIn(known: readonly Known[], directory: string): Found[] {
    const plans = known.filter(({ kind }) => kind === 'plan').map((file) => new TerraformFile(file.path, [file], true));
    const files = known.filter(({ kind, path }) => kind === 'module' && path.endsWith('.tf.json'));
    const modules = files.length === 0 ? [] : [new TerraformFile(files.length === 1 ? files[0].path : directory, files, false)];
    return [...plans, ...modules].map((one) => ofTerraform(one));
  }

  /** A template that is nested in another is read there; of those that contain each other, in the first. */
  private groups(templates: readonly TemplateFile[]): Found['groups'] {
    for (const template of templates) { this.nesting.know(template); }
    const stacks = templates.map(({ path }) => this.nesting.isNested(path) ? undefined
      : this.collected.attempt(() => this.nesting.stackOf(path, { name: path, constructPaths: ConstructPaths.NONE })));
    return groupedByImports(stacks.filter((stack) => stack !== undefined && !this.nesting.isNested(stack.file.path)) as Stack[]);
  }

  private tellOfLanguage(entries: readonly Dirent[], directory: string): void {
    const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.tf'));
    if (files.length > 0) { this.collected.leave(join(directory, '*.tf'), HOW_TO_PLAN); }
  }
}

function isWorthEntering(entry: Dirent): boolean {
  return entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.');
}
