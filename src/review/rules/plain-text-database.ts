import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Database } from '../topology-databases';

/** The parameter that demands TLS, and what switches it off. */
const OFF: readonly (readonly [parameter: string, values: RegExp])[] = [
  ['rds.force_ssl', /^(?:0|off)$/i],
  ['require_secure_transport', /^(?:0|off)$/i],
];

export const PLAIN_TEXT_DATABASE: Rule = {
  id: 'plain-text-database',
  title: 'A database that also answers in plain text',
  severity: Severity.WARNING,
  why: 'Whether passwords and rows are encrypted on the way is left to each client, and one that forgets is not told.',
  mend: 'Set Parameters rds.force_ssl to 1 (PostgreSQL) or require_secure_transport to ON (MySQL, MariaDB).',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html',
  check: ({ databases }: Topology): Evidence[] => databases.flatMap(evidenceOf),
};

/** What the group does not say is the engine's default, which differs from version to version. */
function evidenceOf({ id, parameters = {} }: Database): Evidence[] {
  return OFF.filter(([name, values]) => Object.hasOwn(parameters, name) && values.test(parameters[name]))
    .map(([name]) => ({ resourceId: id, message: `${name} is ${parameters[name]}.` }));
}
