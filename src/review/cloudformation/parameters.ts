import { Assumed, Given, ssmParameter, Unknown, Value } from '../document';
import { isRecord, own } from '../records';

/** Parameters of a template, and what stands for them. */
export class CloudFormationParameters {
  private readonly used = new Map<string, string>();

  constructor(private readonly declared: unknown, private readonly given: Given) {}

  /** Defaults that were taken, as nothing was given. */
  get assumptions(): Assumed[] {
    return [...this.used].map(([name, value]) => ({ name, value }));
  }

  has(name: string): boolean {
    return own(this.declared, name) !== undefined;
  }

  /** Takes a value for what only the deployment tells. */
  assume(name: string, value: string): string {
    this.used.set(name, value);
    return value;
  }

  valueOf(name: string): Value {
    const parameter = own(this.declared, name);
    const { Type: type, Default: standard, NoEcho: isSecret } = isRecord(parameter) ? parameter : {};
    if (isSecret === true || isSecret === 'true') { return new Unknown(`the parameter '${name}' is a secret`); }
    const given = own(this.given.parameters, name);
    const value = given ?? standard;
    if (value === undefined || value === null || typeof value === 'object') { return new Unknown(`the parameter '${name}' has no default`); }
    if (String(type).startsWith('AWS::SSM::Parameter::Value')) { return ssmParameter(String(value)); }
    if (given === undefined) { this.used.set(name, String(value)); }
    return isList(String(type)) ? String(value).split(',').map((element) => element.trim()) : String(value);
  }
}

function isList(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}
