import { Unknown, Value } from '../document';

/** A list of which only the members that are asked for are known. */
export class OpenList extends Unknown {
  constructor(public readonly at: (index: number) => Value, public readonly first = 0) {
    super('how many availability zones there are is known at deployment');
  }
}
