import { isPartOfStackId, isStackId, STACK_ID } from './stack-id';
import { fullNameOfBalancerBehind, Mixed, partsOf, Reference, Unknown, Value } from '../document';

type Part = string | Reference | Unknown;

/** A template is 1 MB at most: what becomes longer is made to grow. */
const LONGEST_TEXT = 1_000_000;

/** The pieces of a text that cannot be cut before the deployment tells it. */
export class Pieces extends Unknown {
  constructor(public readonly text: Value, public readonly separator: string) {
    super(text instanceof Unknown ? text.because : `only the deployment tells the text that is cut at '${separator}'`);
  }
}

/** One of them. */
export class Piece extends Unknown {
  constructor(public readonly pieces: Pieces, public readonly index: number) {
    super(pieces.because);
  }
}

/** Values written one after the other. */
export function concatenated(values: readonly Value[], balancerOf: (listenerId: string) => Value | undefined): Value {
  const size = values.reduce<number>((sum, value) => sum + sizeOf(partsOf(value)), 0);
  if (size > LONGEST_TEXT) { return new Unknown('a text is longer than a template may be'); }
  const parts = merged(withBalancerNames(merged(values.flatMap((value) => [...partsOf(value)])), balancerOf));
  return parts.length === 1 ? parts[0] : new Mixed(parts);
}

/** Values with a separator between them. */
export function separated(values: readonly Value[], separator: Value): Value[] {
  return values.flatMap((value, index) => index === 0 ? [value] : [separator, value]);
}

/** The pieces of a text between separators. */
export function split(text: Value, separator: string): readonly Value[] | Pieces {
  const parts = partsOf(text).flatMap((part): readonly Part[] => isStackId(part) ? STACK_ID : [part]);
  if (separator === '' || !parts.every((part) => typeof part === 'string' || isWithout(separator, part))) { return new Pieces(text, separator); }
  const pieces: Part[][] = [[]];
  for (const part of parts) {
    const [first, ...others] = typeof part === 'string' ? part.split(separator) : [part];
    pieces.at(-1)!.push(first);
    for (const other of others) { pieces.push([other]); }
  }
  return pieces.map((piece) => pieceOf(merged(piece)));
}

/** What lists are joined with to be exported or passed on, as no name of AWS's has it. */
const SEPARATORS_OF_LISTS = [',', '||'];

/** Of the place, these are known to have neither colons nor slashes, which ARNs are cut at. */
function isWithout(separator: string, part: Part): boolean {
  if (!(part instanceof Reference)) { return false; }
  if (SEPARATORS_OF_LISTS.includes(separator)) { return part.resource === undefined || part.attribute === 'Ref' || /(?:Arn|Id|Name)$/.test(part.attribute); }
  return isPartOfStackId(part, separator) || (part.type === 'AWS' && ['AccountId', 'Partition', 'Region'].includes(part.attribute) && [':', '/'].includes(separator));
}

function pieceOf(parts: readonly Part[]): Value {
  return parts.length === 1 ? parts[0] : new Mixed(parts);
}

/** Texts that follow each other are one. */
function merged(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  let run: string[] = [];
  const endRun = () => {
    const text = run.join('');
    if (text !== '') { result.push(text); }
    run = [];
  };
  for (const part of parts) {
    if (typeof part === 'string') { run.push(part); continue; }
    endRun();
    result.push(part);
  }
  endRun();
  return result.length === 0 ? [''] : result;
}

function withBalancerNames(parts: readonly Part[], balancerOf: (listenerId: string) => Value | undefined): Part[] {
  const result: Part[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const listener = listenerCutAt(parts.slice(index, index + 5));
    if (!listener) { result.push(parts[index]); continue; }
    for (const part of partsOf(fullNameOfBalancerBehind(listener, balancerOf))) { result.push(part); }
    index += 4;
  }
  return result;
}

/** The ARN that `piece 1/piece 2/piece 3` are cut out of. */
function listenerCutAt(parts: readonly Part[]): Value | undefined {
  const [first, slash, second, otherSlash, third] = parts;
  if (slash !== '/' || otherSlash !== '/') { return undefined; }
  const pieces = [first, second, third];
  if (!pieces.every((piece, index) => piece instanceof Piece && piece.index === index + 1 && piece.pieces.separator === '/')) { return undefined; }
  const [text, ...others] = pieces.map((piece) => (piece as Piece).pieces.text);
  const isListener = !(text instanceof Reference) || text.type === 'AWS::ElasticLoadBalancingV2::Listener';
  return isListener && others.every((other) => JSON.stringify(other) === JSON.stringify(text)) ? text : undefined;
}

function sizeOf(parts: readonly Part[]): number {
  return parts.reduce<number>((size, part) => size + (typeof part === 'string' ? part.length : 1), 0);
}
