/** What happens to the things that hold data, or that clients depend on, when a stack is destroyed. */
export enum Protection {
  /**
   * Deletion protection is on, and buckets are retained.
   * A stack that fails its very first deployment keeps its log bucket, and destroying the stack fails until protection is off.
   */
  FULL = 'FULL',

  /** Everything is deleted with the stack, and a failed first deployment rolls back without leaving anything. For test stacks. */
  NONE = 'NONE',
}
