export interface Entry {
  readonly what: string;
  readonly promised: string;
  readonly answer: string;
  readonly kept: boolean;
  /** By which a gap of the emulator is known. */
  readonly key: string;
}

/** Runs a step, and notes how long it took. */
export type Timed = <T>(step: string, work: () => T | Promise<T>) => Promise<T>;

/** What was promised, and what was answered. A gap is a promise that the emulator is known not to keep. */
export class Ledger {
  private passed = 0;
  private readonly failures: string[] = [];
  private readonly met = new Map<string, string>();
  private complete = true;

  /** `list` is the file of the known gaps. */
  constructor(private readonly knownGaps: Record<string, string>, private readonly list: string) {}

  public section(title: string, asked: string): void {
    console.log(`\n${title}   asked: ${asked}`);
  }

  public enter({ what, promised, answer, kept, key }: Entry): void {
    const known = key in this.knownGaps;
    if (known) { this.met.set(key, `promised ${promised}; answered ${answer}`); }
    if (kept && !known) { this.passed += 1; }
    if (kept && known) { this.failures.push(`${key}: the emulator keeps this promise now. Remove it from ${this.list}.`); }
    if (!kept && !known) { this.failures.push(`${key}: promised ${promised}; answered ${answer}`); }
    const mark = kept === known ? 'FAIL' : kept ? 'ok' : 'gap';
    console.log(`  ${mark.padEnd(4)} ${cell(what, 44)} ${cell(promised, 50)} ${cell(answer, 50).trimEnd()}`);
  }

  public breakOff(reason: string): void {
    this.failures.push(`the test broke off: ${reason}`);
    this.complete = false;
  }

  /** Whether all is well, and in one line how it went. */
  public close(): { good: boolean; summary: string } {
    for (const key of Object.keys(this.knownGaps).filter((gap) => this.complete && !this.met.has(gap))) {
      this.failures.push(`${key}: was not asked about. If the template does not promise it any more, remove it from ${this.list}.`);
    }
    this.printGaps();
    if (this.failures.length > 0) { console.log(`\nFailed:\n${this.failures.map((failure) => `  ${failure}`).join('\n')}`); }
    const summary = `${this.passed} passed, ${this.failures.length} failed, ${this.met.size} known gaps of the emulator`;
    return { good: this.failures.length === 0, summary };
  }

  private printGaps(): void {
    console.log('\nWhat the emulated AWS does not do, by name, with what was asked and answered:');
    const reasons = new Set([...this.met.keys()].map((key) => this.knownGaps[key]));
    for (const reason of reasons) {
      console.log(`  ${reason}:`);
      for (const [key, found] of this.met) { if (this.knownGaps[key] === reason) { console.log(`    ${key}: ${cell(found, 120).trimEnd()}`); } }
    }
  }
}

function cell(text: string, width: number): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > width ? `${line.slice(0, width - 1)}…` : line.padEnd(width);
}
