import { isRecord } from '../records';

/** A block of a document that declares a resource or looks one up; several with one address are instances of it. */
export interface Declared {
  /** Without an index: `aws_lb.web`, `data.aws_region.current`, `module.web.aws_lb.this`. */
  readonly address: string;
  readonly type: string;
  readonly isData: boolean;
  readonly body: Block;
  /** Which of several instances it is, where the document says so. */
  readonly key?: string | number;
}

/** A block, as JSON has it. */
export type Block = Readonly<Record<string, unknown>>;

/** What both forms of a Terraform document come to. */
export interface Declarations {
  readonly declared: readonly Declared[];
  /** What is made anew each time and kept nowhere, by type and name. */
  readonly ephemeral: readonly Block[];
  readonly variables: Block;
  readonly locals: Block;
  readonly providers: readonly Block[];
}

/** Keys of a synthesized document; one with none of them is something else. */
const SECTIONS = ['terraform', 'provider', 'resource', 'data', 'ephemeral', 'variable', 'locals', 'module', 'output', 'moved', 'import', 'removed', 'check'];

export function isSynthesized(document: unknown): document is Block {
  return isRecord(document) && SECTIONS.some((section) => Object.hasOwn(document, section)) && !Object.hasOwn(document, 'Resources');
}

/** What `cdktf synth` writes: the language itself in JSON. */
export function declarationsOf(document: Block): Declarations {
  return {
    declared: [...declaredIn(document.resource, false), ...declaredIn(document.data, true)],
    ephemeral: blocksOf(document.ephemeral),
    variables: mergedBlock(document.variable),
    locals: mergedBlock(document.locals),
    providers: blocksOf(document.provider).flatMap((providers) => Object.values(providers).flatMap(blocksOf)),
  };
}

function declaredIn(section: unknown, isData: boolean): Declared[] {
  return blocksOf(section).flatMap((types) => Object.entries(types).flatMap(([type, names]) =>
    blocksOf(names).flatMap((named) => Object.entries(named).flatMap(([name, bodies]) =>
      blocksOf(bodies).map((body) => ({ address: `${isData ? 'data.' : ''}${type}.${name}`, type, isData, body }))))));
}

/** A block that stands for itself, or for a list of blocks. */
export function blocksOf(json: unknown): readonly Block[] {
  return (Array.isArray(json) ? json : [json]).filter(isRecord);
}

function mergedBlock(json: unknown): Block {
  return Object.fromEntries(blocksOf(json).flatMap((block) => Object.entries(block)));
}
