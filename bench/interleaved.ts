import { countBytes, countResources, differences } from './documents';
import { ConstructName, Engine, loadProgram, Program, SIDES } from './programs';
import { synthesize } from './synthesis';

/** Both programs of a pair in turn, in one process that is warm. Told by arguments: the construct, the engine, how many pairs to warm up by, and to count. */
const [name, engine, warmUp, rounds] = process.argv.slice(2) as [ConstructName, Engine, string, string];
const [library, hand] = SIDES.map((side) => loadProgram(side, name, engine));

const documentsOf = (program: Program) => synthesize(engine, program, ({ documents }) => documents());
const [ours, theirs] = [documentsOf(library), documentsOf(hand)];
const times = { library: [] as number[], hand: [] as number[] };
const processorTimes = { library: [] as number[], hand: [] as number[] };
for (let round = -Number(warmUp); round < Number(rounds); round++) {
  // Each goes first every other time: what one leaves to be collected is not always the other's to wait for.
  const pair = round % 2 === 0 ? [library, hand] : [hand, library];
  const timed = new Map(pair.map((program) => [program, timeOf(program)]));
  if (round >= 0) {
    for (const [side, program] of [['library', library], ['hand', hand]] as const) {
      times[side].push(timed.get(program)!.milliseconds);
      processorTimes[side].push(timed.get(program)!.processorMilliseconds);
    }
  }
}

process.send!({
  times,
  processorTimes,
  resources: { library: countResources(ours), hand: countResources(theirs) },
  bytes: { library: countBytes(ours), hand: countBytes(theirs) },
  differences: differences(ours, theirs),
});

function timeOf(program: Program) {
  global.gc!();
  return synthesize(engine, program, ({ milliseconds, processorMilliseconds }) => ({ milliseconds, processorMilliseconds }));
}
