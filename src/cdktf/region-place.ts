import { TerraformStack, Token, Tokenization } from 'cdktf';
import { Construct } from 'constructs';
import { Checks } from '../core/checks';
import { GLOBAL_REGION } from '../core/region-status-alarm';

/** What a construct is given from outside, by the option that gives it. */
export type Given = Readonly<Record<string, string | undefined>>;

/** A value of another stack would be read from that stack's state: a region could not be deployed without the other one. */
export function checkOrigins(scope: Construct, given: Given, checks: Checks) {
  const here = TerraformStack.of(scope);
  for (const [option, value] of Object.entries(given)) {
    for (const { node } of stacksBehind(value).filter((stack) => stack !== here)) {
      checks.conflict(`${option} must be a text, or of this stack: one that stack '${node.path}' makes ties every region to that stack.`);
    }
  }
}

/** A load balancer of another region is that region's to lead callers to. */
export function checkTargetIsHere(here: string | undefined, there: string | undefined, checks: Checks) {
  if (here !== there && checks.known(here) !== undefined && checks.known(there) !== undefined) {
    checks.conflict(`target must stand in the region of the provider (${here}), got a load balancer of ${there}.`);
  }
}

/** An alarm tells topics of its own region only, and Route 53 reports to one region only. */
export function checkTopic(topicArn: string | undefined, checks: Checks) {
  checks.text('alarmTopicArn', topicArn, /^arn:[\w-]+:sns:us-east-1:\d{12}:[\w-]+$/, `the ARN of a topic of ${GLOBAL_REGION}, where Route 53 reports to`);
}

function stacksBehind(value: string | undefined): TerraformStack[] {
  if (value === undefined || !Token.isUnresolved(value)) { return []; }
  // A reference knows its stack, and keeps it to itself.
  const stacks = Tokenization.reverse(value).map((token) => (token as { readonly originStack?: TerraformStack }).originStack);
  return [...new Set(stacks.filter((stack) => stack !== undefined))];
}
