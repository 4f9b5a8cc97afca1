import { execFileSync } from 'child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'fs';
import { join } from 'path';
import { Inventory } from '../src/review';

/** Synthesizes every example through the CLI that its users use, into out/<engine>/<example>, and says what came out. */
const ROOT = join(__dirname, '..');

for (const engine of readdirSync(join(ROOT, 'examples')).sort()) {
  for (const example of readdirSync(join(ROOT, 'examples', engine)).sort()) {
    const folder = join(ROOT, 'examples', engine, example);
    const output = join(ROOT, 'out', engine, example);
    if (!existsSync(join(folder, 'cdk.json'))) { continue; }
    rmSync(output, { recursive: true, force: true });
    execFileSync(join(ROOT, 'node_modules', '.bin', 'cdk'), ['synth', '--quiet', '--output', output], { cwd: folder, stdio: 'inherit' });
    console.log(`${engine}/${example}: ${describe(output)} in out/${engine}/${example}`);
  }
}

function describe(output: string): string {
  const templates = readdirSync(output).filter((file) => file.endsWith('.template.json'));
  const counts = templates.map((file) => Inventory.of(JSON.parse(readFileSync(join(output, file), 'utf8'))).total);
  return `${counts.reduce((sum, count) => sum + count, 0)} resources in ${templates.length} ${templates.length === 1 ? 'stack' : 'stacks'}`;
}
