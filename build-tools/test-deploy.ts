import { readdirSync, readFileSync, rmSync } from 'fs';
import { join } from 'path';
import { compare, notCreated } from './deploy-compare';
import { testDatabase } from './deploy-database';
import { ACCOUNT, Emulator, OUT, REGION, Unavailable } from './deploy-emulator';
import { compareWhole } from './deploy-fleet';
import { KNOWN_GAPS } from './deploy-gaps';
import { Ledger } from './deploy-ledger';
import { Fields, Reality } from './deploy-reality';
import { promises, Promised } from './deploy-template';
import { testTerraform, Timed } from './deploy-terraform';
import { KNOWN_GAPS as TERRAFORM_GAPS } from './terraform-gaps';

/**
 * Deploys an example of each engine, with the program that its users use, to an emulated AWS, and asks that AWS, thing by thing,
 * whether what the template promises is there. A deployment that reports success proves little: an emulator skips what it does not
 * know.
 *
 *   awscdk | cdktf   tests this engine alone
 */
const EXAMPLES = join(__dirname, '..', 'examples');
const EXAMPLE = join(EXAMPLES, 'awscdk', 'web-tier');
const ASSEMBLY = join(OUT, 'assembly');
const DEPLOY = ['deploy', '--all', '--require-approval', 'never'];
const ENGINES: Record<string, { ledger: Ledger; test: (ledger: Ledger, timed: Timed) => Promise<void> }> = {
  awscdk: { ledger: new Ledger(KNOWN_GAPS, 'deploy-gaps.ts'), test: testAwsCdk },
  cdktf: {
    ledger: new Ledger(TERRAFORM_GAPS, 'terraform-gaps.ts'),
    test: async (ledger, timed) => {
      await testTerraform(join(EXAMPLES, 'cdktf', 'web-tier'), ledger, timed);
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

async function testAwsCdk(ledger: Ledger, timed: Timed): Promise<void> {
  const emulator = await timed('start the emulated AWS', () => Emulator.start());
  try {
    await testDeployment(emulator, ledger, timed);
  } finally {
    await emulator.stop();
  }
}

async function testDeployment(emulator: Emulator, ledger: Ledger, timed: Timed): Promise<void> {
  ledger.section('The first deployment', 'cdk bootstrap, cdk deploy');
  await timed('cdk bootstrap', () => bootstrap(emulator, ledger));
  await timed('cdk deploy', () => deploy(emulator, ledger));
  const template = synthesized();
  const first = await timed('ask', () => ask(emulator, template));
  const promised = promises(template.content, first);
  compareLog(emulator, promised, ledger);
  compareWhole(template.content, promised, first, ledger);
  compare(promised, first, ledger);

  ledger.section('The second deployment, of the same program', 'cdk deploy, cdk diff');
  await timed('cdk deploy again', () => deployAgain(emulator, ledger));
  await timed('cdk diff', () => diff(emulator, template, ledger));
  const changed = (await timed('ask again', () => ask(emulator, template))).differencesFrom(first);
  ledger.enter({ what: 'nothing came twice', promised: `${first.calls} calls answered as before`, answer: `${changed.length} otherwise ${changed}`, kept: changed.length === 0, key: 'second deployment' });
}

function bootstrap(emulator: Emulator, ledger: Ledger): void {
  const { status, output } = emulator.cdk('bootstrap', ['bootstrap', `aws://${ACCOUNT}/${REGION}`]);
  ledger.enter({ what: 'cdk bootstrap', promised: 'bootstrapped', answer: lastLine(output), kept: status === 0 && output.includes(' bootstrapped'), key: 'cdk bootstrap' });
}

function deploy(emulator: Emulator, ledger: Ledger): void {
  const certificate = emulator.ask('certificate', 'web.example.com');
  const { status, output } = emulator.cdk('deploy', [...DEPLOY, '--output', ASSEMBLY, '--parameters', `CertificateArn=${certificate}`], EXAMPLE);
  ledger.enter({ what: 'cdk deploy', promised: 'deployed', answer: status === 0 ? 'deployed' : output, kept: status === 0, key: 'cdk deploy' });
}

/** The CLI deploys by a change set, and says what hinders it; without one it says whether there is anything to change. */
function deployAgain(emulator: Emulator, ledger: Ledger): void {
  rmSync(ASSEMBLY, { recursive: true });
  for (const [method, from] of [['change-set', ['--output', ASSEMBLY]], ['direct', ['--app', ASSEMBLY]]] as const) {
    const { status, output } = emulator.cdk(`deploy-again-${method}`, [...DEPLOY, ...from, '--method', method], EXAMPLE);
    const unchanged = status === 0 && output.includes('(no changes)');
    const answer = unchanged ? 'no changes' : lastLine(output);
    ledger.enter({ what: `cdk deploy by ${method}`, promised: 'no changes', answer, kept: unchanged, key: `cdk deploy again by ${method}: ${answer}` });
  }
}

function diff(emulator: Emulator, { stack }: Synthesized, ledger: Ledger): void {
  const { status, output } = emulator.cdk('diff', ['diff', '--app', ASSEMBLY, '--method', 'template', '--fail']);
  const same = status === 0 && output.includes('There were no differences');
  ledger.enter({ what: 'cdk diff by templates', promised: 'no differences', answer: same ? 'no differences' : output, kept: same, key: 'cdk diff' });
  // By a change set, which would take the CLI a minute of trying again, it depends on this call.
  const probe = JSON.parse(emulator.ask('probe', stack));
  ledger.enter({ what: 'cdk diff by change set: DeleteChangeSet', promised: '200', answer: `${probe.Status ?? 200}`, kept: !probe.Error, key: 'DeleteChangeSet of an absent one' });
}

/** What the server wrote down while the stack was made. */
function compareLog(emulator: Emulator, promised: Promised[], ledger: Ledger): void {
  const log = emulator.log();
  const failures = log.split('\n').filter((line) => /" 5\d\d /.test(line));
  const unknown = [...new Set([...log.matchAll(/No Moto CloudFormation support for (\S+)/g)].map(([, type]) => type))].sort();
  ledger.section('The log', 'out/deploy/moto.log');
  ledger.enter({ what: 'answers 500 and above', promised: '0', answer: `${failures.length} ${failures[0] ?? ''}`, kept: failures.length === 0, key: 'log' });
  const missing = notCreated(promised);
  ledger.enter({ what: 'types that it does not know', promised: `${missing}`, answer: `${unknown}`, kept: `${missing}` === `${unknown}`, key: 'log: unknown types' });
}

function ask(emulator: Emulator, { stack }: Synthesized): Reality {
  return new Reality(JSON.parse(emulator.ask('answers', stack)), stack, REGION, ACCOUNT);
}

interface Synthesized {
  readonly stack: string;
  readonly content: Fields;
}

/** What the CLI has just deployed. */
function synthesized(): Synthesized {
  const [file, ...others] = readdirSync(ASSEMBLY).filter((name) => name.endsWith('.template.json'));
  if (!file || others.length > 0) { throw new Error(`One stack was expected in ${ASSEMBLY}.`); }
  return { stack: file.replace('.template.json', ''), content: JSON.parse(readFileSync(join(ASSEMBLY, file), 'utf8')) };
}

function lastLine(output: string): string {
  return output.trim().split('\n').pop()!.trim();
}

async function measured<T>(step: string, work: () => T | Promise<T>, times: string[]): Promise<T> {
  const begin = Date.now();
  try {
    return await work();
  } finally {
    times.push(`${step} ${((Date.now() - begin) / 1000).toFixed(1)} s`);
  }
}
