import { existsSync, readdirSync, readFileSync } from 'fs';
import { basename, join } from 'path';

const SUFFIX = '.template.json';

interface Resource {
  readonly Metadata?: { readonly 'aws:cdk:path'?: string };
}

/** A synthesized template, and the names that its findings are told by. */
export class Template {
  /** The templates of every example that `npm run synth` synthesizes, those of nested stacks and stages too. */
  public static ofExamples(root: string): Template[] {
    return examplesIn(join(root, 'examples')).flatMap((example) => Template.of(example, join(root, 'out', example)));
  }

  private static of(example: string, output: string): Template[] {
    const files = existsSync(output) ? readdirSync(output, { recursive: true, encoding: 'utf8' }) : [];
    const templates = files.filter((file) => file.endsWith(SUFFIX)).sort();
    if (templates.length === 0) { throw new Error(`there is no template in out/${example}. Run \`npm run synth\` first.`); }
    return templates.map((file) => new Template(example, join(output, file)));
  }

  private readonly resources: Record<string, Resource>;

  private constructor(public readonly example: string, public readonly file: string) {
    this.resources = resourcesIn(file);
  }

  public get resourceCount(): number {
    return Object.keys(this.resources).length;
  }

  /**
   * Where a path of the template points to: the construct's path, as in cdk-nag's findings, then what is left.
   * Logical ids end in a hash and repeat from stack to stack; a construct's path does neither.
   */
  public place(path: readonly (string | number)[]): string {
    const [section, id, ...rest] = path;
    const construct = section === 'Resources' ? this.resources[id]?.Metadata?.['aws:cdk:path'] : undefined;
    const stack = basename(this.file, SUFFIX);
    return construct === undefined ? [stack, ...path].join('/') : [construct, rest.join('/')].filter((part) => part !== '').join(', ');
  }
}

/** <engine>/<example>, for each that the AWS CDK's CLI synthesizes. */
function examplesIn(folder: string): string[] {
  const examples = readdirSync(folder).flatMap((engine) => readdirSync(join(folder, engine)).map((example) => `${engine}/${example}`));
  return examples.filter((example) => existsSync(join(folder, example, 'cdk.json'))).sort();
}

function resourcesIn(file: string): Record<string, Resource> {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { Resources?: Record<string, Resource> }).Resources ?? {};
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as Error).message}`);
  }
}
