import { AccountAnswer, AccountTerm } from '../account';
import { isTold } from '../rules/told';
import { Topology } from '../topology';

/** An event with what takes its time; what it takes at the most is not known as soon as a term is not. What never happens does not take 0 seconds. */
export function answerOf(event: string, terms: readonly AccountTerm[], remark?: string): AccountAnswer {
  if (terms.length === 0) { return { event, terms: [], remark }; }
  return {
    event,
    terms: [...terms],
    secondsFrom: sum(terms.map(({ secondsFrom }) => secondsFrom ?? 0)),
    secondsTo: sum(terms.map(({ secondsTo }) => secondsTo)),
    remark,
  };
}

function sum(seconds: readonly (number | undefined)[]): number | undefined {
  return seconds.reduce((total, value) => total === undefined || value === undefined ? undefined : total + value, 0);
}

/** What a document says, or what AWS does where it says nothing. Absent where only the deployment tells. */
export function toldOr<T>(value: T | undefined, standard: T, topology: Topology, resourceId: string, property: string): T | undefined {
  return value ?? (isTold(topology, resourceId, property) ? standard : undefined);
}
