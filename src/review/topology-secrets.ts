/** A text that is kept secret; what it is is never told. */
export interface Secret {
  readonly id: string;
  readonly name?: string;
  /** How it is made; absent where it is not generated. */
  readonly generated?: GeneratedSecret;
  /** Days between rotations; absent where nothing rotates it. */
  readonly rotationDays?: number;
  /** The application or the function that rotates it. */
  readonly rotatedBy?: string;
  /** Id of the database or the instance whose coordinates it holds. */
  readonly databaseId?: string;
  /** Id of the key, or its name where the document does not make it. */
  readonly kmsKey?: string;
  readonly isRetained: boolean;
}

/** How a password is made. */
export interface GeneratedSecret {
  /** The user that it belongs to. */
  readonly username?: string;
  readonly length?: number;
  readonly excludeCharacters?: string;
  /** Whether it has letters and digits alone. */
  readonly excludePunctuation?: boolean;
}

/** Steps that Systems Manager runs on instances, or by itself. */
export interface CommandDocument {
  readonly id: string;
  readonly name?: string;
  /** `Command`, `Automation`, `Session`, … */
  readonly type?: string;
  /** As JSON without spaces and with names in alphabetical order, or as it is written in another language. */
  readonly content?: string;
}
