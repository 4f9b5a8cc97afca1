/** What happens to a tier, and how long it takes, as far as its document tells. */
export interface Account {
  /** The document that the tier stands in. */
  readonly document: string;
  /** Address of the Auto Scaling group in that document. */
  readonly resourceId: string;
  /** Where it stands in the construct tree, if the document tells. */
  readonly path?: string;
  readonly answers: AccountAnswer[];
}

/** One thing that happens. */
export interface AccountAnswer {
  /** As `a dead server gets no more requests`. */
  readonly event: string;
  /** What takes the time. All of them are added up; none where nothing takes any. */
  readonly terms: AccountTerm[];
  /** Seconds at the least, of the terms that are known; absent where there are none. */
  readonly secondsFrom?: number;
  /** Seconds at the most; absent where a term is not known, and where there are none. */
  readonly secondsTo?: number;
  /** What is left, or what it comes to, where seconds alone do not say it. */
  readonly remark?: string;
}

/** A stretch of that time. */
export interface AccountTerm {
  readonly name: string;
  /** Absent where the document does not say. */
  readonly secondsFrom?: number;
  /** Absent where the document does not say, or where nothing bounds it. */
  readonly secondsTo?: number;
  /** Where the number comes from, or why there is none. */
  readonly why: string;
}
