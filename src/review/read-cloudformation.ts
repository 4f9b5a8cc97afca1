import { CloudFormationValues } from './cloudformation/values';
import { Document, Given, Reference, Mixed, Resource, Unknown, Value } from './document';
import { isRecord, own } from './records';

/** Reads a parsed CloudFormation template, with its functions and conditions resolved as far as it allows. */
export function readCloudFormation(template: any, given: Given = {}): Document {
  if (!isRecord(template) || !isRecord(template.Resources)) {
    throw new Error("Topology: the document must be a parsed CloudFormation template, an object with 'Resources'.");
  }
  return documentOf(template, new CloudFormationValues(template, given), given);
}

/** @param values of the template, which may stand among others */
export function documentOf(template: Readonly<Record<string, unknown>>, values: CloudFormationValues, given: Given): Document {
  const resources = Object.entries(isRecord(template.Resources) ? template.Resources : {})
    .map(([id, resource]) => readResource(id, resource, values))
    .filter((resource) => resource !== undefined);
  return { engine: 'CloudFormation', resources, assumptions: values.parameters.assumptions, regions: regionsOf(resources, given) };
}

function readResource(id: string, resource: unknown, values: CloudFormationValues): Resource | undefined {
  // A loop stands where a resource would, and is a list.
  if (id.startsWith('Fn::')) { return { id: values.idOf(id), type: id.split('::').slice(0, 2).join('::'), properties: {}, isRetained: false, dependsOn: [] }; }
  if (!isRecord(resource) || typeof resource.Type !== 'string') {
    throw new Error(`Topology: the resource '${id}' of the template must be an object with a 'Type'.`);
  }
  const isMade = resource.Condition === undefined ? true : values.conditions.isMet(resource.Condition);
  if (isMade === false) { return undefined; }
  return {
    id: values.idOf(id),
    type: resource.Type,
    properties: recordOf(values.evaluate(resource.Properties)),
    updatePolicy: resource.UpdatePolicy === undefined ? undefined : recordOf(values.evaluate(resource.UpdatePolicy)),
    creationPolicy: resource.CreationPolicy === undefined ? undefined : recordOf(values.evaluate(resource.CreationPolicy)),
    ...deletionOf(resource, values),
    dependsOn: [resource.DependsOn ?? []].flat().filter((name) => typeof name === 'string').map((name) => values.idOf(name)),
    whether: isMade ? undefined : new Unknown(`only the deployment tells whether the condition '${String(resource.Condition)}' is met`),
  };
}

/** Databases leave a snapshot unless the template says otherwise. */
const LEAVE_SNAPSHOTS = ['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance'];

function deletionOf({ Type: type, DeletionPolicy: declared, Properties: properties }: Record<string, unknown>, values: CloudFormationValues) {
  const belongsToAnother = own(properties, 'DBClusterIdentifier') !== undefined || own(properties, 'SourceDBInstanceIdentifier') !== undefined;
  const standard = LEAVE_SNAPSHOTS.includes(String(type)) && !(type === 'AWS::RDS::DBInstance' && belongsToAnother) ? 'Snapshot' : 'Delete';
  const told = values.evaluate(declared) ?? standard;
  if (told instanceof Unknown) { return { isRetained: false, leavesSnapshot: false, deletion: told }; }
  const policy = String(told);
  return { isRetained: ['Retain', 'RetainExceptOnCreate'].includes(policy), leavesSnapshot: policy === 'Snapshot' };
}

/** Properties that nobody can read are told as one. */
function recordOf(value: Value | undefined): Readonly<Record<string, Value>> {
  if (value instanceof Unknown) { return { '*': value }; }
  return isRecord(value) && !(value instanceof Reference) && !(value instanceof Mixed) ? value as Record<string, Value> : {};
}

/** Zones that are named tell their region. */
function regionsOf(resources: readonly Resource[], given: Given): string[] {
  const zones = resources.flatMap(({ properties }) => [properties.AvailabilityZone ?? [], properties.AvailabilityZones ?? []].flat());
  const named = zones.map((zone) => /^([a-z]{2}(?:-[a-z]+)+-\d)[a-z]$/.exec(String(zone))?.[1]).filter((region) => region !== undefined);
  return [...new Set(given.region ? [given.region, ...named] : named)];
}
