import { Checks } from './checks';

/** What is done about secrets in what the instances boot with: whoever may describe the launch template, or read the state, would read them. */
export interface SecretsPlan {
  /** The engine's option that accepts them; `undefined` where there is none. */
  readonly acceptOption?: string;
  readonly areAccepted: boolean;
}

const SECRET_NAME = /(password|passwd|secret|token|private_?key|api_?key|access_?key|credential)/i;
/** Names of things that lead to a secret without being one. */
const POINTER_NAME = /_(arn|name|id|path|file|url|parameter|seconds)$/i;
const SECRET_VALUE = /\bAKIA[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----|\{\{resolve:(secretsmanager|ssm-secure):/;

/** Says which option, never what it holds. */
export function checkNoSecrets(option: string, lines: readonly string[], secrets: SecretsPlan, checks: Checks) {
  if (!secrets.areAccepted && lines.some((line) => holdsSecret(line, checks))) {
    refuse(option, 'Read it at start, from Secrets Manager or Parameter Store', secrets, checks);
  }
}

export function checkVariableIsNoSecret(name: string, value: string, secrets: SecretsPlan, checks: Checks) {
  const isCalledSecret = SECRET_NAME.test(name) && !POINTER_NAME.test(name);
  if (!secrets.areAccepted && (isCalledSecret || holdsSecret(value, checks))) {
    refuse(`service.environment.${name}`, `Pass its name (${name}_ARN) and read it at start`, secrets, checks);
  }
}

/** A value that only the deployment tells is judged by where it comes from. */
function holdsSecret(text: string, checks: Checks): boolean {
  return SECRET_VALUE.test(text) || checks.comesFromSecret(text);
}

function refuse(option: string, instead: string, { acceptOption }: SecretsPlan, checks: Checks) {
  const orAccept = acceptOption === undefined ? '' : ` (${acceptOption}: true accepts it)`;
  checks.conflict(`${option} must not hold a secret: it would stand in the launch template. ${instead}${orAccept}.`);
}
