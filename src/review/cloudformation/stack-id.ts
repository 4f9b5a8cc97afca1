import { Reference } from '../document';

const place = (attribute: string) => new Reference(undefined, 'AWS', attribute);

/** The five parts of the UUID that a life of a stack has, by their number: `<AWS::StackId.1>`. */
const UUID = [1, 2, 3, 4, 5].map((number) => place(`StackId.${number}`));

/**
 * `AWS::StackId` is an ARN, which a template may cut to tell one life of the stack from the next. Known are the places that it is cut at.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 */
export const STACK_ID: readonly (string | Reference)[] = [
  'arn:', place('Partition'), ':cloudformation:', place('Region'), ':', place('AccountId'), ':stack/', place('StackName'), '/',
  ...UUID.flatMap((part, index) => index === 0 ? [part] : ['-', part]),
];

export function isStackId(part: unknown): boolean {
  return part instanceof Reference && part.type === 'AWS' && part.attribute === 'StackId';
}

/** A name of a stack may have hyphens, and nothing else of what a text is cut at; a part of its UUID has neither. */
export function isPartOfStackId({ type, attribute }: Reference, separator: string): boolean {
  return type === 'AWS' && ((attribute === 'StackName' && [':', '/'].includes(separator)) || (/^StackId\.\d$/.test(attribute) && [':', '/', '-'].includes(separator)));
}
