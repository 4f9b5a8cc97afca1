import { performance } from 'perf_hooks';
import { Engine, loadProgram, Side } from './programs';
import { synthesize } from './synthesis';

/** One program in a process of its own: what a user waits for on the command line. Told by arguments: the side, the program, the engine and a size. */
const [side, name, engine, size] = process.argv.slice(2) as [Side, Parameters<typeof loadProgram>[1], Engine, string?];

const begun = performance.now();
const program = loadProgram(side, name, engine);
const loadMilliseconds = performance.now() - begun;
const synthMilliseconds = synthesize(engine, program, ({ milliseconds }) => milliseconds, size === undefined ? undefined : Number(size));

process.send!({ loadMilliseconds, synthMilliseconds, peakMebibytes: process.resourceUsage().maxRSS / 1024 });
