import { ALL_SPOT } from './all-spot';
import { BALANCER_IN_ONE_ZONE } from './balancer-in-one-zone';
import { CHECK_TIMEOUT } from './check-timeout';
import { COARSE_METRICS } from './coarse-metrics';
import { DRAIN_SHORTER_THAN_REQUESTS } from './drain-shorter-than-requests';
import { EC2_ONLY_HEALTH } from './ec2-only-health';
import { FIGHTING_POLICIES } from './fighting-policies';
import { FIXED_SIZE } from './fixed-size';
import { GRACE_SHORTER_THAN_START } from './grace-shorter-than-start';
import { METADATA_WITHOUT_TOKEN } from './metadata-without-token';
import { MISSING_WARMUP } from './missing-warmup';
import { NO_ROOM_FOR_A_LOST_ZONE } from './no-room-for-a-lost-zone';
import { OLD_LAUNCH_CONFIGURATION } from './old-launch-configuration';
import { PINNED_CAPACITY } from './pinned-capacity';
import { RELEASE_REACHES_NOBODY } from './release-reaches-nobody';
import { Rule } from './rule';
import { SINGLE_SERVER } from './single-server';
import { SINGLE_ZONE_TIER } from './single-zone-tier';
import { SLOW_DETECTION } from './slow-detection';
import { SLOW_TO_DOUBLE } from './slow-to-double';
import { STANDALONE_SERVER } from './standalone-server';
import { STICKY_SESSIONS } from './sticky-sessions';
import { UNGUARDED_RELEASE } from './unguarded-release';
import { UNWATCHED_TIER } from './unwatched-tier';
import { UPDATE_DROPS_CAPACITY } from './update-drops-capacity';

/** Servers: how many, how they are checked, scaled and released. */
export const OF_TIERS: readonly Rule[] = [
  SINGLE_SERVER,
  SINGLE_ZONE_TIER,
  BALANCER_IN_ONE_ZONE,
  EC2_ONLY_HEALTH,
  GRACE_SHORTER_THAN_START,
  CHECK_TIMEOUT,
  STANDALONE_SERVER,
  FIXED_SIZE,
  NO_ROOM_FOR_A_LOST_ZONE,
  SLOW_TO_DOUBLE,
  COARSE_METRICS,
  MISSING_WARMUP,
  FIGHTING_POLICIES,
  PINNED_CAPACITY,
  UPDATE_DROPS_CAPACITY,
  UNGUARDED_RELEASE,
  RELEASE_REACHES_NOBODY,
  SLOW_DETECTION,
  STICKY_SESSIONS,
  ALL_SPOT,
  OLD_LAUNCH_CONFIGURATION,
  METADATA_WITHOUT_TOKEN,
  DRAIN_SHORTER_THAN_REQUESTS,
  UNWATCHED_TIER,
];
