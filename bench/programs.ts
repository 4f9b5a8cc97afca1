import { createRequire } from 'module';
import { join } from 'path';

export const ENGINES = ['awscdk', 'cdktf'] as const;
export type Engine = typeof ENGINES[number];

/** Who wrote it: the library, or a careful author with nothing but the engine. */
export const SIDES = ['library', 'hand'] as const;
export type Side = typeof SIDES[number];

export const CONSTRUCTS = {
  'scaled-web-tier': 'ScaledWebTier',
  'read-replica-database-rds': 'ReadReplicaDatabase, RDS',
  'read-replica-database-aurora': 'ReadReplicaDatabase, Aurora',
  'session-cache': 'SessionCache',
  'multi-region-failover': 'MultiRegionFailover and StaticLastResort',
  'standby-database': 'StandbyDatabase',
};
export type ConstructName = keyof typeof CONSTRUCTS;

/** In `cases/growth.*.ts`: many tiers over as many stacks as the limits need. */
export const GROWTH = 'growth';

export interface Program {
  /** Declares everything in the app, and synthesizes nothing. */
  build(app: unknown, size?: number): void;
}

export function loadProgram(side: Side, name: ConstructName | typeof GROWTH, engine: Engine): Program {
  return createRequire(__filename)(join(__dirname, 'cases', side, `${name}.${engine}`));
}
