/**
 * A synthesized document of any engine, as resources in CloudFormation's own model: it is AWS's, complete and documented, and what
 * another engine writes is translated into it. Everything behind a document reads this one form.
 */
export interface Document {
  readonly engine: 'CloudFormation' | 'Terraform';
  readonly resources: readonly Resource[];
  /** Defaults that stand for values which may be given at deployment. */
  readonly assumptions: readonly Assumed[];
  /** Regions that the document names. */
  readonly regions: readonly string[];
}

export interface Resource {
  /** As the document itself addresses it: `WebGroup1A2B` or `aws_autoscaling_group.Web_Group_1A2B`. */
  readonly id: string;
  /** CloudFormation's name of the type; the engine's own where there is no translation. */
  readonly type: string;
  readonly properties: Readonly<Record<string, Value>>;
  /** How a change reaches what is there. */
  readonly updatePolicy?: Readonly<Record<string, Value>>;
  /** What has to be told before it counts as made. */
  readonly creationPolicy?: Readonly<Record<string, Value>>;
  /** Whether the resource outlives what made it, or cannot be deleted with it. */
  readonly isRetained: boolean;
  /** Whether a snapshot is left of what is deleted. */
  readonly leavesSnapshot?: boolean;
  /** Why the document does not tell what becomes of it when it is deleted. */
  readonly deletion?: Unknown;
  /** Ids of resources that are made before it, apart from those it refers to. */
  readonly dependsOn: readonly string[];
  /** Where the document says so apart from where it is deployed. */
  readonly region?: string;
  /** Why the document does not tell whether it is made at all. */
  readonly whether?: Unknown;
}

/** What is known of the deployment apart from the document. */
export interface Given {
  /** Values of parameters or variables, which go before their defaults. */
  readonly parameters?: { readonly [name: string]: string };
  readonly region?: string;
}

export interface Assumed {
  readonly name: string;
  readonly value: string;
}

/** A property's value, resolved as far as the document allows. */
export type Value = string | number | boolean | readonly Value[] | { readonly [name: string]: Value } | Reference | Mixed | Unknown;

/** An attribute of another resource of the document, or of the place it is deployed to (`AWS::Region`). */
export class Reference {
  constructor(
    /** The resource's id; `undefined` for an attribute of the place. */
    public readonly resource: string | undefined,
    /** Its type, as CloudFormation's; `AWS` for the place. */
    public readonly type: string,
    /** CloudFormation's name of the attribute; `Ref` for what `Ref` gives. */
    public readonly attribute: string,
  ) {}
}

/** The value of a parameter in Systems Manager, by its path: `<ssm:/aws/service/…>`. */
export function ssmParameter(path: string): Reference {
  return new Reference(undefined, 'ssm', path);
}

/** One of the region's availability zones, counted from 0: `<zone 0>`. */
export function zone(index: number): Reference {
  return new Reference(undefined, 'zone', String(index));
}

/** A text with parts in it that only the deployment tells. */
export class Mixed {
  constructor(public readonly parts: readonly (string | Reference | Unknown)[]) {}
}

/** A value that the document does not tell. */
export class Unknown {
  constructor(public readonly because: string) {}
}

/** A value that is made for the deployment and written down nowhere. */
export class Ephemeral extends Unknown {
  constructor(
    because: string,
    /** What makes it, as `ephemeral.aws_secretsmanager_random_password.admin`. */
    public readonly address: string,
    /** What that is told. */
    public readonly properties: Readonly<Record<string, Value>>,
  ) {
    super(because);
  }
}

/**
 * A value as text, in which a reference is written by the type of what it refers to, as `<AWS::S3::Bucket.Arn>`: two engines that mean
 * the same write the same.
 */
export function textOf(value: Value | undefined): string | undefined {
  if (value === undefined || value instanceof Unknown) { return undefined; }
  if (value instanceof Reference) { return textOfReference(value); }
  if (value instanceof Mixed) {
    return value.parts.map((part) => part instanceof Unknown ? '<unknown>' : textOf(part)).join('');
  }
  return typeof value === 'object' ? undefined : String(value);
}

function textOfReference({ type, attribute }: Reference): string {
  switch (type) {
    case 'AWS': return `<AWS::${attribute}>`;
    case 'ssm': return `<ssm:${attribute}>`;
    case 'zone': return `<zone ${attribute}>`;
    default: return `<${type}.${attribute}>`;
  }
}

/**
 * The full name of the load balancer behind a listener, which both engines cut out of the listener's ARN, as no other attribute has
 * it: pieces 1 to 3 between slashes. With a listener of the document it is an attribute of that listener's balancer; with one that
 * only the deployment tells, `<balancer of <unknown>>`.
 *
 * @param listener its ARN
 * @param balancerOf ARN of the balancer of a listener, by the listener's id
 */
export function fullNameOfBalancerBehind(listener: Value, balancerOf: (listenerId: string) => Value | undefined): Value {
  if (typeof listener === 'string') { return listener.split('/').slice(1, 4).join('/'); }
  const balancer = listener instanceof Reference && listener.resource !== undefined ? balancerOf(listener.resource) : undefined;
  if (balancer instanceof Reference) { return new Reference(balancer.resource, balancer.type, 'LoadBalancerFullName'); }
  return new Mixed(['<balancer of ', ...partsOf(listener), '>']);
}

/** What a text is made of. */
export function partsOf(value: Value): readonly (string | Reference | Unknown)[] {
  if (value instanceof Mixed) { return value.parts; }
  if (value instanceof Reference || value instanceof Unknown) { return [value]; }
  return [textOf(value) ?? new Unknown('not a text')];
}
