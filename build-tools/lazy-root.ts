import { readFileSync, writeFileSync } from 'fs';
import { createRequire } from 'module';
import { dirname, join } from 'path';

/**
 * Rewrites the compiled ways in so that what they name is loaded when it is first used: the root must not need the packages of every
 * engine, and who uses one construct does not wait for the files of the others.
 *
 * Names are defined by a helper, and each is first set to nothing: Node reads the names that an ES module may import from such
 * assignments, and a literal `Object.defineProperty(exports, …)` of another form would hide them.
 */
const LIB = join(__dirname, '..', 'lib');
const WAYS_IN = ['index.js', 'core/index.js', 'awscdk/index.js', 'cdktf/index.js', 'review/index.js'];
const HELPERS = [
  'function lazily(name, load) { Object.defineProperty(exports, name, { enumerable: true, configurable: true, get: load }); }',
  'function later(load) { return new Proxy({}, { get: (_, name) => load()[name] }); }',
];

const NAMESPACE = /^exports\.(\w+) = __importStar\(require\("([^"]+)"\)\);$/gm;
const ALL_OF = /^__exportStar\(require\("([^"]+)"\), exports\);$/gm;
const SOME_OF = /^var (\w+) = require\("([^"]+)"\);$/gm;

for (const file of WAYS_IN) { makeLazy(join(LIB, file)); }

function makeLazy(file: string) {
  const compiled = readFileSync(file, 'utf8');
  if (compiled.includes(HELPERS[0])) { return; }
  const lazy = compiled
    .replace(NAMESPACE, (_, name: string, path: string) => define(name, `require("${path}")`))
    .replace(ALL_OF, (_, path: string) => namesOf(join(dirname(file), path)).map((name) => forwarded(name, path)).join('\n'))
    .replace(SOME_OF, (_, name: string, path: string) => `var ${name} = later(() => require("${path}"));`);
  if (lazy === compiled) { throw new Error(`${file} does not name what it exports in the way this tool rewrites.`); }
  writeFileSync(file, `${lazy.trimEnd()}\n${HELPERS.join('\n')}\n`);
}

function define(name: string, value: string): string {
  return `lazily("${name}", () => ${value});`;
}

function forwarded(name: string, path: string): string {
  return `exports.${name} = void 0;\n${define(name, `require("${path}").${name}`)}`;
}

/** Interfaces are none: of a file that holds nothing else, nothing is left. */
function namesOf(path: string): string[] {
  return Object.keys(createRequire(__filename)(path));
}
