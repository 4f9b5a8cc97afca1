import { dirname, relative } from 'path';
import { isRecord, own } from '../records';
import { Collected } from './collected';
import { ConstructPaths } from './construct-paths';
import { fileWithin } from './files';
import { Found, NOTHING, together } from './found';
import { Nesting } from './nesting';
import { ParsedFile, parseFile } from './parse';
import { Stack, StackGroup } from './stacks';
import { UnreadableError } from './unreadable';

/** Stages within stages within stages; deeper is an assembly that contains itself. */
const DEEPEST = 20;

type Artifact = [id: string, artifact: Record<string, unknown>];

/** A stack, and where it is deployed to: `aws://123456789012/eu-west-1`. */
interface Placed {
  readonly stack: Stack;
  readonly environment: string;
}

/**
 * What `cdk synth` writes. Stacks of one assembly that are deployed to one place are one group; each stage is an assembly of its own.
 *
 * @throws MalformedAcceptance
 */
export function foundInAssembly(manifest: ParsedFile, depth = 0): Found {
  const directory = dirname(manifest.path);
  const collected = new Collected();
  const artifacts = Object.entries(own(manifest.value, 'artifacts') ?? {}).filter((entry): entry is Artifact => isRecord(entry[1]));
  const nesting = new Nesting(directory, collected, assetsOf(artifacts, directory, collected));
  const placed = artifacts.filter(isOf('aws:cloudformation:stack'))
    .map(([id, artifact]) => collected.attempt(() => placedStack(id, artifact, directory, nesting))).filter((one) => one !== undefined);
  const stages = artifacts.filter(isOf('cdk:cloud-assembly')).map(([, artifact]) => collected.attempt(() => stageOf(artifact, directory, depth)) ?? NOTHING);
  return together([{ groups: grouped(placed), terraform: [], notRead: collected.notRead }, ...stages]);
}

function isOf(type: string) {
  return ([, artifact]: Artifact) => artifact.type === type;
}

function placedStack(id: string, artifact: Record<string, unknown>, directory: string, nesting: Nesting): Placed {
  const { templateFile, stackName } = (isRecord(artifact.properties) ? artifact.properties : {});
  if (typeof templateFile !== 'string') { throw new UnreadableError(directory, `its stack '${id}' has no template`); }
  const stack = nesting.stackOf(fileWithin(directory, templateFile), {
    name: typeof artifact.displayName === 'string' ? artifact.displayName.replace(/ \(.*\)$/, '') : id,
    stackName: typeof stackName === 'string' ? stackName : id,
    constructPaths: constructPathsOf(artifact, directory),
  });
  return { stack, environment: String(artifact.environment) };
}

/** What is told of constructs is not needed to read them. */
function constructPathsOf(artifact: Record<string, unknown>, directory: string): ConstructPaths {
  const { additionalMetadataFile: file, metadata } = artifact;
  const told = typeof file === 'string' ? new Collected().attempt(() => parseFile(fileWithin(directory, file)).value) : metadata;
  return ConstructPaths.in(told);
}

/** Templates of nested stacks by their hashes, for assemblies whose templates do not name files. */
function assetsOf(artifacts: readonly Artifact[], directory: string, collected: Collected): (hash: string) => string | undefined {
  let files: ReadonlyMap<string, string> | undefined;
  const read = () => new Map(artifacts.filter(isOf('cdk:asset-manifest')).flatMap(([, artifact]) => {
    const name = own(artifact.properties, 'file');
    const assets = typeof name === 'string' ? collected.attempt(() => own(parseFile(fileWithin(directory, name)).value, 'files')) : undefined;
    return Object.entries(assets ?? {}).map(([hash, asset]) => [hash, String(own(own(asset, 'source'), 'path') ?? '')] as const);
  }));
  return (hash) => {
    files ??= read();
    return files.get(hash);
  };
}

function stageOf(artifact: Record<string, unknown>, directory: string, depth: number): Found {
  const name = own(artifact.properties, 'directoryName');
  if (typeof name !== 'string') { throw new UnreadableError(directory, 'one of its stages names no directory'); }
  const path = fileWithin(directory, `${name}/manifest.json`);
  if (depth >= DEEPEST || relative(directory, dirname(path)) === '') { throw new UnreadableError(path, 'this stage contains itself'); }
  return foundInAssembly(parseFile(path), depth + 1);
}

function grouped(placed: readonly Placed[]): StackGroup[] {
  const environments = [...new Set(placed.map(({ environment }) => environment))];
  return environments.map((environment) => ({
    stacks: placed.filter((one) => one.environment === environment).map(({ stack }) => stack),
    region: regionOf(environment),
  }));
}

function regionOf(environment: string): string | undefined {
  return /^aws:\/\/[^/]*\/([a-z]{2}(?:-[a-z]+)+-\d)$/.exec(environment)?.[1];
}
