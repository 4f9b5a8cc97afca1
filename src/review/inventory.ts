/** What a synthesized document contains, by resource type. */
export class Inventory {
  /**
   * Counts the resources of a synthesized document.
   *
   * @param document a parsed CloudFormation template, or parsed Terraform JSON
   * @throws if the document is neither
   */
  public static of(document: any): Inventory {
    if (isRecord(document?.Resources)) {
      return new Inventory(Object.values(document.Resources).map((resource: any) => String(resource.Type)));
    }
    if (isRecord(document?.resource)) {
      return new Inventory(Object.entries(document.resource).flatMap(([type, named]) => Object.keys(named as object).map(() => type)));
    }
    throw new Error("Inventory: the document must be a CloudFormation template with 'Resources' or Terraform JSON with 'resource'.");
  }

  /** How many resources there are of each type, the types in alphabetical order. */
  public readonly byType: { readonly [type: string]: number };

  /** How many resources there are. */
  public readonly total: number;

  private constructor(types: string[]) {
    const counts: Record<string, number> = {};
    for (const type of types.sort()) { counts[type] = (counts[type] ?? 0) + 1; }
    this.byType = counts;
    this.total = types.length;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
