import { Document, Given, Resource, Value } from './document';
import { Fields, isFields } from './kinds';
import { argumentsOf } from './terraform/arguments';
import { Declarations, declarationsOf, isSynthesized } from './terraform/document';
import { folded } from './terraform/folds';
import { Instance } from './terraform/instances';
import { Names } from './terraform/names';
import { isPlan, declarationsOfPlan } from './terraform/plan';
import { translationOf } from './terraform/resources';
import { shaped } from './terraform/shapes';
import { NO_LOCALS } from './terraform/values';

/**
 * Reads Terraform JSON: what `cdktf synth` writes, or a plan as `terraform show -json` shows it. Resources come in CloudFormation's
 * model, with expressions resolved as far as the document allows.
 */
export function readTerraform(document: any, given: Given = {}): Document {
  const declarations = declarationsIn(document);
  const names = new Names(declarations, given);
  const resources = folded(names.instances.all.flatMap((instance) => resourcesOf(instance, names)));
  return { engine: 'Terraform', resources, regions: regionsOf(declarations, names, resources, given), assumptions: names.assumptions };
}

function declarationsIn(document: unknown): Declarations {
  if (isPlan(document)) { return declarationsOfPlan(document); }
  if (isSynthesized(document)) { return declarationsOf(document); }
  throw new Error("Topology: the document must be parsed Terraform JSON, either synthesized, with 'resource', or a plan, with 'planned_values'.");
}

/** The resource itself, and what Terraform writes within it. */
function resourcesOf(instance: Instance, names: Names): Resource[] {
  const { type } = instance.declared;
  const args = argumentsOf(instance, names);
  const translation = translationOf(type);
  if (!translation) { return [resource(instance, names, type, args, {})]; }
  const self = { id: instance.id, type: translation.typeOf?.(args) ?? translation.type };
  const main = {
    ...resource(instance, names, self.type, shaped(translation.properties, args, self), args),
    updatePolicy: nonEmpty(shaped(translation.updatePolicy ?? {}, args, self)),
  };
  const besides = translation.besides?.(args, self) ?? [];
  return [main, ...besides.map(({ ending, ...beside }) => ({ ...main, ...beside, id: `${self.id}${ending}`, updatePolicy: undefined }))];
}

function resource(instance: Instance, names: Names, type: string, properties: Fields, args: Fields): Resource {
  const { body } = instance.declared;
  const lifecycle = names.evaluator.argument(body.lifecycle, NO_LOCALS);
  const isProtected = [lifecycle].flat().some((block) => isFields(block as Value) && (block as Fields).prevent_destroy === true);
  return {
    id: instance.id,
    type,
    properties,
    isRetained: isProtected || (translationOf(instance.declared.type)?.isRetained?.(args) ?? false),
    leavesSnapshot: translationOf(instance.declared.type)?.leavesSnapshot?.(args) ?? false,
    dependsOn: dependenciesOf(instance, names),
    region: regionOf(body.provider, args, names),
    ...instance.whether && { whether: instance.whether },
  };
}

/** What it says itself, or what the provider of another name says that it chooses. */
function regionOf(provider: unknown, { region }: Fields, names: Names): string | undefined {
  const told = region === undefined || region === '' ? names.regionOfProvider(provider) : region;
  return typeof told === 'string' ? told : undefined;
}

/** Resources by their addresses, all instances of one that has several. */
function dependenciesOf({ declared }: Instance, names: Names): string[] {
  const addresses = Array.isArray(declared.body.depends_on) ? declared.body.depends_on as unknown[] : [];
  return addresses.filter((address) => typeof address === 'string')
    .map((address) => /^\$\{(.*)\}$/s.exec(address)?.[1] ?? address)
    .flatMap((address) => {
      const instances = names.instances.at(address).map(({ id }) => id);
      return instances.length > 0 ? instances : [address];
    });
}

/** Those of the providers, and those that zones by name are in. */
function regionsOf({ providers }: Declarations, names: Names, resources: readonly Resource[], given: Given): string[] {
  const regions = providers.map(({ region }) => names.evaluator.argument(region, NO_LOCALS));
  const zones = resources.flatMap(({ properties }) => [properties.AvailabilityZone ?? [], properties.AvailabilityZones ?? []].flat() as Value[]);
  const ofZones = zones.map((zone) => typeof zone === 'string' ? /^([a-z]{2}(?:-[a-z]+)+-\d)[a-z]$/.exec(zone)?.[1] : undefined);
  return [...new Set([given.region, ...regions, ...ofZones].filter((region) => typeof region === 'string' && region !== ''))] as string[];
}

function nonEmpty(fields: Fields): Fields | undefined {
  return Object.keys(fields).length > 0 ? fields : undefined;
}
