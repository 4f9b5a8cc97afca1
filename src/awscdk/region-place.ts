import { Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { IConstruct } from 'constructs';
import { nameOf } from './network';
import { Checks } from '../core/checks';
import { FailoverZone } from '../core/multi-region-failover-options';

/** The zone, unless it would tie the stack to the one that makes it. */
export function failoverZoneOf(scope: IConstruct, zone: route53.IHostedZone, checks: Checks): FailoverZone {
  const name = nameOf(zone);
  if (name === undefined) {
    checks.conflict('hostedZone must be known by its name too: HostedZone.fromHostedZoneAttributes takes its id and its name.');
  }
  const makers = stacksBehind(zone.hostedZoneId).filter((stack) => stack !== topOf(scope));
  for (const { node } of makers) {
    checks.conflict(`hostedZone must be imported into this stack, by HostedZone.fromHostedZoneAttributes: one that stack '${node.path}' makes ties every region to that stack.`);
  }
  return { id: zone.hostedZoneId, name, isPrivate: zone instanceof route53.PrivateHostedZone };
}

/** A value of another stack ties this one to it. */
export function checkOrigin(scope: IConstruct, option: string, value: string, checks: Checks) {
  for (const { node } of stacksBehind(value).filter((stack) => stack !== topOf(scope))) {
    checks.conflict(`${option} must be a text, or of this stack: one that stack '${node.path}' makes ties every region to that stack.`);
  }
}

/** A load balancer of another region could be named by that region's stack only. */
export function checkTargetIsHere(scope: IConstruct, loadBalancer: IConstruct, checks: Checks) {
  const [here, there] = [scope, loadBalancer].map((construct) => Stack.of(construct).region);
  if (here !== there && !Token.isUnresolved(here) && !Token.isUnresolved(there)) {
    checks.conflict(`target must stand in the region of the stack (${here}), got a load balancer of ${there}.`);
  }
}

/** A nested stack is deployed with the one that it is in. */
export function topOf(scope: IConstruct): Stack {
  const stack = Stack.of(scope);
  return stack.nestedStackParent ? topOf(stack.nestedStackParent) : stack;
}

function stacksBehind(value: string): Stack[] {
  const references = Tokenization.reverseString(value).tokens.filter((token) => Reference.isReference(token));
  return [...new Set(references.map(({ target }) => topOf(target)))];
}
