import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';

export const PAUSING_DATABASE: Rule = {
  id: 'pausing-database',
  title: 'The first caller after a rest waits for the database',
  severity: Severity.NOTE,
  why: 'With a minimum of 0 it stops when nobody asks, and takes around 15 seconds to come back, more than callers and health checks wait.',
  mend: 'Set ServerlessV2ScalingConfiguration.MinCapacity to 0.5 or more where somebody waits for it.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html',
  check: ({ databases }: Topology): Evidence[] => databases
    .filter(({ serverless }) => serverless?.minCapacity === 0)
    .map(({ id }) => ({ resourceId: id, property: 'ServerlessV2ScalingConfiguration.MinCapacity', message: '0 capacity units at the least.' })),
};
