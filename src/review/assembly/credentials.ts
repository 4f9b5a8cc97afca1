import { Ephemeral, Reference, Resource, textOf, Value } from '../document';
import { Resources } from './resources';
import { at, flagOf, referencesIn } from './values';

const SECRET = 'AWS::SecretsManager::Secret';
const ATTACHMENT = 'AWS::SecretsManager::SecretTargetAttachment';

/** What makes passwords and keeps nothing else. */
const MAKE_PASSWORDS = /^(?:ephemeral\.)?(?:aws_secretsmanager_random_password|random_password)\b/;

/** The secret of the document that a value refers to, or to what is attached to it. */
export function secretBehind(value: Value | undefined, resources: Resources): Resource | undefined {
  const [reference] = referencesIn(value);
  const attachment = resources.find(reference, ATTACHMENT);
  return resources.find(attachment ? attachment.properties.SecretId : reference ?? value, SECRET, 'Name');
}

/** Who administers a database, and where the password comes from. */
export function credentialsOf({ properties }: Resource, resources: Resources) {
  const { origin, secretId } = passwordOf(properties.MasterUserPassword, resources);
  return {
    adminUser: textOf(properties.MasterUsername),
    adminSecret: flagOf(properties.ManageMasterUserPassword) ? 'managed' : origin,
    adminSecretId: secretId,
  };
}

/** Where a password comes from, and the secret of the document that holds it. */
export function passwordOf(password: Value | undefined, resources: Resources): { origin?: string; secretId?: string } {
  const secret = secretOfPassword(password, resources);
  return { origin: originOf(password, secret), secretId: secret?.id };
}

function originOf(password: Value | undefined, secret: Resource | undefined): string | undefined {
  const isGenerated = isMade(password, secret?.properties.GenerateSecretString) || MAKE_PASSWORDS.test(makerOf(password) ?? '');
  return isGenerated ? 'generated' : secret ? `<secret <${SECRET}.Ref>>` : textOf(password);
}

/** Of several members of a secret one is made, and the others are written. */
function isMade(password: Value | undefined, generation: Value | undefined): boolean {
  const text = textOf(password) ?? '';
  if (generation === undefined || !text.includes('<secret ')) { return generation !== undefined; }
  const [whole, member] = /^<secret <[^<>]+>(?: ([^\s<>]+))?>$/.exec(text) ?? [];
  return whole !== undefined && member === textOf(at(generation, 'GenerateStringKey'));
}

function secretOfPassword(password: Value | undefined, resources: Resources): Resource | undefined {
  if (password instanceof Ephemeral && password.properties.secret_id !== undefined) { return secretBehind(password.properties.secret_id, resources); }
  const maker = makerOf(password);
  const holding = maker === undefined ? undefined : resources.ofType(SECRET).find(({ properties }) => makerOf(properties.SecretString) === maker);
  return holding ?? (typeof password === 'object' ? secretBehind(password, resources) : undefined);
}

/** Address of what makes a password. */
function makerOf(password: Value | undefined): string | undefined {
  if (password instanceof Ephemeral) { return password.address; }
  return password instanceof Reference ? password.resource : undefined;
}
