// What an API answers, and what a template says, has as many shapes as there are services.
export type Fields = Record<string, any>;

/** What the emulated AWS answered, call by call. */
export class Reality {
  constructor(
    private readonly answers: Fields,
    public readonly stack: string,
    public readonly region: string,
    public readonly account: string,
  ) {}

  /** The answer of a call that lists things, without what a new account and the bootstrapping of the CDK bring. */
  public list(call: string): Fields[] {
    const names = ['RoleName', 'PolicyName', 'Name', 'GroupName', 'StackName'];
    const foreign = (item: Fields) => names.some((name) => /^(cdk-|CDKToolkit|default$)/.test(item[name] ?? ''));
    const defaultVpcs = this.answers.DescribeVpcs.filter((vpc: Fields) => vpc.IsDefault).map((vpc: Fields) => vpc.VpcId);
    return this.answers[call].filter((item: Fields) => !foreign(item) && !defaultVpcs.includes(item.VpcId));
  }

  /** The answer of a call about one thing. */
  public about(call: string, id: string): Fields {
    return this.answers[call][id] ?? {};
  }

  /** What a call was answered about. */
  public names(call: string): string[] {
    return Object.keys(this.answers[call]);
  }

  public stackItself(): Fields {
    return this.answers.DescribeStacks.find((stack: Fields) => stack.StackName === this.stack) ?? {};
  }

  public deployedTemplate(): Fields {
    return this.answers.GetTemplate;
  }

  public parameter(name: string): string | undefined {
    const given = (this.stackItself().Parameters ?? []).find((slot: Fields) => slot.ParameterKey === name);
    return given?.ResolvedValue ?? given?.ParameterValue;
  }

  public physicalId(logicalId: string): string | undefined {
    const resource = this.answers.DescribeStackResources.find((item: Fields) => item.LogicalResourceId === logicalId);
    return resource && (resource.PhysicalResourceId ?? logicalId);
  }

  /** What CloudFormation calls the things of a type. */
  public physicalIds(type: string): string[] {
    return this.answers.DescribeStackResources.filter((item: Fields) => item.ResourceType === type).map((item: Fields) => item.PhysicalResourceId);
  }

  public get calls(): number {
    return Object.keys(this.answers).length;
  }

  /** The calls that were answered otherwise before: what came twice, or went, is seen there. */
  public differencesFrom(earlier: Reality): string[] {
    return Object.keys(this.answers).filter((call) => JSON.stringify(this.answers[call]) !== JSON.stringify(earlier.answers[call]));
  }
}
