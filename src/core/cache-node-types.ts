import { Checks } from './checks';

/** What a node has. */
export interface CacheNodeType {
  readonly family: string;
  readonly size: string;
  readonly processors: number;
  /** What the engine may use of it, before anything is reserved. Absent where AWS does not say. */
  readonly memoryGib?: number;
}

const TO_16XLARGE = ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge'];
const TO_48XLARGE = [...TO_16XLARGE, '24xlarge', '48xlarge'];
const TO_24XLARGE = ['large', 'xlarge', '2xlarge', '4xlarge', '12xlarge', '24xlarge'];
const BURSTABLE = ['micro', 'small', 'medium'];

/**
 * Those that AWS makes new caches of.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
 */
const SIZES: Record<string, readonly string[]> = {
  t2: BURSTABLE,
  t3: BURSTABLE,
  t4g: BURSTABLE,
  m4: ['large', 'xlarge', '2xlarge', '4xlarge', '10xlarge'],
  m5: TO_24XLARGE,
  m6g: TO_16XLARGE,
  m7g: TO_16XLARGE,
  m8g: TO_48XLARGE,
  r4: ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '16xlarge'],
  r5: TO_24XLARGE,
  r6g: TO_16XLARGE,
  r6gd: TO_16XLARGE.slice(1),
  r7g: TO_16XLARGE,
  r8g: TO_48XLARGE,
  c7gn: TO_16XLARGE,
  c8gn: TO_48XLARGE,
};

const OF_GENERAL: Record<string, number> = {
  'large': 6.38, 'xlarge': 12.94, '2xlarge': 26.05, '4xlarge': 52.26, '8xlarge': 103.68, '12xlarge': 157.13, '16xlarge': 209.55, '24xlarge': 314.32,
};
const OF_MEMORY_OPTIMIZED: Record<string, number> = {
  'large': 13.07, 'xlarge': 26.32, '2xlarge': 52.82, '4xlarge': 105.81, '8xlarge': 209.55, '12xlarge': 317.77, '16xlarge': 419.1, '24xlarge': 635.61,
};
const OF_BURSTABLE: Record<string, number> = { micro: 0.5, small: 1.37, medium: 3.09 };

/** `maxmemory` in GiB. @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html#ParameterGroups.Redis.NodeSpecific */
const MEMORY_GIB: Record<string, Record<string, number>> = {
  t3: OF_BURSTABLE,
  t4g: OF_BURSTABLE,
  m5: OF_GENERAL,
  m6g: OF_GENERAL,
  m7g: OF_GENERAL,
  r5: OF_MEMORY_OPTIMIZED,
  r6g: OF_MEMORY_OPTIMIZED,
  r6gd: OF_MEMORY_OPTIMIZED,
  r7g: OF_MEMORY_OPTIMIZED,
};

/** `undefined` for what is not a type of ElastiCache's nodes. */
export function parseNodeType(name: string): CacheNodeType | undefined {
  const { family, size } = /^cache\.(?<family>[a-z]\d[a-z]*)\.(?<size>[a-z0-9]+)$/.exec(name)?.groups ?? {};
  if (!SIZES[family]?.includes(size)) { return undefined; }
  return { family, size, processors: processorsOf(family, size), memoryGib: MEMORY_GIB[family]?.[size] };
}

function processorsOf(family: string, size: string): number {
  if (family === 't2') { return size === 'medium' ? 2 : 1; }
  return size.endsWith('xlarge') ? 4 * Number(size.replace('xlarge', '') || 1) : 2;
}

export function checkNodeType(name: string, checks: Checks): CacheNodeType | undefined {
  checks.text('nodeType', name, (value) => parseNodeType(value) !== undefined, "a type of ElastiCache's nodes such as 'cache.m7g.large'");
  return parseNodeType(checks.known(name) ?? '');
}

export function isBurstable({ family }: CacheNodeType): boolean {
  return family.startsWith('t');
}

/** Keeps on disk what is seldom asked for. */
export function tiersData({ family }: CacheNodeType): boolean {
  return family === 'r6gd';
}
