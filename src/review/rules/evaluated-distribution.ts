import { isOfDistribution, propertyOf, titleOf } from './record-sets';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';

export const EVALUATED_DISTRIBUTION: Rule = {
  id: 'evaluated-distribution',
  title: 'Route 53 refuses to ask a distribution',
  severity: Severity.ERROR,
  why: 'CloudFront has no health that Route 53 could evaluate. The record is refused, and the last resort is not there on the day that it is for.',
  mend: 'Set AliasTarget.EvaluateTargetHealth to false.',
  source: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html',
  check: ({ dnsNames }: Topology): Evidence[] => dnsNames
    .filter((record) => record.evaluatesTargetHealth && isOfDistribution(record))
    .map((record) => ({
      resourceId: record.id, property: propertyOf(record, 'AliasTarget.EvaluateTargetHealth'), message: `${titleOf(record)} evaluates a distribution.`,
    })),
};
