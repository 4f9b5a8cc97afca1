import { spawn, spawnSync } from 'child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'fs';
import { createServer } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NagPack, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { expectedFindings, Pack } from './awscdk/expected-findings';
import { findingsOf, invalidIn, templatesOf } from './awscdk/findings';
import { tierIn } from './awscdk/stacks';
import { problemsIn } from './cdktf/provider-types';
import { CLOUDFORMATION_LACKS_OF_CACHES, TERRAFORM_LACKS_OF_CACHES, withoutGaps } from './engines/cache-gaps';
import { viewOfCache } from './engines/cache-read-back';
import { viewOfDatabase } from './engines/database-read-back';
import * as failoverGaps from './engines/failover-gaps';
import { viewOfFailover, viewOfLastResort } from './engines/failover-read-back';
import { withoutTerraformsGaps } from './engines/gaps';
import { viewOfTopology } from './engines/read-back';
import { Path, Review, Topology } from '../src/review';

const EXAMPLES = join(__dirname, '..', 'examples');

/** Name of the parameter that a database, or a cache, has of its own. */
const COORDINATES = /\/coordinates$/;

/** Each has its reason in the README. */
const NOTES = ['note alarm-nobody-hears', 'note drain-shorter-than-requests', 'note no-room-for-a-lost-zone', 'note plain-text-between-tiers'];

const PACKS: [Pack, () => NagPack][] = [
  ['AwsSolutions', () => new AwsSolutionsChecks()],
  ['NIST.800.53.R5', () => new NIST80053R5Checks()],
  ['HIPAA.Security', () => new HIPAASecurityChecks()],
  ['PCI.DSS.321', () => new PCIDSS321Checks()],
];

describe.each(readdirSync(join(EXAMPLES, 'awscdk')))('awscdk/%s', (name) => {
  const { app } = jest.requireActual<{ app: App }>(join(EXAMPLES, 'awscdk', name, 'main.ts'));

  test('synthesizes to what was reviewed', () => {
    expect(withoutReleases(templatesOf(app))).toMatchSnapshot();
  });

  test('passes CloudFormation\'s own validator without an error or a warning', () => {
    expect(invalidIn(app)).toEqual([]);
  }, 60_000);

  test('has no finding in the review but notes that the README explains', () => {
    const { findings } = Review.ofPaths([app.synth().directory]);
    expect([...new Set(findings.map(({ severity, ruleId }) => `${severity} ${ruleId}`))].sort()).toEqual(NOTES);
  });

  // Exact: a finding more or less fails, and each has its reason on the list.
  test.each(PACKS)('gets from cdk-nag %s what is expected', (pack, checks) => {
    expect(findingsOf(checks(), app)).toEqual(expectedFindings(name, pack));
  });
});

describe.each(readdirSync(join(EXAMPLES, 'cdktf')))('cdktf/%s', (name) => {
  const folder = synthesized(name);
  const documents = documentsOf(folder);

  test('synthesizes to what was reviewed', () => {
    expect(withoutReleases(documents)).toMatchSnapshot();
  });

  test('is what the provider\'s own types want, and every reference leads somewhere', () => {
    expect(Object.values(documents).flatMap(problemsIn)).toEqual([]);
  });

  const { app } = jest.requireActual<{ app: App }>(join(EXAMPLES, 'awscdk', name, 'main.ts'));
  const templates = templatesOf(app);

  test('is reviewed as the one on AWS CDK is', () => {
    const [onAwsCdk, onCdktf] = [app.synth().directory, folder].map((path) => Review.ofPaths([path]));
    expect(told(onCdktf)).toEqual(told(onAwsCdk));
  });

  test('has the stacks of the one on AWS CDK', () => {
    expect(Object.keys(documents)).toEqual(Object.keys(templates).sort());
  });

  test.each(Object.keys(documents))('%s is the twin of the one on AWS CDK', (stack) => {
    const { provider: { aws: [{ region }] } } = documents[stack];
    const certificate = `arn:aws:acm:${region}:111122223333:certificate/1`;
    const given = { region, parameters: { CertificateArn: certificate, GlobalReplicationGroupId: 'ldgnf-shop-sessions' } };
    const onAwsCdk = viewOf(Topology.fromCloudFormation(templates[stack], given), region, RELEASE_ON_AWS_CDK);
    const onCdktf = viewOf(Topology.fromTerraform(documents[stack], given), region, RELEASE_ON_CDKTF);
    expect(onCdktf).toEqual({ ...onAwsCdk, tiers: onAwsCdk.tiers.map(withoutTerraformsGaps) });
  });
});

/** Rules that find something, as often as they do, and how long things take. */
function told({ findings, accounts }: Review) {
  return {
    found: findings.map(({ severity, ruleId }) => `${severity} ${ruleId}`).sort(),
    times: accounts.flatMap(({ answers }) => answers.map(({ event, secondsFrom, secondsTo }) => `${event.replace(/ \(.*\)$/, '')}: ${secondsFrom}–${secondsTo}`)).sort(),
  };
}

/** What is deployed is named by its content, which is not what is reviewed here. */
function withoutReleases(stacks: Record<string, any>): Record<string, any> {
  return JSON.parse(JSON.stringify(stacks).replace(/\b([0-9a-f]{64}(?=\.js)|[0-9A-F]{32}(?=\/server\.js)|(?<="source_hash":")[0-9A-F]{32}(?="))/g, '<content>'));
}

/**
 * How a server fetches what it runs, and what it may do for that: each in the exact words of its engine, and in no others. Of which bucket, and which
 * object's version, is in the snapshots.
 */
interface Release {
  readonly fetched: RegExp;
  readonly permitted: RegExp;
}

/** AWS CDK has a bucket for what is deployed, in which each release is an object of its own. */
const RELEASE_ON_AWS_CDK: Release = {
  fetched: /(?<=\\n)aws s3 cp s3:\/\/cdk-\w+-assets-[^" \/]+\/[0-9a-f]{64}\.js(?= )/g,
  permitted: /"actions":\["s3:GetObject"\],"resources":\["arn:<AWS::Partition>:s3:::cdk-\w+-assets-[^"\/]+\/[0-9a-f]{64}\.js"\]/g,
};
/** On CDKTF the example has, in which each is a version of one object: Terraform destroys an object whose key changes. */
const RELEASE_ON_CDKTF: Release = {
  fetched: /(?<=\\n)aws s3api get-object --bucket <AWS::S3::Bucket\.Ref> --key server\.js --version-id <aws_s3_object\.version_id>(?= )/g,
  permitted: /"actions":\["s3:GetObjectVersion"\],"resources":\["<AWS::S3::Bucket\.Arn>\/server\.js"\]/g,
};

/** Where a program has written when it was run. */
function synthesized(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'example-'));
  process.env.CDKTF_OUTDIR = folder;
  jest.requireActual(join(EXAMPLES, 'cdktf', name, 'main.ts'));
  return folder;
}

/** By stack. */
function documentsOf(folder: string): Record<string, any> {
  const stacks = join(folder, 'stacks');
  return Object.fromEntries(readdirSync(stacks).map((stack) => {
    const document = JSON.parse(readFileSync(join(stacks, stack, 'cdk.tf.json'), 'utf8'));
    // Where the state is kept is a path of this machine.
    delete document.terraform.backend;
    return [stack, document];
  }));
}

/** What the document says of its tier, and of whatever else of ours is beside it. */
function viewOf(topology: Topology, region: string, release: Release) {
  const { tier, database, cache, failover } = partsOf(anonymous(topology, region, release));
  return {
    tiers: tier.tiers.map(() => viewOfTopology(tier)),
    databases: database.databases.map(({ isStandby, sourceRegion, globalClusterId }) => (
      // Where a document makes the global database itself, each engine has an id of its own for it.
      { ...viewOfDatabase(database), isStandby, sourceRegion, globalDatabase: isStandby ? globalClusterId : undefined })),
    globalDatabases: topology.globalDatabases.map(({ id, sourceId, databaseIds, ...globalDatabase }) => (
      { ...globalDatabase, isAroundOwn: sourceId === databaseIds[0] })),
    caches: cache.caches.map(() => withoutGaps({ ...TERRAFORM_LACKS_OF_CACHES, ...CLOUDFORMATION_LACKS_OF_CACHES }, viewOfCache(cache))),
    secrets: topology.secrets.map(({ generated, rotationDays, rotatedBy, isRetained }) => ({ generated, rotationDays, rotatedBy, isRetained })),
    bootstraps: topology.commandDocuments.map(({ type, content }) => ({ type, content })),
    failover: failoverGaps.withoutGaps(
      { ...failoverGaps.TERRAFORM_LACKS_OF_FAILOVERS, ...failoverGaps.CLOUDFORMATION_LACKS_OF_FAILOVERS }, viewOfFailover(failover), region,
    ),
    lastResorts: failover.distributions.map(() => (
      failoverGaps.withoutGaps(failoverGaps.CLOUDFORMATION_LACKS_OF_LAST_RESORTS, viewOfLastResort(failover), region))),
  };
}

/** How what belongs to a database, or to a cache, is told from what is the tier's. */
const OF_DATABASE = { coordinates: /^DATABASE_/, logs: /^\/aws\/rds\//, namespace: 'AWS/RDS' };
const OF_CACHE = { coordinates: /^SESSION_CACHE_/, logs: /elasticache/, namespace: 'AWS/ElastiCache' };
/** By id: a failover has alarms and names, as all others do. */
const OF_FAILOVER = /^(aws_\w+\.)?(Failover|LastResort)/;

/** Each without what the others bring. Ways of the network stay together, with the tier. */
function partsOf(topology: Topology) {
  const database = ownOf(topology, OF_DATABASE);
  const cache = ownOf(topology, OF_CACHE);
  const [ofFailover, notOfFailover] = [true, false].map((wanted) => ({
    alarms: topology.alarms.filter(({ id }) => OF_FAILOVER.test(id) === wanted),
    dnsNames: topology.dnsNames.filter(({ id }) => OF_FAILOVER.test(id) === wanted),
    healthChecks: topology.healthChecks.filter(({ id }) => OF_FAILOVER.test(id) === wanted),
  }));
  const others = [database, cache, ofFailover].flatMap((part): unknown[] => Object.values<unknown[]>({ ...part, paths: [] }).flat());
  const isRest = (thing: unknown) => !others.includes(thing);
  return {
    tier: {
      ...topology,
      ...notOfFailover,
      parameters: topology.parameters.filter(isRest),
      logGroups: topology.logGroups.filter(isRest),
      alarms: topology.alarms.filter(isRest),
      paths: topology.paths.map((path) => pathByRoles(path, topology)),
    },
    database: { ...topology, ...notOfFailover, ...database },
    cache: { ...topology, ...cache },
    failover: { ...topology, ...ofFailover },
  };
}

function ownOf({ parameters, logGroups, alarms, paths }: Topology, { coordinates, logs, namespace }: typeof OF_CACHE) {
  return {
    parameters: parameters.filter(({ name, value }) => COORDINATES.test(name!) && coordinates.test(value!)),
    logGroups: logGroups.filter(({ name }) => logs.test(name!)),
    alarms: alarms.filter(({ metrics }) => metrics.some((metric) => metric.namespace === namespace)),
    paths: paths.filter(({ peer }) => peer === undefined),
  };
}

/** With the groups that are no tier's called by what they are for: an engine's ids are its own. */
function pathByRoles(path: Path, { databases, caches }: Topology): Path {
  const roles = new Map([
    ...databases.flatMap(({ securityGroupIds }) => securityGroupIds.map((id) => [id, 'database'] as const)),
    ...caches.flatMap(({ securityGroupIds }) => securityGroupIds.map((id) => [id, 'cache'] as const)),
  ]);
  const roleOf = (id: string) => roles.get(id) ?? id.replace(/^.*Rotation.*SecurityGroup.*$/, 'rotation');
  return { ...path, securityGroupId: roleOf(path.securityGroupId), peer: path.peer && roleOf(path.peer) };
}

/** CDKTF refers to things where AWS CDK writes their names. Which parameter it is, is held by the tests of connections. */
function anonymous(topology: Topology, region: string, { fetched, permitted }: Release): Topology {
  const names = topology.parameters.flatMap(({ name }) => (COORDINATES.test(name!) ? [name!] : []));
  expect(names).toHaveLength(topology.databases.length + topology.caches.length);
  const arn = (service: string, resource: string) => `arn:<AWS::Partition>:${service}:${region}:<AWS::AccountId>:${resource}`;
  const references: [name: string, reference: string][] = [
    ...names.flatMap((name): [string, string][] => [[`@${name}`, '@<AWS::SSM::Parameter.Ref>'], [arn('ssm', `parameter${name}`), '<AWS::SSM::Parameter.Arn>']]),
    ...topology.caches.flatMap(({ name, users }): [string, string][] => [
      [arn('elasticache', `replicationgroup:${name}`), '<AWS::ElastiCache::ReplicationGroup.Arn>'],
      ...users.map((user): [string, string] => [arn('elasticache', `user:${user.userId}`), '<AWS::ElastiCache::User.Arn>']),
    ]),
  ];
  const text = references.reduce((named, [name, reference]) => named.replaceAll(name, reference), JSON.stringify(topology));
  return JSON.parse(text.replace(fetched, 'fetch a release to').replace(permitted, '"actions":["to fetch it"],"resources":["a release"]'));
}

test('what both engines\' examples bring is the same', () => {
  const [one, other] = ['awscdk', 'cdktf'].map((engine) => readFileSync(join(EXAMPLES, engine, 'web-tier', 'server.py'), 'utf8'));
  expect(one).toBe(other);
});

test('a finding that the user acknowledges is gone, as the README says', () => {
  const app = new App();
  const tier = tierIn(new Stack(app, 'Stack'));
  const id = 'AwsSolutions-IAM5[Resource::*]';
  const found = () => findingsOf(new AwsSolutionsChecks(), app).filter((finding) => finding.startsWith(id));
  expect(found()).toHaveLength(1);
  Validations.of(tier).acknowledge({ id, reason: 'Session Manager accepts no narrower resource' });
  expect(found()).toEqual([]);
});

/** Things that look like secrets, wherever they might have been written down. */
const SECRETS = [
  /AKIA[0-9A-Z]{16}|PRIVATE KEY/,
  /"(?:MasterUserPassword|AuthToken|SecretString)": "(?!\{\{resolve:)/,
  // Terraform would keep them in its state, wherever they came from, unless they are written only.
  /"(?:password|auth_token|secret_string)": "/,
  /"(?:password_wo|secret_string_wo)": "(?!\\\$\{(?:ephemeral\.|jsonencode\())/,
  /"password" = (?!ephemeral\.)/,
];

test('no snapshot holds a secret', () => {
  const snapshots = (readdirSync(__dirname, { recursive: true }) as string[]).filter((file) => file.endsWith('.snap'));
  expect(snapshots.length).toBeGreaterThan(1);
  for (const file of snapshots) {
    const snapshot = readFileSync(join(__dirname, file), 'utf8');
    for (const secret of SECRETS) { expect(snapshot).not.toMatch(secret); }
  }
});

const hasPython = spawnSync('python3', ['--version']).status === 0;
(hasPython ? describe : describe.skip)('the web tier\'s server, run for real (skipped where there is no python3)', () => {
  const script = join(EXAMPLES, 'awscdk', 'web-tier', 'server.py');

  test('answers its health path, and leaves when it is told to', async () => {
    expect(existsSync(script)).toBe(true);
    const port = await freePort();
    const server = spawn('python3', [script], { env: { ...process.env, PORT: String(port), HEALTH_PATH: '/ready', FILES_BUCKET: 'some-bucket' }, stdio: 'inherit' });
    const ended = new Promise<number | null>((resolve) => server.on('exit', resolve));
    try {
      expect(await answerOf(`http://127.0.0.1:${port}/ready`)).toEqual([200, { status: 'ok' }]);
      expect(await answerOf(`http://127.0.0.1:${port}/`)).toEqual([200, { server: expect.any(String), files: 'some-bucket' }]);
      expect(await answerOf(`http://127.0.0.1:${port}/nothing`)).toEqual([404, { error: 'not found' }]);
      server.kill('SIGTERM');
      expect(await ended).toBe(0);
    } finally {
      server.kill('SIGKILL');
    }
  }, 30_000);

  async function answerOf(url: string): Promise<[number, unknown]> {
    for (let attempt = 0; attempt < 50; attempt++) {
      try {
        const response = await fetch(url);
        return [response.status, await response.json()];
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
    throw new Error(`${url} did not answer within 5 s`);
  }
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
