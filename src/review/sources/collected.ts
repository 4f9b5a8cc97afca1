import { NotRead } from './reading';
import { MalformedAcceptance, UnreadableError } from './unreadable';

/** Keeps what cannot be read apart from what can: one file does not stop the others. */
export class Collected {
  public readonly notRead: NotRead[] = [];

  public attempt<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof UnreadableError) || error instanceof MalformedAcceptance) { throw error; }
      this.leave(error.path, error.because);
      return undefined;
    }
  }

  public leave(path: string, because: string): void {
    this.notRead.push({ path, because });
  }
}
