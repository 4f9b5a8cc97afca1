import type { Database } from './database';
import { Guard, Unavailable } from './guard';
import { Log, messageOf } from './log';

export interface Reader {
  readonly guard: Guard;
  readonly database: Database;
}

export interface Answer<T> {
  readonly rows: readonly T[];
  /** The last known answer, because no reader gave one. */
  readonly degraded: boolean;
  /** Who gave it. */
  readonly from: string;
}

/** A reader that hangs costs a second; two of them may cost a caller that much, and no more. */
const MOST_MS_OF_TRYING = 1_500;

/** Reads from the readers by turns, from the next one if one fails, and from memory if all do. */
export class Readers {
  private turn = 0;
  private readonly lastKnown = new Map<string, Answer<unknown>>();

  constructor(readonly all: readonly Reader[], private readonly log: Log) {}

  /** `question` is what the answer is remembered by: one of a few. */
  async read<T extends object>(question: string, sql: string): Promise<Answer<T>> {
    const started = Date.now();
    for (const { guard, database } of this.inTurn()) {
      if (Date.now() - started > MOST_MS_OF_TRYING) { break; }
      try {
        const { rows } = await guard.call(question, () => database.query<T>(sql));
        const answer = { rows, degraded: false, from: guard.name };
        this.lastKnown.set(question, answer);
        return answer;
      } catch (error) {
        if (!(error instanceof Unavailable)) { this.log('warn', 'read refused', { reader: guard.name, question, error: messageOf(error) }); }
      }
    }
    const last = this.lastKnown.get(question);
    if (last === undefined) { throw new Unavailable('readers', 'none of them answers', 1); }
    return { ...last as Answer<T>, degraded: true };
  }

  private inTurn(): Reader[] {
    const first = this.turn;
    this.turn = (this.turn + 1) % this.all.length;
    return this.all.map((_, i) => this.all[(first + i) % this.all.length]);
  }
}
