import { rmSync } from 'fs';
import { join } from 'path';
import { testAwsCdk, testAwsCdkCopy } from './deploy-awscdk';
import { testDatabase } from './deploy-database';
import { OUT, Unavailable } from './deploy-emulator';
import { KNOWN_GAPS } from './deploy-gaps';
import { Ledger, Timed } from './deploy-ledger';
import { testTerraform } from './deploy-terraform';
import { KNOWN_GAPS as TERRAFORM_GAPS } from './terraform-gaps';

/**
 * Deploys an example of each engine, with the program that its users use, to an emulated AWS, and asks that AWS, thing by thing,
 * whether what the template promises is there. A deployment that reports success proves little: an emulator skips what it does not
 * know.
 *
 *   awscdk | cdktf   tests this engine alone
 */
const EXAMPLES = join(__dirname, '..', 'examples');
const ENGINES: Record<string, { ledger: Ledger; test: (ledger: Ledger, timed: Timed) => Promise<void> }> = {
  awscdk: {
    ledger: new Ledger(KNOWN_GAPS, 'deploy-gaps.ts'),
    test: async (ledger, timed) => {
      // The one that the emulator takes as it is, and the one that has everything.
      await testAwsCdk(join(EXAMPLES, 'awscdk', 'web-tier'), 'web-tier', ledger, timed);
      await testAwsCdkCopy(join(EXAMPLES, 'awscdk', 'three-tier'), 'three-tier', ledger, timed);
    },
  },
  cdktf: {
    ledger: new Ledger(TERRAFORM_GAPS, 'terraform-gaps.ts'),
    test: async (ledger, timed) => {
      // Every type of the web tier is in it.
      await testTerraform(join(EXAMPLES, 'cdktf', 'three-tier'), ledger, timed);
      await testDatabase(ledger, timed);
    },
  },
};

void main(process.argv.slice(2).filter((name) => name in ENGINES));

async function main(chosen: string[]): Promise<void> {
  rmSync(OUT, { recursive: true, force: true });
  const outcomes: string[] = [];
  for (const engine of chosen.length > 0 ? chosen : Object.keys(ENGINES)) { outcomes.push(`${engine}: ${await outcome(engine)}`); }
  console.log(`\n${outcomes.map((line) => `test:deploy: ${line}`).join('\n')}`);
}

async function outcome(engine: string): Promise<string> {
  const { ledger, test } = ENGINES[engine];
  const times: string[] = [];
  console.log(`\n===== ${engine} =====`);
  try {
    await test(ledger, (step, work) => measured(step, work, times));
  } catch (error) {
    if (error instanceof Unavailable) { return `skipped: ${error.message}`; }
    ledger.breakOff(`${error instanceof Error ? error.stack : error}`);
  }
  console.log(`\nTimes: ${times.join(', ')}`);
  const { good, summary } = ledger.close();
  if (!good) { process.exitCode = 1; }
  return summary;
}

async function measured<T>(step: string, work: () => T | Promise<T>, times: string[]): Promise<T> {
  const begin = Date.now();
  try {
    return await work();
  } finally {
    times.push(`${step} ${((Date.now() - begin) / 1000).toFixed(1)} s`);
  }
}
