/** What cannot be read as an expression; caught where the reading began. */
export class Unreadable extends Error {}

/** Nobody nests expressions as deep; what does would exhaust the stack. */
const DEEPEST = 60;

/** The characters of a text, read once from left to right. */
export class Characters {
  private position = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  public get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  public deeper<T>(read: () => T): T {
    if (++this.depth > DEEPEST) { throw new Unreadable('the expression is nested too deeply'); }
    const result = read();
    this.depth--;
    return result;
  }

  /** What a sticky expression matches here, which is then behind. */
  public match(sticky: RegExp): string | undefined {
    sticky.lastIndex = this.position;
    const found = sticky.exec(this.text)?.[0];
    this.position += found?.length ?? 0;
    return found;
  }

  public skipSpace(): void {
    // One loop, because a group that repeats a million times exhausts the regular expression's own stack.
    while (this.match(/\s+|#[^\n]*|\/\/[^\n]*/y) !== undefined) { /* There may be more. */ }
  }

  public name(): string | undefined {
    this.skipSpace();
    return this.match(/[\p{L}_][\p{L}\p{N}_-]*/uy);
  }

  public ahead(mark: string): boolean {
    this.skipSpace();
    return this.text.startsWith(mark, this.position);
  }

  public take(mark: string): boolean {
    this.skipSpace();
    return this.takeHere(mark);
  }

  /** As `take`, where space counts. */
  public takeHere(mark: string): boolean {
    const isHere = this.text.startsWith(mark, this.position);
    if (isHere) { this.position += mark.length; }
    return isHere;
  }

  public takeOneOf(marks: readonly string[]): string | undefined {
    return marks.find((mark) => this.take(mark));
  }

  public expect(mark: string): void {
    if (!this.take(mark)) { throw this.unreadable(`'${mark}'`); }
  }

  /** The text up to `${`, `%{`, the end that is asked for or the end of everything; escapes resolved. */
  public textUntilExpression(end: '"' | undefined): string {
    const pieces: string[] = [];
    for (;;) {
      pieces.push(this.match(end ? /[^"\\$%]+/y : /[^$%]+/y) ?? '');
      const escape = this.match(end ? /\$\$\{|%%\{|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\[nrt"\\]/y : /\$\$\{|%%\{/y);
      if (escape !== undefined) { pieces.push(unescaped(escape)); continue; }
      if (this.atEnd || this.text.startsWith('${', this.position) || this.text.startsWith('%{', this.position)) { break; }
      if (end && this.text[this.position] === end) { break; }
      if (end && this.text[this.position] === '\\') { throw this.unreadable('an escape of Terraform'); }
      pieces.push(this.text[this.position++]);
    }
    return pieces.join('');
  }

  public unreadable(wanted: string): Unreadable {
    return new Unreadable(`the expression cannot be read: ${wanted} was expected at character ${this.position + 1}`);
  }
}

function unescaped(escape: string): string {
  if (escape === '$${') { return '${'; }
  if (escape === '%%{') { return '%{'; }
  if (escape[1] === 'u' || escape[1] === 'U') { return character(parseInt(escape.slice(2), 16)); }
  return ESCAPES.get(escape[1]) ?? escape[1];
}

function character(code: number): string {
  if (code > 0x10ffff) { throw new Unreadable('the expression has an escape that is no character'); }
  return String.fromCodePoint(code);
}

const ESCAPES = new Map([['n', '\n'], ['r', '\r'], ['t', '\t']]);
