import { AccountAnswer, AccountTerm } from '../account';
import { Topology } from '../topology';

/** An event with what takes its time; the sum is not known as soon as a term is not. */
export function answerOf(event: string, terms: readonly AccountTerm[], remark?: string): AccountAnswer {
  return {
    event,
    terms: [...terms],
    secondsFrom: sum(terms.map(({ secondsFrom }) => secondsFrom ?? 0)),
    secondsTo: terms.length === 0 ? undefined : sum(terms.map(({ secondsTo }) => secondsTo)),
    remark,
  };
}

function sum(seconds: readonly (number | undefined)[]): number | undefined {
  return seconds.reduce((total, value) => total === undefined || value === undefined ? undefined : total + value, 0);
}

/** What a document says, or what AWS does where it says nothing. Absent where only the deployment tells. */
export function toldOr<T>(value: T | undefined, standard: T, { unknowns }: Topology, resourceId: string, property: string): T | undefined {
  if (value !== undefined) { return value; }
  return unknowns.some((unknown) => unknown.resourceId === resourceId && unknown.property.startsWith(property)) ? undefined : standard;
}
