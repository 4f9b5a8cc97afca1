/** What is known of a deployment apart from its document. */
export interface ReadOptions {
  /**
   * Values of parameters or variables.
   *
   * @default - their defaults, where the document has any; `Topology.assumptions` names them
   */
  readonly parameters?: { readonly [name: string]: string };

  /**
   * The region.
   *
   * @default - not known, unless the document names it
   */
  readonly region?: string;
}

/** Something that the document does not tell. */
export interface UnknownValue {
  readonly resourceId: string;
  /** As `LaunchTemplateData.ImageId`. */
  readonly property: string;
  readonly because: string;
}

/** A default that may be replaced at deployment, and stands for what it will be. */
export interface Assumption {
  readonly name: string;
  readonly value: string;
}
