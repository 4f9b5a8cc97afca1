import { dirname, join, sep } from 'path';
import * as ts from 'typescript';

const SOURCES = join(__dirname, '..', 'src');
/** The root is what is neutral, which each engine repeats. */
const WAYS_IN = ['core', 'awscdk', 'cdktf', 'review'];

const program = programOf(WAYS_IN.map((way) => join(SOURCES, way, 'index.ts')));
const checker = program.getTypeChecker();

/** What a document says is a field of the same name: `Balancer.idleTimeoutSeconds`. As many go without a comment, and none is added. */
const FIELDS_WITHOUT_A_COMMENT = 309;

test.each(WAYS_IN)('everything that %s exports has a doc comment', (way) => {
  const exported = exportsOf(way);
  expect(exported.length).toBeGreaterThan(10);
  expect(exported.filter((symbol) => !isDocumented(symbol)).map(({ name }) => name)).toEqual([]);
});

test.each(WAYS_IN.filter((way) => way !== 'review'))('and so has each of its members, of %s', (way) => {
  expect(exportsOf(way).flatMap(undocumentedMembersOf)).toEqual([]);
});

test('of review: whatever can be called or chosen, and most of what a document says', () => {
  const isRead = (symbol: ts.Symbol) => symbol.declarations!.some(ts.isInterfaceDeclaration);
  const exported = exportsOf('review');
  expect(exported.filter((symbol) => !isRead(symbol)).flatMap(undocumentedMembersOf)).toEqual([]);
  expect(exported.filter(isRead).flatMap(undocumentedMembersOf).length).toBeLessThanOrEqual(FIELDS_WITHOUT_A_COMMENT);
});

function exportsOf(way: string): ts.Symbol[] {
  const index = program.getSourceFile(join(SOURCES, way, 'index.ts'))!;
  return checker.getExportsOfModule(checker.getSymbolAtLocation(index)!).map((symbol) => (
    symbol.declarations!.some(ts.isExportSpecifier) ? checker.getAliasedSymbol(symbol) : symbol));
}

function undocumentedMembersOf(symbol: ts.Symbol): string[] {
  const members = [...(symbol.members?.values() ?? []), ...(symbol.exports?.values() ?? [])].filter(isPublic);
  return members.filter((member) => !isDocumented(member)).map((member) => `${symbol.name}.${member.name}`);
}

/** What a class repeats of an interface is documented there. Of an option whose type says what it is, the default is left to be said. */
function isDocumented(symbol: ts.Symbol): boolean {
  return symbol.getDocumentationComment(checker).length > 0 || symbol.getJsDocTags(checker).some(({ name }) => name === 'default');
}

/** Constructors are documented by their class and by their props. */
function isPublic(member: ts.Symbol): boolean {
  const [declaration] = member.declarations ?? [];
  if (declaration === undefined || ts.isConstructorDeclaration(declaration) || member.name.startsWith('_')) { return false; }
  const modifiers = ts.canHaveModifiers(declaration) ? ts.getModifiers(declaration) ?? [] : [];
  return !modifiers.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword || kind === ts.SyntaxKind.ProtectedKeyword);
}

/** Of the sources alone: to look at comments, nobody has to read what the engines declare. */
function programOf(files: string[]): ts.Program {
  const options: ts.CompilerOptions = { noLib: true, types: [], target: ts.ScriptTarget.ES2022 };
  const host = ts.createCompilerHost(options);
  host.resolveModuleNameLiterals = (names, from) => names.map(({ text }) => {
    const path = join(dirname(from), text);
    const found = text.startsWith('.') ? [`${path}.ts`, `${path}${sep}index.ts`].find((file) => host.fileExists(file)) : undefined;
    return { resolvedModule: found === undefined ? undefined : { resolvedFileName: found, extension: ts.Extension.Ts } };
  });
  return ts.createProgram(files, options, host);
}
