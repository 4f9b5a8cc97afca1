import { Checks, Warning } from './checks';

/**
 * Regions that AWS has, by partition.
 *
 * @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 */
const KNOWN_REGIONS: Readonly<Record<string, readonly string[]>> = {
  'aws': [
    'af-south-1', 'ap-east-1', 'ap-east-2', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-south-2', 'ap-southeast-1',
    'ap-southeast-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'ca-central-1', 'ca-west-1',
    'eu-central-1', 'eu-central-2', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'il-central-1', 'me-central-1',
    'me-south-1', 'me-west-1', 'mx-central-1', 'sa-east-1', 'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2',
  ],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
  'aws-us-gov': ['us-gov-east-1', 'us-gov-west-1'],
  'aws-eusc': ['eusc-de-east-1'],
  'aws-iso': ['us-iso-east-1', 'us-iso-west-1'],
  'aws-iso-b': ['us-isob-east-1', 'us-isob-west-1'],
  'aws-iso-e': ['eu-isoe-west-1'],
  'aws-iso-f': ['us-isof-east-1', 'us-isof-south-1'],
};

/** How each partition's regions begin; all others are of `aws`. */
const PARTITION_PREFIXES: Readonly<Record<string, string>> = {
  'cn-': 'aws-cn', 'us-gov-': 'aws-us-gov', 'eusc-': 'aws-eusc', 'us-iso-': 'aws-iso', 'us-isob-': 'aws-iso-b', 'eu-isoe-': 'aws-iso-e', 'us-isof-': 'aws-iso-f',
};

/** AWS opens regions faster than a list is released: one that is built like the others passes, and is warned of. A misspelled one is not built like them. */
const WELL_FORMED = /^([a-z]{2}|us-gov|us-iso[bf]?|eu-isoe|eusc-de)-(north|south|east|west|central|northeast|northwest|southeast|southwest)-[1-9]$/;

const ALLOWED = "a region of AWS such as 'eu-west-1'";

export function checkRegion(option: string, region: string | undefined, checks: Checks) {
  checks.text(option, region, WELL_FORMED, ALLOWED);
}

export function checkRegions(option: string, regions: readonly string[] | undefined, checks: Checks) {
  checks.notEmpty(option, regions, 'regions of AWS');
  const known = checks.known(regions) ?? [];
  known.forEach((region, index) => checkRegion(`${option}[${index}]`, region, checks));
  const judged = known.filter((region) => !checks.isUnresolved(region));
  if (new Set(judged).size < judged.length) { checks.refuse(option, 'a list in which each region stands once', regions); }
}

export function warnOfUnknownRegions(regions: readonly string[], checks: Checks): Warning[] {
  const unknown = [...new Set(regions)].filter((region) => checks.known(region) !== undefined && !isKnown(region));
  return unknown.map((region) => ({
    id: 'scale-out-constructs:unknownRegion',
    message: `${region} is built like the name of a region, and is none that is known here: a new one, or a slip.`,
  }));
}

/** Regions of different partitions share neither accounts nor Route 53. */
export function partitionOf(region: string): string {
  const prefix = Object.keys(PARTITION_PREFIXES).find((start) => region.startsWith(start));
  return prefix === undefined ? 'aws' : PARTITION_PREFIXES[prefix];
}

function isKnown(region: string): boolean {
  return Object.values(KNOWN_REGIONS).some((regions) => regions.includes(region));
}
