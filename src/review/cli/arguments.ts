import { parseArgs } from 'util';
import { Severity } from '../finding';

/** What somebody asks for. */
export type Request =
  | { readonly kind: 'review'; readonly paths: readonly string[]; readonly settings: Settings }
  | { readonly kind: 'explain'; readonly rule: string }
  | { readonly kind: 'rules' | 'help' | 'version' };

export interface Settings {
  readonly format: Format;
  /** From which severity on the command fails; absent where findings never make it. */
  readonly failOn?: Severity;
  /** File to write into; the terminal otherwise. */
  readonly output?: string;
  readonly acceptFile?: string;
  readonly region?: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export type Format = (typeof FORMATS)[number];

const FORMATS = ['table', 'json', 'markdown', 'sarif', 'html'] as const;
const FAIL_ON = [...Object.values(Severity), 'never'] as const;

export const HELP = `scale-out review PATH...     where a synthesized system breaks under load and failure

PATH is a CloudFormation template (JSON, YAML), Terraform JSON, a plan (terraform show -json), or a directory such as cdk.out or cdktf.out.

  --format FORMAT        ${FORMATS.join(', ')} (table)
  --fail-on SEVERITY     ${FAIL_ON.join(', ')} (error): exit code 1 if there is such a finding, or a heavier one
  --accept FILE          findings that are accepted: { "accept": [{ "rule": "...", "resource": "...", "reason": "..." }] }, JSON or YAML
  --output FILE          write there, and not to the terminal
  --region REGION        where it is deployed to, if the documents do not say
  --parameter NAME=VALUE of a template or a Terraform variable, as often as needed

scale-out review --rules         every rule
scale-out review --explain RULE  why, how to mend it, and who says so
scale-out --version

Exit codes: 0 nothing as heavy as --fail-on, 1 findings that are, 2 it could not be reviewed.
`;

/** Something was asked for in words that are not known. */
export class UsageError extends Error {}

/** @throws UsageError which says what is wrong, and what is allowed */
export function requestIn(words: readonly string[]): Request {
  const { values, positionals } = parsed(words);
  if (values.help || words.length === 0) { return { kind: 'help' }; }
  if (values.version) { return { kind: 'version' }; }
  const [command, ...paths] = positionals;
  if (command !== 'review') { throw new UsageError(`${command === undefined ? 'No command' : `'${command}' is no command`}: 'scale-out review PATH...' is.`); }
  if (values.explain !== undefined) { return { kind: 'explain', rule: values.explain }; }
  if (values.rules) { return { kind: 'rules' }; }
  if (paths.length === 0) { throw new UsageError('No path to review: scale-out review PATH..., as in scale-out review cdk.out.'); }
  return { kind: 'review', paths, settings: settingsIn(values) };
}

function parsed(words: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        'format': text,
        'fail-on': text,
        'accept': text,
        'output': text,
        'region': text,
        'parameter': { ...text, multiple: true },
        'explain': text,
        'rules': flag,
        'help': { ...flag, short: 'h' },
        'version': flag,
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function settingsIn(values: ReturnType<typeof parsed>['values']): Settings {
  const failOn = oneOf('--fail-on', values['fail-on'], FAIL_ON) ?? Severity.ERROR;
  return {
    format: oneOf('--format', values.format, FORMATS) ?? 'table',
    failOn: failOn === 'never' ? undefined : failOn,
    output: values.output,
    acceptFile: values.accept,
    region: values.region,
    parameters: Object.fromEntries((values.parameter ?? []).map(parameterIn)),
  };
}

function oneOf<T extends string>(option: string, value: string | undefined, allowed: readonly T[]): T | undefined {
  if (value === undefined) { return undefined; }
  const found = allowed.find((name) => name === value);
  if (found === undefined) { throw new UsageError(`${option} is '${value}': it must be one of ${allowed.join(', ')}.`); }
  return found;
}

function parameterIn(text: string): [string, string] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined) { throw new UsageError(`--parameter is '${text}': it must be NAME=VALUE.`); }
  return [name, value];
}
