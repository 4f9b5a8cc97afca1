import { PlanContext } from '../../src/core/checks';
import { planScaledWebTier, ScaledWebTierOptions, ScaledWebTierPlan, ScaledWebTierSurroundings } from '../../src/core/scaled-web-tier';

/** Stands for a value that only the deployment will tell. */
export const TOKEN_NUMBER = -123456789.5;
export const TOKEN_TEXT = '${Token}';
export const SECRET_TOKEN = '${SecretToken}';

export const CONTEXT: PlanContext = {
  kind: 'ScaledWebTier',
  path: 'App/Web',
  isUnresolved: (value) => value === TOKEN_NUMBER || value === TOKEN_TEXT || (Array.isArray(value) && value[0] === TOKEN_TEXT),
  peerTypeOf: () => undefined,
  comesFromSecret: (text) => text === SECRET_TOKEN,
  asText: (value) => (value === TOKEN_NUMBER ? TOKEN_TEXT : String(value)),
};

export const SURROUNDINGS: ScaledWebTierSurroundings = {
  availabilityZones: 2,
  networkCidrBlocks: ['10.0.0.0/16'],
  optionNames: { certificates: 'certificates', hostedZone: 'hostedZone', loadBalancerSubnets: 'loadBalancerSubnets' },
  certificates: 1,
  accessLogBucketIsGiven: false,
  accessLogBucketHasKey: false,
  listenerIsGiven: false,
  engineGaps: [],
  secrets: { areAccepted: false },
  image: { option: 'machineImage', isGiven: false },
  region: 'eu-west-1',
  parameterPath: '/scale-out/App/Web',
  parameterArn: 'arn:aws:ssm:eu-west-1:111122223333:parameter/scale-out/App/Web',
  logGroupName: 'app-web-logs',
  logGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:app-web-logs:*',
};

export function plan(options: ScaledWebTierOptions = {}, surroundings: Partial<ScaledWebTierSurroundings> = {}): ScaledWebTierPlan {
  return planScaledWebTier(options, { ...SURROUNDINGS, ...surroundings }, CONTEXT);
}

/** The problems that a plan is refused for, without the construct's name. */
export function refusals(options: ScaledWebTierOptions, surroundings: Partial<ScaledWebTierSurroundings> = {}): string[] {
  try {
    plan(options, surroundings);
  } catch (error) {
    const lines = (error as Error).message.split('\n');
    return lines.length === 1 ? [lines[0].replace("ScaledWebTier 'App/Web': ", '')] : lines.slice(1).map((line) => line.replace('  - ', ''));
  }
  return [];
}
