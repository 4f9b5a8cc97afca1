import { DefaultTokenResolver, StringConcat, TerraformStack, TerraformVariable, Token, Tokenization } from 'cdktf';
import { Construct } from 'constructs';
import { PeerType } from '../core/checks';

/** What an id is that only the deployment tells, by the attribute, or the output of a module, that it comes from. */
export function peerTypeOf(scope: Construct, id: string): PeerType | undefined {
  const [origin] = originsOf(scope, id);
  if (origin === undefined) { return undefined; }
  if (/^(data\.)?aws_security_group\.|security_group_id\b/.test(origin)) { return 'security-group'; }
  return /prefix_list/.test(origin) ? 'prefix-list' : undefined;
}

/** Attributes that the provider keeps in the state in the clear, however sensitive it calls them. */
const SECRET_ATTRIBUTE = /(^|\.)(secret_string|secret_binary|password|auth_token|secret|ses_smtp_password_v4|private_key\w*)$|^random_password\.|^data\.aws_secretsmanager_random_password\./;
/** Parameters are told by their type to Systems Manager, and not to whoever refers to them: `insecure_value` is for what is no secret. */
const PARAMETER_VALUE = /^(data\.)?aws_ssm_parameter\.[\w-]+\.value$/;

export function comesFromSecret(scope: Construct, text: string): boolean {
  return originsOf(scope, text).some((origin) => SECRET_ATTRIBUTE.test(origin) || PARAMETER_VALUE.test(origin) || isSensitiveVariable(scope, origin));
}

/** The expressions in a text, as `aws_security_group.Caller.id`. */
function originsOf(scope: Construct, text: string): string[] {
  if (!Token.isUnresolved(text)) { return []; }
  const resolver = new DefaultTokenResolver(new StringConcat());
  const resolved = String(Tokenization.resolve(text, { scope, resolver, preparing: true }));
  return [...resolved.matchAll(/(?:data\.)?[a-z][\w-]*(?:\.[\w-]+|\[[^\]]*\])+/gi)].map(([origin]) => origin);
}

function isSensitiveVariable(scope: Construct, origin: string): boolean {
  if (!origin.startsWith('var.')) { return false; }
  const name = origin.slice('var.'.length);
  const variables = TerraformStack.of(scope).node.findAll().filter((node) => node instanceof TerraformVariable);
  return variables.some(({ sensitive, friendlyUniqueId }) => sensitive && friendlyUniqueId === name);
}
