import { Token, Tokenization } from 'cdktf';
import { PlanContext } from '../core/checks';

/** Of a cache that was made elsewhere: it is no construct, and goes by how it is brought. */
export const IMPORTED_CACHE: PlanContext = {
  kind: 'SessionCache',
  path: 'fromAttributes',
  isUnresolved: (value) => Token.isUnresolved(value),
  asText: (value) => Tokenization.stringifyNumber(value),
  peerTypeOf: () => undefined,
  comesFromSecret: () => false,
};
