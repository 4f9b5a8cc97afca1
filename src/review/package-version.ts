import { readFileSync } from 'fs';
import { join } from 'path';

/** Of this package. */
export function packageVersion(): string {
  return JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')).version;
}
