import { OnAwsCdk, OnCdktf } from './accelerator-on-engines';
import { acceleratorInTemplate, acceleratorInTerraform, endpointGroupInTemplate, endpointGroupInTerraform } from './accelerator-read-back';
import { HOME, NAME } from './failover-settings';
import { sectionsOfDocument, sectionsOfTemplate, unnoticedIn } from './standby-changes';

const OWN = /globalaccelerator|route53/i;
/** What is compared notices whatever is changed or left out by hand in what was rendered. */
const EXPECTED = { notCompared: [], sameWithout: [], atLeast: 5 };

const ENTRY = { recordName: NAME, redirectHttp: true, dualStack: true, sourceIpAffinity: true, flowLogBucketName: 'logs', flowLogPrefix: 'world' };
const REGION = { options: { withdrawn: true, trafficDialPercent: 5 } };

test('on AWS CDK', () => {
  const engine = new OnAwsCdk();
  engine.accelerator(engine.stackIn('us-west-2', 'Global'), ENTRY);
  engine.group(engine.stackIn(HOME), REGION);
  const { Global, Stack } = engine.synthesize();
  expect(unnoticedIn(Global, sectionsOfTemplate(Global, 'Accelerator', OWN), acceleratorInTemplate, EXPECTED)).toEqual([]);
  expect(unnoticedIn(Stack, sectionsOfTemplate(Stack, 'Region', OWN), endpointGroupInTemplate, EXPECTED)).toEqual([]);
});

test('on CDKTF', () => {
  const engine = new OnCdktf();
  engine.accelerator(engine.stackIn('us-west-2', 'Global'), ENTRY);
  engine.group(engine.stackIn(HOME), REGION);
  const { Global, Stack } = engine.synthesize();
  expect(unnoticedIn(Global, sectionsOfDocument(Global, 'Accelerator', OWN), acceleratorInTerraform, EXPECTED)).toEqual([]);
  expect(unnoticedIn(Stack, sectionsOfDocument(Stack, 'Region', OWN), endpointGroupInTerraform, EXPECTED)).toEqual([]);
});
