import { Token, Tokenization } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { comesFromSecret, originOf } from './network';
import { PlanContext } from '../core/checks';

/** What core has to know of a construct, and of values that only the deployment will tell. */
export function planContextOf(scope: Construct, kind: string): PlanContext {
  return {
    kind,
    path: scope.node.path,
    isUnresolved: (value) => Token.isUnresolved(value),
    asText: (value) => Tokenization.stringifyNumber(value),
    peerTypeOf: originOf,
    comesFromSecret: (text) => comesFromSecret(scope, text),
  };
}
