/** Whether what was written is kept in a log over several zones, beside the memory of the nodes. */
export enum CacheDurability {
  /** A write is answered when it is in the log: none is lost with a node, and each takes milliseconds longer. */
  SYNC = 'sync',
  /** A write is answered at once, and is in the log shortly after: the last ones may be lost with a node. */
  ASYNC = 'async',
}
