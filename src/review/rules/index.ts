import { OF_DATA } from './of-data';
import { OF_NAMES } from './of-names';
import { OF_NETWORKS } from './of-networks';
import { OF_TIERS } from './of-tiers';
import { Rule } from './rule';

/** Every rule, from what serves callers to how they get there. */
export const RULES: readonly Rule[] = [...OF_TIERS, ...OF_DATA, ...OF_NETWORKS, ...OF_NAMES];
