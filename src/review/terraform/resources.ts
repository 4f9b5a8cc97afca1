import { SCALED_COUNTS } from './application-scaling';
import { BALANCING } from './balancing';
import { CACHES } from './caches';
import { COMPUTE } from './compute';
import { PROXIES } from './database-proxies';
import { DATABASES } from './databases';
import { DISTRIBUTIONS } from './distributions';
import { IDENTITY } from './identity';
import { NAMING } from './naming';
import { NETWORK } from './network';
import { OBSERVABILITY } from './observability';
import { PATHS } from './paths';
import { SCALING } from './scaling';
import { SECRETS } from './secrets';
import { Translation } from './shapes';
import { STORAGE } from './storage';

/** Every type that has a translation, by Terraform's name. */
const TRANSLATIONS = new Map<string, Translation>(Object.entries({
  ...BALANCING,
  ...CACHES,
  ...COMPUTE,
  ...DATABASES,
  ...DISTRIBUTIONS,
  ...IDENTITY,
  ...NAMING,
  ...NETWORK,
  ...OBSERVABILITY,
  ...PATHS,
  ...PROXIES,
  ...SCALED_COUNTS,
  ...SCALING,
  ...SECRETS,
  ...STORAGE,
}));

export function translationOf(type: string): Translation | undefined {
  return TRANSLATIONS.get(type);
}

export function isTranslated(type: string): boolean {
  return TRANSLATIONS.has(type);
}

/** CloudFormation's name of a type; Terraform's own where there is no translation. */
export function cloudFormationType(type: string): string {
  return TRANSLATIONS.get(type)?.type ?? type;
}

/** How CloudFormation calls an attribute, and whether it stands for the resource itself whatever its arguments say. */
export function cloudFormationAttribute(type: string, name: string): { readonly attribute: string; readonly isIdentity: boolean } | undefined {
  const translation = TRANSLATIONS.get(type);
  if (!translation) { return undefined; }
  const { attributes = {}, told = {} } = translation;
  if (Object.hasOwn(attributes, name)) { return { attribute: attributes[name], isIdentity: true }; }
  if (Object.hasOwn(told, name)) { return { attribute: told[name], isIdentity: false }; }
  if (name === 'id' || name === 'arn') { return { attribute: name === 'id' ? 'Ref' : 'Arn', isIdentity: true }; }
  return { attribute: pascalCased(name), isIdentity: false };
}

/** How CloudFormation calls an attribute of an attribute, which `attributes` has as `block.name`; numbers of blocks are no names. */
export function nestedAttribute(type: string, names: readonly string[]): string | undefined {
  const { attributes = {} } = TRANSLATIONS.get(type) ?? {};
  const path = names.filter((name) => name !== '').join('.');
  return names.length > 1 && Object.hasOwn(attributes, path) && path.includes('.') ? attributes[path] : undefined;
}

function pascalCased(name: string): string {
  return name.split('_').map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
}
