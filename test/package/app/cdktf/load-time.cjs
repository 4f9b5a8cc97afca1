/** How long a user waits for the entry point and for everything it needs. */
const start = process.hrtime.bigint();
const { ScaledWebTier } = require('scale-out-constructs/cdktf');
const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;

// The provider's root would load each of its thousand resources.
const foreign = Object.keys(require.cache).filter((file) => /node_modules.(aws-cdk-lib|@cdktf.provider-aws.lib.index\.js)/.test(file));
console.log(JSON.stringify({ milliseconds, foreign, name: ScaledWebTier.name }));
