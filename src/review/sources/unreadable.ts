/** A path that cannot be read, in a sentence for whoever gave it. */
export class UnreadableError extends Error {
  constructor(public readonly path: string, public readonly because: string) {
    super(`${path}: ${because}.`);
    this.name = 'UnreadableError';
  }
}

/** Somebody accepts a finding in a way that does not count: nothing is reviewed until that is mended, as everybody relies on it. */
export class MalformedAcceptance extends UnreadableError {}
