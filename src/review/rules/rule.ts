import { Severity } from '../finding';
import { Topology } from '../topology';

/** One thing that goes wrong under load or failure, and how a document tells that it will. */
export interface Rule {
  /** In words with hyphens, and stays: people write it into files. */
  readonly id: string;
  /** What is wrong, in a few words. */
  readonly title: string;
  readonly severity: Severity;
  /** What happens, and which practice it is against. */
  readonly why: string;
  /** What to do. Names CloudFormation's property. */
  readonly mend: string;
  /** The page of AWS, or the paper, that says so. */
  readonly source: string;
  /** Everything in the document that it is true of. What the document does not tell is no finding. */
  check(topology: Topology, system: System): Evidence[];
}

/** Documents that are looked at together, as the stacks of an app are: one for each place that is deployed to. */
export interface System {
  readonly topologies: readonly Topology[];
}

/** What was found. */
export interface Evidence {
  readonly resourceId: string;
  /** CloudFormation's path of the property, as `HealthCheckType` or `LaunchTemplateData.ImageId`; absent where the whole resource is meant. */
  readonly property?: string;
  /** One sentence with the figures: `1 server at the least and 1 at the most`. */
  readonly message: string;
  /** Where it weighs less than the rule says. */
  readonly severity?: Severity;
}
