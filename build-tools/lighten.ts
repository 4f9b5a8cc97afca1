import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { dirname, join, resolve } from 'path';
import * as ts from 'typescript';

/**
 * Takes out of what is packed what nobody reads there: the comments of the compiled code, which the declarations have as well; declarations that no way
 * in leads to; in the assembly its white space, and what is told of neutral things three times, of each way in, where once will do. Together they are
 * a quarter of what every user would download.
 */
const ROOT = join(__dirname, '..');
const LIB = join(ROOT, 'lib');
const ASSEMBLY = join(ROOT, '.jsii');
const WAYS_IN = ['index.d.ts', 'awscdk/index.d.ts', 'cdktf/index.d.ts', 'review/index.d.ts'];
const AS_IT_IS: ts.CompilerOptions = { removeComments: true, target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.CommonJS };

for (const file of readdirSync(LIB, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'))) {
  const path = join(LIB, file);
  writeFileSync(path, ts.transpileModule(readFileSync(path, 'utf8'), { compilerOptions: AS_IT_IS }).outputText);
}
for (const file of unneededDeclarations(LIB, WAYS_IN.map((name) => join(LIB, name)))) { rmSync(file); }
const assembly = JSON.parse(readFileSync(ASSEMBLY, 'utf8'));
for (const [name, type] of Object.entries(assembly.types)) {
  const [way, neutral] = name.split('.').slice(1);
  if (neutral !== undefined && `${assembly.name}.${neutral}` in assembly.types && way !== 'review') { assembly.types[name] = withoutDocs(type); }
}
writeFileSync(ASSEMBLY, JSON.stringify(assembly));

function withoutDocs(type: unknown): unknown {
  return JSON.parse(JSON.stringify(type, (key, value) => (key === 'docs' ? undefined : value)));
}

/** Those that none of the ways in needs, by any detour. */
function unneededDeclarations(folder: string, waysIn: readonly string[]): string[] {
  const needed = new Set<string>();
  const follow = (file: string): void => {
    if (needed.has(file)) { return; }
    needed.add(file);
    const imported = ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles.map(({ fileName }) => fileName);
    imported.filter((name) => name.startsWith('.')).forEach((name) => follow(declarationOf(resolve(dirname(file), name))));
  };
  waysIn.forEach(follow);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.d.ts')).map((name) => join(folder, name)).filter((file) => !needed.has(file));
}

function declarationOf(module: string): string {
  const file = `${module}.d.ts`;
  return existsSync(file) ? file : join(module, 'index.d.ts');
}
