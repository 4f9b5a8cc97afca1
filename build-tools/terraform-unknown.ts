import { Fields } from './deploy-reality';

/** What was changed in the copy of the synthesized stack, and what the test cannot see for it. */
export interface Rewrite {
  readonly what: string;
  readonly hides: string;
}

/** What the emulator cannot make for Terraform. `is` tells whether a resource is meant. */
interface Unknown {
  readonly type: string;
  readonly is?: (body: Fields) => boolean;
  readonly why: string;
}

/** terraform-probes.ts asks whether each of these still holds. */
const UNKNOWN: Unknown[] = [
  { type: 'aws_elasticache_parameter_group', why: 'the emulator has no parameter groups of caches' },
  { type: 'aws_elasticache_user_group', why: 'the emulator has no groups of users of caches' },
  { type: 'aws_serverlessapplicationrepository_cloudformation_stack', why: 'the emulator has no applications' },
  { type: 'aws_secretsmanager_secret_rotation', why: 'the function that rotates is made by an application' },
  {
    type: 'aws_db_instance',
    is: ({ replicate_source_db: source }) => source !== undefined,
    why: 'the emulator gives all databases one resource id, by which the provider tells them apart',
  },
];
/** What refers to one that is left out, and can be without it. */
const ARGUMENTS: Record<string, string[]> = { aws_elasticache_replication_group: ['parameter_group_name', 'user_group_ids'] };

/** The provider asks the members of a group for these, and the emulator does not make the members. */
const OF_MEMBERS = [
  'at_rest_encryption_enabled', 'auto_minor_version_upgrade', 'engine_version', 'node_type', 'security_group_ids', 'subnet_group_name',
  'transit_encryption_enabled',
];
const FORGOTTEN = ['performance_insights_enabled', 'performance_insights_retention_period'];

/** Without what the emulator does not know. Where something of it is used, a text stands that says so. */
export function withoutUnknown(copy: Fields, rewrites: Rewrite[]): void {
  const gone: Record<string, Fields> = {};
  for (const { type, is = () => true, why } of UNKNOWN) {
    const names = Object.entries<Fields>(copy.resource[type] ?? {}).filter(([, body]) => is(body)).map(([name]) => name);
    for (const name of names) { gone[`${type}.${name}`] = copy.resource[type][name]; delete copy.resource[type][name]; }
    if (names.length > 0) { rewrites.push({ what: `${type} ${names.join(', ')} left out: ${why}`, hides: 'all of it, but for where it is used' }); }
    if (Object.keys(copy.resource[type] ?? {}).length === 0) { delete copy.resource[type]; }
  }
  for (const [type, names] of Object.entries(ARGUMENTS)) {
    for (const body of Object.values<Fields>(copy.resource[type] ?? {})) {
      for (const name of names.filter((one) => one in body)) {
        delete body[name];
        rewrites.push({ what: `${type} without ${name}`, hides: 'which it has' });
      }
    }
  }
  Object.assign(copy, withTexts(copy, gone));
}

/** A group of caches, which the emulator makes without its members. */
export function takeCaches(copy: Fields, rewrites: Rewrite[]): void {
  for (const name of Object.keys(copy.resource.aws_elasticache_replication_group ?? {})) {
    const body = copy.resource.aws_elasticache_replication_group[name];
    const address = `aws_elasticache_replication_group.${name}`;
    body.replicas_per_node_group = body.num_cache_clusters - 1;
    body.num_node_groups = 1;
    delete body.num_cache_clusters;
    rewrites.push({
      what: `${address} num_cache_clusters is num_node_groups and replicas_per_node_group, which the emulator counts`,
      hides: 'the argument of that name',
    });
    body.lifecycle = { ...body.lifecycle, ignore_changes: [...body.lifecycle?.ignore_changes ?? [], ...OF_MEMBERS] };
    rewrites.push({
      what: `${address} ignores changes of ${OF_MEMBERS.join(', ')}: the provider asks the members, which this test puts there`,
      hides: 'how Terraform sees them; the API is asked about the group itself',
    });
    Object.assign(copy, withTexts(copy, {}, `${address}.reader_endpoint_address`));
    rewrites.push({ what: `${address} reader_endpoint_address is a text: the emulator does not answer it`, hides: 'the address; where it stands is seen' });
  }
}

/** What refers to a database that is about to change cannot be planned. */
export function takeInsights(copy: Fields, rewrites: Rewrite[]): void {
  const watched = Object.entries<Fields>(copy.resource.aws_db_instance ?? {}).filter(([, body]) => body.performance_insights_enabled === true);
  for (const [name, body] of watched) {
    body.lifecycle = { ...body.lifecycle, ignore_changes: [...body.lifecycle?.ignore_changes ?? [], ...FORGOTTEN] };
    rewrites.push({
      what: `aws_db_instance.${name} ignores changes of ${FORGOTTEN.join(', ')}: the emulator forgets them, and would be told again and again`,
      hides: 'how Terraform sees them; the API is asked',
    });
  }
}

/** A check of an alarm has no interval, and the emulator answers one. */
export function takeHealthChecks(copy: Fields, rewrites: Rewrite[]): void {
  const checks = Object.values<Fields>(copy.resource.aws_route53_health_check ?? {}).filter((check) => !('request_interval' in check));
  for (const check of checks) { check.lifecycle = { ...check.lifecycle, ignore_changes: ['request_interval'] }; }
  if (checks.length === 0) { return; }
  rewrites.push({ what: `${checks.length} aws_route53_health_check ignore request_interval, which they do not have`, hides: 'nothing of the stack' });
}

/** What the emulator makes, and never lets go of: a destruction would wait for it. */
export function heldOf(stack: Fields): string[] {
  return ['aws_elasticache_replication_group', 'aws_elasticache_subnet_group'].flatMap((type) => (
    Object.keys(stack.resource[type] ?? {}).map((name) => `${type}.${name}`)
  ));
}

/** The ids of the members that the provider will ask about. */
export function membersOf(stack: Fields): string[] {
  return Object.values<Fields>(stack.resource.aws_elasticache_replication_group ?? {}).flatMap((body) => (
    Array.from({ length: body.replicas_per_node_group + 1 }, (_, i) => `${body.replication_group_id}-00${i + 1}`)
  ));
}

export function textFor(address: string, attribute: string): string {
  return `left-out-${address.split('.')[1].replace(/_/g, '-')}-${attribute.replace(/_/g, '-')}`.toLowerCase();
}

/** In an expression a text may stand wherever a reference may. What was written is said as it was. */
function withTexts(value: any, gone: Record<string, Fields>, attribute?: string): any {
  if (typeof value === 'string') {
    return value.replace(/\b(aws_\w+\.[A-Za-z][\w-]*)\.(\w+)/g, (all, address: string, name: string) => {
      if (!(address in gone) && all !== attribute) { return all; }
      const written = gone[address]?.[name];
      return JSON.stringify(typeof written === 'string' && !written.includes('${') ? written : textFor(address, name));
    });
  }
  if (Array.isArray(value)) { return value.filter((item) => !(item in gone)).map((item) => withTexts(item, gone, attribute)); }
  if (value === null || typeof value !== 'object') { return value; }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withTexts(inner, gone, attribute)]));
}
