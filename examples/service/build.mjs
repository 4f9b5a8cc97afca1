import { build } from 'esbuild';

// One file, so that an instance needs Node.js and nothing else. Readable, so that a stack trace from production can be followed.
await build({
  entryPoints: ['src/server.ts'],
  outfile: 'dist/server.js',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // ES modules where there are some: what is not used of them is left out.
  mainFields: ['module', 'main'],
  // Tried and done without: pg's native driver, and colours for express's debug output, which are found or not as the folders above have it.
  external: ['pg-native', 'supports-color'],
  legalComments: 'none',
  logLevel: 'info',
});
