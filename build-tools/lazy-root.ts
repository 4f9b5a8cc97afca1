import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';

/**
 * Rewrites the compiled root so that a submodule is loaded when it is first used: an import of the root must not need the packages
 * of every engine.
 *
 * The getter is defined by a helper, and TypeScript's own `exports.x = void 0` stays: Node reads the names that an ES module may
 * import from such assignments, and a literal `Object.defineProperty(exports, …)` would hide them.
 */
const root = join(__dirname, '..', 'lib', 'index.js');
const EAGER = /^exports\.(\w+) = __importStar\(require\("(\.\/\w+)"\)\);$/gm;
const HELPER = 'function lazily(name, load) { Object.defineProperty(exports, name, { enumerable: true, configurable: true, get: load }); }';

const compiled = readFileSync(root, 'utf8');
const lazy = compiled.replace(EAGER, (_, name: string, path: string) => `lazily("${name}", () => require("${path}"));`);
if (lazy !== compiled) { writeFileSync(root, `${lazy.trimEnd()}\n${HELPER}\n`); }
if (!lazy.includes('lazily("awscdk"')) { throw new Error(`${root} does not export its submodules in the way this tool rewrites.`); }
