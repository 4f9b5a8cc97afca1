import { Finding, Severity } from './finding';
import { Review } from './review';
import { FailOn } from './scale-out-review-options';

/** One that is misspelt would stop nothing, and nobody would see that. */
export function failOnOf(failOn: FailOn = FailOn.ERROR): FailOn {
  const allowed = Object.values(FailOn);
  if (!allowed.includes(failOn)) { throw new Error(`ScaleOutReview: failOn must be one of ${allowed.join(', ')}, got ${JSON.stringify(failOn)}.`); }
  return failOn;
}

/** The findings that stop a synthesis. */
export function stopping(review: Review, failOn: FailOn): ReadonlySet<Finding> {
  const severity = Object.values(Severity).find((candidate) => candidate.valueOf() === failOn.valueOf());
  return new Set(severity === undefined ? [] : review.open(severity));
}
