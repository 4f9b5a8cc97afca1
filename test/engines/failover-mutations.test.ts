import { OnAwsCdk, OnCdktf, Region } from './failover-on-engines';
import { viewOfFailover, viewOfLastResort } from './failover-read-back';
import { HOME, WEB_ACL } from './failover-settings';
import { Excepted, sectionsOfDocument, sectionsOfTemplate, unnoticedIn } from './standby-changes';
import { GeoLocation, RegionRouting } from '../../src/core';
import { Topology } from '../../src/review';

/** What is compared notices whatever is changed or left out by hand in what was rendered. What it does not notice stands here, each with its reason. */
const NOT_COMPARED: Excepted = [
  [/\.(alarm_name|bucket_prefix|OriginAccessControlConfig\.Name)$|^aws_cloudfront_origin_access_control\.name$/, 'a name that nothing but a reference depends on'],
  [/\.triggers\.\w+$/, 'what Terraform makes a check anew by: its own tests hold it'],
  [/\.Fn::GetAtt\.attribute$/, 'which attribute it is: a check and an access control have no other that fits'],
  [/\.(DependsOn|depends_on|lifecycle\.\w+)$/, 'how a deployment goes about it: each engine\'s own tests hold it'],
  [/\.UpdateReplacePolicy$/, 'a topology tells what becomes of a thing that is deleted; AWS CDK\'s own tests hold what becomes of one that is replaced'],
  [/^aws_s3_bucket\.force_destroy$/, 'what may not be destroyed is not emptied either, whatever is said'],
  [/\.S3OriginConfig\.OriginAccessIdentity$/, 'the access control goes before it: CloudFront refuses both'],
  [/\.Tags\.(Key|Value)$/, 'a name for people, and whose function empties the bucket'],
  [/\.PolicyDocument\.Version$/, 'the language of the policy: the older one would do as well'],
  [/^CertificateManager::Certificate\.DomainValidationOptions\.|^aws_acm_certificate_validation\./, 'how the name is proved: each engine\'s own tests hold it'],
  [/^aws_iam_policy_document\.(version|statement\.sid)$/, 'a name within the policy'],
];

/** What means the same where it is left out. */
const SAME_WITHOUT: Excepted = [
  [/\.Statement\.Effect$|\.statement\.effect$/, 'a statement that does not say it allows'],
  [/\.geo_restriction\.restriction_type$/, 'none, as where nothing is said'],
];

const REGION = /route53|cloudwatch/i;
const LAST_RESORT = /route53|cloudfront|certificate|s3_bucket|::s3::bucket|policy_document/i;
const EXPECTED = { notCompared: NOT_COMPARED, sameWithout: SAME_WITHOUT, atLeast: 20 };

const CASES: [string, Region][] = [
  ['a region that Route 53 reaches', {
    options: {
      healthCheck: { searchString: 'ok', checkerRegions: ['us-east-1', 'eu-west-1', 'sa-east-1'], alarmNames: ['errors', 'queue'], healthThreshold: 2 },
    },
    setting: { dualStack: true, alarmTopic: true, region: 'us-east-1' },
  }],
  ['a region inside a network', { options: { routing: RegionRouting.weighted(7), withdrawn: true, lastResort: true }, setting: { isInternal: true, alarmTopic: true } }],
  ['a region by latency', { options: { routing: RegionRouting.latency() } }],
  ['a region by place', { options: { routing: RegionRouting.geolocation(GeoLocation.subdivision('US', 'CA')) } }],
];

test.each(CASES)('on AWS CDK, of %s', (_, region) => {
  const engine = new OnAwsCdk();
  engine.region(engine.stackIn(region.setting?.region ?? HOME), region);
  const document = engine.synthesize().Stack;
  expect(unnoticedIn(document, sectionsOfTemplate(document, 'Failover', REGION), (one) => viewOfFailover(Topology.fromCloudFormation(one)), EXPECTED)).toEqual([]);
});

test.each(CASES)('on CDKTF, of %s', (_, region) => {
  const engine = new OnCdktf();
  engine.region(engine.stackIn(region.setting?.region ?? HOME), region);
  const document = engine.synthesize().Stack;
  expect(unnoticedIn(document, sectionsOfDocument(document, 'Failover', REGION), (one) => viewOfFailover(Topology.fromTerraform(one)), EXPECTED)).toEqual([]);
});

const LAST = { options: { dualStack: true, webAclArn: WEB_ACL } };

test('on AWS CDK, of a last resort', () => {
  const engine = new OnAwsCdk();
  engine.lastResort(engine.stackIn('us-east-1'), LAST);
  const document = engine.synthesize().Stack;
  expect(unnoticedIn(document, sectionsOfTemplate(document, 'LastResort', LAST_RESORT), (one) => viewOfLastResort(Topology.fromCloudFormation(one)), EXPECTED)).toEqual([]);
});

test('on CDKTF, of a last resort', () => {
  const engine = new OnCdktf();
  engine.lastResort(engine.stackIn('us-east-1'), LAST);
  const document = engine.synthesize().Stack;
  // The record that proves the certificate's name is no answer to callers.
  const sections = sectionsOfDocument(document, 'LastResort', LAST_RESORT).filter(({ path }) => !String(path.at(-1)).startsWith('LastResort_CertificateRecord'));
  expect(unnoticedIn(document, sections, (one) => viewOfLastResort(Topology.fromTerraform(one)), EXPECTED)).toEqual([]);
});
