import { execFile } from 'child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { promisify } from 'util';

const REPOSITORY = join(__dirname, '..', '..');
const APPS = join(__dirname, 'app');
const TSC = join(REPOSITORY, 'node_modules', 'typescript', 'bin', 'tsc');

export const MANIFEST = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));
const NAME: string = MANIFEST.name;

/** How `require(…)` failed: the fields of the error that a user sees. */
export interface LoadError {
  readonly message: string;
  readonly code?: string;
}

/** What one fresh process measured. */
export interface LoadTime {
  readonly milliseconds: number;
  /** Files of other packages that were loaded within that time. */
  readonly foreign: string[];
}

/** The tarball as npm packs it, in a temporary folder that everything else is put into as well. */
export class Packed {
  public static async create(): Promise<Packed> {
    requireBuild();
    const packed = new Packed(mkdtempSync(join(tmpdir(), `${NAME}-`)));
    try {
      await packed.pack();
    } catch (error) {
      packed.remove();
      throw error;
    }
    return packed;
  }

  public files: string[] = [];
  private tarball = '';

  private constructor(private readonly root: string) {}

  public get bytes(): number {
    return statSync(this.tarball).size;
  }

  /** A project that installed the tarball and the packages given, and holds the files of the app that is called as the engine is. */
  public async install(engine: string, ...packages: string[]): Promise<Project> {
    const project = this.newProject(`consumer-${engine}`);
    const specs = packages.map((name) => `${name}@${MANIFEST.devDependencies[name]}`);
    const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline'];
    await run(project.folder, 'npm', ['install', ...flags, this.tarball, ...specs]);
    cpSync(join(APPS, engine), project.folder, { recursive: true });
    return project;
  }

  /** A project that holds a copy of the package that another one installed, and none of its peers. */
  public copyAlone(from: Project): Project {
    const project = this.newProject('alone');
    cpSync(join(from.folder, 'node_modules', NAME), join(project.folder, 'node_modules', NAME), { recursive: true });
    return project;
  }

  public remove() {
    rmSync(this.root, { recursive: true, force: true });
  }

  private async pack() {
    // Without its scripts: `prepare` would compile anew, and over what the assembly was made from.
    const report = await run(REPOSITORY, 'npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', this.root]);
    const [{ filename, files }] = JSON.parse(report);
    this.tarball = join(this.root, filename);
    this.files = files.map(({ path }: { path: string }) => path);
  }

  private newProject(name: string): Project {
    const folder = join(this.root, name);
    mkdirSync(folder);
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, private: true }));
    return new Project(folder);
  }
}

/** A user's project. Each method is a process of its own, started in the project's folder. */
export class Project {
  constructor(public readonly folder: string) {}

  public has(name: string): boolean {
    return existsSync(join(this.folder, 'node_modules', name));
  }

  public async node(...args: string[]): Promise<string> {
    return run(this.folder, process.execPath, args);
  }

  public async tsc(...args: string[]): Promise<string> {
    // aws-cdk-lib declares a Disposable.
    return this.node(TSC, '--strict', '--target', 'es2022', '--lib', 'es2022,esnext.disposable', ...args);
  }

  public async evaluate<T>(expression: string): Promise<T> {
    return JSON.parse(await this.node('--print', `JSON.stringify(${expression})`));
  }

  public async loadError(entryPoint: string): Promise<LoadError> {
    return this.evaluate(`(() => { try { require('${entryPoint}'); } catch ({ message, code }) { return { message, code }; } return {}; })()`);
  }

  public async loadTime(): Promise<LoadTime> {
    return JSON.parse(await this.node('load-time.cjs'));
  }

  /** Runs the compiled app as the engine's own CLI does, and reads what it wrote. */
  public async synthesize(output: string) {
    await this.node('main.js');
    return JSON.parse(readFileSync(join(this.folder, output), 'utf8'));
  }
}

function requireBuild() {
  if (!existsSync(join(REPOSITORY, 'lib', 'index.js')) || !existsSync(join(REPOSITORY, '.jsii'))) {
    throw new Error('There is nothing to pack: run npm run compile && npm run post-compile');
  }
}

/** The environment of a user: no other place to find packages in, and no more of the CDK than the app itself. */
const ENVIRONMENT = { ...process.env, NODE_PATH: '', CDK_OUTDIR: 'cdk.out', CDK_VALIDATION: 'false' };

/** @throws everything that the process said, where it failed: compilers write their errors to stdout */
async function run(cwd: string, command: string, args: string[]): Promise<string> {
  try {
    return (await promisify(execFile)(command, args, { cwd, env: ENVIRONMENT, maxBuffer: 64 * 1024 * 1024 })).stdout;
  } catch (error) {
    const { stdout, stderr, message } = error as { stdout?: string; stderr?: string; message: string };
    throw new Error([message, stdout, stderr].filter((part) => part).join('\n'));
  }
}
