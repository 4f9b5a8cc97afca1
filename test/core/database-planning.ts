import { CONTEXT } from './planning';
import { DatabaseEngine } from '../../src/core/database-engines';
import { planReadReplicaDatabase, ReadReplicaDatabaseOptions, ReadReplicaDatabasePlan, ReadReplicaDatabaseSurroundings } from '../../src/core/read-replica-database';

export const DATABASE_CONTEXT = { ...CONTEXT, kind: 'ReadReplicaDatabase', path: 'App/Database' };
export const POSTGRES = DatabaseEngine.postgres('17');
export const MYSQL = DatabaseEngine.mysql('8.4');
export const MARIADB = DatabaseEngine.mariadb('11.4');
export const AURORA = DatabaseEngine.auroraPostgres('17');
export const AURORA_MYSQL = DatabaseEngine.auroraMysql('8.0');

export const DATABASE_SURROUNDINGS: ReadReplicaDatabaseSurroundings = {
  zoneNames: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
  hasPrivateSubnets: true,
  parameterPath: '/scale-out/App/Database',
  address: 'c8a1b2c3d4e5f60718293a4b5c6d7e8f9012345678',
  region: 'eu-west-1',
  account: '111122223333',
  partition: 'aws',
  optionNames: { subnets: 'vpcSubnets', readerZone: 'readerZone', encryptionKey: 'encryptionKey' },
  engineGaps: [],
};

type Options = Partial<ReadReplicaDatabaseOptions>;

export function database(options: Options = {}, surroundings: Partial<ReadReplicaDatabaseSurroundings> = {}): ReadReplicaDatabasePlan {
  return planReadReplicaDatabase({ engine: POSTGRES, ...options }, { ...DATABASE_SURROUNDINGS, ...surroundings }, DATABASE_CONTEXT);
}

/** The problems that a plan is refused for, without the construct's name. */
export function databaseRefusals(options: Options, surroundings: Partial<ReadReplicaDatabaseSurroundings> = {}): string[] {
  try {
    database(options, surroundings);
  } catch (error) {
    const lines = (error as Error).message.split('\n');
    return lines.length === 1 ? [lines[0].replace("ReadReplicaDatabase 'App/Database': ", '')] : lines.slice(1).map((line) => line.replace('  - ', ''));
  }
  return [];
}
