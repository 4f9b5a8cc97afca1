import { writeFileSync } from 'fs';
import { join } from 'path';
import { LoadTime, MANIFEST, Packed, Project } from './consumer';
import { Exposure } from '../../src/core';

// An install and several compilations of all that aws-cdk-lib declares.
jest.setTimeout(180_000);

let packed: Packed;
let consumer: Project;

beforeAll(async () => {
  packed = await Packed.create();
  consumer = await packed.install('awscdk', 'aws-cdk-lib', 'constructs');
});

afterAll(() => packed?.remove());

describe('the tarball', () => {
  // No dot within a name: neither tests nor build information.
  const WELCOME = [/^lib\/review\/sources\/js-yaml\.LICENSE$/, /^lib\/[\w/-]+(\.js|\.d\.ts)$/, /^\.jsii$/, /^[\w/-]+\.(md|svg)$/, /^LICENSE$/, /^package\.json$/];

  test('holds the compiled package and its documents only', () => {
    expect(packed.files.filter((file) => !WELCOME.some((pattern) => pattern.test(file)))).toEqual([]);
  });

  test('holds everything that can be imported', () => {
    const targets = Object.values<string | object>(MANIFEST.exports).flatMap((target) => typeof target === 'string' ? target : Object.values(target));
    const expected = ['./README.md', './LICENSE', ...targets].map((path) => path.replace('./', ''));
    expect(packed.files).toEqual(expect.arrayContaining(expected));
  });

  // A tier, a database, a cache, regions and the review, on two engines: what it was 600 kB for was the tier.
  test('is small', () => {
    expect(packed.bytes).toBeLessThan(700_000);
  });
});

describe('a user of AWS CDK', () => {
  // What uses the library is compiled with every check. The app around it imports aws-cdk-lib's root, which would take 10 s more.
  test.each([
    ['node16', 'node16', []],
    ['bundler', 'esnext', []],
    ['node10', 'commonjs', ['--ignoreDeprecations', '6.0']],
  ])('compiles under the module resolution %s', async (resolution, module, flags) => {
    const settings = ['--module', module, '--moduleResolution', resolution, ...flags];
    expect(await consumer.tsc(...settings, '--skipLibCheck', 'false', '--noEmit', 'tier.ts')).toBe('');
  });

  test('synthesizes', async () => {
    await consumer.tsc('--module', 'node16', '--skipLibCheck', 'main.ts');
    const { Resources } = await consumer.synthesize('cdk.out/Consumer.template.json');
    const types = Object.values<{ Type: string }>(Resources).map(({ Type }) => Type);
    expect(types.filter((type) => type === 'AWS::AutoScaling::AutoScalingGroup')).toHaveLength(1);
  });

  test('reviews what was synthesized, and a template by hand in YAML, by the command', async () => {
    const review = (...words: string[]) => consumer.node(join('node_modules', '.bin', 'scale-out'), 'review', ...words);
    expect(await review('cdk.out')).toMatch(/^[^]* notes?, in Consumer\n$/);
    writeFileSync(join(consumer.folder, 'hand.yaml'), 'Resources:\n  Group:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    Properties: { MinSize: !Ref Size, MaxSize: 1 }\nParameters:\n  Size: { Type: Number, Default: 1 }\n');
    await expect(review('hand.yaml', '--fail-on', 'note')).rejects.toThrow(/note\s+One server serves everybody/);
  });

  test('installs nothing of CDKTF', () => {
    expect(['aws-cdk-lib', 'constructs', 'cdktf', '@cdktf'].filter((name) => consumer.has(name))).toEqual(['aws-cdk-lib', 'constructs']);
  });

  test('is told what CDKTF needs', async () => {
    expect(await consumer.loadError('scale-out-constructs/cdktf')).toEqual({
      message: "'scale-out-constructs/cdktf' needs cdktf and @cdktf/provider-aws: run npm install cdktf @cdktf/provider-aws",
    });
  });

  test('imports the root as an ES module', async () => {
    expect(JSON.parse(await consumer.node('root.mjs'))).toEqual({ Exposure, tier: 'function' });
  });

  test('waits less than 30 ms for the package and the construct that is used', async () => {
    const runs: LoadTime[] = [];
    // Other tests run beside this one, so it may take a few runs to see the package alone.
    do { runs.push(await consumer.loadTime()); } while (runs.length < 15 && (runs.length < 5 || runs.at(-1)!.milliseconds >= 30));
    expect(runs.flatMap(({ foreign }) => foreign)).toEqual([]);
    // The minimum: a busy machine only ever adds.
    expect(Math.min(...runs.map(({ milliseconds }) => milliseconds))).toBeLessThan(30);
  });
});

describe('a user of CDKTF', () => {
  let user: Project;

  beforeAll(async () => { user = await packed.install('cdktf', 'cdktf', '@cdktf/provider-aws', 'constructs'); });

  test.each([
    ['node16', 'node16', []],
    ['bundler', 'esnext', []],
    ['node10', 'commonjs', ['--ignoreDeprecations', '6.0']],
  ])('compiles under the module resolution %s', async (resolution, module, flags) => {
    const settings = ['--module', module, '--moduleResolution', resolution, ...flags];
    expect(await user.tsc(...settings, '--skipLibCheck', 'false', '--noEmit', 'main.ts')).toBe('');
  });

  test('synthesizes', async () => {
    await user.tsc('--module', 'node16', '--skipLibCheck', 'main.ts');
    const { resource } = await user.synthesize('cdktf.out/stacks/Consumer/cdk.tf.json');
    expect(Object.keys(resource.aws_autoscaling_group)).toHaveLength(1);
  });

  test('installs nothing of AWS CDK', () => {
    expect(['aws-cdk-lib', 'constructs', 'cdktf', '@cdktf'].filter((name) => user.has(name))).toEqual(['constructs', 'cdktf', '@cdktf']);
  });

  test('waits less than 0.6 s for the package and all it needs, which are neither the provider\'s root nor AWS CDK', async () => {
    const runs: LoadTime[] = [];
    do { runs.push(await user.loadTime()); } while (runs.length < 15 && (runs.length < 3 || runs.at(-1)!.milliseconds >= 600));
    expect(runs.flatMap(({ foreign }) => foreign)).toEqual([]);
    expect(Math.min(...runs.map(({ milliseconds }) => milliseconds))).toBeLessThan(600);
  });
});

describe('the root', () => {
  test('loads no engine until it is used', async () => {
    expect(await consumer.evaluate("require('scale-out-constructs').Exposure")).toEqual(Exposure);
    const loaded = await consumer.evaluate<string[]>("(require('scale-out-constructs'), Object.keys(require.cache))");
    expect(loaded.filter((file) => !/scale-out-constructs.lib.(core.[\w-]+|index)\.js$/.test(file))).toEqual([]);
  });
});

describe('the package without its peers', () => {
  let alone: Project;

  beforeAll(() => { alone = packed.copyAlone(consumer); });

  test.each(['scale-out-constructs', 'scale-out-constructs/review'])('%s loads', async (entryPoint) => {
    expect(await alone.loadError(entryPoint)).toEqual({});
  });

  test('says what AWS CDK needs', async () => {
    expect(await alone.loadError('scale-out-constructs/awscdk')).toEqual({
      message: "'scale-out-constructs/awscdk' needs aws-cdk-lib and constructs: run npm install aws-cdk-lib constructs",
    });
  });
});
