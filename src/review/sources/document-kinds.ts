import { isRecord, own } from '../records';
import { isPlan } from '../terraform/plan';

/** What a parsed document is, by its content. */
export type DocumentKind = 'template' | 'module' | 'plan' | 'cdk' | 'cdktf' | 'state';

export function kindOf(document: unknown): DocumentKind | undefined {
  if (!isRecord(document)) { return undefined; }
  if (isTemplate(document)) { return 'template'; }
  if (isPlan(document)) { return 'plan'; }
  const { version, artifacts, stacks, lineage } = document as Record<string, unknown>;
  if (typeof version === 'string' && isRecord(artifacts)) { return 'cdk'; }
  if (typeof version === 'string' && isRecord(stacks)) { return 'cdktf'; }
  if (typeof lineage === 'string') { return 'state'; }
  return MODULE.some((section) => typeof own(document, section) === 'object') ? 'module' : undefined;
}

/** Sections of Terraform that hardly anything else has. */
const MODULE = ['resource', 'module', 'provider', 'terraform'];

function isTemplate(document: Record<string, unknown>): boolean {
  const resources = own(document, 'Resources');
  if (!isRecord(resources)) { return false; }
  if (Object.hasOwn(document, 'AWSTemplateFormatVersion') || Object.hasOwn(document, 'Transform')) { return true; }
  return Object.keys(resources).length === 0 || Object.values(resources).some((resource) => String(own(resource, 'Type')).includes('::'));
}

/** Whether a text may be one of them at all: directories are full of other JSON and YAML, in which nobody is interested. */
export function mayBeDocument(text: string): boolean {
  return /\bResources\b|"(?:resource|module|planned_values|artifacts|stacks)"/.test(text);
}
