import { Assumed, Given, ssmParameter, textOf, Unknown, Value } from '../document';
import { isRecord, own } from '../records';
import { split } from './texts';

/** Parameters of a template, and what stands for them. */
export class CloudFormationParameters {
  private readonly used = new Map<string, string>();

  constructor(
    private readonly declared: unknown,
    private readonly given: Given,
    /** What a template around it gives. */
    private readonly passed: (name: string) => Value | undefined,
  ) {}

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
    const passed = this.passed(name);
    if (passed !== undefined) { return asDeclared(passed, String(type)); }
    const given = own(this.given.parameters, name);
    const value = given ?? standard;
    if (value === undefined || value === null || typeof value === 'object') { return new Unknown(`the parameter '${name}' has no default`); }
    if (String(type).startsWith('AWS::SSM::Parameter::Value')) { return ssmParameter(String(value)); }
    if (given === undefined) { this.used.set(name, String(value)); }
    return isList(String(type)) ? String(value).split(',').map((element) => element.trim()) : String(value);
  }
}

/** A list is passed as one text. */
function asDeclared(passed: Value, type: string): Value {
  if (type.startsWith('AWS::SSM::Parameter::Value')) { return ssmParameter(textOf(passed) ?? '<unknown>'); }
  return isList(type) && !Array.isArray(passed) ? split(passed, ',') : passed;
}

function isList(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}
