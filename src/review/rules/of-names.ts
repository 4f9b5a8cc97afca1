import { ALARM_NOBODY_HEARS } from './alarm-nobody-hears';
import { ALL_WEIGHTS_ZERO } from './all-weights-zero';
import { CHECK_OF_NOTHING } from './check-of-nothing';
import { CHECK_SWITCHED_OFF } from './check-switched-off';
import { EVALUATED_DISTRIBUTION } from './evaluated-distribution';
import { HALF_A_FAILOVER } from './half-a-failover';
import { LONG_TTL } from './long-ttl';
import { NAME_OF_ONE_SERVER } from './name-of-one-server';
import { NO_DEFAULT_LOCATION } from './no-default-location';
import { NO_HEALTH_CHECK } from './no-health-check';
import { REGIONS_IN_ONE_DEPLOYMENT } from './regions-in-one-deployment';
import { Rule } from './rule';
import { SINGLE_REGION } from './single-region';
import { SLOW_CHECK } from './slow-check';
import { STANDBY_WITHOUT_KEY } from './standby-without-key';
import { TWO_PRIMARIES } from './two-primaries';
import { UNEQUAL_SIDES } from './unequal-sides';
import { UNREACHABLE_CHECK } from './unreachable-check';
import { WEIGHTS_TO_ONE_TARGET } from './weights-to-one-target';

/** Names, and the regions that they lead to. */
export const OF_NAMES: readonly Rule[] = [
  NO_HEALTH_CHECK,
  UNREACHABLE_CHECK,
  CHECK_OF_NOTHING,
  TWO_PRIMARIES,
  HALF_A_FAILOVER,
  NO_DEFAULT_LOCATION,
  EVALUATED_DISTRIBUTION,
  STANDBY_WITHOUT_KEY,
  UNEQUAL_SIDES,
  SLOW_CHECK,
  CHECK_SWITCHED_OFF,
  LONG_TTL,
  ALL_WEIGHTS_ZERO,
  NAME_OF_ONE_SERVER,
  ALARM_NOBODY_HEARS,
  WEIGHTS_TO_ONE_TARGET,
  REGIONS_IN_ONE_DEPLOYMENT,
  SINGLE_REGION,
];
