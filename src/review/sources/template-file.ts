import { isRecord, own } from '../records';
import { DeclaredAcceptances } from './declared-acceptances';
import { Lines } from './lines';
import { ParsedFile } from './parse';
import { UnreadableError } from './unreadable';

/** A CloudFormation template in a file; several stacks may be made of it. */
export class TemplateFile {
  public readonly path: string;
  public readonly template: Readonly<Record<string, unknown>>;
  public readonly resources: Readonly<Record<string, unknown>>;
  public readonly acceptances: DeclaredAcceptances;
  private readonly lines: Lines;

  /** @throws UnreadableError if what should be a resource is none */
  constructor({ path, text, value }: ParsedFile) {
    if (!isRecord(value)) { throw new UnreadableError(path, 'it is no CloudFormation template'); }
    this.path = path;
    this.template = value;
    this.resources = resourcesOf(value, path);
    this.acceptances = new DeclaredAcceptances(path, Object.entries(this.resources).map(([id, resource]) => [id, own(resource, 'Metadata')]));
    this.lines = new Lines(text, 'Resources', 2);
  }

  public lineOf(logicalId: string): number | undefined {
    return this.lines.of(logicalId);
  }

  /** Where a resource stands in the construct tree. */
  public constructPathOf(logicalId: string): string | undefined {
    const path = own(own(own(this.resources, logicalId), 'Metadata'), 'aws:cdk:path');
    return typeof path === 'string' ? path : undefined;
  }
}

/** A stack of nothing but outputs has no resources. */
function resourcesOf(template: Record<string, unknown>, path: string): Record<string, unknown> {
  const resources = own(template, 'Resources') ?? {};
  if (!isRecord(resources)) { throw new UnreadableError(path, "its 'Resources' must be an object"); }
  for (const [id, resource] of Object.entries(resources)) {
    const isResource = id.startsWith('Fn::') || typeof own(resource, 'Type') === 'string';
    if (!isResource) { throw new UnreadableError(path, `its resource '${id}' must be an object with a 'Type'`); }
  }
  return resources;
}
