import { CfnParameter } from 'aws-cdk-lib';
import { TerraformVariable } from 'cdktf';
import { CLOUDFORMATION_LACKS_OF_CACHES, Gap, TERRAFORM_LACKS_OF_CACHES, withoutGaps } from './cache-gaps';
import { OnAwsCdk, OnCdktf, withNames } from './cache-on-engines';
import { CacheView, viewOfCachePlan } from './cache-planned';
import { viewOfCache } from './cache-read-back';
import { CACHE_CASES, CacheCase } from './cache.cases';
import { withoutAbsent } from './views';
import { CacheDurability, CacheEngine, SessionCacheOptions } from '../../src/core';
import { Topology } from '../../src/review';

test('there are enough cases, of distinct names', () => {
  const names = CACHE_CASES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(60);
});

describe.each(CACHE_CASES)('a cache: $name', (testCase) => {
  test('AWS CDK renders the plan', () => {
    const { topology, address } = onAwsCdk(testCase);
    expect(viewOfCache(topology)).toEqual(withoutGaps(CLOUDFORMATION_LACKS_OF_CACHES, viewOfCachePlan(testCase, { address })));
  });

  test('CDKTF renders the plan', () => {
    const { topology, address } = onCdktf(testCase);
    expect(viewOfCache(topology)).toEqual(withoutGaps(TERRAFORM_LACKS_OF_CACHES, viewOfCachePlan(testCase, { address })));
  });
});

describe('what an engine cannot say, skipped by name', () => {
  const DURABLE: CacheCase = { name: 'a log', options: { engine: CacheEngine.valkey('9.0'), clusterMode: true, durability: CacheDurability.SYNC } };
  const SERVERLESS: CacheCase = { name: 'serverless', options: { serverless: {} } };
  const DEFAULTS: CacheCase = { name: 'the defaults', options: {} };

  /** Still planned, and still absent from what is rendered: the day the engine learns it, this fails. */
  function expectGap({ without }: Gap, testCase: CacheCase, rendered: CacheView) {
    const planned = viewOfCachePlan(testCase, { address: 'a' });
    expect(withoutAbsent(without(planned))).not.toEqual(planned);
    expect(withoutAbsent(without(rendered))).toEqual(rendered);
  }

  test.each([
    ['cache.durability', DURABLE], ['removal.finalSnapshot of a serverless cache', SERVERLESS],
  ])('on Terraform: %s', (gap, testCase) => {
    expectGap(TERRAFORM_LACKS_OF_CACHES[gap], testCase, viewOfCache(onCdktf(testCase).topology));
  });

  test.each([
    ['removal.isRetained', DEFAULTS], ['removal.finalSnapshotName of nodes', DEFAULTS],
  ])('on CloudFormation: %s', (gap, testCase) => {
    expectGap(CLOUDFORMATION_LACKS_OF_CACHES[gap], testCase, viewOfCache(onAwsCdk(testCase).topology));
  });

  test('each is tried', () => {
    expect([...Object.keys(TERRAFORM_LACKS_OF_CACHES), ...Object.keys(CLOUDFORMATION_LACKS_OF_CACHES)]).toHaveLength(4);
  });
});

describe('what only the deployment tells arrives as it is told', () => {
  const told = { Days: '7', Port: '7000', Percent: '30', Memory: '65', Window: '02:00-03:00', Maintenance: 'sun:04:00-sun:05:00', Snapshot: 'yesterday' };
  const literal: CacheCase = { name: 'as it is told', options: optionsOf((name) => Number(told[name]), (name) => told[name]) };

  function optionsOf(number: (name: keyof typeof told) => number, text: (name: keyof typeof told) => string): SessionCacheOptions {
    return {
      port: number('Port'),
      reservedMemoryPercent: number('Percent'),
      snapshotRetentionDays: number('Days'),
      snapshotWindow: text('Window'),
      maintenanceWindow: text('Maintenance'),
      snapshotName: text('Snapshot'),
      alarms: { memoryPercent: number('Memory') },
    };
  }

  test('on AWS CDK', () => {
    const engine = new OnAwsCdk();
    const parameter = (name: string, type: string) => new CfnParameter(engine.stack, name, { type });
    const { node } = engine.cache('Cache', optionsOf((name) => parameter(name, 'Number').valueAsNumber, (name) => parameter(name, 'String').valueAsString));
    const topology = Topology.fromCloudFormation(engine.synthesize(), { parameters: told });
    expect(viewOfCache(topology)).toEqual(withoutGaps(CLOUDFORMATION_LACKS_OF_CACHES, viewOfCachePlan(literal, { address: node.addr })));
  });

  test('on CDKTF', () => {
    const engine = new OnCdktf();
    const variable = (name: string, type: string) => new TerraformVariable(engine.stack, name, { type });
    const { node } = engine.cache('Cache', optionsOf((name) => variable(name, 'number').numberValue, (name) => variable(name, 'string').stringValue));
    const topology = Topology.fromTerraform(withNames(engine.synthesize()), { parameters: told });
    expect(viewOfCache(topology)).toEqual(withoutGaps(TERRAFORM_LACKS_OF_CACHES, viewOfCachePlan(literal, { address: node.addr })));
  });
});

function onAwsCdk({ options, setting }: CacheCase) {
  const engine = new OnAwsCdk();
  const { node } = engine.cache('Cache', options, setting);
  return { topology: Topology.fromCloudFormation(engine.synthesize()), address: node.addr };
}

function onCdktf({ options, setting }: CacheCase) {
  const engine = new OnCdktf();
  const { node } = engine.cache('Cache', options, setting);
  return { topology: Topology.fromTerraform(withNames(engine.synthesize())), address: node.addr };
}
