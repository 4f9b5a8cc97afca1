import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';

export const PUBLIC_DATABASE: Rule = {
  id: 'public-database',
  title: 'The database has a public address',
  severity: Severity.ERROR,
  why: 'Whoever finds the address may knock: one wrong rule of a security group is all that is between a password and the data, and connections that are tried use up those '
    + 'that the service needs.',
  mend: 'Set PubliclyAccessible to false, and come to it through the network: Session Manager forwards a port.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
  check: ({ databases }: Topology): Evidence[] => databases.flatMap(({ instances }) => instances)
    .filter(({ publiclyAccessible }) => publiclyAccessible)
    .map(({ id }) => ({ resourceId: id, property: 'PubliclyAccessible', message: 'PubliclyAccessible is true.' })),
};
