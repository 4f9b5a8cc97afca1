/**
 * Share of an instance's failures that it shares with all the others: a bad release, a zone-wide fault, a full disk everywhere.
 * Stated, not measured: put your own in its place.
 */
export const COMMON_CAUSE_SHARE = 0.1;

/** Amazon's instance-level commitment, as the availability of one server: https://aws.amazon.com/compute/sla/ */
export const INSTANCE_AVAILABILITY = 0.995;

/**
 * Probability that at least `needed` of `servers` serve, when each is up with probability `availability` and a share of the
 * failures takes all of them down at once (β-factor model).
 *
 * "Four servers of 99.9 % make 99.9999 %" holds for 1-of-2 without common causes; k-of-n with them is what counts.
 */
export function availabilityOf(needed: number, servers: number, availability = INSTANCE_AVAILABILITY, commonCauseShare = COMMON_CAUSE_SHARE): number {
  const down = 1 - availability;
  const downAlone = down * (1 - commonCauseShare);
  const downTogether = down * commonCauseShare;
  let enough = 0;
  // Logarithms: the binomial coefficient itself overflows beyond a thousand servers.
  let logWays = 0;
  for (let up = 0; up <= servers; up++) {
    if (up >= needed) { enough += Math.exp(logWays + up * Math.log1p(-downAlone) + (servers - up) * Math.log(downAlone)); }
    logWays += Math.log((servers - up) / (up + 1));
  }
  return (1 - downTogether) * Math.min(1, enough);
}
