import { isRecord, own } from '../records';

/** What makes a nested stack `Shop/Inner` stands at `Shop/Inner.NestedStack/Inner.NestedStackResource`. */
const MAKES_NESTED = /^(.+)\.NestedStack\/[^/]+$/;

/** Where resources of a stack stand in the construct tree, as the metadata of an assembly tells, in which nested stacks are their parent's. */
export class ConstructPaths {
  public static readonly NONE = new ConstructPaths(new Map(), '');

  public static in(metadata: unknown): ConstructPaths {
    const told = Object.entries(isRecord(metadata) ? metadata : {})
      .flatMap(([path, entries]) => logicalIdsIn(entries).map((id) => [path.replace(/^\//, ''), id] as const));
    const nested = new Set(told.flatMap(([path]) => MAKES_NESTED.exec(path)?.[1] ?? []));
    const byStack = new Map<string, Map<string, string>>();
    for (const [path, id] of told) {
      const stack = stackAround(path, nested);
      const paths = byStack.get(stack) ?? new Map<string, string>();
      byStack.set(stack, paths.set(id, path));
    }
    return new ConstructPaths(byStack, '');
  }

  private constructor(private readonly byStack: ReadonlyMap<string, ReadonlyMap<string, string>>, private readonly stack: string) {}

  public of(logicalId: string): string | undefined {
    return this.byStack.get(this.stack)?.get(logicalId);
  }

  /** Those of the stack that a resource makes. */
  public nestedIn(logicalId: string): ConstructPaths {
    const stack = MAKES_NESTED.exec(this.of(logicalId) ?? '')?.[1];
    return stack === undefined ? ConstructPaths.NONE : new ConstructPaths(this.byStack, stack);
  }
}

/** The innermost nested stack that a path is in; the stack itself has none. */
function stackAround(path: string, nested: ReadonlySet<string>): string {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (nested.has(path.slice(0, end))) { return path.slice(0, end); }
  }
  return '';
}

function logicalIdsIn(entries: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(entries) ? entries : [];
  return list.filter((entry) => own(entry, 'type') === 'aws:cdk:logicalId').map((entry) => String(own(entry, 'data')));
}
