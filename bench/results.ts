import { Difference } from './documents';
import { drawPicture } from './picture';
import { CONSTRUCTS, ConstructName, Engine, ENGINES, Side } from './programs';
import { ratiosOf, Spread, spreadOf } from './statistics';

export interface InterleavedRun {
  readonly times: Record<Side, number[]>;
  readonly processorTimes: Record<Side, number[]>;
  readonly resources: Record<Side, number>;
  readonly bytes: Record<Side, number>;
  readonly differences: Difference[];
}

export interface FreshRun {
  readonly loadMilliseconds: number;
  readonly synthMilliseconds: number;
  readonly peakMebibytes: number;
}

export interface Comparison {
  readonly engine: Engine;
  readonly name: ConstructName;
  readonly interleaved: InterleavedRun;
  readonly fresh: Record<Side, FreshRun[]>;
}

export interface Growth {
  readonly engine: Engine;
  readonly tiers: number;
  readonly fresh: Record<Side, FreshRun[]>;
}

export interface Measured {
  readonly machine: {
    readonly node: string;
    readonly platform: string;
    readonly processor: string;
    readonly cores: number;
    readonly loads: number[];
  };
  readonly counts: { readonly warmUp: number; readonly rounds: number; readonly freshRuns: number };
  readonly comparisons: Comparison[];
  readonly growth: Growth[];
}

/** How much more than the hand-written program the library may take, at the median. */
export const BAR = 1.1;
/** How much longer than ten tiers a hundred may take. */
const GROWTH_BAR = 11;
export const ENGINE_NAMES: Record<Engine, string> = { awscdk: 'AWS CDK', cdktf: 'CDKTF' };

export const MEASURES: Record<string, (comparison: Comparison) => Spread> = {
  'synth, warm': ({ interleaved: { times } }) => ratiosOf(times.library, times.hand),
  'its CPU time': ({ interleaved: { processorTimes } }) => ratiosOf(processorTimes.library, processorTimes.hand),
  'synth, fresh': ({ fresh }) => freshRatio(fresh, 'synthMilliseconds'),
  'load': ({ fresh }) => freshRatio(fresh, 'loadMilliseconds'),
  'load and synth': ({ fresh }) => ratiosOf(fresh.library.map(waitOf), fresh.hand.map(waitOf)),
  'peak memory': ({ fresh }) => freshRatio(fresh, 'peakMebibytes'),
};

/** RESULTS.md, and the picture that it shows. */
export function writeResults(measured: Measured, write: (name: string, text: string) => void) {
  write('results.svg', drawPicture(measured));
  write('RESULTS.md', [
    '# What the library costs', '',
    ...introduction(measured), '',
    '![Ratios and growth](results.svg)', '',
    ...ENGINES.flatMap((engine) => [...ratioTable(measured, engine), '', ...figureTable(measured, engine), '']),
    ...growthTable(measured), '',
    ...differencesOf(measured), '',
    ...method(measured), '',
  ].join('\n'));
}

function introduction({ machine }: Measured): string[] {
  const [before, after] = machine.loads.map((load) => load.toFixed(1));
  const isBusy = machine.loads[0] > machine.cores / 2;
  return [
    'Each construct beside a program that makes the same resources with nothing but the engine: L2 constructs of AWS CDK (L1 where there is no L2, or',
    'where it cannot say it), and the provider\'s L1 classes of CDKTF. A ratio of 1 means that the library costs nothing.',
    '',
    `Measured with Node.js ${machine.node} on ${machine.platform}, ${machine.cores} cores (${machine.processor}); load average ${before} before and ${after} after.`,
    ...(isBusy ? ['**The machine was busy with other work**: trust the ratios, which are taken pair by pair, more than the milliseconds.'] : []),
    `The bar is ${BAR.toFixed(2)} at the median; what is above it is **bold**.`,
  ];
}

function ratioTable({ comparisons }: Measured, engine: Engine): string[] {
  return [
    `## ${ENGINE_NAMES[engine]}`, '',
    'Library ÷ hand-written: median (middle half).', '',
    row(['Construct', ...Object.keys(MEASURES)]),
    row(['---', ...Object.keys(MEASURES).map(() => '---:')]),
    ...ofEngine(comparisons, engine).map((comparison) => row([
      CONSTRUCTS[comparison.name], ...Object.values(MEASURES).map((measure) => ratioText(measure(comparison))),
    ])),
  ];
}

function figureTable({ comparisons }: Measured, engine: Engine): string[] {
  const pair = (spreads: Spread[], digits: number) => spreads.map(({ median }) => median.toFixed(digits)).join(' / ');
  return [
    'Library / hand-written: medians; times in milliseconds, memory in MiB.', '',
    row(['Construct', 'synth, warm', 'synth, fresh', 'load', 'peak memory', 'resources', 'bytes']),
    row(['---', '---:', '---:', '---:', '---:', '---:', '---:']),
    ...ofEngine(comparisons, engine).map(({ name, interleaved: { times, resources, bytes }, fresh }) => row([
      CONSTRUCTS[name],
      pair([spreadOf(times.library), spreadOf(times.hand)], 1),
      pair(freshSpreads(fresh, 'synthMilliseconds'), 0),
      pair(freshSpreads(fresh, 'loadMilliseconds'), 0),
      pair(freshSpreads(fresh, 'peakMebibytes'), 0),
      `${resources.library} / ${resources.hand}`,
      `${bytes.library} / ${bytes.hand}`,
    ])),
  ];
}

function growthTable({ growth }: Measured): string[] {
  return [
    '## Growth', '',
    'ScaledWebTier, 20 a stack: AWS CDK\'s 23 resources a tier, of the 500 that a template takes. Each in a process of its own; seconds from the making of the app',
    'to the documents on the disk.', '',
    row(['Engine', 'tiers', 'library', 'hand-written', 'ratio', 'peak memory, MiB']),
    row(['---', '---:', '---:', '---:', '---:', '---:']),
    ...growth.map(({ engine, tiers, fresh }) => row([
      ENGINE_NAMES[engine],
      String(tiers),
      ...freshSpreads(fresh, 'synthMilliseconds').map(({ median }) => (median / 1000).toFixed(2)),
      ratioText(freshRatio(fresh, 'synthMilliseconds')),
      freshSpreads(fresh, 'peakMebibytes').map(({ median }) => median.toFixed(0)).join(' / '),
    ])),
    '',
    ...ENGINES.map((engine) => {
      const [ten, hundred] = [10, 100].map((tiers) => freshSpreads(growth.find((one) => one.engine === engine && one.tiers === tiers)!.fresh, 'synthMilliseconds')[0].median);
      const times = hundred / ten;
      return `- ${ENGINE_NAMES[engine]}: a hundred tiers take ${emphasis(times.toFixed(1), times > GROWTH_BAR)} times as long as ten; the bar is ${GROWTH_BAR}.`;
    }),
  ];
}

/** What the two programs of a pair do not say alike. */
function differencesOf({ comparisons }: Measured): string[] {
  const lines = comparisons.flatMap(({ engine, name, interleaved: { differences } }) => differences.map(({ type, library }) =>
    `- ${ENGINE_NAMES[engine]}, ${CONSTRUCTS[name]}: a \`${type}\` that only ${library === undefined ? 'the hand-written program' : 'the library'} has, or has so.`));
  return [
    '## The same resources', '',
    'The documents of each pair are compared resource by resource: type, every property, and on AWS CDK the policies of update and deletion.',
    'Each pair was written to agree: that it does shows that the times are of the same work, not that the library makes as little as it could.',
    ...(lines.length === 0 ? ['There is no difference.'] : ['', ...lines]),
  ];
}

function method({ counts }: Measured): string[] {
  return [
    '## How it is measured', '',
    '`npm ci && npm run bench` writes this page and its picture anew; `npm run bench -- --quick` tries the bench itself.', '',
    '- The library is compiled from `src` as it is for its users. Networks, zones, certificates and the balancers behind a name are somebody else\'s, so that each resource',
    '  that is counted is the construct\'s. Options are the defaults; the tier has a service.',
    `- Warm: both programs in turn in one process, which goes first changing from pair to pair; ${counts.warmUp} pairs to warm up, ${counts.rounds} that count, a garbage`,
    '  collection before each. The time is from the making of the app to the documents on the disk; the ratio is taken pair by pair.',
    '  CPU time is what the process itself used meanwhile, on all its threads: other work on the machine does not count in it.',
    `- Fresh: each program in a process of its own, in turn, ${counts.freshRuns} times. Load is what it imports, the engine among it; peak memory is the process's largest resident set.`,
    '- Bytes are those of the documents without white space. They hold outputs, and on AWS CDK the ids and paths, which each program chooses.',
    '- The library loads a construct when it is first named: what `load` lacks is in `synth, fresh`; `load and synth` is what a user waits for.',
    '- On CDKTF a construct loads the provider\'s classes of all that it can make when it is first named, and `Network` those of a network even where one',
    '  is given: the library\'s SessionCache loads 40 of the provider\'s files, the hand-written one 13. A warm process has paid for that.',
    '- `CDK_VALIDATION=false`: CloudFormation\'s own validator takes seconds of either program.',
    '- The CDKTF programs were transcribed from what the library had synthesized, attribute by attribute, as an author would write who wants just that.',
    '  What a pair shares (scripts, a page) is in `bench/cases/parts`, as an author would keep it in files.',
  ];
}

function freshSpreads(fresh: Record<Side, FreshRun[]>, figure: keyof FreshRun): Spread[] {
  return [fresh.library, fresh.hand].map((runs) => spreadOf(runs.map((run) => run[figure])));
}

function freshRatio(fresh: Record<Side, FreshRun[]>, figure: keyof FreshRun): Spread {
  return ratiosOf(fresh.library.map((run) => run[figure]), fresh.hand.map((run) => run[figure]));
}

function waitOf({ loadMilliseconds, synthMilliseconds }: FreshRun): number {
  return loadMilliseconds + synthMilliseconds;
}

function ofEngine<T extends { readonly engine: Engine }>(all: readonly T[], engine: Engine): T[] {
  return all.filter((one) => one.engine === engine);
}

function ratioText({ median, low, high }: Spread): string {
  return `${emphasis(median.toFixed(2), median > BAR)} (${low.toFixed(2)}–${high.toFixed(2)})`;
}

function emphasis(text: string, isOver: boolean): string {
  return isOver ? `**${text}**` : text;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
