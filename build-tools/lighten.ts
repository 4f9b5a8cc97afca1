import { readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import * as ts from 'typescript';

/**
 * Takes out of what is packed what nobody reads there: the comments of the compiled code, which the declarations have as well, and the white
 * space of the assembly. Together they are a tenth of what every user downloads.
 */
const ROOT = join(__dirname, '..');
const LIB = join(ROOT, 'lib');
const ASSEMBLY = join(ROOT, '.jsii');
const AS_IT_IS: ts.CompilerOptions = { removeComments: true, target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.CommonJS };

for (const file of readdirSync(LIB, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'))) {
  const path = join(LIB, file);
  writeFileSync(path, ts.transpileModule(readFileSync(path, 'utf8'), { compilerOptions: AS_IT_IS }).outputText);
}
writeFileSync(ASSEMBLY, JSON.stringify(JSON.parse(readFileSync(ASSEMBLY, 'utf8'))));
