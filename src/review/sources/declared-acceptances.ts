import { problemsOf } from '../acceptances';
import { own } from '../records';
import { Acceptance, DeclaredAcceptance } from './reading';
import { MalformedAcceptance } from './unreadable';

/** What stands at a resource for the review: `{ "scale-out": { "accept": [{ "rule": …, "reason": … }] } }`. */
const KEY = 'scale-out';

/** Acceptances of a file, by the resource that they stand at. */
export class DeclaredAcceptances {
  public readonly all: readonly DeclaredAcceptance[];
  private readonly byId: ReadonlyMap<string, readonly Acceptance[]>;

  /**
   * @param metadata of each resource, by its id in the file
   * @throws MalformedAcceptance if one is malformed: who wrote it relies on it
   */
  constructor(path: string, metadata: Iterable<readonly [id: string, metadata: unknown]>) {
    const byId = new Map<string, Acceptance[]>();
    for (const [id, told] of metadata) {
      const declared = own(told, KEY);
      if (declared !== undefined) { byId.set(id, [...byId.get(id) ?? [], ...acceptancesIn(declared, path, id)]); }
    }
    this.byId = byId;
    this.all = [...byId].flatMap(([id, acceptances]) => acceptances.map((acceptance) => ({ acceptance, where: `${path}:${id}` })));
  }

  public of(id: string): readonly Acceptance[] {
    return this.byId.get(id) ?? [];
  }
}

function acceptancesIn(declared: unknown, path: string, id: string): Acceptance[] {
  const entries = own(declared, 'accept');
  if (!Array.isArray(entries)) { throw new MalformedAcceptance(path, `'${KEY}' of the resource '${id}' must have the list 'accept'`); }
  const problems = entries.flatMap((entry, index) => problemsOf(entry).map((problem) => `accept[${index}] ${problem}`));
  if (problems.length > 0) { throw new MalformedAcceptance(path, `'${KEY}' of the resource '${id}': ${problems.join('; ')}`); }
  return entries.map(({ rule, reason }) => ({ rule, reason }));
}
