import { Finding, Severity } from './finding';
import { RULES } from './rules';
import { Evidence, Rule } from './rules/rule';
import { Origin, Place, Reading } from './sources/reading';
import { argumentOf } from './terraform/property-names';
import { Topology } from './topology';

/** A finding, with what decides whether it is accepted. */
export interface Judged {
  readonly finding: Finding;
  readonly origin: Origin;
}

/** Every rule over every topology; what weighs most comes first. */
export function judge(reading: Reading): Judged[] {
  const judged = reading.topologies.flatMap((topology, index) => RULES.flatMap((rule) => rule.check(topology, reading)
    .map((evidence) => judgedBy(rule, evidence, topology, reading.places[index]))));
  return judged.sort(({ finding: one }, { finding: other }) => WEIGHTS.indexOf(one.severity) - WEIGHTS.indexOf(other.severity));
}

export const WEIGHTS: readonly Severity[] = [Severity.ERROR, Severity.WARNING, Severity.NOTE];

function judgedBy(rule: Rule, evidence: Evidence, { engine }: Topology, place: Place): Judged {
  const origin = place.origin(evidence.resourceId);
  const finding: Finding = {
    ruleId: rule.id,
    title: rule.title,
    severity: evidence.severity ?? rule.severity,
    message: evidence.message,
    mend: rule.mend,
    document: origin.document,
    resourceId: origin.id,
    path: origin.path,
    line: origin.line,
    property: evidence.property === undefined ? undefined : propertyName(engine, origin.id, evidence.property),
  };
  return { finding, origin };
}

/** In the engine's own words. What Terraform writes as a resource of its own, or not at all, keeps CloudFormation's name. */
function propertyName(engine: string, resourceId: string, property: string): string {
  if (engine !== 'Terraform') { return property; }
  const [, type] = /(?:^|\.)([a-z]\w*)\.[^.]+$/.exec(resourceId) ?? [];
  return (type === undefined ? undefined : argumentOf(type, property)) ?? property;
}
