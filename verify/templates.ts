import { existsSync, readdirSync, readFileSync } from 'fs';
import { basename, join } from 'path';

/** What a checker has to be told of a template. */
export type Language = 'cloudformation' | 'terraform_json';

// Terraform JSON and templates have as many shapes as there are resources.
type Json = Record<string, any>;

/** How each language names its files, and where it says which construct a resource came from. */
const LANGUAGES: Record<Language, { marker: string; suffix: string; constructs: (document: Json) => Map<string, string | undefined> }> = {
  cloudformation: { marker: 'cdk.json', suffix: '.template.json', constructs: constructsOfTemplate },
  terraform_json: { marker: 'cdktf.json', suffix: 'cdk.tf.json', constructs: constructsOfStack },
};

/** A synthesized template, and the names that its findings are told by. */
export class Template {
  /** The templates of every example that `npm run synth` synthesizes, those of nested stacks and stages too. */
  public static ofExamples(root: string): Template[] {
    return examplesIn(join(root, 'examples')).flatMap(([example, language]) => Template.of(example, language, join(root, 'out', example)));
  }

  private static of(example: string, language: Language, output: string): Template[] {
    const files = existsSync(output) ? readdirSync(output, { recursive: true, encoding: 'utf8' }) : [];
    const templates = files.filter((file) => file.endsWith(LANGUAGES[language].suffix)).sort();
    if (templates.length === 0) { throw new Error(`there is no template in out/${example}. Run \`npm run synth\` first.`); }
    return templates.map((file) => new Template(example, language, join(output, file)));
  }

  /** Construct paths by logical id, which in Terraform is unique over all types too. */
  private readonly constructs: Map<string, string | undefined>;

  private constructor(public readonly example: string, public readonly language: Language, public readonly file: string) {
    this.constructs = LANGUAGES[language].constructs(contentOf(file));
  }

  public get resourceCount(): number {
    return this.constructs.size;
  }

  /**
   * Where a path of the template points to: the construct's path, as in cdk-nag's findings, then what is left.
   * Logical ids end in a hash and repeat from stack to stack; a construct's path does neither.
   */
  public place(path: readonly (string | number)[]): string {
    const [section, id, ...rest] = path;
    const construct = section === 'Resources' ? this.constructs.get(`${id}`) : undefined;
    const stack = basename(this.file, LANGUAGES[this.language].suffix);
    return construct === undefined ? [stack, ...path].join('/') : [construct, rest.join('/')].filter((part) => part !== '').join(', ');
  }
}

/** <engine>/<example>, for each that `npm run synth` synthesizes. */
function examplesIn(folder: string): [example: string, language: Language][] {
  const examples = readdirSync(folder).flatMap((engine) => readdirSync(join(folder, engine)).map((example) => `${engine}/${example}`));
  return examples.sort().flatMap((example) => (
    (Object.keys(LANGUAGES) as Language[])
      .filter((language) => existsSync(join(folder, example, LANGUAGES[language].marker)))
      .map((language): [string, Language] => [example, language])
  ));
}

function constructsOfTemplate({ Resources }: Json): Map<string, string | undefined> {
  return new Map(Object.entries<Json>(Resources ?? {}).map(([id, resource]) => [id, resource.Metadata?.['aws:cdk:path']]));
}

function constructsOfStack({ resource, data }: Json): Map<string, string | undefined> {
  const things = [resource, data].flatMap((section) => Object.values<Json>(section ?? {}).flatMap((named) => Object.entries<Json>(named)));
  return new Map(things.map(([id, thing]) => [id, thing['//']?.metadata?.path]));
}

function contentOf(file: string): Json {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Json;
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as Error).message}`);
  }
}
