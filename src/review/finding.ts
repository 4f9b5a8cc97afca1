/** How much a finding weighs. */
export enum Severity {
  /** One failure or one busy minute takes the service down, or data with it. */
  ERROR = 'error',
  /** It goes on, but slower, later or with less than it should. */
  WARNING = 'warning',
  /** Worth knowing, and often meant so. */
  NOTE = 'note',
}

/** Something that a rule found, and where. */
export interface Finding {
  /** As `ec2-only-health`. */
  readonly ruleId: string;
  readonly title: string;
  readonly severity: Severity;
  /** What is there, with its figures. */
  readonly message: string;
  /** What to do about it. */
  readonly mend: string;
  /** The document that the resource stands in: its path as it was given, or the name of a stack. */
  readonly document: string;
  /** The resource's address in that document. */
  readonly resourceId: string;
  /** Where it stands in the construct tree, if the document tells. */
  readonly path?: string;
  /** Line of the document, from 1, if it was read from a file. */
  readonly line?: number;
  /** What of the resource is meant, in the engine's own words: `HealthCheckType` or `health_check_type`. */
  readonly property?: string;
  /** Why somebody accepts it; absent where nobody does. */
  readonly acceptedBecause?: string;
}
