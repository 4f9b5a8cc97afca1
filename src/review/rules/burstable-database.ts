import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';

export const BURSTABLE_DATABASE: Rule = {
  id: 'burstable-database',
  title: 'A database on servers that burst',
  severity: Severity.NOTE,
  why: 'They have a share of their processors, and more of it on credit: what is used above that is paid for apart, and little memory serves few connections. For Aurora '
    + 'AWS recommends them for development and test only.',
  mend: 'Set DBInstanceClass to one of m or r, as db.m7g.large or db.r7g.large.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.DBInstanceClass.Types.html',
  check: ({ databases }: Topology): Evidence[] => databases.flatMap(({ instances }) => {
    const burstable = instances.filter(({ instanceType }) => /^db\.t\d/.test(instanceType ?? ''));
    const types = [...new Set(burstable.map(({ instanceType }) => instanceType))].join(', ');
    return burstable.length === 0 ? [] : [{
      resourceId: burstable[0].id, property: 'DBInstanceClass', message: `${types} for ${burstable.length} of ${instances.length} ${instances.length === 1 ? 'server' : 'servers'}.`,
    }];
  }),
};
