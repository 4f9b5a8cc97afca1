import { App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { TerraformStack, Testing } from 'cdktf';
import { CERTIFICATES } from './settings';
import * as awscdk from '../../src/awscdk';
import * as cdktf from '../../src/cdktf';
import { BalancingAlgorithm, Egress, ScaledWebTierOptions, ScaleIn, StickySessions, WarmPoolState } from '../../src/core';

/** Bad inputs, one concept each. The engines may differ in the names of the options that only they have, and in nothing else. */
const CASES: [string, ScaledWebTierOptions][] = [
  ['a minimum above the maximum', { minCapacity: 5, maxCapacity: 2 }],
  ['numbers that are none', { targetPort: NaN, idleTimeoutSeconds: 9999, minCapacity: 1.5 }],
  ['a path without its slash', { health: { path: 'health' } }],
  ['a timeout above its interval', { health: { readiness: { intervalSeconds: 5, timeoutSeconds: 6 } } }],
  ['a drain of two hours', { health: { draining: { deregistrationDelaySeconds: 7200 } } }],
  ['an instance type that there is not', { instances: { instanceType: 'm7x.banana' } }],
  ['types of two architectures', { instances: { alternativeTypes: ['m7i.large'] } }],
  ['a CPU target of 150', { scaling: { cpuTargetPercent: 150 } }],
  ['a surge below the target', { scaling: { cpuTargetPercent: 80, surgeCpuPercent: 75 } }],
  ['scaling in that would swing', { scaling: { scaleIn: ScaleIn.gradual({ cpuBelowPercent: 69 }) } }],
  ['slow start with least outstanding requests', { balancing: { slowStartSeconds: 60 } }],
  ['sticky sessions with weighted random', { balancing: { algorithm: BalancingAlgorithm.WEIGHTED_RANDOM, stickySessions: StickySessions.loadBalancerCookie(60) } }],
  ['a hibernated pool of several types', { warmPool: { state: WarmPoolState.HIBERNATED }, instances: { alternativeTypes: ['m6g.large'] } }],
  ['callers that are no addresses', { allowFrom: ['999.0.0.0/8'] }],
  ['egress to nobody', { egress: Egress.endpoints([]) }],
  ['a schedule that is none', { scaling: { schedules: [{ name: 'a', recurrence: 'daily', timeZone: 'Mars/Olympus' }] } }],
  ['plain HTTP with a redirect and a policy', { insecureHttp: true, redirectHttp: true, tlsPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' }],
  ['routing without a listener to share', { routing: { priority: 1, paths: ['/*'] } }],
  ['several at once', { targetPort: 0, health: { path: '' }, deployment: { bakeSeconds: -1 }, alarms: { errorRatePercent: 0 }, observability: { logRetentionDays: 31 } }],
];

test.each(CASES)('%s is refused in the same words on both engines', (_, options) => {
  const onAwsCdk = messageOf(() => tierOnAwsCdk(options));
  expect(onAwsCdk).toMatch(/^ScaledWebTier 'Stack\/Web': /);
  expect(messageOf(() => tierOnCdktf(options))).toBe(onAwsCdk);
});

test('a name without its zone is refused by each engine\'s own name of the option', () => {
  const options = { domainName: 'www.example.com' };
  expect(messageOf(() => tierOnAwsCdk(options))).toBe("ScaledWebTier 'Stack/Web': domainName needs hostedZone, the zone that its record belongs into.");
  expect(messageOf(() => tierOnCdktf(options))).toBe("ScaledWebTier 'Stack/Web': domainName needs hostedZoneId, the zone that its record belongs into.");
});

test('what is refused leaves nothing half-built', () => {
  const stack = new TerraformStack(Testing.app(), 'Stack');
  expect(() => tierOnCdktf({ minCapacity: -1 }, stack)).toThrow('minCapacity');
  expect(stack.node.findChild('Web').node.children).toEqual([]);
});

function tierOnAwsCdk(options: ScaledWebTierOptions) {
  const stack = new Stack(new App(), 'Stack');
  const certificates = options.insecureHttp ? undefined : [{ certificateArn: CERTIFICATES[0] }] as unknown as awscdk.ScaledWebTierProps['certificates'];
  return new awscdk.ScaledWebTier(stack, 'Web', { vpc: new Vpc(stack, 'Vpc'), certificates, ...options });
}

function tierOnCdktf(options: ScaledWebTierOptions, stack = new TerraformStack(Testing.app(), 'Stack')) {
  return new cdktf.ScaledWebTier(stack, 'Web', {
    network: new cdktf.Network(stack, 'Network', { availabilityZones: 2 }),
    certificateArns: options.insecureHttp ? undefined : [CERTIFICATES[0]],
    ...options,
  });
}

function messageOf(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was refused';
}
