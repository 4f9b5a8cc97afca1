/** A document that a rule is true of, and one that is as near to it as can be, and right. */
export interface RuleCase {
  readonly rule: string;
  /** Parsed, of either engine. Several are stacks of one app. */
  readonly triggers: object | readonly object[];
  /** What it finds there: ids of resources with the properties, in order, as `Group HealthCheckType`. */
  readonly finds: readonly string[];
  readonly nearMiss: object | readonly object[];
}
