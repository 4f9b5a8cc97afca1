import { readFileSync } from 'fs';
import { join } from 'path';

/** jsii takes the neutral names one by one only, so each engine's index repeats them: nobody may forget one. */
function namesIn(file: string): string[] {
  const text = readFileSync(join(__dirname, '..', 'src', file), 'utf8');
  return [...text.matchAll(/export (?:type )?\{([^}]+)\}/g)].flatMap(([, names]) => names.split(',').map((name) => name.trim()).filter(Boolean)).sort();
}

/** Of constructs that an engine does not have, and why: see `test/engines/region-switch.test.ts`. */
const NOT_ON: Record<string, readonly string[]> = {
  awscdk: [],
  cdktf: [
    'AllowedDataLoss', 'GlobalDatastoreSwitchOptions', 'RegionSwitchPlanOptions', 'RegionSwitchTrigger', 'SwitchedDatabase', 'SwitchedGlobalDatabase',
    'SwitchedName', 'SwitchedRegion',
  ],
};

test.each(['awscdk', 'cdktf'])('%s says every neutral name', (engine) => {
  expect(namesIn('core/index.ts').length).toBeGreaterThan(20);
  expect([...namesIn(`${engine}/index.ts`), ...NOT_ON[engine]].sort()).toEqual(namesIn('core/index.ts'));
});
