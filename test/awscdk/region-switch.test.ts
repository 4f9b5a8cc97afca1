import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks, HIPAASecurityChecks, NagPack, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { Pack } from './expected-findings';
import { findingsOf, invalidIn } from './findings';
import {
  AllowedDataLoss, GlobalDatastoreSwitch, GlobalDatastoreSwitchOptions, RegionSwitchPlan, RegionSwitchPlanOptions, SwitchedDatabase,
} from '../../src/awscdk';
import {
  alarm, ALL, APPROVER, aurora, cacheSwitch, cluster, group, HOME, instance, NAME, OTHER, RDS,
} from '../core/region-switch-planning';

const PLAN = 'AWS::ARCRegionSwitch::Plan';
const ENV = { account: '111122223333', region: 'us-east-1' };

function switchIn(app: App, options: Partial<RegionSwitchPlanOptions> = {}): RegionSwitchPlan {
  return new RegionSwitchPlan(new Stack(app, 'Switch', { env: ENV }), 'Plan', { ...ALL, ...options });
}

function templateOf(options: Partial<RegionSwitchPlanOptions> = {}): Template {
  return Template.fromStack(Stack.of(switchIn(new App(), options)));
}

function planOf(options: Partial<RegionSwitchPlanOptions> = {}): any {
  return Object.values(templateOf(options).findResources(PLAN))[0].Properties;
}

function cacheSwitchIn(app: App, options: Partial<GlobalDatastoreSwitchOptions> = {}): GlobalDatastoreSwitch {
  const stack = new Stack(app, 'Other', { env: { ...ENV, region: OTHER } });
  return new GlobalDatastoreSwitch(stack, 'CacheSwitch', {
    functionName: 'shop-cache-switch', globalReplicationGroupId: 'ldgnf-shop', replicationGroupId: 'shop-cache', ...options,
  });
}

describe('the plan', () => {
  const template = templateOf({ trigger: { alarmArns: [alarm(OTHER)] }, recoveryTimeObjectiveMinutes: 17 });
  const [plan]: any[] = Object.values(template.findResources(PLAN));

  test('says every step, in both directions', () => {
    const steps = (to: string, from: string) => [
      {
        Name: 'approval',
        Description: `Before: ${from} is lost, or everybody knows that it is left.`,
        ExecutionBlockType: 'ManualApproval',
        ExecutionBlockConfiguration: { ExecutionApprovalConfig: { ApprovalRole: APPROVER } },
      },
      {
        Name: 'servers',
        Description: `Servers enough in ${to}`,
        ExecutionBlockType: 'EC2AutoScaling',
        ExecutionBlockConfiguration: {
          Ec2AsgCapacityIncreaseConfig: {
            Asgs: [{ Arn: group(HOME) }, { Arn: group(OTHER) }], TargetPercent: 100, CapacityMonitoringApproach: 'sampledMaxInLast24Hours',
          },
        },
      },
      {
        Name: 'data',
        Description: `Database and cache take writes in ${to}`,
        ExecutionBlockType: 'Parallel',
        ExecutionBlockConfiguration: {
          ParallelConfig: {
            Steps: [
              {
                Name: 'database',
                Description: `The database takes writes in ${to}`,
                ExecutionBlockType: 'AuroraGlobalDatabase',
                ExecutionBlockConfiguration: {
                  GlobalAuroraConfig: {
                    GlobalClusterIdentifier: 'shop-global',
                    DatabaseClusterArns: [cluster(HOME), cluster(OTHER)],
                    Behavior: 'switchoverOnly',
                    Ungraceful: { Ungraceful: 'failover' },
                  },
                },
              },
              {
                Name: 'cache',
                Description: `The cache takes writes in ${to}`,
                ExecutionBlockType: 'CustomActionLambda',
                ExecutionBlockConfiguration: {
                  CustomActionLambdaConfig: {
                    Lambdas: [{ Arn: cacheSwitch(HOME) }, { Arn: cacheSwitch(OTHER) }], RegionToRun: 'activatingRegion', RetryIntervalMinutes: 6,
                  },
                },
              },
            ],
          },
        },
      },
      {
        Name: 'name',
        Description: `Callers go to ${to}`,
        ExecutionBlockType: 'Route53HealthCheck',
        ExecutionBlockConfiguration: {
          Route53HealthCheckConfig: {
            HostedZoneId: NAME.hostedZoneId,
            RecordName: NAME.recordName,
            RecordSets: [{ RecordSetIdentifier: HOME, Region: HOME }, { RecordSetIdentifier: OTHER, Region: OTHER }],
          },
        },
      },
    ];
    expect(plan.Properties).toEqual({
      Name: 'switch-plan',
      Description: 'Takes the application from eu-west-1 to eu-central-1, and back',
      RecoveryApproach: 'activePassive',
      PrimaryRegion: HOME,
      Regions: [HOME, OTHER],
      ExecutionRole: { 'Fn::GetAtt': [expect.stringContaining('ExecutionRole'), 'Arn'] },
      RecoveryTimeObjectiveMinutes: 17,
      AssociatedAlarms: { 'trigger-1': { AlarmType: 'trigger', ResourceIdentifier: alarm(OTHER) } },
      Triggers: [{
        Description: 'To eu-central-1 when all of these alarms are on',
        Action: 'activate',
        TargetRegion: OTHER,
        Conditions: [{ AssociatedAlarmName: 'trigger-1', Condition: 'red' }],
        MinDelayMinutesBetweenExecutions: 60,
      }],
      Workflows: [
        {
          WorkflowTargetAction: 'activate',
          WorkflowTargetRegion: OTHER,
          WorkflowDescription: 'From eu-west-1 to eu-central-1',
          Steps: steps(OTHER, HOME),
        },
        {
          WorkflowTargetAction: 'activate',
          WorkflowTargetRegion: HOME,
          WorkflowDescription: 'Back from eu-central-1 to eu-west-1',
          Steps: steps(HOME, OTHER),
        },
      ],
    });
  });

  test('is there when its role may do everything, in one policy of its own', () => {
    expect(plan.DependsOn).toEqual([expect.stringContaining('ExecutionPolicy')]);
    template.resourceCountIs('AWS::IAM::Policy', 0);
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'arc-region-switch.amazonaws.com' } }],
      },
      ManagedPolicyArns: Match.absent(),
    });
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Sid: 'AddServers', Action: 'autoscaling:UpdateAutoScalingGroup', Resource: [group(HOME), group(OTHER)] }),
          Match.objectLike({ Sid: 'MoveDatabase', Action: ['rds:SwitchoverGlobalCluster', 'rds:FailoverGlobalCluster'] }),
          Match.objectLike({
            Sid: 'EvaluatePlan', Action: 'iam:SimulatePrincipalPolicy', Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('ExecutionRole'), 'Arn'] },
          }),
        ]),
      },
    });
  });

  test('says what it is called with, and where its health checks are', () => {
    const outputs: [string, any][] = Object.entries(template.toJSON().Outputs);
    const outputOf = (id: string) => outputs.find(([name]) => name.startsWith(`Plan${id}`))![1];
    const [arn, command] = [outputOf('PlanArn'), outputOf('HealthChecksCommand')];
    expect(arn.Value).toEqual({ 'Fn::GetAtt': [expect.stringContaining('Plan'), 'Arn'] });
    expect(command.Value['Fn::Join'][1][0]).toBe('aws arc-region-switch list-route53-health-checks-in-region --region eu-central-1 --arn ');
  });

  test('has no alarms and no trigger where none are given', () => {
    expect(Object.keys(planOf()).sort()).toEqual([
      'Description', 'ExecutionRole', 'Name', 'PrimaryRegion', 'RecoveryApproach', 'Regions', 'Workflows',
    ]);
  });

  test('promotes a replica of RDS', () => {
    const [, database] = planOf({ database: RDS, primary: { region: HOME }, secondary: { region: OTHER } }).Workflows[0].Steps;
    expect(database).toMatchObject({
      ExecutionBlockType: 'RdsPromoteReadReplica',
      ExecutionBlockConfiguration: { RdsPromoteReadReplicaConfig: { DbInstanceArnMap: { [HOME]: instance(HOME), [OTHER]: instance(OTHER) } } },
    });
  });

  test('takes its ids from parameters', () => {
    const stack = new Stack(new App(), 'Switch', { env: ENV });
    const [home, other] = ['Home', 'Other'].map((id) => new CfnParameter(stack, id).valueAsString);
    new RegionSwitchPlan(stack, 'Plan', {
      primary: { region: HOME, autoScalingGroupArn: home },
      secondary: { region: OTHER, autoScalingGroupArn: other },
      database: SwitchedDatabase.auroraGlobal({
        globalClusterIdentifier: 'shop-global', primaryClusterArn: home, secondaryClusterArn: other, dataLoss: AllowedDataLoss.WHEN_UNGRACEFUL,
      }),
      approvalRoleArn: APPROVER,
    });
    const [{ Properties }]: any[] = Object.values(Template.fromStack(stack).findResources(PLAN));
    const { Asgs } = Properties.Workflows[0].Steps[1].ExecutionBlockConfiguration.Ec2AsgCapacityIncreaseConfig;
    expect(Asgs).toEqual([{ Arn: { Ref: 'Home' } }, { Arn: { Ref: 'Other' } }]);
  });

  test('warns, and refuses under its own name', () => {
    const app = new App();
    const stack = Stack.of(switchIn(app, { database: aurora() }));
    Annotations.fromStack(stack).hasWarning('/Switch/Plan', Match.stringLikeRegexp('when eu-west-1 is lost the plan stops at it.*switchoverNeedsBothRegions'));
    expect(() => switchIn(new App(), { approvalRoleArn: undefined })).toThrow("RegionSwitchPlan 'Switch/Plan': approvalRoleArn must say who approves an execution");
  });
});

describe('the function for the cache', () => {
  const app = new App();
  const cacheSwitchOfOther = cacheSwitchIn(app);
  const template = Template.fromStack(Stack.of(cacheSwitchOfOther));

  test('has the name and the text that are planned, and a log that ends', () => {
    template.hasResource('AWS::Lambda::Function', {
      Properties: {
        FunctionName: 'shop-cache-switch',
        Description: 'Makes shop-cache the primary of ldgnf-shop',
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        Code: { ZipFile: Match.stringLikeRegexp('FailoverGlobalReplicationGroupCommand') },
        Environment: { Variables: { DATASTORE: 'ldgnf-shop', CACHE: 'shop-cache' } },
        Timeout: 300,
        MemorySize: 256,
        ReservedConcurrentExecutions: Match.absent(),
        LoggingConfig: { LogGroup: Match.anyValue() },
      },
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('Policy')]),
    });
    template.hasResource('AWS::Logs::LogGroup', {
      Properties: { LogGroupName: '/aws/lambda/shop-cache-switch', RetentionInDays: 30 }, DeletionPolicy: 'Delete',
    });
  });

  test('has one policy of its own', () => {
    template.resourceCountIs('AWS::IAM::Policy', 0);
    template.resourceCountIs('AWS::IAM::ManagedPolicy', 1);
    template.hasResourceProperties('AWS::IAM::Role', { ManagedPolicyArns: Match.absent() });
  });

  test('is refused under its own name', () => {
    expect(() => cacheSwitchIn(new App(), { logRetentionDays: 2 })).toThrow("GlobalDatastoreSwitch 'Other/CacheSwitch': logRetentionDays must be one of");
  });
});

const SOLUTIONS: readonly Pack[] = ['AwsSolutions'];
const STANDARDS: readonly Pack[] = ['NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321'];
const NIST_AND_HIPAA: readonly Pack[] = ['NIST.800.53.R5', 'HIPAA.Security'];
const FUNCTION = 'Other/CacheSwitch/Function/Resource';

/** What cdk-nag finds, in which packs, and why it is left. */
const EXPECTED: { readonly packs: readonly Pack[]; readonly rules: readonly string[]; readonly at: string; readonly reason: string }[] = [
  {
    packs: SOLUTIONS,
    rules: ['IAM5[Resource::*]'],
    at: 'Switch/Plan/ExecutionPolicy/Resource',
    reason: 'AWS\'s pages have it for whatever only looks, and do not tell how Region switch asks',
  },
  {
    packs: SOLUTIONS,
    rules: ['IAM5[Resource::arn:<AWS::Partition>:arc-region-switch::111122223333:plan/switch-plan:*]'],
    at: 'Switch/Plan/ExecutionPolicy/Resource',
    reason: 'AWS chooses how the ARN ends',
  },
  {
    packs: SOLUTIONS,
    rules: ['IAM5[Resource::arn:<AWS::Partition>:logs:eu-central-1:111122223333:log-group:/aws/lambda/shop-cache-switch:*]'],
    at: 'Other/CacheSwitch/Policy/Resource',
    reason: 'the streams of one log group, which Lambda names',
  },
  { packs: STANDARDS, rules: ['LambdaInsideVPC'], at: FUNCTION, reason: 'it calls ElastiCache\'s API, and would need a way out of the network' },
  { packs: NIST_AND_HIPAA, rules: ['LambdaConcurrency', 'LambdaDLQ'], at: FUNCTION, reason: 'Region switch calls it, watches it, and runs it again' },
  { packs: STANDARDS, rules: ['CloudWatchLogGroupEncrypted'], at: 'Other/CacheSwitch/Logs/Resource', reason: 'encrypted by CloudWatch Logs; a key of the user\'s own is not offered for logs' },
];

describe('judged by others', () => {
  const app = new App();
  switchIn(app, { trigger: { alarmArns: [alarm(OTHER)] } });
  cacheSwitchIn(app);

  test.each<[Pack, () => NagPack]>([
    ['AwsSolutions', () => new AwsSolutionsChecks()], ['NIST.800.53.R5', () => new NIST80053R5Checks()],
    ['HIPAA.Security', () => new HIPAASecurityChecks()], ['PCI.DSS.321', () => new PCIDSS321Checks()],
  ])('gets from cdk-nag %s what is expected', (pack, checks) => {
    const expected = EXPECTED.filter(({ packs }) => packs.includes(pack)).flatMap(({ rules, at }) => rules.map((rule) => `${pack}-${rule} at ${at}`)).sort();
    expect(findingsOf(checks(), app)).toEqual(expected);
  });

  test('passes for CloudFormation', () => {
    expect(invalidIn(app)).toEqual([]);
  });
});
