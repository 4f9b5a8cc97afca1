import { DatastoreSide, Failover, pairsOf, RegionSide, told } from './region-sides';

/** A side whose cache is in a global datastore. */
type Member = RegionSide & { readonly datastore: DatastoreSide };

/** Two that are made are two, whatever they are called: AWS puts letters of the region before the name. */
export function oneMadeDatastore({ name, sides }: Failover): string[] {
  return membersIn(sides)
    .filter(([one, other]) => one.datastore.madeSuffix !== undefined && other.datastore.madeSuffix !== undefined)
    .map((pair) => told(pair, `cache must be GlobalDatastore.primary() in one region only for ${name}, got it in both: each makes a datastore of its own, and no session follows.`));
}

export function oneJoinedDatastore({ name, sides, known }: Failover): string[] {
  return membersIn(sides)
    .filter(([{ datastore: one }, { datastore: other }]) => isOther(known(one.joinedId), other, known) || isOther(known(other.joinedId), one, known))
    .map((pair) => told(pair, `cache must be in the same global datastore on each side of ${name}, got ${pair.map(({ datastore }) => show(datastore)).join(' and ')}.`));
}

function membersIn(sides: readonly RegionSide[]): [Member, Member][] {
  return pairsOf(sides.filter((side): side is Member => side.datastore !== undefined));
}

/** Of one that is made only the end of its id is known. */
function isOther(joinedId: string | undefined, { madeSuffix, joinedId: othersId }: DatastoreSide, known: Failover['known']): boolean {
  if (joinedId === undefined) { return false; }
  const [suffix, id] = [known(madeSuffix), known(othersId)];
  return suffix !== undefined ? !joinedId.endsWith(`-${suffix}`) : id !== undefined && id !== joinedId;
}

function show({ madeSuffix, joinedId }: DatastoreSide): string {
  return joinedId === undefined ? `one that ends with "-${madeSuffix}"` : `"${joinedId}"`;
}
