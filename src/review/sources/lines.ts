import { linesOf } from './json-keys';
import { isJson } from './parse';

/** Lines of a file that resources stand in; nothing is looked for before somebody asks. */
export class Lines {
  private lines: ReadonlyMap<string, number> | undefined;

  /** @param section what resources stand in, @param depth of their names, from 1 at the top */
  constructor(private readonly text: string, private readonly section: string, private readonly depth: number) {}

  /** From 1. */
  public of(...path: readonly string[]): number | undefined {
    this.lines ??= isJson(this.text) ? linesOf(this.text, this.section, this.depth) : linesInYaml(this.text, this.section);
    return this.lines.get([this.section, ...path].join('/'));
  }
}

const KEY = /^( *)(?:"([^"]*)" *|'([^']*)' *|([^\s#:'"][^:]*)):(?:\s|$)/;

/** Keys directly below a section in block style: those that are indented as the first one is. */
function linesInYaml(text: string, section: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let isWithin = false;
  let indent: number | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const [, spaces, ...names] = KEY.exec(line) ?? [];
    const name = names.find((candidate) => candidate !== undefined)?.trimEnd();
    if (name === undefined) { continue; }
    if (spaces === '') { [isWithin, indent] = [name === section, undefined]; }
    if (!isWithin || spaces === '') { continue; }
    indent ??= spaces.length;
    if (spaces.length === indent) { lines.set(`${section}/${name}`, index + 1); }
  }
  return lines;
}
