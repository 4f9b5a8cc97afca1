import { Mixed, Reference, Unknown, Value } from '../document';

/** Depth and size that no document needs which a person reads; beyond them the reading of hostile ones would not end. */
const DEEPEST = 250;
const LARGEST = 10_000_000;

/** Bounds how deep and how far values are followed. */
export class Budget {
  private depth = 0;
  private spent = 0;
  private readonly extents = new WeakMap<object, Extent>();

  /** One level deeper, unless that is too deep. */
  public deeper<T>(evaluate: () => T): T | Unknown {
    if (this.depth >= DEEPEST) { return new Unknown('it is nested too deeply'); }
    this.depth++;
    try {
      return evaluate();
    } finally {
      this.depth--;
    }
  }

  /** Work of a size that is known before, unless too much is done already. */
  public charged<T>(size: number, work: () => T): T | Unknown {
    this.spent += size;
    return this.spent > LARGEST ? new Unknown('the document is too large to be followed further') : work();
  }

  /** The value itself, unless too much has been made already. */
  public bounded<T extends Value | undefined>(value: T): T | Unknown {
    const { size, depth } = this.extentOf(value);
    return depth > DEEPEST ? new Unknown('it is nested too deeply') : this.charged(size, () => value);
  }

  private extentOf(value: Value | undefined): Extent {
    if (typeof value === 'string') { return { size: value.length + 1, depth: 0 }; }
    if (typeof value !== 'object' || value instanceof Reference || value instanceof Unknown) { return { size: 1, depth: 0 }; }
    const known = this.extents.get(value);
    if (known) { return known; }
    const extent = { size: 1, depth: 1 };
    for (const part of value instanceof Mixed ? value.parts : Object.values(value)) {
      const inner = this.extentOf(part);
      extent.size += inner.size;
      extent.depth = Math.max(extent.depth, inner.depth + 1);
    }
    this.extents.set(value, extent);
    return extent;
  }
}

interface Extent {
  size: number;
  depth: number;
}
