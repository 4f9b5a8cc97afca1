import { Checks } from './checks';
import {
  capacityTerm, detectionTerms, dnsTerms, FailoverTerm, lossTerms, promotionTerms, RecoveryOptions, RegionData, RegionTimings,
} from './failover-terms';
import { RegionHealthCheckPlan } from './region-health-check';

/** What a failover to another region comes to. A figure that nobody knows is left out: it is not nothing. */
export interface MultiRegionFailoverFacts {
  /** Seconds, at the least, until Route 53 answers with another region. */
  readonly detectionSecondsFrom?: number;
  /** Seconds, at the most, until Route 53 answers with another region. */
  readonly detectionSecondsTo?: number;
  /** Seconds, at the most, for which callers go by the old answer after that. */
  readonly dnsSeconds?: number;
  /** Seconds, at the least, until the other region serves: the recovery time. All terms added up. */
  readonly recoveryTimeSecondsFrom?: number;
  /** Seconds, at the most, until the other region serves. All terms added up, also those that pass side by side. */
  readonly recoveryTimeSecondsTo?: number;
  /** Seconds of writes that are lost, at the most or typically: the recovery point, of the data that is furthest behind. */
  readonly recoveryPointSeconds?: number;
  /** What the recovery time is made of. */
  readonly terms: FailoverTerm[];
  /** What the recovery point is made of. */
  readonly lossTerms: FailoverTerm[];
  /** The same, to be read. */
  readonly inWords: string[];
}

/** What the arithmetic is about. */
export interface FailoverParts {
  readonly healthCheck: RegionHealthCheckPlan;
  readonly timings: RegionTimings;
  readonly data: RegionData;
  readonly recovery: RecoveryOptions;
}

interface Span {
  readonly from?: number;
  readonly to?: number;
}

export function accountForFailover({ healthCheck, timings, data, recovery }: FailoverParts, checks: Checks): MultiRegionFailoverFacts {
  const detection = detectionTerms(healthCheck, timings, checks);
  const dns = dnsTerms(recovery, checks);
  const terms = [...detection, ...dns, ...promotionTerms(data, recovery, checks), capacityTerm(timings, checks)];
  const losses = lossTerms(data, checks);
  const detected = sumOf(detection);
  const recovered = sumOf(terms);
  return {
    detectionSecondsFrom: detected.from,
    detectionSecondsTo: detected.to,
    dnsSeconds: sumOf(dns).to,
    recoveryTimeSecondsFrom: recovered.from,
    recoveryTimeSecondsTo: recovered.to,
    recoveryPointSeconds: mostOf(losses),
    terms,
    lossTerms: losses,
    inWords: putIntoWords(terms, losses),
  };
}

/** Unknown as soon as one of the terms is. */
export function sumOf(terms: readonly FailoverTerm[]): Span {
  const add = (values: readonly (number | undefined)[]) => (
    values.reduce((sum, value) => (sum === undefined || value === undefined ? undefined : sum + value), 0)
  );
  return { from: add(terms.map(({ secondsFrom }) => secondsFrom)), to: add(terms.map(({ secondsTo }) => secondsTo)) };
}

export function mostOf(losses: readonly FailoverTerm[]): number | undefined {
  const seconds = losses.map(({ secondsTo }) => secondsTo);
  const known = seconds.filter((value) => value !== undefined);
  return known.length < seconds.length || known.length === 0 ? undefined : Math.max(...known);
}

export function describeSpan({ from, to }: Span): string {
  if (to === undefined) { return from === undefined || from === 0 ? 'not known' : `at least ${from} s`; }
  if (from === to) { return `${to} s`; }
  return from === undefined || from === 0 ? `up to ${to} s` : `${from} to ${to} s`;
}

function describeTerm(term: FailoverTerm): string {
  const why = explainTerm(term);
  return `${term.name}: ${describeSpan({ from: term.secondsFrom, to: term.secondsTo })}. ${why.charAt(0).toUpperCase()}${why.slice(1)}`;
}

export function explainTerm({ why, source }: FailoverTerm): string {
  return source === undefined ? why : `${why} (${source})`;
}

export function putIntoWords(terms: readonly FailoverTerm[], losses: readonly FailoverTerm[]): string[] {
  const lost = losses.length === 0 ? 'no data is known to be replicated here' : describeSpan({ to: mostOf(losses) });
  return [
    `Recovery time: ${describeSpan(sumOf(terms))}.`,
    ...terms.map((term) => describeTerm(term)),
    `Recovery point: ${lost}.`,
    ...losses.map((loss) => describeTerm(loss)),
  ];
}
