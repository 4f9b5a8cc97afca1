import { DATABASE_SURROUNDINGS, POSTGRES } from './database-planning';
import { CONTEXT } from './planning';
import { planStandbyDatabase, StandbyDatabaseOptions, StandbyDatabasePlan, StandbyDatabaseSurroundings } from '../../src/core/standby-database';
import { StandbySource } from '../../src/core/standby-database-source';

export const STANDBY_CONTEXT = { ...CONTEXT, kind: 'StandbyDatabase', path: 'Far/Standby' };
export const PRIMARY_ARN = 'arn:aws:rds:us-east-1:111122223333:db:app-database-writer';
export const INSTANCE = StandbySource.instance(PRIMARY_ARN);
export const GLOBAL = StandbySource.globalDatabase('app-database-global', 'us-east-1');

const SURROUNDINGS: StandbyDatabaseSurroundings = { ...DATABASE_SURROUNDINGS, parameterPath: '/scale-out/Far/Standby' };

export type StandbyOptions = Partial<StandbyDatabaseOptions>;
export type Surroundings = Partial<StandbyDatabaseSurroundings>;

export function standby(options: StandbyOptions = {}, surroundings: Surroundings = {}): StandbyDatabasePlan {
  return planStandbyDatabase({ engine: POSTGRES, source: INSTANCE, ...options }, { ...SURROUNDINGS, ...surroundings }, STANDBY_CONTEXT);
}

/** The problems that a plan is refused for, without the construct's name. */
export function standbyRefusals(options: StandbyOptions, surroundings: Surroundings = {}): string[] {
  try {
    standby(options, surroundings);
  } catch (error) {
    const lines = (error as Error).message.split('\n');
    return lines.length === 1 ? [lines[0].replace("StandbyDatabase 'Far/Standby': ", '')] : lines.slice(1).map((line) => line.replace('  - ', ''));
  }
  return [];
}
