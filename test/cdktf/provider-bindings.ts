import { existsSync, readdirSync, readFileSync } from 'fs';
import { dirname, join } from 'path';
import * as ts from 'typescript';

const LIBRARY = join(dirname(require.resolve('@cdktf/provider-aws/package.json')), 'lib');

/** What a value has to be. */
export type Kind =
  | { readonly is: 'string' | 'number' | 'boolean' | 'anything' }
  | { readonly is: 'list' | 'map'; readonly of: Kind }
  | { readonly is: 'struct'; readonly named: string };

export interface Argument {
  readonly kind: Kind;
  readonly required: boolean;
  readonly isBlock: boolean;
}

/** By the names that Terraform knows, not those of the bindings: `self` is `selfAttribute` there, and `equals` `equalTo`. */
export type Arguments = ReadonlyMap<string, Argument>;

/** What the bindings say of one type of resource, of one data source, or of the provider itself. */
export class Binding {
  public static ofResource(type: string): Binding | undefined {
    return Binding.in(type.replace(/^aws_/, ''), type);
  }

  public static ofDataSource(type: string): Binding | undefined {
    return Binding.in(`data_${type}`, type);
  }

  public static ofProvider(): Binding {
    return Binding.in('provider', 'aws')!;
  }

  private static readonly cache = new Map<string, Binding>();

  private static in(name: string, type: string): Binding | undefined {
    const folder = join(LIBRARY, name.replace(/_/g, '-'));
    if (!type.startsWith('aws') || !existsSync(folder)) { return undefined; }
    if (!Binding.cache.has(folder)) { Binding.cache.set(folder, new Binding(folder)); }
    return Binding.cache.get(folder);
  }

  public readonly arguments: Arguments;
  private readonly interfaces = new Map<string, ts.InterfaceDeclaration>();
  private readonly classes = new Map<string, ts.ClassDeclaration>();
  private readonly read = new Map<string, Arguments>();
  private readonly main: ts.ClassDeclaration;

  private constructor(folder: string) {
    // Large ones are split into several files.
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.d.ts'))) {
      for (const statement of ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.Latest, true).statements) {
        if (ts.isInterfaceDeclaration(statement)) { this.interfaces.set(statement.name.text, statement); }
        if (ts.isClassDeclaration(statement)) { this.classes.set(statement.name!.text, statement); }
      }
    }
    this.main = [...this.classes.values()].find(isMain)!;
    this.arguments = this.argumentsOf(configOf(this.main));
  }

  /** The arguments inside a block, or of a struct. */
  public argumentsOf(named: string): Arguments {
    if (!this.read.has(named)) { this.read.set(named, this.readArguments(this.interfaces.get(named)!)); }
    return this.read.get(named)!;
  }

  /** Where a traversal such as `.access_logs[0].bucket` ends in nothing: the part that is not there. */
  public missingIn(path: readonly string[]): string | undefined {
    return this.missing(this.main, configOf(this.main), path);
  }

  private missing(owner: ts.ClassDeclaration, config: string | undefined, [step, ...rest]: readonly string[]): string | undefined {
    if (step === undefined) { return undefined; }
    const type = getter(owner, step, config ? this.argumentsOf(config) : new Map());
    return type ? this.missingBelow(type, rest) : step;
  }

  private missingBelow(type: ts.TypeNode, path: readonly string[]): string | undefined {
    const [step, ...rest] = path;
    if (step === undefined) { return undefined; }
    const known = ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) ? this.classes.get(type.typeName.text) : undefined;
    if (known) {
      const item = itemOf(known);
      if (item) { return this.missingBelow(item, isIndex(step) ? rest : path); }
      return isIndex(step) ? this.missingBelow(type, rest) : this.missing(known, structOf(known), path);
    }
    const kind = kindOf(type);
    if (kind.is === 'list') { return isIndex(step) ? this.missingBelow((unioned(type)[0] as ts.ArrayTypeNode).elementType, rest) : step; }
    return ['string', 'number', 'boolean'].includes(kind.is) ? step : undefined;
  }

  private readArguments(declared: ts.InterfaceDeclaration): Arguments {
    const properties = declared.members.filter(ts.isPropertySignature);
    return new Map(properties.map((property) => {
      const text = declared.getSourceFile().text.slice(property.pos, property.name.pos);
      const name = /\{@link \S+#(\w+) /.exec(text)![1];
      return [name, { kind: kindOf(property.type!), required: property.questionToken === undefined, isBlock: text.includes(`* ${name} block\n`) }];
    }));
  }
}

/** `[0]`, `[*]`, `.0` and `.*`. */
export function isIndex(step: string): boolean {
  return /^(\d+|\*|\[.*)$/.test(step);
}

function isMain(declared: ts.ClassDeclaration): boolean {
  const parent = declared.heritageClauses?.[0].types[0].expression;
  const bases = ['TerraformResource', 'TerraformDataSource', 'TerraformProvider', 'TerraformEphemeralResource'];
  return parent !== undefined && ts.isPropertyAccessExpression(parent) && bases.includes(parent.name.text);
}

function configOf(main: ts.ClassDeclaration): string {
  const config = main.members.find(ts.isConstructorDeclaration)!.parameters[2].type as ts.TypeReferenceNode;
  return (config.typeName as ts.Identifier).text;
}

/** A binding has a getter for everything that can be referred to, and, for what can be set, another one that ends in Input. */
function getter(owner: ts.ClassDeclaration, step: string, args: Arguments): ts.TypeNode | undefined {
  const getters = owner.members.filter(ts.isGetAccessorDeclaration);
  const same = (name: string) => name.toLowerCase() === step.replace(/_/g, '').toLowerCase();
  const found = getters.find(({ name }) => same((name as ts.Identifier).text));
  if (found && !(step.endsWith('_input') && args.has(step.replace(/_input$/, '')))) { return found.type; }
  // What the bindings have renamed cannot be found by its name.
  return args.has(step) ? ts.factory.createKeywordTypeNode(ts.SyntaxKind.AnyKeyword) : undefined;
}

function itemOf(declared: ts.ClassDeclaration): ts.TypeNode | undefined {
  const get = declared.members.filter(ts.isMethodDeclaration).find((method) => (method.name as ts.Identifier).text === 'get');
  return get?.type;
}

/** Which interface an output reference stands for. */
function structOf(declared: ts.ClassDeclaration): string | undefined {
  const value = declared.members.filter(ts.isGetAccessorDeclaration).find((one) => (one.name as ts.Identifier).text === 'internalValue');
  const named = value && unioned(value.type!).find((type) => ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName));
  return named && ((named as ts.TypeReferenceNode).typeName as ts.Identifier).text;
}

function kindOf(type: ts.TypeNode): Kind {
  const [only] = unioned(type);
  switch (only?.kind) {
    case ts.SyntaxKind.StringKeyword: return { is: 'string' };
    case ts.SyntaxKind.NumberKeyword: return { is: 'number' };
    case ts.SyntaxKind.BooleanKeyword: return { is: 'boolean' };
    case ts.SyntaxKind.ArrayType: return { is: 'list', of: kindOf((only as ts.ArrayTypeNode).elementType) };
    case ts.SyntaxKind.TypeLiteral: return { is: 'map', of: kindOf((only as ts.TypeLiteralNode).members.find(ts.isIndexSignatureDeclaration)!.type) };
    case ts.SyntaxKind.TypeReference: return struct(only as ts.TypeReferenceNode);
    default: return { is: 'anything' };
  }
}

function struct({ typeName }: ts.TypeReferenceNode): Kind {
  return ts.isIdentifier(typeName) ? { is: 'struct', named: typeName.text } : { is: 'anything' };
}

/** What is in a union besides `IResolvable`, which every type that is not a string, a number or a list of them offers. */
function unioned(type: ts.TypeNode): ts.TypeNode[] {
  const types = ts.isUnionTypeNode(type) ? [...type.types] : [type];
  return types.filter((one) => !(ts.isTypeReferenceNode(one) && ts.isQualifiedName(one.typeName) && one.typeName.right.text === 'IResolvable'));
}
