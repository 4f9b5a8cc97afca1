import { Checks } from './checks';
import { describeSpan, mostOf, putIntoWords, sumOf } from './failover-arithmetic';
import { capacityTerm, deadInstancesTerm, FailoverTerm, lossTerms, promotionTerms, RecoveryOptions, RegionData, RegionTimings } from './failover-terms';

/** What the loss of a region behind an accelerator comes to. A figure that nobody knows is left out: it is not nothing. */
export interface RegionEndpointGroupFacts {
  /** Seconds, at the least, until new connections go to another region. */
  readonly detectionSecondsFrom?: number;
  /** Seconds, at the most, until new connections go to another region. No name moves: nobody has to forget an address. */
  readonly detectionSecondsTo?: number;
  /** Seconds without a byte after which a connection that is open is closed. Until then it stays where it is, whatever became of the region. */
  readonly openConnectionIdleSeconds: number;
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
export interface AcceleratedParts {
  readonly timings: RegionTimings;
  readonly data: RegionData;
  readonly recovery: RecoveryOptions;
}

/** @see https://docs.aws.amazon.com/global-accelerator/latest/dg/introduction-how-it-works.html */
const IDLE_SECONDS = 340;

/** AWS has this figure in a workshop of its own; its documentation says "instantly", and "about 30 seconds or so" of the way back. */
const REDIRECTION: FailoverTerm = {
  name: 'Global Accelerator sends new connections elsewhere',
  secondsFrom: 0,
  secondsTo: 30,
  why: '"up to 30 seconds" after the load balancer has found its instances dead; open connections stay where they are.',
  source: 'https://intro-to-global-accelerator.workshop.aws/en/failover.html',
};

export function accountForAccelerator({ timings, data, recovery }: AcceleratedParts, checks: Checks): RegionEndpointGroupFacts {
  const detection = [deadInstancesTerm(timings, checks), REDIRECTION];
  const terms = [...detection, ...promotionTerms(data, recovery, checks), capacityTerm(timings, checks)];
  const losses = lossTerms(data, checks);
  const detected = sumOf(detection);
  const recovered = sumOf(terms);
  return {
    detectionSecondsFrom: detected.from,
    detectionSecondsTo: detected.to,
    openConnectionIdleSeconds: IDLE_SECONDS,
    recoveryTimeSecondsFrom: recovered.from,
    recoveryTimeSecondsTo: recovered.to,
    recoveryPointSeconds: mostOf(losses),
    terms,
    lossTerms: losses,
    inWords: [...putIntoWords(terms, losses), `A connection that is open stays where it is: ${describeSpan({ to: IDLE_SECONDS })} without a byte, then it is closed.`],
  };
}
