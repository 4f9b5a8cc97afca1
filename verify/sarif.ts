import { execFileSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { jsonFrom, Unavailable } from './python';
import { Template } from './templates';
import { Review } from '../src/review';
import { asSarif } from '../src/review/faces/sarif';
import { packageVersion } from '../src/review/package-version';

/** The standard's schema, unchanged, is among the test data of a program in Go: neither npm nor Python's index has a package of it. */
const MODULE = 'github.com/securego/gosec/v2@v2.30.0';
const SCHEMA = ['report', 'sarif', 'testdata', 'sarif-schema-2.1.0.json'];

const VALIDATION = `
import json, sys
from jsonschema import Draft4Validator
validator = Draft4Validator(json.load(open(sys.argv[1])))
print(json.dumps([f"{file}: {error.json_path}: {error.message[:200]}" for file in sys.argv[2:] for error in validator.iter_errors(json.load(open(file)))]))
`;

/**
 * What the schema of SARIF has against reviews of templates.
 *
 * @throws Unavailable where the schema cannot be had
 */
export async function invalidSarif(templates: readonly Template[]): Promise<string[]> {
  const schema = schemaFile();
  const folder = mkdtempSync(join(tmpdir(), 'sarif-'));
  try {
    const files = templates.map(({ file }, index) => {
      const path = join(folder, `${index}.sarif`);
      writeFileSync(path, asSarif(Review.ofPaths([file]), { colors: false, width: 0, version: packageVersion() }));
      return path;
    });
    return await jsonFrom<string[]>('python', ['-c', VALIDATION, schema, ...files]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function schemaFile(): string {
  try {
    const module = JSON.parse(execFileSync('go', ['mod', 'download', '-json', MODULE], { cwd: tmpdir(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 60_000 }));
    return join(module.Dir, ...SCHEMA);
  } catch {
    throw new Unavailable('the schema of SARIF cannot be had without Go and its modules');
  }
}
