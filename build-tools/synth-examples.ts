import { execFileSync } from 'child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'fs';
import { join } from 'path';
import { synthesizeCdktf } from './synth-cdktf';
import { Inventory } from '../src/review';

/** Synthesizes every example as its users do, into out/<engine>/<example>, and says what came out. */
const ROOT = join(__dirname, '..');

for (const engine of readdirSync(join(ROOT, 'examples')).sort()) {
  for (const example of readdirSync(join(ROOT, 'examples', engine)).sort()) {
    const stacks = synthesize(join(ROOT, 'examples', engine, example), join(ROOT, 'out', engine, example));
    if (stacks) { console.log(`${engine}/${example}: ${describe(stacks)} in out/${engine}/${example}`); }
  }
}

/** The files that hold the stacks. */
function synthesize(folder: string, output: string): string[] | undefined {
  if (existsSync(join(folder, 'cdk.json'))) { return synthesizeAwsCdk(folder, output); }
  if (existsSync(join(folder, 'cdktf.json'))) { return synthesizeCdktf(folder, output).map(({ file }) => file); }
  return undefined;
}

function synthesizeAwsCdk(folder: string, output: string): string[] {
  rmSync(output, { recursive: true, force: true });
  execFileSync(join(ROOT, 'node_modules', '.bin', 'cdk'), ['synth', '--quiet', '--output', output], { cwd: folder, stdio: 'inherit' });
  return readdirSync(output).filter((file) => file.endsWith('.template.json')).map((file) => join(output, file));
}

function describe(stacks: string[]): string {
  const counts = stacks.map((file) => Inventory.of(JSON.parse(readFileSync(file, 'utf8'))).total);
  return `${counts.reduce((sum, count) => sum + count, 0)} resources in ${stacks.length} ${stacks.length === 1 ? 'stack' : 'stacks'}`;
}
