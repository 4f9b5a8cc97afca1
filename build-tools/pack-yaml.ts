import { copyFileSync, readFileSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';

/**
 * Puts js-yaml into the compiled package, as the one file that it is used as. jsii wants a dependency to be bundled whole, which would be fifteen times
 * as much; and who uses a construct installs nothing for the review.
 */
const HOME = join(__dirname, '..', 'lib', 'review', 'sources');
const PARSER = dirname(require.resolve('js-yaml/package.json'));
const READER = join(HOME, 'yaml.js');

writeFileSync(join(HOME, 'js-yaml.js'), readFileSync(join(PARSER, 'dist', 'js-yaml.min.js'), 'utf8').replace(/\n\/\/# sourceMappingURL=.*/, ''));
copyFileSync(join(PARSER, 'LICENSE'), join(HOME, 'js-yaml.LICENSE'));

const reader = readFileSync(READER, 'utf8');
const packed = reader.replace(/require\(["']js-yaml["']\)/, 'require("./js-yaml")');
if (!packed.includes('require("./js-yaml")')) { throw new Error(`${READER} does not load js-yaml.`); }
writeFileSync(READER, packed);
