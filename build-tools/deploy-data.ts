import { createHash } from 'crypto';
import { readFileSync } from 'fs';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { Emulator } from './deploy-emulator';
import { Ledger } from './deploy-ledger';
import { hashOf, StoredObject } from './deploy-questions';
import { Fields, Reality } from './deploy-reality';

const BUNDLE = join(__dirname, '..', 'examples', 'service', 'dist', 'server.js');

/** Whether the bundle is where the servers look for it, byte by byte. How they fetch it depends on the engine. */
export function compareRelease(
  release: StoredObject, commandFor: (release: StoredObject) => string, emulator: Emulator, reality: Reality, ledger: Ledger,
): void {
  ledger.section('The service', 'GetObject, DescribeLaunchTemplateVersions');
  const bundle = readFileSync(BUNDLE);
  const enter = enterer('service', ledger);
  enter('bytes of the bundle, sha256', createHash('sha256').update(bundle).digest('hex'), hashOf(emulator, release) ?? 'nothing');
  const fetches = /^(aws s3\S* .*) \/opt\/shop\/server\.js$/m.exec(bootScript(reality))?.[1];
  enter('how an instance fetches it when it boots', commandFor(release), fetches);
}

/** What an engine's deployment has for these: addresses, or the texts that stand for what the emulator does not make. */
export interface Addresses {
  readonly cache: string;
  readonly cacheReaders: string;
  /** Left out where the replicas are asked. */
  readonly replicas?: string[];
}

/** Follows the pointers as an instance does, from the parameters of the tier alone, and asks whether what it gets to know is there. */
export function compareConnections(path: string, addresses: Addresses, reality: Reality, ledger: Ledger): void {
  ledger.section('What the servers get to know', 'GetParameter, DescribeDBInstances, ListResourceRecordSets, ListBuckets');
  const enter = enterer('connections', ledger);
  enter('SESSION_CACHE as it is written', '@/scale-out/Shop/Sessions/coordinates SESSION_CACHE_USER=shop-sessions-app', parameter(`${path}/SESSION_CACHE`, reality).split('\n').join(' '));
  const known = environmentOf(path, reality);
  enter('SESSION_CACHE_USER', 'shop-sessions-app', known.SESSION_CACHE_USER);
  enter('SESSION_CACHE_HOST', addresses.cache, known.SESSION_CACHE_HOST);
  enter('SESSION_CACHE_READER_HOST', addresses.cacheReaders, known.SESSION_CACHE_READER_HOST);
  compareDatabase(known, addresses, reality, enter);
  const buckets = reality.list('ListBuckets').map(({ Name }) => Name as string);
  enter('FILES_BUCKET is a bucket', known.FILES_BUCKET, buckets.find((name) => name === known.FILES_BUCKET) ?? 'none');
  const secrets = Object.keys(known).filter((name) => /PASSWORD|TOKEN|SECRET/.test(name));
  enter('secrets among it', 'none', secrets.join(', ') || 'none');
}

function compareDatabase(known: Record<string, string>, { replicas }: Addresses, reality: Reality, enter: Enter): void {
  const instances = reality.list('DescribeDBInstances');
  const hosts = (isReplica: boolean) => instances
    .filter(({ ReadReplicaSourceDBInstanceIdentifier: source }) => (source !== undefined) === isReplica)
    .map(({ Endpoint }) => Endpoint.Address as string).sort();
  enter('DATABASE_WRITER_HOST', `${hosts(false)}`, known.DATABASE_WRITER_HOST);
  enter('DATABASE_READER_HOSTS', `${replicas?.sort() ?? hosts(true)}`, known.DATABASE_READER_HOSTS?.split(',').sort().join(','));
  const groups = reality.list('DescribeDBSubnetGroups').map(({ DBSubnetGroupName }) => DBSubnetGroupName as string);
  enter('subnet group of the instances', `${groups}`, [...new Set(instances.map(({ DBSubnetGroup }) => DBSubnetGroup?.DBSubnetGroupName as string))].join(', '));
  enter('DATABASE_PORT', [...new Set(instances.map(({ Endpoint }) => `${Endpoint.Port}`))].join(', '), known.DATABASE_PORT);
  const records = reality.names('ListResourceRecordSets').flatMap((zone) => reality.about('ListResourceRecordSets', zone).ResourceRecordSets as Fields[]);
  const found = records.filter(({ Name }) => Name.replace(/\.$/, '') === known.DATABASE_READER_HOST)
    .flatMap(({ ResourceRecords }) => ResourceRecords as Fields[]);
  enter('DATABASE_READER_HOST leads to', known.DATABASE_READER_HOSTS?.split(',').sort().join(','), found.map(({ Value }) => Value as string).sort().join(','));
}

/** As the script of the instances does it: a line that begins with @ is the name of another parameter, and from which prefix to which. */
function environmentOf(path: string, reality: Reality): Record<string, string> {
  const lines = reality.names('GetParameter').filter((name) => name.startsWith(`${path}/`)).flatMap((name) => parameter(name, reality).split('\n'));
  const known = lines.flatMap((line) => {
    if (!line.startsWith('@')) { return [line]; }
    const [name, from, to] = line.slice(1).split(' ');
    return parameter(name, reality).split('\n').map((one) => from ? one.replace(new RegExp(`^${from}_`), `${to}_`) : one);
  });
  return Object.fromEntries(known.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

function parameter(name: string, reality: Reality): string {
  return reality.about('GetParameter', name).Value ?? '';
}

/** It may be packed. */
function bootScript(reality: Reality): string {
  const [template] = reality.list('DescribeLaunchTemplates');
  const { UserData } = reality.about('DescribeLaunchTemplateVersions', template.LaunchTemplateId).LaunchTemplateVersions[0].LaunchTemplateData;
  const bytes = Buffer.from(UserData, 'base64');
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
}

type Enter = (what: string, promised: string, answer: string | undefined) => void;

function enterer(subject: string, ledger: Ledger): Enter {
  return (what, promised, answer) => ledger.enter({ what, promised, answer: answer ?? 'nothing', kept: promised === answer, key: `${subject}: ${what}` });
}
