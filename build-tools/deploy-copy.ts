import { Fields } from './deploy-reality';

/** Something in a template on which the emulator fails, and what stands in its place in a copy. */
export interface Obstacle {
  readonly name: string;
  readonly instead: string;
  /** What the test cannot see for it. */
  readonly hides: string;
  /** What a value becomes. `type` is that of the resource in which it stands. */
  readonly rewrite: (value: Fields, type: string, template: Fields) => unknown;
}

export const OBSTACLES: Obstacle[] = [
  {
    name: 'DBParameterGroupName of a DBInstance',
    instead: 'it is left out',
    hides: 'which parameter group the instances have; the group itself is there',
    rewrite: ({ DBParameterGroupName: _, ...rest }, type) => type === 'AWS::RDS::DBInstance' ? rest : undefined,
  },
  {
    name: 'Fn::GetAtt of HealthCheckId',
    instead: 'Ref, which AWS answers with the same id',
    hides: 'the attribute of that name',
    rewrite: (value) => attributeOf(value)?.name === 'HealthCheckId' ? { Ref: attributeOf(value)!.of } : undefined,
  },
  {
    name: 'Fn::GetAtt of DbiResourceId',
    instead: 'a text that names the instance and the attribute',
    hides: 'the ids on which logins are granted; for which instances is seen',
    rewrite: (value) => attributeOf(value)?.name === 'DbiResourceId' ? placeholder(value) : undefined,
  },
  {
    name: 'Fn::GetAtt of a ReplicationGroup',
    instead: 'a text that names the group and the attribute',
    hides: 'the addresses of the cache; which of them stands where is seen',
    rewrite: (value, _, template) => (
      typeOf(attributeOf(value)?.of, template) === 'AWS::ElastiCache::ReplicationGroup' ? placeholder(value) : undefined
    ),
  },
];

export interface TemplateCopy {
  readonly template: Fields;
  /** How often each obstacle stood in the way. */
  readonly counts: { readonly obstacle: Obstacle; readonly count: number }[];
}

/** A copy of the template in which nothing is changed but these. */
export function copyOf(template: Fields, obstacles: Obstacle[]): TemplateCopy {
  const counts = obstacles.map((obstacle) => ({ obstacle, count: 0 }));
  const rewritten = (value: any, type: string): any => {
    if (Array.isArray(value)) { return value.map((item) => rewritten(item, type)); }
    if (value === null || typeof value !== 'object') { return value; }
    for (const counted of counts) {
      const instead = counted.obstacle.rewrite(value, type, template);
      if (instead === undefined || JSON.stringify(instead) === JSON.stringify(value)) { continue; }
      counted.count += 1;
      return typeof instead === 'object' ? rewritten(instead, type) : instead;
    }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rewritten(inner, type)]));
  };
  const resources = Object.entries<Fields>(template.Resources).map(([id, resource]) => [id, rewritten(resource, resource.Type)]);
  return { template: { ...template, Resources: Object.fromEntries(resources) }, counts };
}

function attributeOf(value: Fields): { of: string; name: string } | undefined {
  const argument = value['Fn::GetAtt'];
  return Array.isArray(argument) ? { of: argument[0], name: argument.slice(1).join('.') } : undefined;
}

function typeOf(logicalId: string | undefined, template: Fields): string | undefined {
  return logicalId === undefined ? undefined : template.Resources[logicalId]?.Type;
}

/** As it is written where a promise cannot be resolved. */
function placeholder(value: Fields): string {
  const { of, name } = attributeOf(value)!;
  return `<${of}.${name}>`;
}
