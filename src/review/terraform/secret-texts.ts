import { Unknown, Value } from '../document';
import { concatenated, isText, partsOf } from '../texts';

const BEGIN = '{{resolve:secretsmanager:';
const END = ':SecretString}}';

/** The text of a secret that is looked up, in CloudFormation's words for it: it is read at deployment, and nobody tells it. */
export function textOfSecret(id: Value | undefined): Value {
  return id === undefined || id instanceof Unknown ? new Unknown('which secret is read is known at deployment') : concatenated([BEGIN, id, END]);
}

/** Members of a secret whose text is JSON, of which only those that are asked for are known. */
export class SecretMembers extends Unknown {
  constructor(private readonly text: Value) {
    super('a secret is read as a whole');
  }

  public at(name: string | number): Value {
    const parts = partsOf(this.text);
    const last = String(parts.at(-1)).slice(0, -END.length);
    return concatenated([...parts.slice(0, -1), `${last}:SecretString:${name}::}}`]);
  }
}

export function isTextOfSecret(value: Value | undefined): value is Value {
  const parts = isText(value) ? partsOf(value) : [];
  return String(parts[0]).startsWith(BEGIN) && String(parts.at(-1)).endsWith(END);
}
