import { cpSync, existsSync, readFileSync } from 'fs';
import { dirname, join } from 'path';
import { compare } from './deploy-compare';
import { Addresses, compareConnections, compareRelease } from './deploy-data';
import { ACCOUNT, Emulator, Finished, OUT, Unavailable } from './deploy-emulator';
import { compareFleet } from './deploy-fleet';
import { Ledger, Timed } from './deploy-ledger';
import { answers, askAll, StoredObject } from './deploy-questions';
import { Fields, Reality } from './deploy-reality';
import { synthesizeCdktf } from './synth-cdktf';
import { Copy, copyFor, prevented, unprotected, wantedVersion } from './terraform-copy';
import { KNOWN_GAPS } from './terraform-gaps';
import { installation, Installation } from './terraform-installation';
import { leftOf } from './terraform-left';
import { comparePassword } from './terraform-password';
import { compareArguments, compareRest, Planned, planned } from './terraform-plan';
import { probe } from './terraform-probes';
import { Terraform } from './terraform-run';
import { heldOf, membersOf, textFor } from './terraform-unknown';
import { listed, promisesOf, withoutWords } from './terraform-words';

/**
 * Applies a synthesized CDKTF stack to an emulated AWS with the Terraform or OpenTofu of this machine, asks whether it is there,
 * and destroys it, which has to be refused as long as it is protected.
 */
export async function testTerraform(example: string, ledger: Ledger, timed: Timed): Promise<void> {
  if (!existsSync(join(example, 'cdktf.json'))) { throw new Unavailable(`there is no ${join(example, 'cdktf.json')}`); }
  const { stack, assets } = await timed('synthesize', () => synthesized(example));
  const installed = installation(wantedVersion(stack));
  const copy = copyFor(stack, installed.provider);
  printCopy(installed, copy);
  const emulator = await Emulator.start('moto-terraform', regionOf(stack));
  try {
    await timed('probe', () => probe(emulator, ledger));
    const terraform = new Terraform(installed, emulator, inputs(stack, emulator));
    if (existsSync(assets)) { cpSync(assets, terraform.file('assets'), { recursive: true }); }
    await applyAndDestroy(copy.stack, terraform, emulator, ledger, timed);
  } finally {
    await emulator.stop();
  }
}

async function applyAndDestroy(stack: Fields, terraform: Terraform, emulator: Emulator, ledger: Ledger, timed: Timed): Promise<void> {
  const empty = ask(emulator, []);
  const step = stepsOf(terraform, ledger, timed);
  putMembers(stack, emulator);
  terraform.take(stack);
  ledger.section('The first apply', 'terraform init, validate, plan, apply');
  await step('init', 'successfully initialized', () => terraform.init());
  await step('validate', 'The configuration is valid', () => terraform.validate());
  await step('plan', `Plan: ${resourcesIn(stack)} to add, 0 to change, 0 to destroy`, () => terraform.plan('plan'));
  await step('apply', `Apply complete! Resources: ${resourcesIn(stack)} added`, () => terraform.apply('apply'));

  const again = await timed('plan again', () => terraform.plan('plan-again'));
  const resources = planned(stack, again.changes);
  const reality = await timed('ask', () => ask(emulator, listed(resources)));
  compareLog(emulator, ledger);
  compareArguments(resources, ledger);
  compareRest(resources, ledger);
  compareThings(resources, reality, ledger);
  compareRelease(releaseOf(resources), commandFor, emulator, reality, ledger);
  compareConnections('/scale-out/Shop/Web', addressesIn(stack, reality), reality, ledger);
  comparePassword(terraform, emulator, ledger);

  ledger.section('The end', 'terraform destroy');
  await refuse();
  await destroy();
  compareLeft(leftOf(empty, ask(emulator, [])), ledger);

  /** Terraform plans the destruction, and refuses before it touches anything. */
  async function refuse(): Promise<void> {
    const held = prevented(stack);
    const { status, output } = await timed('terraform destroy, refused', () => terraform.destroy('destroy-refused'));
    const line = output.replace(/\s+/g, ' '); // it is wrapped
    const named = held.filter((address) => line.includes(`Resource ${address} has lifecycle.prevent_destroy set`));
    const answer = status === 0 ? 'destroyed' : `refused for ${named.join(', ') || telling(output)}`;
    const kept = status !== 0 && held.length > 0 && named.length === held.length;
    ledger.enter({ what: 'destroy while it is protected', promised: `refused for ${held.join(', ') || 'what holds data'}`, answer, kept, key: 'destroy refused' });
    const there = Object.keys(terraform.state()).length;
    ledger.enter({ what: 'still there', promised: `${resourcesIn(stack)}`, answer: `${there}`, kept: there === resourcesIn(stack), key: 'destroy refused: still there' });
  }

  async function destroy(): Promise<void> {
    const free = unprotected(stack);
    console.log(`  protection lifted in the copy: ${free.lifted.join(', ')}`);
    terraform.take(free.stack);
    await step('apply unprotected', ' 0 destroyed.', () => terraform.apply('apply-unprotected'));
    const held = heldOf(stack);
    await step('state rm', `Successfully removed ${held.length} resource`, () => terraform.release('state-rm', held));
    const destroyed = resourcesIn(stack) - held.length;
    await step('destroy', `Destroy complete! Resources: ${destroyed} destroyed`, () => terraform.destroy('destroy'));
    const known = Object.keys(terraform.state());
    ledger.enter({ what: 'known to Terraform', promised: 'nothing', answer: known.join(', ') || 'nothing', kept: known.length === 0, key: 'known after destroy' });
  }
}

function releaseOf(resources: Planned[]): StoredObject {
  const { bucket, key, version_id: version } = resources.find(({ type }) => type === 'aws_s3_object')!.after;
  return { bucket, key, version };
}

function commandFor({ bucket, key, version }: StoredObject): string {
  return `aws s3api get-object --bucket ${bucket} --key ${key} --version-id ${version}`;
}

/** Steps that Terraform has to end well, each a line of the ledger. The test breaks off with the first that fails. */
export function stepsOf({ name: folder }: Terraform, ledger: Ledger, timed: Timed) {
  return async <T extends Finished>(name: string, promised: string, work: () => T): Promise<T> => {
    const finished = await timed(`${folder} ${name}`, work);
    const good = finished.status === 0 && finished.output.includes(promised);
    ledger.enter({ what: `terraform ${name}`, promised, answer: good ? promised : telling(finished.output), kept: good, key: `${folder} ${name}` });
    if (finished.status !== 0) { throw new Error(`terraform ${name} failed; see ${join(OUT, `${folder}-${name.replace(/ /g, '-')}.log`)}`); }
    return finished;
  };
}

/** What the API says without the provider between, as far as it can be asked in words that both sides have. */
function compareThings(resources: Planned[], reality: Reality, ledger: Ledger): void {
  const promised = promisesOf(resources);
  compare(promised, reality, ledger, 'terraform show');
  for (const group of reality.list('DescribeAutoScalingGroups')) { compareFleet(group, withLaunched(promised, reality), reality, ledger); }
  console.log(`\nOnly the provider asks about: ${withoutWords(resources).join(', ') || 'nothing'}`);
}

/**
 * Members of the caches, which the emulator does not make, and without which the provider gives up. They are unlike what the stack promises, so
 * that no promise is kept by them.
 */
function putMembers(stack: Fields, emulator: Emulator): void {
  const unlike = { Engine: 'valkey', EngineVersion: '7.2', CacheNodeType: 'cache.t3.micro', NumCacheNodes: 1 };
  const members = membersOf(stack);
  askAll(emulator, members.map((id) => ['elasticache', 'create_cache_cluster', { CacheClusterId: id, ...unlike }]));
  console.log(`  put there for the provider: ${members.map((id) => `cache cluster ${id}`).join(', ') || 'nothing'}`);
}

/** Where the emulator makes no address, the text that stands for it in the copy. */
function addressesIn(stack: Fields, reality: Reality): Addresses {
  const [group] = reality.list('DescribeReplicationGroups');
  const [name] = Object.keys(stack.resource.aws_elasticache_replication_group);
  const replicas = Object.values<Fields>(stack.resource.aws_route53_record).flatMap(({ records }) => records as string[]);
  return {
    cache: group.NodeGroups[0].PrimaryEndpoint.Address,
    cacheReaders: textFor(`aws_elasticache_replication_group.${name}`, 'reader_endpoint_address'),
    replicas: replicas.map((record) => record.replace(/^\$\{"(.*)"\}$/, '$1')),
  };
}

/** Instances are held against everything that is in their launch template, promised or not. */
function withLaunched(promised: ReturnType<typeof promisesOf>, reality: Reality): ReturnType<typeof promisesOf> {
  return promised.filter(({ type }) => type === 'AWS::EC2::LaunchTemplate').map((promise) => {
    const versions = reality.about('DescribeLaunchTemplateVersions', reality.physicalId(promise.logicalId)!).LaunchTemplateVersions;
    return { ...promise, properties: { LaunchTemplateData: versions[0].LaunchTemplateData } };
  });
}

/** What is known to stay is named one by one. */
function compareLeft(left: string[], ledger: Ledger): void {
  const [known, unknown] = [true, false].map((isKnown) => left.filter((thing) => `left over: ${thing}` in KNOWN_GAPS === isKnown));
  for (const thing of known) { ledger.enter({ what: 'left over', promised: 'nothing', answer: thing, kept: false, key: `left over: ${thing}` }); }
  ledger.enter({ what: 'left over besides', promised: 'nothing', answer: unknown.join(', ') || 'nothing', kept: unknown.length === 0, key: 'left over' });
}

function compareLog(emulator: Emulator, ledger: Ledger): void {
  const failures = emulator.log().split('\n').filter((line) => /" 5\d\d /.test(line));
  ledger.section('The log', 'out/deploy/moto-terraform.log');
  ledger.enter({ what: 'answers 500 and above', promised: '0', answer: `${failures.length} ${failures[0] ?? ''}`, kept: failures.length === 0, key: 'log' });
}

export function ask(emulator: Emulator, things: Fields[]): Reality {
  return new Reality({ ...answers(emulator, 'no-stack'), DescribeStackResources: things }, 'no-stack', emulator.region, ACCOUNT);
}

function synthesized(example: string): { stack: Fields; assets: string } {
  const [stack, ...others] = synthesizeCdktf(example, join(OUT, 'cdktf'));
  if (!stack || others.length > 0) { throw new Error(`One stack was expected of ${example}.`); }
  return { stack: JSON.parse(readFileSync(stack.file, 'utf8')) as Fields, assets: join(dirname(stack.file), 'assets') };
}

function regionOf(stack: Fields): string {
  return [stack.provider.aws].flat().find(({ alias }) => alias === undefined)?.region;
}

/** What a user would be asked for. A certificate is the one thing that has to be there already. */
function inputs(stack: Fields, emulator: Emulator): Record<string, string> {
  const open = Object.entries<Fields>(stack.variable ?? {}).filter(([, variable]) => variable.default === undefined).map(([name]) => name);
  const unknown = open.filter((name) => !/certificate/i.test(name));
  if (unknown.length > 0) { throw new Error(`This test has no value for ${unknown.join(', ')}.`); }
  for (const { domain } of Object.values<Fields>(stack.data?.aws_acm_certificate ?? {})) { emulator.ask('certificate', domain); }
  const certificate = emulator.ask('certificate', 'web.example.com');
  return Object.fromEntries(open.map((name) => [name, /^list|^set/.test(stack.variable[name].type) ? JSON.stringify([certificate]) : certificate]));
}

export function printCopy({ binary, provider }: Installation, { rewrites }: Copy): void {
  console.log(`\n${binary}, ${provider.source} ${provider.version} from ${provider.mirror}. In a copy of the stack, and there alone:`);
  for (const { what, hides } of rewrites) { console.log(`  ${what}\n    hides: ${hides}`); }
}

export function resourcesIn(stack: Fields): number {
  return Object.values<Fields>(stack.resource).reduce((sum, things) => sum + Object.keys(things).length, 0);
}

/** The first error, or else the last line. */
function telling(output: string): string {
  const lines = output.trim().split('\n').map((line) => line.replace(/^[│╷╵\s]+/, ''));
  return lines.find((line) => line.startsWith('Error')) ?? lines.pop() ?? '';
}
