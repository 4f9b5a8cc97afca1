import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { createRequire } from 'module';
import { tmpdir } from 'os';
import { join } from 'path';
import { performance } from 'perf_hooks';
import { Documents } from './documents';
import { Engine, Program } from './programs';

// Both programs would wait for the same validator of CloudFormation's, which takes longer than either of them.
process.env.CDK_VALIDATION = 'false';

const load = createRequire(__filename);

export interface Synthesis {
  /** From the making of the app to the documents on the disk. */
  readonly milliseconds: number;
  /** What the process itself used in that time, on all its threads: other work on the machine does not count. */
  readonly processorMilliseconds: number;
  readonly documents: () => Documents;
}

/** Synthesizes into a folder that is gone when `use` is done. */
export function synthesize<T>(engine: Engine, program: Program, use: (synthesis: Synthesis) => T, size?: number): T {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const newApp = appOf(engine);
    const used = process.cpuUsage();
    const begun = performance.now();
    const app = newApp(outdir);
    program.build(app, size);
    app.synth();
    const milliseconds = performance.now() - begun;
    const { user, system } = process.cpuUsage(used);
    return use({ milliseconds, processorMilliseconds: (user + system) / 1000, documents: () => documentsIn(outdir) });
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The engine is loaded by then: the program has imported it. */
function appOf(engine: Engine): (outdir: string) => { synth(): unknown } {
  if (engine === 'awscdk') {
    const { App } = load('aws-cdk-lib') as typeof import('aws-cdk-lib');
    return (outdir) => new App({ outdir, analyticsReporting: false });
  }
  const { App } = load('cdktf') as typeof import('cdktf');
  return (outdir) => new App({ outdir });
}

function documentsIn(folder: string): Documents {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.template\.json$|cdk\.tf\.json$/.test(name));
  return new Map(files.sort().map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8'))]));
}
