import { Excepted, sectionsOfDocument, sectionsOfTemplate, unnoticedIn } from './standby-changes';
import { OnAwsCdk, OnCdktf, readDocument, readTemplate } from './standby-on-engines';
import { viewOfStandby } from './standby-read-back';
import { AURORA, AURORA_MYSQL, MYSQL, POSTGRES, StandbySetting } from './standby.cases';
import { StandbyDatabaseOptions } from '../../src/core';

/** What is compared notices whatever is changed or left out by hand in what was rendered. What it does not notice stands here, each with its reason. */
const NOT_COMPARED: Excepted = [
  [/(Description|description|Comment|comment)$/, 'a text for people: that of an alarm and of a parameter is compared'],
  [/\.(PolicyName|alarm_name|name_prefix|tags\.Name)$|^aws_appautoscaling_policy\.name$/, 'a name that nothing but a reference depends on'],
  [/\.(ServiceNamespace|service_namespace)$/, 'the dimension that is compared begins with it, and AWS refuses another'],
  [/\.(DependsOn|depends_on|lifecycle\.\w+|apply_immediately|apply_method)$/, 'how a deployment goes about it: each engine\'s own tests hold it'],
  [/\.triggers\.\w+$/, 'what Terraform makes a check anew by: its own tests hold it'],
  [/\.UpdateReplacePolicy$/, 'a topology tells what becomes of a thing that is deleted; AWS CDK\'s own tests hold what becomes of one that is replaced'],
  [/\.Fn::GetAtt\.attribute$/, 'which attribute it is: whatever is referred to here has no other that fits, and endpoints are compared by name'],
  [/\.Fn::GetAZs$|\.VPCRegion\.Ref$/, 'the region of the zones, and of the network: there is one stack, and one region'],
  [/^aws_db_instance\.skip_final_snapshot$/, 'of a replica none is taken, whatever is said'],
  [/\.final_snapshot_identifier$/, 'the name of a snapshot, not whether there is one'],
  [/\.(Type|type)$/, 'that a parameter is a text, where its value is one'],
  [/\.(CopyTagsToSnapshot|copy_tags_to_snapshot|MonitoringRoleArn\.Fn::GetAtt\.resource|monitoring_role_arn)$/, 'a topology does not tell it: each engine\'s own tests hold it'],
  [/^RDS::OptionGroup\.(EngineName|MajorEngineVersion|DeletionPolicy)|OptionSettings\./, 'of a group of options a topology tells their names alone'],
  [/^aws_db_option_group\.(engine_name|major_engine_version|skip_destroy|option\.option_settings\.\w+)$/, 'the same on Terraform'],
  [/^RDS::DBInstance\.DBSubnetGroupName\.Ref$|^aws_rds_cluster_instance\.db_subnet_group_name$/, 'members and replicas lie where their database does: AWS refuses another group'],
  [/^RDS::DBInstance\.Engine$|^aws_rds_cluster_instance\.engine$/, 'members and replicas have the engine of their database: AWS refuses another'],
];

/** What means the same where it is left out. */
const SAME_WITHOUT: Excepted = [
  [/^(Logs::LogGroup|RDS::DBInstance|RDS::DBCluster)\.DeletionPolicy$/, 'CloudFormation\'s own default: a snapshot of a cluster, and none of what belongs to another'],
  [/^RDS::DBInstance\.SourceRegion$/, 'the ARN tells it too: AWS CDK\'s own tests hold that it is said beside it'],
  [/^aws_cloudwatch_log_group\.skip_destroy$|^aws_rds_cluster\.skip_final_snapshot$/, 'the provider\'s own default is the plan\'s'],
];

const WATCHED = /::RDS::|aws_(db|rds)_|logs?_?::?loggroup|log_group|applicationautoscaling|appautoscaling|metric_alarm|cloudwatch::alarm|route53|ssm_parameter|ssm::parameter/i;
const WINDOWS = { backupWindow: '02:00-03:00', maintenanceWindow: 'sun:04:00-sun:05:00' };

const CASES: [string, StandbyDatabaseOptions, StandbySetting][] = [
  ['a replica with replicas', { ...MYSQL, ...WINDOWS, replicas: 1, storage: { iops: 13_000, allocatedGib: 500, throughputMibps: 600 } }, { key: true, alarmTopic: true }],
  ['a replica of PostgreSQL in somebody else\'s zone', { ...POSTGRES, replicas: 1, writerHost: 'orders.example.com' }, { readerZone: true }],
  ['a cluster', { ...AURORA, ...WINDOWS, replicas: 1, writerHost: 'orders.example.com' }, { key: true, alarmTopic: true }],
  ['a cluster that has been promoted', { ...AURORA_MYSQL, promoted: true, readerScaling: { maxReplicas: 4 }, serverless: { minCapacity: 1, maxCapacity: 4 } }, {}],
];

test.each(CASES)('on AWS CDK, of %s', (_, options, setting) => {
  const engine = new OnAwsCdk();
  engine.standby(options, setting);
  const document = engine.synthesize();
  const expected = { notCompared: NOT_COMPARED, sameWithout: SAME_WITHOUT, atLeast: 120 };
  expect(unnoticedIn(document, sectionsOfTemplate(document, 'Standby', WATCHED), (one) => viewOfStandby(readTemplate(one)), expected)).toEqual([]);
});

test.each(CASES)('on CDKTF, of %s', (_, options, setting) => {
  const engine = new OnCdktf();
  engine.standby(options, setting);
  const document = engine.synthesize();
  const expected = { notCompared: NOT_COMPARED, sameWithout: SAME_WITHOUT, atLeast: 120 };
  expect(unnoticedIn(document, sectionsOfDocument(document, 'Standby', WATCHED), (one) => viewOfStandby(readDocument(one)), expected)).toEqual([]);
});

test('a document that is not changed is read as it was', () => {
  const engine = new OnAwsCdk();
  engine.standby(POSTGRES);
  const document = engine.synthesize();
  const view = (one: any) => JSON.stringify(viewOfStandby(readTemplate(one)));
  expect(view(JSON.parse(JSON.stringify(document)))).toBe(view(document));
});
