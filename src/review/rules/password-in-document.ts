import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Cache } from '../topology-caches';

/** What the topology tells where the document has the password itself. */
const LITERAL = 'literal';

export const PASSWORD_IN_DOCUMENT: Rule = {
  id: 'password-in-document',
  title: 'A password for everybody who reads the document',
  severity: Severity.ERROR,
  why: 'It is in the repository and its history, in the console and in every state file. Nobody can change it without a deployment, so that nobody does.',
  mend: 'Set ManageMasterUserPassword to true, or read the password by {{resolve:secretsmanager:…}} from a secret that AWS generates; change the one that has been read.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html#creds',
  check: ({ databases, caches }: Topology): Evidence[] => [
    ...databases.filter(({ adminSecret }) => adminSecret === LITERAL)
      .map(({ id }) => ({ resourceId: id, property: 'MasterUserPassword', message: 'The administrator\'s password is in the document.' })),
    ...caches.filter(({ authToken }) => authToken === LITERAL)
      .map(({ id }) => ({ resourceId: id, property: 'AuthToken', message: 'The token is in the document.' })),
    ...usersOf(caches),
  ],
};

/** A user may be in the groups of several caches. */
function usersOf(caches: readonly Cache[]): Evidence[] {
  const given = caches.flatMap(({ users }) => users)
    .filter(({ passwords, access }) => passwords.includes(LITERAL) || access?.includes(`>${LITERAL}`)).map(({ id }) => id);
  return [...new Set(given)].map((id) => ({ resourceId: id, property: 'Passwords', message: 'A password of the user is in the document.' }));
}
