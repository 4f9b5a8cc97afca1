import { Checks } from './checks';

/** What a plan acts on, and what it is told by. */
type SwitchedKind = 'autoScalingGroup' | 'cluster' | 'instance' | 'function' | 'alarm';

interface ArnForm {
  readonly service: string;
  readonly resource: RegExp;
  readonly what: string;
}

/** A group's has its UUID in it, which the app does not know: CDK writes a `*` there, and AWS refuses it. */
const FORMS: Record<SwitchedKind, ArnForm> = {
  autoScalingGroup: {
    service: 'autoscaling',
    resource: /^autoScalingGroup:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:autoScalingGroupName\/.{1,255}$/,
    what: 'the whole ARN of an Auto Scaling group, with its UUID',
  },
  cluster: { service: 'rds', resource: /^cluster:[A-Za-z][\w.:-]*$/, what: 'the ARN of an Aurora cluster' },
  instance: { service: 'rds', resource: /^db:[a-zA-Z][a-zA-Z0-9]*(-[a-zA-Z0-9]+)*$/, what: 'the ARN of an instance of RDS' },
  function: { service: 'lambda', resource: /^function:[\w-]{1,64}(:[\w$-]+)?$/, what: 'the ARN of a Lambda function' },
  alarm: { service: 'cloudwatch', resource: /^alarm:.{1,255}$/, what: 'the ARN of a CloudWatch alarm' },
};

/**
 * @param region that it has to be of; any one where there is none
 * @see https://docs.aws.amazon.com/arc-region-switch/latest/api/API_Types.html
 */
export function checkArn(option: string, arn: string | undefined, kind: SwitchedKind, region: string | undefined, checks: Checks) {
  const expected = checks.known(region);
  const { service, resource, what } = FORMS[kind];
  const isAllowed = (value: string) => {
    const [prefix, partition, itsService, itsRegion, account, ...rest] = value.split(':');
    const isOfService = prefix === 'arn' && /^aws[a-z-]*$/.test(partition) && itsService === service;
    const isPlaced = /^\d{12}$/.test(account) && (expected === undefined ? /^[a-z0-9-]+$/.test(itsRegion) : itsRegion === expected);
    return isOfService && isPlaced && resource.test(rest.join(':'));
  };
  checks.text(option, arn, isAllowed, expected === undefined ? what : `${what} of ${expected}`);
}

/** Region of what an ARN names; `undefined` where only the deployment tells. */
export function regionOfArn(arn: string, checks: Checks): string | undefined {
  return checks.known(arn)?.split(':')[3];
}
