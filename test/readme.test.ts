import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { App } from 'aws-cdk-lib';
import * as ts from 'typescript';
import { MultiRegionFailover } from '../src/awscdk';

const ROOT = join(__dirname, '..');

/** What the snippets take for granted: things every user of AWS CDK has at hand. */
const AT_HAND = `
import { Stack } from 'aws-cdk-lib';
import { BasicLifecycleHookProps } from 'aws-cdk-lib/aws-autoscaling';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IConnectable, IPeer, IVpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseInstance } from 'aws-cdk-lib/aws-rds';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { ScaledWebTier as Tier } from 'scale-out-constructs/awscdk';
declare global {
  const stack: Stack; const vpc: IVpc; const certificates: ICertificate[]; const alarmTopic: ITopic; const tier: Tier;
  const database: DatabaseInstance; const partner: IPeer & IConnectable; const bucket: IBucket; const hook: BasicLifecycleHookProps;
}`;

const PAGES = ['README.md', ...readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md')).map((name) => join('docs', name))];

test('every snippet of the README and the pages compiles', () => {
  const snippets = PAGES.flatMap((page) => [...readFileSync(join(ROOT, page), 'utf8').matchAll(/```ts\n(.*?)```/gs)]).map(([, code]) => `${code}\nexport {};`);
  expect(snippets.length).toBeGreaterThanOrEqual(8);
  expect(problemsIn({ ...Object.fromEntries(snippets.map((code, index) => [`snippet-${index + 1}.ts`, code])), 'at-hand.ts': AT_HAND })).toEqual([]);
}, 60_000);

describe('what a failover comes to is what the example computes', () => {
  const { app } = jest.requireActual<{ app: App }>(join(ROOT, 'examples', 'awscdk', 'multi-region', 'main.ts'));
  // The region that takes over knows what is lost: the alarm on the lag is its own.
  const { facts } = app.node.findChild('ShopFrankfurt').node.findChild('Failover') as MultiRegionFailover;
  const spanOf = (from?: number, to?: number) => (from === to ? `${to}` : `${from}–${to}`);

  test('in the README', () => {
    expect(readFileSync(join(ROOT, 'README.md'), 'utf8').split('\n')).toEqual(expect.arrayContaining([
      ['`detectionSecondsFrom`, `To`', `${facts.detectionSecondsFrom}, ${facts.detectionSecondsTo}`],
      ['`dnsSeconds`', facts.dnsSeconds],
      ['`recoveryTimeSecondsFrom`, `To`', `${facts.recoveryTimeSecondsFrom}, ${facts.recoveryTimeSecondsTo}`],
      ['`recoveryPointSeconds`', facts.recoveryPointSeconds],
    ].map(([figure, value]) => expect.stringContaining(`| ${figure} | ${value} | `))));
  });

  test('in the page on regions, term by term', () => {
    const page = readFileSync(join(ROOT, 'docs', 'regions.md'), 'utf8');
    expect(page.split('\n')).toEqual(expect.arrayContaining(
      facts.terms.map(({ name, secondsFrom, secondsTo }) => expect.stringContaining(`| ${name} | ${spanOf(secondsFrom, secondsTo)} | `))));
    expect(page).toContain(`| **Recovery time** | **${spanOf(facts.recoveryTimeSecondsFrom, facts.recoveryTimeSecondsTo)}** |`);
    expect(page).toContain(`up to **${facts.recoveryPointSeconds} s** of writes`);
  });
});

/** Type-checks files that exist in memory only, as if they lay in the test folder. */
function problemsIn(files: Record<string, string>): string[] {
  const sources = new Map(Object.entries(files).map(([name, code]) => [join(__dirname, name), code]));
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    types: ['node'],
    paths: { 'scale-out-constructs/*': [join(ROOT, 'src', '*', 'index.ts')] },
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => sources.has(path) || fileExists(path);
  host.readFile = (path) => sources.get(path) ?? readFile(path);
  const program = ts.createProgram([...sources.keys()], options, { ...host, getSourceFile: sourceFileFrom(host) });
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}

function sourceFileFrom(host: ts.CompilerHost): ts.CompilerHost['getSourceFile'] {
  return (path, languageVersion) => {
    const code = host.readFile(path);
    return code === undefined ? undefined : ts.createSourceFile(path, code, languageVersion);
  };
}
