/** What happens to the things that hold data, or that clients depend on, when a stack is destroyed. */
export enum Protection {
  /**
   * Deletion protection is on, and buckets are retained.
   * A stack that fails its very first deployment cannot be rolled back to nothing then: use NONE until it has come up once.
   */
  FULL = 'FULL',

  /** Everything is deleted with the stack, and a failed first deployment rolls back without leaving anything. For test stacks. */
  NONE = 'NONE',
}
