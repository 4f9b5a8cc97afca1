import { TOKEN_NUMBER, TOKEN_TEXT } from './planning';
import {
  alarm, ALL, APPROVER, aurora, cacheSwitch, cluster, group, HOME, instance, NAME, OTHER, RDS, regionSwitch, switchRefusals,
} from './region-switch-planning';
import { AllowedDataLoss, SwitchedDatabase } from '../../src/core/region-switch-database';
import { RegionSwitchPlanOptions } from '../../src/core/region-switch-options';

type Options = Partial<RegionSwitchPlanOptions>;

const namesOf = (index: number, options: Options = {}) => regionSwitch(options).workflows[index].steps.map(({ name }) => name);
const stepOf = (index: number, name: string, options: Options = {}): any => regionSwitch(options).workflows[index].steps
  .flatMap((step) => step.type === 'Parallel' ? [step, ...step.steps] : [step]).find((step) => step.name === name);
const warningsOf = (options: Options) => regionSwitch(options).warnings.map(({ id }) => id.replace('scale-out-constructs:', ''));
const actionsOf = (options: Options = {}) => regionSwitch(options).role.statements.flatMap(({ actions }) => actions);

describe('the plan', () => {
  const plan = regionSwitch();

  test('is for an application that runs in one region and waits in the other', () => {
    expect(plan).toMatchObject({
      id: 'Plan',
      name: 'app-switch',
      description: 'Takes the application from eu-west-1 to eu-central-1, and back',
      approach: 'activePassive',
      primaryRegion: HOME,
      regions: [HOME, OTHER],
      alarms: [],
      trigger: undefined,
      recoveryTimeObjectiveMinutes: undefined,
      warnings: [],
    });
  });

  test('has a way there and a way back, of the same steps in the same order', () => {
    expect(plan.workflows.map(({ action, targetRegion, description }) => [action, targetRegion, description])).toEqual([
      ['activate', OTHER, 'From eu-west-1 to eu-central-1'], ['activate', HOME, 'Back from eu-central-1 to eu-west-1'],
    ]);
    expect(namesOf(0)).toEqual(['approval', 'servers', 'data', 'name']);
    expect(namesOf(1)).toEqual(namesOf(0));
  });

  test('waits for an approval, by default', () => {
    expect(stepOf(0, 'approval')).toEqual({
      name: 'approval', description: 'Before: eu-west-1 is lost, or everybody knows that it is left.', type: 'ManualApproval', roleArn: APPROVER,
    });
  });

  test('wants as many servers as the other region had, by default', () => {
    expect(stepOf(0, 'servers')).toMatchObject({
      type: 'EC2AutoScaling', groupArns: [group(HOME), group(OTHER)], percent: 100, monitoring: 'sampledMaxInLast24Hours',
    });
    expect(stepOf(0, 'servers', { capacityPercent: 120 }).percent).toBe(120);
  });

  test('moves database and cache at the same time, with the function of the region that is activated', () => {
    expect(stepOf(0, 'data')).toMatchObject({ type: 'Parallel', description: 'Database and cache take writes in eu-central-1' });
    expect(stepOf(1, 'data').steps.map(({ name }: { name: string }) => name)).toEqual(['database', 'cache']);
    expect(stepOf(0, 'cache')).toMatchObject({
      type: 'CustomActionLambda', functionArns: [cacheSwitch(HOME), cacheSwitch(OTHER)], regionToRun: 'activatingRegion', retryMinutes: 6,
    });
  });

  test('moves the name last, by records that it is told', () => {
    expect(stepOf(0, 'name')).toEqual({
      name: 'name',
      description: 'Callers go to eu-central-1',
      type: 'Route53HealthCheck',
      hostedZoneId: NAME.hostedZoneId,
      recordName: 'shop.example.com',
      recordSets: [{ setIdentifier: HOME, region: HOME }, { setIdentifier: OTHER, region: OTHER }],
    });
    const { primary, secondary } = ALL;
    const other = stepOf(1, 'name', { primary: { ...primary, setIdentifier: 'home' }, secondary, name: { ...NAME, lastResort: true } });
    expect(other).toMatchObject({
      recordName: 'active.shop.example.com', recordSets: [{ setIdentifier: 'home', region: HOME }, { setIdentifier: OTHER, region: OTHER }],
    });
  });

  test('tells how to find its health checks, where it has any', () => {
    expect(plan.output.planArn.id).toBe('PlanArn');
    expect(plan.output.healthChecksCommand?.command).toBe('aws arc-region-switch list-route53-health-checks-in-region --region eu-central-1 --arn');
    expect(regionSwitch({ name: undefined }).output.healthChecksCommand).toBeUndefined();
  });
});

describe('what is not given', () => {
  test('has no step', () => {
    const bare = { primary: { region: HOME }, secondary: { region: OTHER } };
    expect(namesOf(0, { ...bare, database: undefined, name: NAME })).toEqual(['approval', 'name']);
    expect(namesOf(0, { ...bare, name: undefined })).toEqual(['approval', 'database']);
    expect(namesOf(0, { database: undefined, name: undefined })).toEqual(['approval', 'servers', 'cache']);
    expect(namesOf(1, { approvalRoleArn: undefined, withoutApproval: true })).toEqual(['servers', 'data', 'name']);
  });

  test('has no permission', () => {
    const bare = { primary: { region: HOME }, secondary: { region: OTHER } };
    expect(actionsOf({ ...bare, database: undefined })).toEqual([
      'arc-region-switch:GetPlan', 'arc-region-switch:GetPlanExecution', 'arc-region-switch:ListPlanExecutions', 'route53:ListResourceRecordSets',
    ]);
  });

  test('is a default when it is an explicit undefined', () => {
    const nothing: Options = {
      planName: undefined, capacityPercent: undefined, trigger: undefined, recoveryTimeObjectiveMinutes: undefined, withoutApproval: undefined,
    };
    expect(regionSwitch(nothing)).toEqual(regionSwitch());
  });
});

describe('an Aurora global database', () => {
  const waysOf = (dataLoss?: AllowedDataLoss) => [0, 1].map((index) => {
    const { behavior, ungraceful } = stepOf(index, 'database', { database: aurora(dataLoss) });
    return [behavior, ungraceful];
  });

  test('is only switched over where nothing else is said, with a warning', () => {
    expect(waysOf()).toEqual([['switchoverOnly', undefined], ['switchoverOnly', undefined]]);
    expect(warningsOf({ database: aurora() })).toEqual(['switchoverNeedsBothRegions']);
    expect(actionsOf({ database: aurora() })).not.toContain('rds:FailoverGlobalCluster');
    expect(warningsOf({ database: aurora(AllowedDataLoss.NEVER) })).toEqual([]);
    expect(waysOf(AllowedDataLoss.NEVER)).toEqual(waysOf());
  });

  test('fails over when somebody chooses to, in both directions', () => {
    expect(waysOf(AllowedDataLoss.WHEN_UNGRACEFUL)).toEqual([['switchoverOnly', 'failover'], ['switchoverOnly', 'failover']]);
    expect(actionsOf()).toContain('rds:FailoverGlobalCluster');
  });

  test('always fails over on the way there, and never by itself on the way back', () => {
    expect(waysOf(AllowedDataLoss.ALWAYS)).toEqual([['failover', 'failover'], ['switchoverOnly', 'failover']]);
  });

  test('is all that may be moved', () => {
    expect(stepOf(0, 'database')).toMatchObject({
      type: 'AuroraGlobalDatabase', globalClusterIdentifier: 'shop-global', clusterArns: [cluster(HOME), cluster(OTHER)],
    });
    expect(regionSwitch().role.statements.find(({ sid }) => sid === 'MoveDatabase')?.resources).toEqual([
      'arn:aws:rds::111122223333:global-cluster:shop-global', cluster(HOME), cluster(OTHER),
    ]);
  });
});

test('a replica of RDS is promoted, in whichever region it is by then', () => {
  expect(stepOf(0, 'database', { database: RDS })).toMatchObject({
    type: 'RdsPromoteReadReplica', instanceArns: { [HOME]: instance(HOME), [OTHER]: instance(OTHER) },
  });
  expect(stepOf(0, 'approval', { database: RDS }).description).toBe('Before: nothing in eu-west-1 writes any more.');
  expect(stepOf(1, 'approval', { database: RDS }).description)
    .toBe('Before: nothing in eu-central-1 writes any more, and the instance in eu-west-1 is a replica of that in eu-central-1.');
  expect(actionsOf({ database: RDS })).toEqual(expect.arrayContaining(['rds:DescribeDBInstances', 'rds:PromoteReadReplica', 'rds:ModifyDBInstance']));
  expect(actionsOf({ database: RDS })).not.toContain('rds:CreateDBInstanceReadReplica');
});

describe('the role', () => {
  test('is the service\'s, and may what AWS\'s pages say of each step', () => {
    const { trust, statements, evaluation } = regionSwitch().role;
    expect(trust.principals).toEqual({ Service: 'arc-region-switch.amazonaws.com' });
    expect(evaluation).toEqual({ sid: 'EvaluatePlan', actions: ['iam:SimulatePrincipalPolicy'] });
    expect(statements.map(({ sid, actions }) => [sid, actions])).toEqual([
      ['ReadPlan', ['arc-region-switch:GetPlan', 'arc-region-switch:GetPlanExecution', 'arc-region-switch:ListPlanExecutions']],
      ['SeeServers', ['autoscaling:DescribeAutoScalingGroups', 'cloudwatch:GetMetricStatistics']],
      ['AddServers', ['autoscaling:UpdateAutoScalingGroup']],
      ['SeeDatabase', ['rds:DescribeGlobalClusters', 'rds:DescribeDBClusters']],
      ['MoveDatabase', ['rds:SwitchoverGlobalCluster', 'rds:FailoverGlobalCluster']],
      ['MoveCache', ['lambda:GetFunction', 'lambda:InvokeFunction']],
      ['SeeRecords', ['route53:ListResourceRecordSets']],
    ]);
  });

  test('is held to what it is about, where AWS lets it be', () => {
    const everything = regionSwitch().role.statements.filter(({ resources }) => resources.includes('*')).map(({ sid }) => sid);
    expect(everything).toEqual(['SeeServers', 'SeeDatabase']);
    const resourcesOf = (sid: string) => regionSwitch().role.statements.find((statement) => statement.sid === sid)?.resources;
    expect(resourcesOf('ReadPlan')).toEqual(['arn:aws:arc-region-switch::111122223333:plan/app-switch:*']);
    expect(resourcesOf('AddServers')).toEqual([group(HOME), group(OTHER)]);
    expect(resourcesOf('MoveCache')).toEqual([cacheSwitch(HOME), cacheSwitch(OTHER)]);
    expect(resourcesOf('SeeRecords')).toEqual(['arn:aws:route53:::hostedzone/Z0123456789ABC']);
  });
});

describe('alarms', () => {
  const { primary, secondary } = ALL;
  const trigger = { alarmArns: [alarm(OTHER, 'a'), alarm(OTHER, 'b')] };

  test('start nothing by default, and then the way there alone', () => {
    const plan = regionSwitch({ trigger });
    expect(plan.alarms).toEqual([
      { name: 'trigger-1', type: 'trigger', arn: alarm(OTHER, 'a') }, { name: 'trigger-2', type: 'trigger', arn: alarm(OTHER, 'b') },
    ]);
    expect(plan.trigger).toEqual({
      description: 'To eu-central-1 when all of these alarms are on',
      action: 'activate',
      targetRegion: OTHER,
      alarms: ['trigger-1', 'trigger-2'],
      minimumMinutesBetween: 60,
    });
    expect(regionSwitch({ trigger: { ...trigger, minimumMinutesBetween: 10 } }).trigger?.minimumMinutesBetween).toBe(10);
    expect(actionsOf({ trigger })).toEqual(expect.arrayContaining(['cloudwatch:DescribeAlarms', 'cloudwatch:DescribeAlarmHistory']));
    expect(plan.warnings).toEqual([]);
  });

  test('say how well the application is', () => {
    const healthy = { primary: { ...primary, healthAlarmArns: [alarm(HOME)] }, secondary: { ...secondary, healthAlarmArns: [alarm(OTHER)] } };
    expect(regionSwitch(healthy).alarms).toEqual([
      { name: 'primary-health-1', type: 'applicationHealth', arn: alarm(HOME) },
      { name: 'secondary-health-1', type: 'applicationHealth', arn: alarm(OTHER) },
    ]);
    expect(regionSwitch(healthy).trigger).toBeUndefined();
  });

  test('of the region that is lost are warned of', () => {
    expect(warningsOf({ trigger: { alarmArns: [alarm(HOME)] } })).toEqual(['triggerInLostRegion']);
  });
});

test('a name of its own, and a time that is aimed at', () => {
  expect(regionSwitch({ planName: 'Shop', recoveryTimeObjectiveMinutes: 17 })).toMatchObject({ name: 'Shop', recoveryTimeObjectiveMinutes: 17 });
});

test('warns of data that moves without the name', () => {
  const bare = { primary: { region: HOME }, secondary: { region: OTHER } };
  expect(warningsOf({ name: undefined })).toEqual(['nameMovesByItself']);
  expect(warningsOf({ name: undefined, database: undefined })).toEqual(['nameMovesByItself']);
  expect(warningsOf({ ...bare, name: undefined })).toEqual(['nameMovesByItself']);
  const servers = { primary: { region: HOME, autoScalingGroupArn: group(HOME) }, secondary: { region: OTHER, autoScalingGroupArn: group(OTHER) } };
  expect(warningsOf({ ...servers, name: undefined, database: undefined })).toEqual([]);
});

test('warns of fewer servers, and of a region that nobody knows', () => {
  expect(warningsOf({ capacityPercent: 50 })).toEqual(['lessCapacityThanLost']);
  const { primary, secondary } = ALL;
  const nowhere = 'eu-north-9';
  expect(warningsOf({
    database: undefined,
    primary,
    secondary: { ...secondary, region: nowhere, autoScalingGroupArn: group(nowhere), cacheSwitchFunctionArn: cacheSwitch(nowhere) },
  })).toEqual(['unknownRegion']);
});

describe('refuses', () => {
  const { primary, secondary } = ALL;
  const NOTHING = { database: undefined, name: undefined, primary: { region: HOME }, secondary: { region: OTHER } };
  const DATABASE = { primaryClusterArn: cluster(HOME), secondaryClusterArn: cluster(OTHER), globalClusterIdentifier: 'shop-global' };
  const BY_ALARM = { withoutApproval: true, approvalRoleArn: undefined, trigger: { alarmArns: [alarm(OTHER)] } };

  test.each<[string, Options, string]>([
    ['the same region twice', { ...NOTHING, name: NAME, secondary: { region: HOME } }, 'secondary.region must be another one than primary.region (eu-west-1), got "eu-west-1".'],
    ['a region of another partition', { ...NOTHING, name: NAME, secondary: { region: 'cn-north-1' } }, 'secondary.region must be of the same partition as primary.region (eu-west-1), got "cn-north-1".'],
    ['no region', { ...NOTHING, name: NAME, secondary: { region: 'us-banana-1' } }, "secondary.region must be a region of AWS such as 'eu-west-1', got \"us-banana-1\"."],
    ['nothing to do', NOTHING, 'the plan has nothing to do: give database, name, or autoScalingGroupArn or cacheSwitchFunctionArn of both regions.'],
    ['a group of the other region', { primary: { ...primary, autoScalingGroupArn: group(OTHER) } }, 'primary.autoScalingGroupArn must be the whole ARN of an Auto Scaling group, with its UUID of eu-west-1, got '],
    ['a group as CDK names it', { primary: { ...primary, autoScalingGroupArn: 'arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:*:autoScalingGroupName/web' } }, 'primary.autoScalingGroupArn must be '],
    ['a group of one region alone', { secondary: { region: OTHER, cacheSwitchFunctionArn: cacheSwitch(OTHER) } }, 'primary.autoScalingGroupArn needs secondary.autoScalingGroupArn: a step takes one of each region.'],
    ['a function of one region alone', { primary: { region: HOME, autoScalingGroupArn: group(HOME) } }, 'secondary.cacheSwitchFunctionArn needs primary.cacheSwitchFunctionArn: a step takes one of each region.'],
    ['another service', { primary: { ...primary, cacheSwitchFunctionArn: cluster(HOME) } }, 'primary.cacheSwitchFunctionArn must be the ARN of a Lambda function of eu-west-1, got '],
    ['an instance for a cluster', { database: SwitchedDatabase.auroraGlobal({ ...DATABASE, primaryClusterArn: instance(HOME) }) }, 'database.primaryClusterArn must be the ARN of an Aurora cluster of eu-west-1, got '],
    ['a cluster of the other region', { database: SwitchedDatabase.auroraGlobal({ ...DATABASE, secondaryClusterArn: cluster(HOME) }) }, 'database.secondaryClusterArn must be the ARN of an Aurora cluster of eu-central-1, got '],
    ['a cluster for an instance', { database: SwitchedDatabase.rdsPromotion(cluster(HOME), instance(OTHER)) }, 'database.primaryInstanceArn must be the ARN of an instance of RDS of eu-west-1, got '],
    ['a global database of no name', { database: SwitchedDatabase.auroraGlobal({ ...DATABASE, globalClusterIdentifier: '1' }) }, 'database.globalClusterIdentifier must be '],
    ['a loss that there is none of', { database: aurora('SOMETIMES' as AllowedDataLoss) }, 'database.dataLoss must be one of NEVER, WHEN_UNGRACEFUL, ALWAYS, got "SOMETIMES".'],
    ['no servers', { capacityPercent: 0 }, 'capacityPercent must be an integer from 1 to 1000, got 0.'],
    ['a part of a percent', { capacityPercent: 99.5 }, 'capacityPercent must be an integer from 1 to 1000, got 99.5.'],
    ['a percentage of nothing', { ...NOTHING, name: NAME, capacityPercent: 100 }, 'capacityPercent needs primary.autoScalingGroupArn and secondary.autoScalingGroupArn: there are no servers to add.'],
    ['nobody who approves', { approvalRoleArn: undefined }, 'approvalRoleArn must say who approves an execution, got nothing (withoutApproval: true runs without asking).'],
    ['somebody who approves what is not asked', { withoutApproval: true }, 'withoutApproval: true and approvalRoleArn contradict each other: leave one out.'],
    ['a user who approves', { approvalRoleArn: 'arn:aws:iam::111122223333:user/me' }, 'approvalRoleArn must be the ARN of a role, got '],
    ['a loss by an alarm alone', { ...BY_ALARM, database: aurora(AllowedDataLoss.WHEN_UNGRACEFUL) }, 'trigger with withoutApproval: true must not come with database.dataLoss other than NEVER: an alarm alone would lose writes, and might leave two writers. Give approvalRoleArn.'],
    ['a promotion by an alarm alone', { ...BY_ALARM, database: RDS }, 'trigger with withoutApproval: true must not come with SwitchedDatabase.rdsPromotion: '],
    ['no alarms', { trigger: { alarmArns: [] } }, 'trigger.alarmArns must hold ARNs of CloudWatch alarms, got an empty list.'],
    ['too many alarms', { trigger: { alarmArns: Array.from({ length: 11 }, (_, index) => alarm(OTHER, `a${index}`)) } }, 'trigger.alarmArns must be at most 10 alarms, got 11.'],
    ['an alarm twice', { trigger: { alarmArns: [alarm(OTHER), alarm(OTHER)] } }, 'trigger.alarmArns must be a list in which each alarm stands once, got '],
    ['an alarm by its name', { trigger: { alarmArns: ['down'] } }, 'trigger.alarmArns[0] must be the ARN of a CloudWatch alarm, got "down".'],
    ['no minutes between', { trigger: { alarmArns: [alarm(OTHER)], minimumMinutesBetween: 0 } }, 'trigger.minimumMinutesBetween must be an integer from 1 to 10080, got 0.'],
    ['health of the other region', { primary: { ...primary, healthAlarmArns: [alarm(OTHER)] } }, 'primary.healthAlarmArns[0] must be the ARN of a CloudWatch alarm of eu-west-1, got '],
    ['no zone', { name: { ...NAME, hostedZoneId: 'example.com' } }, "name.hostedZoneId must be the id of a hosted zone such as 'Z0123456789ABC', got \"example.com\"."],
    ['a part of a name', { name: { ...NAME, recordName: 'shop' } }, 'recordName must be a whole name of up to 253 characters'],
    ['records that are called alike', { primary: { ...primary, setIdentifier: 'a' }, secondary: { ...secondary, setIdentifier: 'a' } }, 'secondary.setIdentifier must be another one than that of primary (a), got "a".'],
    ['a record without a name', { name: undefined, primary: { ...primary, setIdentifier: 'a' } }, 'primary.setIdentifier needs name: no record is moved.'],
    ['a plan of a long name', { planName: 'a'.repeat(33) }, 'planName must be up to 32 letters, digits and hyphens, with none of these at its ends, got '],
    ['a plan that ends with a hyphen', { planName: 'shop-' }, 'planName must be '],
    ['no time at all', { recoveryTimeObjectiveMinutes: 0 }, 'recoveryTimeObjectiveMinutes must be an integer from 1 to 10080, got 0.'],
  ])('%s', (_, options, problem) => {
    expect(switchRefusals(options)).toEqual([expect.stringContaining(problem)]);
  });

  test('everything at once', () => {
    expect(switchRefusals({ planName: '', capacityPercent: NaN, approvalRoleArn: undefined, recoveryTimeObjectiveMinutes: 20_000 })).toHaveLength(4);
  });
});

describe('what only the deployment tells', () => {
  const T = TOKEN_TEXT;
  const side = { region: T, autoScalingGroupArn: T, cacheSwitchFunctionArn: T };

  test('passes', () => {
    expect(switchRefusals({
      planName: T,
      primary: side,
      secondary: side,
      database: SwitchedDatabase.auroraGlobal({ globalClusterIdentifier: T, primaryClusterArn: T, secondaryClusterArn: T }),
      name: { recordName: T, hostedZoneId: T },
      approvalRoleArn: T,
      capacityPercent: TOKEN_NUMBER,
      recoveryTimeObjectiveMinutes: TOKEN_NUMBER,
    })).toEqual([]);
  });

  test('is refused where it would have to be computed with', () => {
    const byParameters = { primary: { region: T }, secondary: { region: OTHER }, database: SwitchedDatabase.rdsPromotion(T, T) };
    expect(switchRefusals(byParameters)).toEqual([
      'primary.region and secondary.region must be known before the deployment for database: the plan finds the instances by them.',
    ]);
    expect(switchRefusals({ trigger: { alarmArns: [T, T] } })).toEqual([
      'trigger.alarmArns must be a list that is known before the deployment: the plan names each of them.',
    ]);
  });
});
