import { cdk, javascript } from 'projen';

/**
 * The walls of the house. An arrow that is not drawn here fails lint:
 *
 *   awscdk, cdktf → review → core → nothing
 */
const MAY_IMPORT: Record<string, string[]> = {
  core: [],
  review: ['core'],
  awscdk: ['core', 'review'],
  cdktf: ['core', 'review'],
};

/** Packages, which the walls above do not see. */
const MAY_NOT_USE: Record<string, string[]> = {
  core: ['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs', 'cdktf', '@cdktf/*'],
  review: ['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs', 'cdktf', '@cdktf/*'],
  awscdk: ['cdktf', '@cdktf/*'],
  // The provider's root takes seconds to load: import '@cdktf/provider-aws/lib/…' instead.
  cdktf: ['aws-cdk-lib', 'aws-cdk-lib/*', '@cdktf/provider-aws'],
};

const SUBMODULES = ['awscdk', 'cdktf', 'review'];

/** A package of its own, as a user's would be: what it depends on is none of the library's business. */
const SERVICE = 'examples/service';

const project = new cdk.JsiiProject({
  name: 'scale-out-constructs',
  description: 'Constructs that turn the practice of horizontal scaling into AWS infrastructure, for AWS CDK and CDKTF.',
  author: 'scale-out-constructs maintainers',
  authorAddress: 'https://www.npmjs.com/package/scale-out-constructs',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/scale-out-constructs/scale-out-constructs.git',
  license: 'Apache-2.0',
  copyrightOwner: 'scale-out-constructs maintainers',
  defaultReleaseBranch: 'main',
  keywords: ['aws', 'cdk', 'aws-cdk', 'cdktf', 'terraform', 'auto-scaling', 'load-balancer', 'high-availability', 'constructs'],

  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.0.0',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0',
  projenVersion: '0.103.25',
  projenrcTs: true,
  sampleCode: false,
  stability: cdk.Stability.EXPERIMENTAL,

  // How the package is released is decided by who hosts it, not here.
  github: false,
  release: false,
  depsUpgrade: false,
  publishToPypi: { distName: 'scale-out-constructs', module: 'scale_out_constructs' },

  peerDeps: ['aws-cdk-lib@^2.276.0', 'constructs@^10.6.0', 'cdktf@^0.21.0', '@cdktf/provider-aws@^21.22.0'],
  peerDependencyOptions: { pinnedDevDependency: true },
  devDeps: [
    'aws-cdk@2.1148.1', // npm's latest (3.0.0) cannot read what this aws-cdk-lib writes
    'cdk-nag@3.0.2',
    'eslint-plugin-awscdk@^4.2.1',
    'fast-check@^4.10.2',
    'js-yaml@^4.3.2', // the review reads YAML by it, and packs it: see build-tools/pack-yaml.ts
    'jsii-docgen@^10.12.6',
    '@types/node@^20',
  ],

  docgen: false, // one page a submodule, see the task below
  jestOptions: {
    jestVersion: '^30',
    configFilePath: 'jest.config.json',
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    junitReporting: false,
    jestConfig: {
      collectCoverage: false,
      testPathIgnorePatterns: ['/node_modules/'],
      snapshotFormat: { escapeString: false, printBasicPrototype: false },
      // Examples are written as a user writes them, and tested against the sources.
      moduleNameMapper: { '^scale-out-constructs/(.*)$': '<rootDir>/src/$1' },
    },
  },
  typecheckTests: true,
  // Maps with the sources in them would double what a user downloads, and what every app that uses it reads at its start.
  tsconfig: { compilerOptions: { inlineSourceMap: false, inlineSources: false } },
  tsconfigDev: { include: ['../examples/**/*.ts', '../build-tools/**/*.ts', '../verify/**/*.ts', '../bench/**/*.ts'], exclude: [`../${SERVICE}`] },
  eslintOptions: { dirs: ['src', 'test', 'examples', 'build-tools', 'verify', 'bench'], devdirs: ['test', 'examples', 'build-tools', 'verify', 'bench'], fileExtensions: ['.ts'] },
  gitignore: ['out/', 'cdk.out/', 'cdktf.out/', '*.tgz', '.venv/', 'tsconfig.tsbuildinfo'],
  npmignoreEnabled: false, // `files` says what is packed
});

const npm = project.package;
npm.addBin({ 'scale-out': 'lib/review/cli/main.js' });
// The pages of the reference stay in the repository: the declarations say the same, and an editor shows it where it is needed.
npm.addField('files', ['lib', '.jsii', '*.md', 'docs/*.md', 'docs/*.svg']);
npm.addField('overrides', {
  // A newer one lacks platform packages in some registries, and `npm ci` fails.
  'unrs-resolver': '1.12.2',
  // It would bring a TypeScript of its own, which the parser does not share.
  'eslint-plugin-awscdk': { typescript: '$typescript' },
});

// A user of one engine neither installs nor loads the other: optional peers, and a way in for each.
npm.addField('peerDependenciesMeta', Object.fromEntries(['aws-cdk-lib', 'cdktf', '@cdktf/provider-aws'].map((name) => [name, { optional: true }])));
npm.addField('exports', {
  '.': { types: './lib/index.d.ts', default: './lib/index.js' },
  ...Object.fromEntries(SUBMODULES.map((name) => [`./${name}`, { types: `./lib/${name}/index.d.ts`, default: `./lib/${name}/index.js` }])),
  './package.json': './package.json',
  './.jsii': './.jsii',
});
npm.addField('typesVersions', { '*': Object.fromEntries(SUBMODULES.map((name) => [name, [`lib/${name}/index.d.ts`]])) });

new javascript.NpmConfig(project, { omitEmpty: true }).addConfig('omit-lockfile-registry-resolved', 'true');

new javascript.TypescriptConfig(project, {
  fileName: 'build-tools/tsconfig.json',
  extends: javascript.TypescriptConfigExtends.fromPaths(['../tsconfig.json']),
  compilerOptions: { rootDir: '..' },
  include: ['**/*.ts'],
});
const tool = (name: string) => `ts-node -T -P build-tools/tsconfig.json build-tools/${name}.ts`;
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '1');
project.tasks.addEnvironment('CHECKPOINT_DISABLE', '1');
project.tasks.addEnvironment('CDK_DISABLE_CLI_TELEMETRY', 'true');

const lazyRoot = project.addTask('lazy-root', {
  description: 'Makes the compiled root load a submodule only when it is used',
  exec: tool('lazy-root'),
});
project.compileTask.env('NODE_OPTIONS', '--max-old-space-size=4096');
project.postCompileTask.spawn(lazyRoot);
project.postCompileTask.spawn(project.addTask('docgen', {
  description: 'Writes the API reference, one page a submodule',
  steps: [{ exec: 'jsii-docgen .jsii --split-by-submodule --output docs/api/API' }, { exec: tool('reference-once') }, { exec: tool('rules-page') }],
}));
const lighten = project.addTask('lighten', {
  description: 'Takes out of what is packed what nobody reads there, and puts in what parses YAML',
  steps: [{ exec: tool('lighten') }, { exec: tool('pack-yaml') }],
});
project.postCompileTask.spawn(lighten);

// `npm ci` leaves a tree in which every example runs, and `npm pack` one that is packed.
const prepare = project.addTask('prepare', { description: 'Compiles without the jsii assembly, and builds what the examples deploy', exec: 'tsc -p tsconfig.json' });
prepare.spawn(lazyRoot);
prepare.spawn(lighten); // npm prepares what it packs
prepare.spawn(project.addTask('service', {
  description: 'Builds the service that the instances of the three-tier examples run',
  cwd: SERVICE,
  steps: [{ exec: 'npm ci --no-audit --no-fund' }, { exec: 'npm run build' }],
}));

const bench = project.addTask('bench', { description: 'Measures the constructs beside hand-written programs that make the same' });
bench.spawn(prepare);
bench.exec('tsc -p bench/tsconfig.json');
bench.exec('node out/bench/run.js', { receiveArgs: true });

project.addTask('synth', {
  description: 'Synthesizes every example through the CLI into out/<engine>/<example>',
  exec: tool('synth-examples'),
  receiveArgs: true,
});

project.addTask('verify', {
  description: 'Runs cfn-lint and checkov over the synthesized examples of both engines, where Python has them',
  exec: tool('verify'),
  receiveArgs: true,
});
const deploy = project.addTask('test:deploy', { description: 'Deploys the examples of both engines to an emulated AWS, where the machine has one, and asks whether they are there' });
deploy.spawn(project.tasks.tryFind('prepare')!);
deploy.exec(tool('test-deploy'), { receiveArgs: true });

const compat = project.tasks.tryFind('compat')!;
compat.description = 'Compares the public API with that of the last release';
compat.reset(tool('compat'));

// `npm test` is the whole of what a change has to pass.
const [typeCheck, jest] = project.testTask.steps;
project.testTask.reset();
project.testTask.spawn(project.compileTask);
project.testTask.spawn(project.postCompileTask);
project.testTask.execArgs(typeCheck.execArgs as string[]);
project.testTask.execArgs(jest.execArgs as string[], { receiveArgs: true });
project.testTask.exec('npm test', { cwd: SERVICE });
// Lint judges here and mends nothing: `npm run eslint` does, and what it mends has to be compiled and tested.
project.testTask.spawn(project.addTask('lint', {
  description: 'Judges the sources',
  execArgs: ['eslint', '--ext', '.ts', '--no-error-on-unmatched-pattern', 'src', 'test', 'examples', 'build-tools', 'verify', 'bench', 'projenrc', '.projenrc.ts'],
  env: { ESLINT_USE_FLAT_CONFIG: 'false', NODE_NO_WARNINGS: '1' },
}));
project.addTask('test:service', {
  description: 'Fails the servers behind the service, and the service itself: needs Redis and PostgreSQL, and says so where they are missing',
  cwd: SERVICE,
  exec: 'npm run test:servers',
});
// CloudFormation's own validator takes seconds for the first synthesis of a process: the strict test switches it on for itself.
project.testTask.env('CDK_VALIDATION', 'false');

const eslint = project.eslint!;
eslint.addPlugins('awscdk');
eslint.addRules({
  'import/no-restricted-paths': ['error', {
    zones: Object.entries(MAY_IMPORT).map(([room, allowed]) => ({
      target: `./src/${room}`,
      from: './src',
      except: [room, ...allowed].map((name) => `./${name}`),
      message: `${room} may import ${['itself', ...allowed].join(', ')} only.`,
    })),
  }],
});
// The tier shows the L2 constructs it is made of, as the patterns of aws-cdk-lib do, and ids come from the plan, and functions
// that render take the scope they render into: the rules against that are left out.
eslint.addOverride({
  files: ['src/awscdk/**/*.ts'],
  rules: Object.fromEntries([
    'construct-constructor-property', 'no-construct-stack-suffix', 'no-import-private', 'no-mutable-property-of-props-interface',
    'no-mutable-public-property-of-construct', 'no-parent-name-construct-id-match', 'no-unused-props', 'pascal-case-construct-id',
    'prefer-grants-property', 'require-props-default-doc',
  ].map((rule) => [`awscdk/${rule}`, 'error'])),
});
for (const [room, packages] of Object.entries(MAY_NOT_USE)) {
  eslint.addOverride({
    files: [`src/${room}/**/*.ts`],
    rules: { 'no-restricted-imports': ['error', { paths: packages.filter((name) => !name.endsWith('/*')), patterns: packages.filter((name) => name.endsWith('/*')) }] },
  });
}

project.synth();
