import { BALANCER_WITHOUT_LOGS } from './balancer-without-logs';
import { DELETABLE_BALANCER } from './deletable-balancer';
import { INVALID_HEADERS } from './invalid-headers';
import { NAT_ACROSS_ZONES } from './nat-across-zones';
import { NETWORK_IN_ONE_ZONE } from './network-in-one-zone';
import { OLD_TLS } from './old-tls';
import { PATH_AROUND_THE_BALANCER } from './path-around-the-balancer';
import { PLAIN_HTTP } from './plain-http';
import { PLAIN_TEXT_BETWEEN_TIERS } from './plain-text-between-tiers';
import { PLAIN_TEXT_DATABASE } from './plain-text-database';
import { PUBLIC_SERVERS } from './public-servers';
import { Rule } from './rule';
import { SINGLE_NAT } from './single-nat';
import { WORLD_OPEN_SERVERS } from './world-open-servers';

/** Networks, and the ways through them. */
export const OF_NETWORKS: readonly Rule[] = [
  NETWORK_IN_ONE_ZONE,
  WORLD_OPEN_SERVERS,
  PLAIN_HTTP,
  SINGLE_NAT,
  NAT_ACROSS_ZONES,
  PUBLIC_SERVERS,
  PLAIN_TEXT_DATABASE,
  OLD_TLS,
  PATH_AROUND_THE_BALANCER,
  PLAIN_TEXT_BETWEEN_TIERS,
  DELETABLE_BALANCER,
  BALANCER_WITHOUT_LOGS,
  INVALID_HEADERS,
];
