import { spawn, spawnSync, ChildProcess } from 'child_process';
import { createHash } from 'crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { setTimeout as sleep } from 'timers/promises';

const ROOT = join(__dirname, '..');
const VENV = join(ROOT, '.venv', 'deploy');
const REQUIREMENTS = join(ROOT, 'deploy-test', 'requirements.txt');
export const OUT = join(ROOT, 'out', 'deploy');

const MINUTE = 60_000;
export const REGION = 'us-east-1'; // the emulator answers Fn::GetAZs with the zones of this one, whichever it runs in
export const ACCOUNT = '123456789012';

/** Why this machine cannot run the test. That is no failure. */
export class Unavailable extends Error {}

export interface Finished {
  readonly status: number;
  readonly output: string;
}

/** The emulated AWS: a server on loopback that keeps everything in memory, and dies with this process. */
export class Emulator {
  public static async start(name = 'moto', region = REGION): Promise<Emulator> {
    fillVenv();
    mkdirSync(OUT, { recursive: true });
    const log = join(OUT, `${name}.log`);
    const file = openSync(log, 'w');
    // Port 0: the system picks a free one, and the log tells which.
    const server = spawn(venv('moto_server'), ['-H', '127.0.0.1', '-p', '0'], { cwd: OUT, stdio: ['ignore', file, file], env: environment(region) });
    closeSync(file);
    const emulator = new Emulator(server, log, region);
    emulator.dieWithThisProcess();
    await emulator.waitUntilItListens();
    return emulator;
  }

  private url = '';
  private before = 0;

  private constructor(private readonly server: ChildProcess, private readonly logFile: string, public readonly region: string) {}

  public async stop(): Promise<void> {
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      this.server.kill(signal);
      for (let i = 0; i < 50 && this.running(); i++) { await sleep(100); }
    }
  }

  /** What the server has written since it last forgot everything, without the colours. */
  public log(): string {
    return this.whole().slice(this.before);
  }

  /** What a program needs to see this AWS, and no other. */
  public get environment(): NodeJS.ProcessEnv {
    return environment(this.region, this.url);
  }

  /** The CLI, as a user starts it; what it says is kept under out/deploy. */
  public cdk(step: string, args: string[], folder: string = OUT): Finished {
    const finished = run(join(ROOT, 'node_modules', '.bin', 'cdk'), [...args, '--ci', '--no-notices'], 5 * MINUTE, this.environment, folder);
    writeFileSync(join(OUT, `${step}.log`), finished.output);
    return finished;
  }

  public ask(...args: string[]): string {
    return this.python([join(ROOT, 'deploy-test', 'ask.py'), ...args]);
  }

  /** A program that may import what lies in the folder. */
  public python(args: string[], folder?: string): string {
    const { status, output } = run(venv('python'), args, 2 * MINUTE, { ...this.environment, ...folder ? { PYTHONPATH: folder } : {} });
    if (status !== 0) { throw new Error(`python ${args.join(' ')} failed:\n${output}`); }
    return output.trim();
  }

  /** As if it had just started: nothing is there, and nothing is in the log. */
  public async forget(): Promise<void> {
    const { ok, status } = await fetch(`${this.url}/moto-api/reset`, { method: 'POST' });
    if (!ok) { throw new Error(`The emulated AWS does not forget: ${status}`); }
    this.before = this.whole().length;
  }

  private whole(): string {
    return readFileSync(this.logFile, 'utf8').replace(/\x1b\[\d+m/g, '');
  }

  private async waitUntilItListens(): Promise<void> {
    for (let i = 0; i < 300 && this.running(); i++) {
      const port = /Running on http:\/\/127\.0\.0\.1:(\d+)/.exec(this.log())?.[1];
      // The name, not the address: the emulator tells a bucket in the path from a bucket in the host name by it.
      if (port) { this.url = `http://localhost:${port}`; return; }
      await sleep(100);
    }
    await this.stop();
    throw new Error(`The emulated AWS does not listen:\n${this.log()}`);
  }

  private running(): boolean {
    return this.server.exitCode === null && this.server.signalCode === null;
  }

  private dieWithThisProcess(): void {
    process.once('exit', () => this.server.kill('SIGKILL'));
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) { process.once(signal, () => process.exit(1)); }
  }
}

/** Installs what the requirements name, unless it is there. A stamp is written last: what was interrupted is installed again. */
function fillVenv(): void {
  const stamp = join(VENV, 'requirements.sha256');
  const wanted = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(venv('moto_server'))) { return; }
  console.log('installing the emulated AWS into .venv/deploy');
  rmSync(VENV, { recursive: true, force: true });
  demand(run('python3', ['-m', 'venv', VENV], 2 * MINUTE), 'python3 cannot make a virtual environment');
  // Compiling hundreds of modules of which few are used takes as long as installing them.
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-compile', '-r', REQUIREMENTS];
  demand(run(venv('python'), install, 10 * MINUTE), 'pip cannot install deploy-test/requirements.txt');
  writeFileSync(stamp, wanted);

  function demand({ status, output }: Finished, reason: string): void {
    if (status !== 0) { throw new Unavailable(`${reason} (${output.trim().split('\n').pop()})`); }
  }
}

function venv(program: string): string {
  return join(VENV, 'bin', program);
}

export function run(program: string, args: string[], timeout: number, env: NodeJS.ProcessEnv = process.env, cwd?: string): Finished {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, env, timeout, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  const failed = status !== 0 || error !== undefined;
  // Python says its answer on stdout; only a failure needs what else it said.
  return { status: status ?? 1, output: failed || program.endsWith('cdk') ? `${stdout ?? ''}${stderr ?? ''}${error ?? ''}` : stdout };
}

/** Nothing of the user's AWS account may get in, and nothing may get out: whatever is not loopback goes to a port that nobody serves. */
function environment(region: string, url?: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|CDK|CDKTF|MOTO|TF)_|proxy$/i.test(name));
  const nowhere = 'http://127.0.0.1:9';
  return {
    ...Object.fromEntries(inherited),
    ...Object.fromEntries(['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'].map((name) => [name, nowhere])),
    ...Object.fromEntries(['NO_PROXY', 'no_proxy'].map((name) => [name, 'localhost,127.0.0.1'])),
    ...url ? { AWS_ENDPOINT_URL: url } : {},
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: 'testing',
    AWS_SECRET_ACCESS_KEY: 'testing',
    AWS_CONFIG_FILE: join(OUT, 'no-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(OUT, 'no-credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: '1',
    NPM_CONFIG_LOGLEVEL: 'error',
    NODE_NO_WARNINGS: '1', // the SDK's, about the version of Node.js
  };
}
