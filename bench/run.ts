import { fork } from 'child_process';
import { writeFileSync } from 'fs';
import { availableParallelism, cpus, loadavg, platform } from 'os';
import { join } from 'path';
import { ConstructName, CONSTRUCTS, Engine, ENGINES, GROWTH, SIDES } from './programs';
import { Comparison, FreshRun, Growth, InterleavedRun, Measured, writeResults } from './results';

/** `npm run bench`: measures all, and writes what came out into bench/. `--quick` tries the bench itself: its figures say nothing. */
const IS_QUICK = process.argv.includes('--quick');
const WARM_UP = IS_QUICK ? 1 : 8;
const ROUNDS = IS_QUICK ? 3 : 41;
const FRESH_RUNS = IS_QUICK ? 1 : 5;
const GROWTH_RUNS: Record<number, number> = IS_QUICK ? { 1: 1, 10: 1, 100: 1 } : { 1: 5, 10: 5, 100: 3, 500: 1 };
/** The folder of the sources, not that of what is compiled. */
const BENCH = join(__dirname, '..', '..', 'bench');

void main();

async function main() {
  const load = loadavg()[0];
  const comparisons: Comparison[] = [];
  for (const engine of ENGINES) {
    for (const name of Object.keys(CONSTRUCTS) as ConstructName[]) {
      comparisons.push(await compare(engine, name));
      console.log(`${engine}: ${CONSTRUCTS[name]}`);
    }
  }
  const growth: Growth[] = [];
  for (const engine of ENGINES) {
    for (const [tiers, runs] of Object.entries(GROWTH_RUNS)) {
      growth.push(await grow(engine, Number(tiers), runs));
      console.log(`${engine}: ${tiers} tiers`);
    }
  }
  const measured: Measured = {
    machine: {
      node: process.version, platform: platform(), processor: cpus()[0].model, cores: availableParallelism(), loads: [load, loadavg()[0]],
    },
    counts: { warmUp: WARM_UP, rounds: ROUNDS, freshRuns: FRESH_RUNS },
    comparisons,
    growth,
  };
  if (IS_QUICK) { return console.log(JSON.stringify(measured, undefined, 1)); }
  writeResults(measured, (name, text) => writeFileSync(join(BENCH, name), text));
}

async function compare(engine: Engine, name: ConstructName): Promise<Comparison> {
  const interleaved = await inChild<InterleavedRun>('interleaved', [name, engine, WARM_UP, ROUNDS], ['--expose-gc']);
  return { engine, name, interleaved, fresh: await freshPairs(name, engine, FRESH_RUNS) };
}

async function grow(engine: Engine, tiers: number, runs: number): Promise<Growth> {
  return { engine, tiers, fresh: await freshPairs(GROWTH, engine, runs, tiers) };
}

/** A B A B …, each in a process of its own. */
async function freshPairs(name: string, engine: Engine, runs: number, size?: number) {
  const fresh: Record<'library' | 'hand', FreshRun[]> = { library: [], hand: [] };
  for (let run = 0; run < runs; run++) {
    for (const side of SIDES) {
      fresh[side].push(await inChild<FreshRun>('fresh', [side, name, engine, ...(size === undefined ? [] : [size])]));
    }
  }
  return fresh;
}

/** What the child has measured. Its end without a word is an error. */
function inChild<T>(module: string, args: (string | number)[], execArgv: string[] = []): Promise<T> {
  return new Promise((resolve, reject) => {
    let said: T | undefined;
    const child = fork(join(__dirname, module), args.map(String), { execArgv });
    child.on('message', (message) => { said = message as T; });
    child.on('exit', (code) => {
      if (said === undefined || code !== 0) { reject(new Error(`${module} ${args.join(' ')} ended with ${code}.`)); } else { resolve(said); }
    });
  });
}
