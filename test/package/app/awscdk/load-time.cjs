const { readdirSync, readFileSync } = require('fs');
const { dirname, join } = require('path');

/** How long the entry point and a construct take once what they import is there, which an AWS CDK app has loaded anyway. */
const PACKAGE = dirname(require.resolve('scale-out-constructs/package.json'));
const REQUIRED = /require\("((?:aws-cdk-lib|constructs)(?:\/[\w/-]+)?)"\)/g;

function importsOf(folder) {
  const sources = readdirSync(folder).filter((file) => file.endsWith('.js')).map((file) => readFileSync(join(folder, file), 'utf8'));
  return sources.flatMap((source) => [...source.matchAll(REQUIRED)].map(([, name]) => name));
}

['aws-cdk-lib', 'constructs', ...importsOf(join(PACKAGE, 'lib', 'awscdk'))].forEach((name) => require(name));
const before = new Set(Object.keys(require.cache));
const start = process.hrtime.bigint();
const { ScaledWebTier } = require('scale-out-constructs/awscdk');
const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;

// aws-cdk-lib's modules load their parts when a name is used. A use at load would show here.
const foreign = Object.keys(require.cache).filter((file) => !before.has(file) && !file.startsWith(PACKAGE));
// The other constructs are loaded when they are used.
const others = Object.keys(require.cache).filter((file) => file.startsWith(PACKAGE) && /read-replica-database\.js$/.test(file));
console.log(JSON.stringify({ milliseconds, foreign: [...foreign, ...others], name: ScaledWebTier.name }));
