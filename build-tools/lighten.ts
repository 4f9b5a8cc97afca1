import { existsSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import * as ts from 'typescript';
import { lightenDeclarations } from './lighten-declarations';

/**
 * Takes out of what is packed what nobody reads there: the comments of the compiled code, which the declarations have as well; declarations that no way
 * in leads to; in the assembly its white space, lines of sources that are not packed, and what is told of neutral things three times, of each way in,
 * where once will do. Together they are a quarter of what every user would download.
 */
const ROOT = join(__dirname, '..');
const LIB = join(ROOT, 'lib');
const ASSEMBLY = join(ROOT, '.jsii');
const OF_SOURCES = ['locationInModule', 'symbolId'];
const AS_IT_IS: ts.CompilerOptions = { removeComments: true, target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.CommonJS };

for (const file of readdirSync(LIB, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'))) {
  const path = join(LIB, file);
  writeFileSync(path, ts.transpileModule(readFileSync(path, 'utf8'), { compilerOptions: AS_IT_IS }).outputText);
}
lightenDeclarations(LIB);
// A clone that has only been made ready to run has none.
if (existsSync(ASSEMBLY)) { lightenAssembly(); }

function lightenAssembly() {
  const assembly = JSON.parse(readFileSync(ASSEMBLY, 'utf8'));
  for (const [name, type] of Object.entries(assembly.types)) {
    const [way, neutral] = name.split('.').slice(1);
    if (neutral !== undefined && `${assembly.name}.${neutral}` in assembly.types && way !== 'review') { assembly.types[name] = withoutDocs(type); }
  }
  writeFileSync(ASSEMBLY, JSON.stringify(assembly, (key, value) => (OF_SOURCES.includes(key) ? undefined : value)));
}

function withoutDocs(type: unknown): unknown {
  return JSON.parse(JSON.stringify(type, (key, value) => (key === 'docs' ? undefined : value)));
}
