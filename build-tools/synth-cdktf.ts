import { execFileSync } from 'child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'fs';
import { dirname, join } from 'path';

const NPM_BIN = join(__dirname, '..', 'node_modules', '.bin');

/** A stack as CDKTF writes it: Terraform JSON, which no other program has touched. */
export interface SynthesizedStack {
  readonly name: string;
  readonly file: string;
}

/**
 * Synthesizes a CDKTF program as `cdktf synth` does: the command of cdktf.json, in its folder, with these variables. The CLI itself
 * would download the schema of a provider, or ask for a Terraform binary, for other commands than this one; it is not needed here.
 */
export function synthesizeCdktf(folder: string, output: string): SynthesizedStack[] {
  const { app } = JSON.parse(readFileSync(join(folder, 'cdktf.json'), 'utf8')) as { app: string };
  rmSync(output, { recursive: true, force: true });
  mkdirSync(dirname(output), { recursive: true });
  execFileSync(app, { cwd: folder, shell: true, stdio: ['ignore', 'ignore', 'inherit'], env: environment(output), timeout: 120_000 });
  return stacksIn(output);
}

export function stacksIn(output: string): SynthesizedStack[] {
  const stacks = join(output, 'stacks');
  const names = existsSync(stacks) ? readdirSync(stacks).sort() : [];
  return names.map((name) => ({ name, file: join(stacks, name, 'cdk.tf.json') })).filter(({ file }) => existsSync(file));
}

function environment(output: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    // A command of a package that the user has, as npm's scripts see it.
    PATH: `${NPM_BIN}:${process.env.PATH}`,
    CDKTF_OUTDIR: output,
    CDKTF_CONTEXT_JSON: JSON.stringify({ cdktfRelativeModules: [] }),
    SYNTH_HCL_OUTPUT: 'false',
    CHECKPOINT_DISABLE: '1',
  };
}
