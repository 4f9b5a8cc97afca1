import { Fields } from './deploy-reality';
import { majorOf, Provider } from './terraform-installation';
import { Rewrite, takeCaches, takeHealthChecks, takeInsights, withoutUnknown } from './terraform-unknown';

/** A copy of the stack that this machine and the emulated AWS can take. */
export interface Copy {
  readonly stack: Fields;
  readonly rewrites: Rewrite[];
}

/** What a newer major of the provider has renamed. */
const RENAMED: { since: number; data: string; now: string; before: string }[] = [
  { since: 6, data: 'aws_region', now: 'region', before: 'name' },
];

export function wantedVersion(stack: Fields): string {
  return /\d+(\.\d+)*/.exec(stack.terraform?.required_providers?.aws?.version ?? '')?.[0] ?? '0';
}

export function copyFor(stack: Fields, provider: Provider): Copy {
  const rewrites: Rewrite[] = [];
  const copy = structuredClone(stack);
  takeState(copy, rewrites);
  takeProvider(copy, provider, rewrites);
  takeBuckets(copy, rewrites);
  takePolicies(copy, rewrites);
  withoutUnknown(copy, rewrites);
  takeCaches(copy, rewrites);
  takeHealthChecks(copy, rewrites);
  takeInsights(copy, rewrites);
  takeCertificates(copy, rewrites);
  return { stack: translated(copy, wantedVersion(stack), provider.version, rewrites), rewrites };
}

/**
 * The same copy with everything removed that hinders its destruction, and what that was. Among it are instance refreshes: a group is
 * changed here, and the emulator does not know how to start one.
 */
export function unprotected(stack: Fields): { stack: Fields; lifted: string[] } {
  const copy = structuredClone(stack);
  const lifted = Object.entries<Fields>(copy.resource).flatMap(([type, things]) => (
    Object.entries<Fields>(things).flatMap(([name, body]) => lift(body).map((what) => `${type}.${name} ${what}`))
  ));
  return { stack: copy, lifted };
}

/** What Terraform itself refuses to destroy. */
export function prevented(stack: Fields): string[] {
  return Object.entries<Fields>(stack.resource).flatMap(([type, things]) => (
    Object.entries<Fields>(things).filter(([, body]) => body.lifecycle?.prevent_destroy === true).map(([name]) => `${type}.${name}`)
  ));
}

function lift(body: Fields): string[] {
  const protecting: Record<string, unknown> = {
    enable_deletion_protection: false,
    deletion_protection: false,
    deletion_protection_enabled: false,
    skip_destroy: false,
    skip_final_snapshot: true,
    delete_automated_backups: true,
  };
  const lifted = Object.keys(protecting).filter((name) => name in body && body[name] !== protecting[name]);
  for (const name of lifted) { body[name] = protecting[name]; }
  if ('instance_refresh' in body) { lifted.push('instance_refresh'); }
  delete body.instance_refresh;
  if (body.lifecycle?.prevent_destroy === true) { lifted.push('prevent_destroy'); }
  delete body.lifecycle?.prevent_destroy;
  return lifted;
}

function takeState(copy: Fields, rewrites: Rewrite[]): void {
  if (!copy.terraform.backend) { return; }
  delete copy.terraform.backend;
  rewrites.push({ what: 'the backend is left out: the state lies beside the copy', hides: 'where the state of a user lies' });
}

function takeProvider(copy: Fields, { source, version }: Provider, rewrites: Rewrite[]): void {
  const required = copy.terraform.required_providers.aws;
  if (required.version !== version) {
    rewrites.push({
      what: `provider ${required.version} is now ${version}, which is what this machine has`,
      hides: majorOf(version) === majorOf(required.version)
        ? 'what lies between the two versions'
        : 'what the newer major refuses, renames or sets otherwise; test/cdktf/provider-types.ts holds the stack against its types',
    });
  }
  copy.terraform.required_providers.aws = { source, version };
}

/** The client would put the bucket's name before the host's, and nobody answers for that name here. */
function takeBuckets(copy: Fields, rewrites: Rewrite[]): void {
  for (const provider of [copy.provider.aws].flat()) { provider.s3_use_path_style = true; }
  rewrites.push({ what: 'the provider calls S3 with the bucket in the path', hides: 'nothing of the stack' });
}

/** Objects are put and read without TLS here, which a policy of their bucket may deny. */
function takePolicies(copy: Fields, rewrites: Rewrite[]): void {
  const buckets = Object.values<Fields>(copy.resource.aws_s3_object ?? {}).map(({ bucket }) => bucket);
  const policies = Object.entries<Fields>(copy.resource.aws_s3_bucket_policy ?? {}).filter(([, { bucket }]) => buckets.includes(bucket));
  for (const [name] of policies) {
    delete copy.resource.aws_s3_bucket_policy[name];
    rewrites.push({ what: `aws_s3_bucket_policy ${name} left out: it denies what comes without TLS, as all calls of this test do`, hides: 'all of it' });
  }
}

/** The provider says it in a call of its own, and waits for more than a minute after each. */
function takeCertificates(copy: Fields, rewrites: Rewrite[]): void {
  const databases = Object.values<Fields>(copy.resource.aws_db_instance ?? {});
  for (const database of databases) { delete database.ca_cert_identifier; }
  if (databases.length > 0) { rewrites.push({ what: 'the database has no ca_cert_identifier', hides: 'which authority signs its certificate' }); }
}

function translated(copy: Fields, wanted: string, version: string, rewrites: Rewrite[]): Fields {
  let text = JSON.stringify(copy);
  for (const { since, data, now, before } of RENAMED.filter((one) => majorOf(wanted) >= one.since && majorOf(version) < one.since)) {
    const use = new RegExp(`(\\bdata\\.${data}\\.[\\w-]+)\\.${now}\\b`, 'g');
    const uses = text.match(use)?.length ?? 0;
    if (uses === 0) { continue; }
    text = text.replace(use, `$1.${before}`);
    rewrites.push({ what: `data.${data}.X.${now} is .${before} (${uses} times), as majors before ${since} call it`, hides: 'the newer name' });
  }
  return JSON.parse(text) as Fields;
}
