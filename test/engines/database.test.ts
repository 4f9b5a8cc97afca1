import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { TerraformStack, Testing } from 'cdktf';
import { viewOfDatabasePlan } from './database-planned';
import { viewOfDatabase } from './database-read-back';
import { DATABASE_CASES, DatabaseCase } from './database.cases';
import { ALARM_TOPIC } from './settings';
import * as awscdk from '../../src/awscdk';
import * as cdktf from '../../src/cdktf';
import { Topology } from '../../src/review';

test('there are enough cases, of distinct names', () => {
  const names = DATABASE_CASES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(25);
});

describe.each(DATABASE_CASES)('a database: $name', (testCase) => {
  test('AWS CDK renders the plan', () => {
    const { topology, address } = onAwsCdk(testCase);
    expect(viewOfDatabase(topology)).toEqual(viewOfDatabasePlan(testCase, { address }));
  });

  test('CDKTF renders the plan', () => {
    const { topology, address } = onCdktf(testCase);
    expect(viewOfDatabase(topology)).toEqual(viewOfDatabasePlan(testCase, { address }));
  });
});

function onAwsCdk({ options, setting = {} }: DatabaseCase) {
  const stack = new Stack(new App(), 'Stack');
  const { PUBLIC, PRIVATE_WITH_EGRESS, PRIVATE_ISOLATED } = SubnetType;
  const vpc = new Vpc(stack, 'Vpc', { subnetConfiguration: [PUBLIC, PRIVATE_WITH_EGRESS, PRIVATE_ISOLATED].map((subnetType) => ({ name: subnetType, subnetType })) });
  const alarmTopic = setting.alarmTopic ? Topic.fromTopicArn(stack, 'Alarms', ALARM_TOPIC) : undefined;
  const { node } = new awscdk.ReadReplicaDatabase(stack, 'Database', { vpc, alarmTopic, ...options });
  return { topology: Topology.fromCloudFormation(Template.fromStack(stack).toJSON()), address: node.addr };
}

function onCdktf({ options, setting = {} }: DatabaseCase) {
  const stack = new TerraformStack(Testing.app(), 'Stack');
  new AwsProvider(stack, 'Aws', { region: 'eu-west-1' });
  const network = new cdktf.Network(stack, 'Network', { availabilityZones: 2 });
  const { node } = new cdktf.ReadReplicaDatabase(stack, 'Database', { network, alarmTopicArn: setting.alarmTopic ? ALARM_TOPIC : undefined, ...options });
  return { topology: Topology.fromTerraform(JSON.parse(Testing.synth(stack))), address: node.addr };
}
