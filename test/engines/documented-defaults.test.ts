import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { OnCdktf as CachesOnCdktf } from './cache-on-engines';
import { BALANCER } from './failover-settings';
import * as awscdk from '../../src/awscdk';
import * as cdktf from '../../src/cdktf';
import { CacheEngine, CacheUser, DatabaseEngine, Exposure } from '../../src/core';
import { failOnOf } from '../../src/review/stopping';

/** Those of core are held by `test/core/documented-defaults.test.ts`: these are of what an engine, or the review, adds. */
const ROOMS = ['awscdk', 'cdktf', 'review'];

test('each documented default of an engine, and of the review, is the default', () => {
  const said = Object.fromEntries(ROOMS.flatMap(documentedIn));
  expect(said).toEqual({ ...onAwsCdk(), ...onCdktf(), 'review.ScaleOutReviewOptions.failOn': `FailOn.${failOnOf().toUpperCase()}` });
});

/** Every default that is given as a literal: `room.Interface.option` → literal. */
function documentedIn(room: string): [string, string][] {
  const sources = join(__dirname, '..', '..', 'src', room);
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return files.flatMap((file) => {
    const text = readFileSync(join(sources, file), 'utf8');
    return [...text.matchAll(/^export interface (\w+).*?^}/gms)].flatMap(([body, owner]) => (
      [...body.matchAll(/@default ([^-\s].*?)(?: \*\/)?\n(?: +\*.*\n)* {2}readonly (\w+)/g)].map(([, literal, option]): [string, string] => (
        [`${room}.${owner}.${option}`, literal]))));
  });
}

function onAwsCdk(): Record<string, string> {
  const stack = new Stack(new App(), 'Stack');
  const cache = awscdk.SessionCache.fromAttributes(stack, 'Cache', { engine: CacheEngine.valkey('8.1'), endpoint: 'cache', port: 6379, securityGroups: [] });
  const vpc = new ec2.Vpc(stack, 'Vpc');
  const { endpoint } = awscdk.RegionTarget.loadBalancer(new elbv2.ApplicationLoadBalancer(stack, 'Balancer', { vpc }), {
    targetGroup: new elbv2.ApplicationTargetGroup(stack, 'Targets', { vpc, port: 80 }), exposure: Exposure.INTERNET,
  })._found();
  return {
    'awscdk.SessionCacheAttributes.tls': `${cache.tls}`,
    'awscdk.SessionCacheAttributes.serverless': `${cache.serverless}`,
    'awscdk.RegionLoadBalancerOptions.insecureHttp': `${!endpoint.usesTls}`,
    'awscdk.RegionLoadBalancerOptions.dualStack': `${endpoint.isDualStack}`,
  };
}

function onCdktf(): Record<string, string> {
  const { stack, network } = new CachesOnCdktf();
  const cache = cdktf.SessionCache.fromAttributes({ engine: CacheEngine.valkey('8.1'), endpoint: 'cache', port: 6379, securityGroupId: 'sg-1' });
  const { endpoint } = cdktf.RegionTarget.loadBalancer(BALANCER)._found;
  const database = new cdktf.ReadReplicaDatabase(stack, 'Database', { network, engine: DatabaseEngine.postgres('17') });
  const accepts = (make: () => unknown) => `${!refused(make).includes('acceptSecretInState')}`;
  return {
    'cdktf.SessionCacheAttributes.tls': `${cache.tls}`,
    'cdktf.SessionCacheAttributes.serverless': `${cache.serverless}`,
    'cdktf.RegionLoadBalancer.insecureHttp': `${!endpoint.usesTls}`,
    'cdktf.RegionLoadBalancer.dualStack': `${endpoint.isDualStack}`,
    'cdktf.ReadReplicaDatabaseProps.adminPasswordVersion': `${passwordVersionOf(database)}`,
    'cdktf.SessionCacheProps.acceptSecretInState': accepts(() => new cdktf.SessionCache(stack, 'Cache', { network, users: [CacheUser.password('app')] })),
    'cdktf.ScaledWebTierProps.acceptSecretInState': accepts(() => new cdktf.ScaledWebTier(stack, 'Web', {
      network, insecureHttp: true, service: { command: '/opt/serve', environment: { DATABASE_PASSWORD: 'nobody-may-see-this' } },
    })),
  };
}

function passwordVersionOf(database: cdktf.ReadReplicaDatabase): number | undefined {
  const writer: any = database.node.findAll().find(({ node }) => node.id === 'Writer');
  return writer.passwordWoVersionInput;
}

function refused(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
