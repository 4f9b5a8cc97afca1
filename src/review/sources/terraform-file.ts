import { isRecord, own } from '../records';
import { DeclaredAcceptances } from './declared-acceptances';
import { Lines } from './lines';
import { ParsedFile } from './parse';
import { NotRead, Origin } from './reading';
import { Block, blocksOf } from '../terraform/document';

/** Terraform JSON: a plan, what `cdktf synth` writes, or the files of a module, which Terraform reads as one. */
export class TerraformFile {
  public readonly document: Block;
  /** Modules that are called, and whose resources stand elsewhere. */
  public readonly notRead: readonly NotRead[];
  public readonly accepted: DeclaredAcceptances['all'];
  private readonly parts: readonly Part[];

  /** @throws MalformedAcceptance */
  constructor(public readonly name: string, files: readonly ParsedFile[], isPlan: boolean) {
    this.parts = files.map((file) => isPlan ? new PlanPart(file) : new ModulePart(file));
    this.document = files.length === 1 ? files[0].value as Block : mergedModule(files);
    this.notRead = isPlan ? [] : files.flatMap(modulesIn);
    this.accepted = this.parts.flatMap(({ accepted }) => accepted);
  }

  /** Of instances and what a resource has within it, that of the block which declares them. */
  public origin(resourceId: string): Origin {
    const part = this.parts.find((candidate) => candidate.declares(resourceId)) ?? this.parts[0];
    return part.origin(resourceId);
  }
}

interface Part {
  readonly accepted: DeclaredAcceptances['all'];
  declares(resourceId: string): boolean;
  origin(resourceId: string): Origin;
}

/** A plan mostly is one line, which tells nobody anything. */
class PlanPart implements Part {
  public readonly accepted = [];
  private lines: ReadonlyMap<string, number> | undefined;

  constructor(private readonly file: ParsedFile) {}

  public declares(): boolean { return true; }

  public origin(id: string): Origin {
    const { path, text } = this.file;
    this.lines ??= addressesIn(text);
    return { document: path, id, line: this.lines.get(id), accepted: [] };
  }
}

/** Lines of the first mention of each address. */
function addressesIn(text: string): ReadonlyMap<string, number> {
  const lines = text.split('\n');
  const found = new Map<string, number>();
  for (const [index, line] of lines.length === 1 ? [] : lines.entries()) {
    const address = /^\s*"address": ("(?:[^"\\]|\\.)*"),?\s*$/.exec(line.slice(0, 1000))?.[1];
    if (address !== undefined && !found.has(JSON.parse(address))) { found.set(JSON.parse(address), index + 1); }
  }
  return found;
}

class ModulePart implements Part {
  private readonly comments: ReadonlyMap<string, unknown>;
  private readonly acceptances: DeclaredAcceptances;
  private readonly lines: Lines;

  constructor(private readonly file: ParsedFile) {
    this.comments = commentsIn(file.value);
    this.acceptances = new DeclaredAcceptances(file.path, this.comments);
    this.lines = new Lines(file.text, 'resource', 3);
  }

  public get accepted(): DeclaredAcceptances['all'] { return this.acceptances.all; }

  public declares(id: string): boolean {
    return this.comments.has(addressOf(id));
  }

  public origin(id: string): Origin {
    const address = addressOf(id);
    const path = own(own(this.comments.get(address), 'metadata'), 'path');
    return {
      document: this.file.path,
      id,
      ...typeof path === 'string' && { path },
      line: this.lines.of(...address.split('.')),
      accepted: this.acceptances.of(address),
    };
  }
}

/** `aws_subnet.a` of `aws_subnet.a[0].route[1]`. */
function addressOf(id: string): string {
  return /^[^.[\]#]+\.[^.[\]#]+/.exec(id)?.[0] ?? id;
}

/** What stands at `//` of each resource, by its address. */
function commentsIn(document: unknown): ReadonlyMap<string, unknown> {
  const types = blocksOf(own(document, 'resource')).flatMap((block) => Object.entries(block));
  return new Map(types.flatMap(([type, names]) => blocksOf(names).flatMap((named) => Object.entries(named))
    .map(([name, bodies]): [string, unknown] => [`${type}.${name}`, own(blocksOf(bodies)[0], '//')])));
}

/** Several files of a module as one: a section may be a list of what stands in it. */
function mergedModule(files: readonly ParsedFile[]): Block {
  const entries = files.flatMap(({ value }) => Object.entries(value as Block));
  const sections = [...new Set(entries.map(([name]) => name))];
  const contentOf = (section: string) => entries.filter(([name]) => name === section).flatMap(([, content]) => blocksOf(content));
  return Object.fromEntries(sections.map((section) => [section, contentOf(section)]));
}

function modulesIn({ path, value }: ParsedFile): NotRead[] {
  const calls = blocksOf(own(value, 'module')).flatMap((block) => Object.entries(block));
  return calls.flatMap(([name, bodies]) => blocksOf(bodies).map((body) => (
    { path: `${path}:module.${name}`, because: `${sourceOf(body)}; a plan has its resources` })));
}

function sourceOf(body: unknown): string {
  const source = isRecord(body) ? own(body, 'source') : undefined;
  return typeof source === 'string' ? `the module of '${source}' is not in the document` : 'a module without a source';
}
