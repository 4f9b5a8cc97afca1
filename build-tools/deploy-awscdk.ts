import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { compare, notCreated } from './deploy-compare';
import { copyOf, Obstacle, OBSTACLES } from './deploy-copy';
import { compareConnections, compareRelease } from './deploy-data';
import { ACCOUNT, Emulator, Finished, OUT, REGION } from './deploy-emulator';
import { compareWhole } from './deploy-fleet';
import { Ledger, Timed } from './deploy-ledger';
import { answers, StoredObject } from './deploy-questions';
import { Fields, Reality } from './deploy-reality';
import { promises, Promised } from './deploy-template';

/** What stands for the addresses of the cache, which the emulator does not make. */
const CACHE_IN_THE_COPY = {
  cache: '<SessionsReplicationGroupB1D76F8C.PrimaryEndPoint.Address>', cacheReaders: '<SessionsReplicationGroupB1D76F8C.ReaderEndPoint.Address>',
};
const DEPLOY = ['deploy', '--all', '--require-approval', 'never'];

/** Deploys the program as it is. */
export async function testAwsCdk(folder: string, name: string, ledger: Ledger, timed: Timed): Promise<void> {
  await withEmulator(name, timed, async (emulator) => {
    const deployment = new Deployment(name, emulator, ledger, timed, { folder, assembly: join(OUT, `assembly-${name}`), synthesizes: true });
    await deployment.first();
    await deployment.second();
  });
}

/** Deploys the program as it is, which the emulator cannot take; says why, obstacle by obstacle; then what is left of it. */
export async function testAwsCdkCopy(folder: string, name: string, ledger: Ledger, timed: Timed): Promise<void> {
  await withEmulator(name, timed, async (emulator) => {
    const original: Source = { folder, assembly: join(OUT, `assembly-${name}`), synthesizes: true };
    ledger.section(`${name}, as it is`, 'cdk bootstrap, cdk deploy');
    await timed(`${name} cdk deploy, as it is`, () => tryOut('as it is', original, name, emulator, ledger));
    const copied: Source = { folder: OUT, assembly: join(OUT, `copy-${name}`), synthesizes: false };
    printCopy(makeCopy(original, copied, OBSTACLES));
    for (const obstacle of OBSTACLES) {
      const others = OBSTACLES.filter((one) => one !== obstacle);
      const tried: Source = { ...copied, assembly: join(OUT, `try-${name}`) };
      makeCopy(original, tried, others);
      await timed(`${name} with its ${obstacle.name}`, () => tryOut(`with its ${obstacle.name}`, tried, name, emulator, ledger));
    }
    await emulator.forget();
    const deployment = new Deployment(name, emulator, ledger, timed, copied);
    await deployment.first();
    compareRelease(releaseOf(copied), ({ bucket, key }) => `aws s3 cp s3://${bucket}/${key}`, emulator, deployment.reality, ledger);
    compareConnections('/scale-out/Shop/Web', CACHE_IN_THE_COPY, deployment.reality, ledger);
    await deployment.second();
  });
}

async function withEmulator(name: string, timed: Timed, work: (emulator: Emulator) => Promise<void>): Promise<void> {
  const emulator = await timed(`start the emulated AWS for ${name}`, () => Emulator.start(`moto-${name}`));
  try {
    await work(emulator);
  } finally {
    await emulator.stop();
  }
}

/** Where a program is, and where what the CLI deploys of it. */
interface Source {
  readonly folder: string;
  readonly assembly: string;
  /** Whether the CLI makes the assembly of the program, or takes the one that lies there. */
  readonly synthesizes: boolean;
}

/** A program, deployed twice. */
class Deployment {
  public reality!: Reality;
  private template!: Fields;
  private stack!: string;

  constructor(
    private readonly name: string, private readonly emulator: Emulator, private readonly ledger: Ledger, private readonly timed: Timed,
    private readonly source: Source,
  ) {}

  public async first(): Promise<void> {
    this.ledger.section(`The first deployment of ${this.name}`, 'cdk bootstrap, cdk deploy');
    await this.timed(`${this.name} cdk bootstrap`, () => this.bootstrap());
    await this.timed(`${this.name} cdk deploy`, () => this.deploy());
    ({ template: this.template, stack: this.stack } = templateIn(this.source.assembly));
    this.reality = await this.timed(`${this.name} ask`, () => this.ask());
    const promised = promises(this.template, this.reality);
    this.compareLog(promised);
    compareWhole(this.template, promised, this.reality, this.ledger);
    compare(promised, this.reality, this.ledger);
  }

  public async second(): Promise<void> {
    this.ledger.section(`The second deployment of ${this.name}, of the same program`, 'cdk deploy, cdk diff');
    await this.timed(`${this.name} cdk deploy again`, () => this.deployAgain());
    await this.timed(`${this.name} cdk diff`, () => this.diff());
    const changed = (await this.timed(`${this.name} ask again`, () => this.ask())).differencesFrom(this.reality);
    const answer = `${changed.length} otherwise ${changed}`;
    this.ledger.enter({ what: 'nothing came twice', promised: `${this.reality.calls} calls answered as before`, answer, kept: changed.length === 0, key: 'second deployment' });
  }

  private bootstrap(): void {
    const { status, output } = bootstrap(this.name, this.emulator);
    const kept = status === 0 && output.includes(' bootstrapped');
    this.ledger.enter({ what: 'cdk bootstrap', promised: 'bootstrapped', answer: lastLine(output), kept, key: 'cdk bootstrap' });
  }

  private deploy(): void {
    const { status, output } = deploy(`deploy-${this.name}`, this.source, this.emulator);
    this.ledger.enter({ what: 'cdk deploy', promised: 'deployed', answer: status === 0 ? 'deployed' : output, kept: status === 0, key: 'cdk deploy' });
  }

  /** The CLI deploys by a change set, and says what hinders it; without one it says whether there is anything to change. */
  private deployAgain(): void {
    if (this.source.synthesizes) { rmSync(this.source.assembly, { recursive: true }); }
    const taken = ['--app', this.source.assembly];
    for (const [method, from] of [['change-set', this.source.synthesizes ? ['--output', this.source.assembly] : taken], ['direct', taken]] as const) {
      const { status, output } = this.emulator.cdk(`deploy-${this.name}-again-${method}`, [...DEPLOY, ...from, '--method', method], this.source.folder);
      const unchanged = status === 0 && output.includes('(no changes)');
      const answer = unchanged ? 'no changes' : lastLine(output);
      this.ledger.enter({ what: `cdk deploy by ${method}`, promised: 'no changes', answer, kept: unchanged, key: `cdk deploy again by ${method}: ${answer}` });
    }
  }

  private diff(): void {
    const { status, output } = this.emulator.cdk(`diff-${this.name}`, ['diff', '--app', this.source.assembly, '--method', 'template', '--fail']);
    const same = status === 0 && output.includes('There were no differences');
    this.ledger.enter({ what: 'cdk diff by templates', promised: 'no differences', answer: same ? 'no differences' : output, kept: same, key: 'cdk diff' });
    // By a change set, which would take the CLI a minute of trying again, it depends on this call.
    const probe = JSON.parse(this.emulator.ask('probe', this.stack));
    this.ledger.enter({ what: 'cdk diff by change set: DeleteChangeSet', promised: '200', answer: `${probe.Status ?? 200}`, kept: !probe.Error, key: 'DeleteChangeSet of an absent one' });
  }

  /** What the server wrote down while the stack was made. */
  private compareLog(promised: Promised[]): void {
    const log = this.emulator.log();
    const failures = crashesIn(log);
    const unknown = [...new Set([...log.matchAll(/No Moto CloudFormation support for (\S+)/g)].map(([, type]) => type))].sort();
    this.ledger.section('The log', `out/deploy/moto-${this.name}.log`);
    this.ledger.enter({ what: 'answers 500 and above', promised: '0', answer: `${failures.length} ${failures[0] ?? ''}`, kept: failures.length === 0, key: 'log' });
    const missing = notCreated(promised);
    this.ledger.enter({ what: 'types that it does not know', promised: `${missing}`, answer: `${unknown}`, kept: `${missing}` === `${unknown}`, key: 'log: unknown types' });
  }

  private ask(): Reality {
    return new Reality(answers(this.emulator, this.stack), this.stack, REGION, ACCOUNT);
  }
}

/** A deployment that the emulator is known to fail on, each time anew and for the reason that is known. The CLI may call it a success. */
async function tryOut(how: string, source: Source, name: string, emulator: Emulator, ledger: Ledger): Promise<void> {
  await emulator.forget();
  bootstrap(name, emulator);
  const { status, output } = deploy(`deploy-${name}-${how.replace(/\W+/g, '-')}`, source, emulator);
  const crash = crashesIn(emulator.log()).length > 0 ? /^\w+Error: .*$/m.exec(emulator.log())?.[0] ?? 'a crash' : undefined;
  const refusal = /^‣ (?:ValidationError: )?(?:Template error: )?(.*)$/m.exec(output)?.[1];
  const answer = crash ?? (status === 0 ? 'deployed' : refusal ?? lastLine(output));
  ledger.enter({ what: how, promised: 'deployed', answer, kept: answer === 'deployed', key: `${name}, ${how}: ${answer}` });
}

function bootstrap(name: string, emulator: Emulator): Finished {
  return emulator.cdk(`bootstrap-${name}`, ['bootstrap', `aws://${ACCOUNT}/${REGION}`]);
}

function deploy(step: string, { folder, assembly, synthesizes }: Source, emulator: Emulator): Finished {
  const certificate = emulator.ask('certificate', 'web.example.com');
  const from = [synthesizes ? '--output' : '--app', assembly];
  return emulator.cdk(step, [...DEPLOY, ...from, '--parameters', `CertificateArn=${certificate}`], folder);
}

/** The same assembly with another template in it. */
function makeCopy(original: Source, copied: Source, obstacles: Obstacle[]): ReturnType<typeof copyOf> {
  rmSync(copied.assembly, { recursive: true, force: true });
  cpSync(original.assembly, copied.assembly, { recursive: true });
  const copy = copyOf(templateIn(original.assembly).template, obstacles);
  writeFileSync(join(copied.assembly, templateIn(original.assembly).file), JSON.stringify(copy.template, undefined, 1));
  return copy;
}

function printCopy({ counts }: ReturnType<typeof copyOf>): void {
  console.log('\nIn a copy of the template, and there alone:');
  for (const { obstacle: { name, instead, hides }, count } of counts) {
    if (count === 0) { throw new Error(`${name} stands nowhere in the template: remove it from deploy-copy.ts.`); }
    console.log(`  ${name} (${count} times): ${instead}\n    hides: ${hides}`);
  }
}

interface Synthesized {
  readonly stack: string;
  readonly file: string;
  readonly template: Fields;
}

/** What the CLI has just deployed. */
function templateIn(assembly: string): Synthesized {
  const [file, ...others] = readdirSync(assembly).filter((name) => name.endsWith('.template.json'));
  if (!file || others.length > 0) { throw new Error(`One stack was expected in ${assembly}.`); }
  return { stack: file.replace('.template.json', ''), file, template: JSON.parse(readFileSync(join(assembly, file), 'utf8')) };
}

/** Where the CLI says that it puts the one asset that is no template. */
function releaseOf({ assembly }: Source): StoredObject {
  const { file } = templateIn(assembly);
  const { files } = JSON.parse(readFileSync(join(assembly, file.replace('.template.', '.assets.')), 'utf8')) as { files: Fields };
  const [asset, ...others] = Object.values<Fields>(files).filter(({ source }) => source.path !== file);
  if (!asset || others.length > 0) { throw new Error(`One asset was expected in ${assembly}.`); }
  const [{ bucketName, objectKey }] = Object.values<Fields>(asset.destinations);
  return { bucket: bucketName.replace('${AWS::AccountId}', ACCOUNT).replace('${AWS::Region}', REGION), key: objectKey };
}

function crashesIn(log: string): string[] {
  return log.split('\n').filter((line) => /" 5\d\d /.test(line));
}

function lastLine(output: string): string {
  return output.trim().split('\n').pop()!.trim();
}
