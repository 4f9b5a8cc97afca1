import { readdirSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import * as ts from 'typescript';

const WAYS_IN = ['index.d.ts', 'awscdk/index.d.ts', 'cdktf/index.d.ts', 'review/index.d.ts'];

/** Leaves the declarations that a way in leads to, by any detour, and comments on what can be imported there: an editor shows no others. */
export function lightenDeclarations(folder: string): void {
  const program = ts.createProgram(WAYS_IN.map((name) => join(folder, name)), { noLib: true, types: [] });
  const needed = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(folder));
  const names = new Set(needed.map(({ fileName }) => fileName));
  for (const file of declarationsIn(folder)) { if (!names.has(file)) { rmSync(file); } }
  const importable = importableIn(program, folder);
  for (const file of needed) { writeFileSync(file.fileName, withoutInnerComments(file, importable)); }
}

function declarationsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.d.ts')).map((name) => join(folder, name));
}

function importableIn(program: ts.Program, folder: string): ReadonlySet<ts.Node> {
  const checker = program.getTypeChecker();
  const exported = WAYS_IN.flatMap((name) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(join(folder, name))!);
    return module ? checker.getExportsOfModule(module) : [];
  });
  const symbols = exported.map((symbol) => (isAlias(symbol) ? checker.getAliasedSymbol(symbol) : symbol));
  return new Set(symbols.flatMap(({ declarations }) => declarations ?? []));
}

function isAlias({ declarations = [] }: ts.Symbol): boolean {
  return declarations.some((declaration) => ts.isExportSpecifier(declaration) || ts.isNamespaceExport(declaration));
}

function withoutInnerComments(file: ts.SourceFile, importable: ReadonlySet<ts.Node>): string {
  const parts = file.statements.map((statement) => {
    const text = file.text.slice(statement.getFullStart(), statement.getEnd());
    const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement];
    return declared.some((node) => importable.has(node)) ? text : text.replace(/[ \t]*\/\*\*[^]*?\*\/\n?/g, '');
  });
  return `${parts.join('')}\n`;
}
