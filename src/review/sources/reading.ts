import { System } from '../rules/rule';
import { Topology } from '../topology';

/** Everything that was read. */
export interface Reading extends System {
  readonly topologies: readonly Topology[];
  /** Of each topology, in the same order. */
  readonly places: readonly Place[];
  /** What was not: a file, a module, a document in a language that is not understood. */
  readonly notRead: readonly NotRead[];
}

/** What one topology was read from. */
export interface Place {
  /** Names of the stacks, or the path of the file. */
  readonly name: string;
  readonly region?: string;
  /** Every acceptance that stands at a resource, and where, as `Shop.template.json:Group`. The same objects as those of the origins. */
  readonly accepted: readonly DeclaredAcceptance[];
  /** Where a resource stands, by its id in the topology. */
  origin(resourceId: string): Origin;
}

export interface Origin {
  /** Path of the file, as it was given. */
  readonly document: string;
  /** The resource's id in that file. */
  readonly id: string;
  /** Its path in the construct tree, where the document tells. */
  readonly path?: string;
  /** Line of the file, from 1. */
  readonly line?: number;
  /** Findings that are accepted where the resource is made: in its `Metadata`, or its `//`. */
  readonly accepted: readonly Acceptance[];
}

/** What a resource's own metadata accepts. */
export interface DeclaredAcceptance {
  readonly acceptance: Acceptance;
  /** Document and id of the resource. */
  readonly where: string;
}

/** A finding that somebody lives with. */
export interface Acceptance {
  readonly rule: string;
  readonly reason: string;
}

export interface NotRead {
  readonly path: string;
  readonly because: string;
}
