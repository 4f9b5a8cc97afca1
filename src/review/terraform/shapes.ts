import { Unknown, Value } from '../document';
import { jsonOf } from '../json';
import { Fields, fieldsOf, isFields, isList, listOf } from '../kinds';
import { numberOf } from './operators';
import { asJsonText } from '../texts';

/** The resource whose arguments are translated. */
export interface Self {
  readonly id: string;
  readonly type: string;
}

/** How a property is had from arguments. */
export type From = (args: Fields, self: Self) => Value | undefined;

/** A property's name and where it is: the path of an argument (`health_check.path`), or a way to it. */
export type Shape = Readonly<Record<string, string | From>>;

/** How a resource becomes one of CloudFormation's. */
export interface Translation {
  readonly type: string;
  /** Its type, where the arguments decide. */
  readonly typeOf?: (args: Fields) => string;
  readonly properties: Shape;
  /** Attributes that others refer to it by, in CloudFormation's names; `id` is `Ref` and `arn` is `Arn` unless said here. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Attributes whose argument, where given, says more than a reference would. */
  readonly told?: Readonly<Record<string, string>>;
  readonly updatePolicy?: Shape;
  readonly isRetained?: (args: Fields) => boolean;
  readonly leavesSnapshot?: (args: Fields) => boolean;
  /** Further resources that Terraform writes within this one. */
  readonly besides?: (args: Fields, self: Self) => readonly Beside[];
}

/** A resource that another declares; its id is the other's with an ending. */
export interface Beside {
  readonly ending: string;
  readonly type: string;
  readonly properties: Fields;
}

export function shaped(shape: Shape, args: Fields, self: Self): Fields {
  return fieldsOf(Object.entries(shape).map(([name, from]) => [name, typeof from === 'string' ? at(args, from) : from(args, self)]));
}

/** What a path of arguments leads to; single blocks may be written alone or in a list of one. */
export function at(args: Value, path: string): Value | undefined {
  let value: Value | undefined = args;
  for (const name of path.split('.')) {
    const block: Value | undefined = isList(value) ? value[0] : value;
    if (block instanceof Unknown) { return block; }
    value = isFields(block) && Object.hasOwn(block, name) ? block[name] : undefined;
  }
  return value;
}

/** A single block as an object; absent where nothing of it is said. */
export function one(path: string, shape: Shape): From {
  return (args, self) => {
    const [block] = listOf(at(args, path));
    if (!isFields(block)) { return block instanceof Unknown ? block : undefined; }
    return nonEmpty(shaped(shape, block, self));
  };
}

/** Blocks as a list of objects. */
export function many(path: string, shape: Shape): From {
  return (args, self) => {
    const blocks = at(args, path);
    if (blocks === undefined || blocks instanceof Unknown) { return blocks; }
    return listOf(blocks).map((block) => isFields(block) ? shaped(shape, block, self) : block);
  };
}

/** An object made of the same arguments. */
export function object(shape: Shape): From {
  return (args, self) => nonEmpty(shaped(shape, args, self));
}

/** A list of one object made of the same arguments. */
export function listWith(shape: Shape): From {
  return (args, self) => {
    const value = nonEmpty(shaped(shape, args, self));
    return value && [value];
  };
}

/** A value in a list. */
export function listed(path: string): From {
  return (args) => {
    const value = at(args, path);
    return value === undefined || isList(value) ? value : [value];
  };
}

/** The first that is given. */
export function either(...froms: (string | From)[]): From {
  return (args, self) => {
    for (const from of froms) {
      const value = typeof from === 'string' ? at(args, from) : from(args, self);
      if (value !== undefined && value !== '') { return value; }
    }
    return undefined;
  };
}

/** Attributes by AWS's own keys, their values as text. */
export function attributes(byKey: Readonly<Record<string, string | From>>): From {
  return (args, self) => {
    const given = Object.entries(shaped(byKey, args, self)).map(([key, value]) => ({ Key: key, Value: isList(value) ? value : asText(value) }));
    return given.length > 0 ? given : undefined;
  };
}

/** A map as `[{Key, Value}]`, or as other names say. */
export function pairs(path: string, key = 'Key', value = 'Value'): From {
  return (args) => {
    const map = at(args, path);
    return isFields(map) ? Object.entries(map).map(([name, text]) => ({ [key]: name, [value]: text })) : map;
  };
}

export const TAGS = pairs('tags');

/** A number that may be written as text. */
export function number(path: string): From {
  return (args) => numberOf(at(args, path)) ?? at(args, path);
}

/** A yes or no that may be written as text. */
export function flag(path: string): From {
  return (args) => {
    const value = at(args, path);
    return value === 'true' || value === 'false' ? value === 'true' : value;
  };
}

/** A fixed value where an argument is given and not false. */
export function ifSet(path: string, value: Value, otherwise?: Value): From {
  return (args) => {
    const given = at(args, path);
    if (given === undefined || given instanceof Unknown) { return given; }
    return given === false || given === 'false' ? otherwise : value;
  };
}

/** Absent where it is a certain value. */
export function unless(path: string, ...absent: Value[]): From {
  return (args) => absent.includes(at(args, path) ?? '') ? undefined : at(args, path);
}

/** A text that may be written as the document it encodes. */
export function jsonText(path: string): From {
  return (args) => asJsonText(at(args, path));
}

/** A document that may be written as text. */
export function json(path: string): From {
  return (args) => jsonOf(at(args, path));
}

function asText(value: Value): Value {
  return typeof value === 'object' ? value : String(value);
}

function nonEmpty(fields: Fields): Fields | undefined {
  return Object.keys(fields).length > 0 ? fields : undefined;
}
