import { READERS } from './deploy-readers';
import { Fields, Reality } from './deploy-reality';

/** One thing that the template promises, with references replaced by what the emulated AWS calls it. */
export interface Promised {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Fields;
  /** Whether CloudFormation says that it has created it; of a rule inside a security group it says nothing. */
  readonly created?: boolean;
}

const INLINE_RULES: Record<string, string> = {
  SecurityGroupIngress: 'AWS::EC2::SecurityGroupIngress',
  SecurityGroupEgress: 'AWS::EC2::SecurityGroupEgress',
};

/** Everything that the template promises. A rule inside a security group counts like one that stands alone. */
export function promises(template: Fields, reality: Reality): Promised[] {
  return Object.entries<Fields>(template.Resources).flatMap(([logicalId, resource]) => {
    const properties: Fields = resolve(resource.Properties ?? {}, template, reality);
    const created = reality.physicalId(logicalId) !== undefined;
    const inline = Object.entries(INLINE_RULES).flatMap(([property, type]) => (properties[property] ?? []).map((rule: Fields, i: number) => (
      { logicalId: `${logicalId}.${property}.${i}`, type, properties: { GroupId: reality.physicalId(logicalId), ...rule } }
    )));
    const own = Object.fromEntries(Object.entries(properties).filter(([property]) => !INLINE_RULES[property]));
    return [{ logicalId, type: resource.Type, properties: own, created }, ...inline];
  });
}

export function outputs(template: Fields, reality: Reality): Fields {
  return Object.fromEntries(Object.entries<Fields>(template.Outputs ?? {}).map(([name, output]) => [name, resolve(output.Value, template, reality)]));
}

/** CloudFormation's functions, as far as the examples use them. What is not known stays visible, and equals nothing. */
function resolve(value: any, template: Fields, reality: Reality): any {
  const again = (inner: any): any => resolve(inner, template, reality);
  if (Array.isArray(value)) { return value.map(again); }
  if (value === null || typeof value !== 'object') { return value; }

  const [[name, argument] = ['', undefined], ...others] = Object.entries<any>(value);
  if (others.length > 0 || !/^(Ref|Fn::)/.test(name)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, again(inner)]));
  }
  switch (name) {
    case 'Ref': return reference(argument, reality);
    case 'Fn::GetAtt': return attribute(argument[0], argument[1], template, reality);
    case 'Fn::Join': return again(argument[1]).join(argument[0]);
    case 'Fn::Select': return again(argument[1])[argument[0]];
    case 'Fn::GetAZs': return ['a', 'b', 'c', 'd'].map((zone) => `${reality.region}${zone}`);
    case 'Fn::Base64': return Buffer.from(again(argument)).toString('base64');
    case 'Fn::Sub': return substitute(argument, (named) => again(named.includes('.') ? { 'Fn::GetAtt': named.split('.') } : { Ref: named }));
    default: return `<${name}>`;
  }
}

function substitute(argument: any, lookUp: (name: string) => string): string {
  return typeof argument === 'string' ? argument.replace(/\$\{([\w:.]+)\}/g, (_, name: string) => lookUp(name)) : '<Fn::Sub>';
}

function reference(name: string, reality: Reality): string {
  const pseudo: Record<string, string> = {
    'AWS::Region': reality.region,
    'AWS::AccountId': reality.account,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': reality.stack,
  };
  return pseudo[name] ?? reality.parameter(name) ?? reality.physicalId(name) ?? `<${name}>`;
}

function attribute(logicalId: string, name: string, template: Fields, reality: Reality): any {
  const { Type: type, Properties: properties } = template.Resources[logicalId];
  const id = reality.physicalId(logicalId);
  if (properties?.[name] !== undefined) { return resolve(properties[name], template, reality); } // such as the address range of a VPC
  if (['GroupId', 'VpcId', 'SubnetId'].includes(name)) { return id; }
  const reader = READERS[type];
  const thing = reader?.id === undefined ? undefined : reader.things(reality).find((candidate) => candidate[reader.id!] === id);
  return thing?.[name] ?? `<${logicalId}.${name}>`;
}
