import { Given } from '../document';
import { readTerraform } from '../read-terraform';
import { Topology } from '../topology';
import { Linked, linked } from './link';
import { Origin, Place } from './reading';
import { Stack, StackGroup } from './stacks';
import { TerraformFile } from './terraform-file';
import { UnreadableError } from './unreadable';

export interface PlaceRead {
  readonly topology: Topology;
  readonly place: Place;
}

/** The region that stands in the document goes before the one that is given for those that do not say. */
export function placeOfStacks({ stacks, region }: StackGroup, given: Given): PlaceRead {
  const name = stacks.map((stack) => stack.name).join(', ');
  const told = { ...given, region: region ?? given.region };
  return within(name, () => {
    const link = linked(stacks, told);
    const accepted = [...new Set([...link.origins.values()].map(({ stack }) => stack.file))].flatMap(({ acceptances }) => acceptances.all);
    return {
      topology: Topology._of(link.document),
      place: { name, region: told.region, accepted, origin: (resourceId) => originOf(resourceId, link, stacks) },
    };
  });
}

function originOf(resourceId: string, { origins }: Linked, stacks: readonly Stack[]): Origin {
  const { stack, logicalId } = origins.get(resourceId) ?? { stack: stacks[0], logicalId: resourceId };
  const { file, constructPaths } = stack;
  return {
    document: file.path,
    id: logicalId,
    path: file.constructPathOf(logicalId) ?? constructPaths.of(logicalId),
    line: file.lineOf(logicalId),
    accepted: file.acceptances.of(logicalId),
  };
}

export function placeOfTerraform(file: TerraformFile, given: Given): PlaceRead {
  return within(file.name, () => {
    const topology = Topology._of(readTerraform(file.document, given));
    const region = topology.regions.length === 1 ? topology.regions[0] : given.region;
    return { topology, place: { name: file.name, region, accepted: file.accepted, origin: (id) => file.origin(id) } };
  });
}

/** Depth is bounded where it is followed; what gets past that is told in a sentence too. */
function within(name: string, read: () => PlaceRead): PlaceRead {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) { throw new UnreadableError(name, 'it is nested too deeply to be read'); }
    throw error;
  }
}
