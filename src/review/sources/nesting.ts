import { dirname, join, relative } from 'path';
import { Collected } from './collected';
import { fileWithin } from './files';
import { isRecord, own } from '../records';
import { parseFile } from './parse';
import { Stack } from './stacks';
import { TemplateFile } from './template-file';
import { UnreadableError } from './unreadable';

/** Nobody nests deeper; AWS has no such limit, and one that is hostile would not end. */
const DEEPEST = 20;
/**
 * Each counted as often as it is made, as a few templates that nest each other would make billions. Of nested stacks, CloudFormation
 * changes 2,500 resources in one operation.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
const MOST_NESTED = 2000;
const MOST_RESOURCES = 200_000;

/** Makes stacks of the templates of one directory, each of which is read once. */
export class Nesting {
  private readonly files = new Map<string, TemplateFile>();
  private readonly nestedPaths = new Set<string>();
  private readonly paths = new Map<string, string>();
  private nestedStacks = 0;
  private resources = 0;

  /**
   * @param directory that no template may lead out of
   * @param pathOfAsset file of an asset by its hash
   */
  constructor(
    private readonly directory: string,
    private readonly collected: Collected,
    private readonly pathOfAsset: (hash: string) => string | undefined = () => undefined,
  ) {}

  /** A template that has been parsed already need not be again. */
  public know(file: TemplateFile): void {
    this.files.set(file.path, file);
  }

  /** Whether a template belongs to a stack that is nested in another. */
  public isNested(path: string): boolean {
    return this.nestedPaths.has(path);
  }

  /** @throws UnreadableError */
  public stackOf(path: string, told: Pick<Stack, 'name' | 'stackName' | 'constructPaths'>, around: readonly string[] = []): Stack {
    const file = this.fileAt(path);
    if (around.length > 0) { this.count(file); }
    return { ...told, file, nested: this.nestedIn(file, told, [...around, path]) };
  }

  private count(file: TemplateFile): void {
    this.nestedStacks++;
    this.resources += Object.keys(file.resources).length;
    if (this.nestedStacks > MOST_NESTED) { throw new UnreadableError(this.directory, `its stacks have more than ${MOST_NESTED} others nested in them`); }
    if (this.resources > MOST_RESOURCES) { throw new UnreadableError(this.directory, `its nested stacks have more than ${MOST_RESOURCES} resources`); }
  }

  private fileAt(path: string): TemplateFile {
    const file = this.files.get(path) ?? new TemplateFile(parseFile(path));
    this.files.set(path, file);
    return file;
  }

  private nestedIn(file: TemplateFile, told: Pick<Stack, 'name' | 'constructPaths'>, around: readonly string[]): ReadonlyMap<string, Stack> {
    const nested = new Map<string, Stack>();
    for (const [id, resource] of Object.entries(file.resources)) {
      if (own(resource, 'Type') !== 'AWS::CloudFormation::Stack') { continue; }
      const stack = this.collected.attempt(() => this.nestedStack(file, id, { name: `${told.name}/${id}`, constructPaths: told.constructPaths.nestedIn(id) }, around));
      if (stack) { nested.set(id, stack); }
    }
    return nested;
  }

  private nestedStack(file: TemplateFile, id: string, told: Pick<Stack, 'name' | 'constructPaths'>, around: readonly string[]): Stack {
    const name = this.nameOfTemplate(file, id);
    if (name === undefined) { throw new UnreadableError(`${file.path}:${id}`, 'the template of this nested stack is not beside it'); }
    const path = this.pathOf(name);
    if (around.includes(path)) { throw new UnreadableError(`${file.path}:${id}`, `this nested stack contains itself, by ${path}`); }
    if (around.length >= DEEPEST) { throw new UnreadableError(`${file.path}:${id}`, `more than ${DEEPEST} stacks are nested in each other`); }
    const stack = this.stackOf(path, told, around);
    this.nestedPaths.add(path);
    return stack;
  }

  private pathOf(name: string): string {
    const path = this.paths.get(name) ?? fileWithin(this.directory, name);
    this.paths.set(name, path);
    return path;
  }

  /** Relative to the directory. Who writes by hand names a file beside the template, as `aws cloudformation package` wants it. */
  private nameOfTemplate(file: TemplateFile, id: string): string | undefined {
    const resource = own(file.resources, id);
    const asset = own(own(resource, 'Metadata'), 'aws:asset:path');
    if (typeof asset === 'string') { return asset; }
    const url = own(own(resource, 'Properties'), 'TemplateURL');
    if (isRecord(url)) { return this.pathOfAsset(/([0-9a-f]{64})\.json/.exec(JSON.stringify(url))?.[1] ?? ''); }
    return typeof url === 'string' && !url.includes('://') ? relative(this.directory, join(dirname(file.path), url)) : undefined;
  }
}
