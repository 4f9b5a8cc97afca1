import { Token, Tokenization } from 'cdktf';
import { Construct } from 'constructs';
import { comesFromSecret, peerTypeOf } from './origins';
import { PlanContext } from '../core/checks';

/** What core has to know of a construct, and of values that only Terraform will tell. */
export function planContextOf(construct: Construct, kind: string): PlanContext {
  return {
    kind,
    path: construct.node.path,
    isUnresolved: (value) => Token.isUnresolved(value),
    asText: (value) => Tokenization.stringifyNumber(value),
    peerTypeOf: (peer) => peerTypeOf(construct, peer),
    comesFromSecret: (text) => comesFromSecret(construct, text),
  };
}
