import { From, Shape, TAGS, Translation, at, json, jsonText, many, object, one, pairs, unless } from './shapes';

const DIMENSIONS = pairs('dimensions', 'Name', 'Value');

const METRIC: Shape = { Namespace: 'namespace', MetricName: 'metric_name', Dimensions: DIMENSIONS };

const METRIC_STAT: From = one('metric', {
  Metric: object(METRIC),
  Period: 'period',
  Stat: 'stat',
  Unit: unless('unit', ''),
});

export const OBSERVABILITY: Readonly<Record<string, Translation>> = {
  aws_cloudwatch_metric_alarm: {
    type: 'AWS::CloudWatch::Alarm',
    attributes: { alarm_name: 'Ref', id: 'Ref' },
    properties: {
      AlarmName: 'alarm_name',
      AlarmDescription: unless('alarm_description', ''),
      // CloudFormation makes alarms where it is, and has no name for it.
      Region: unless('region', ''),
      Namespace: unless('namespace', ''),
      MetricName: unless('metric_name', ''),
      Dimensions: DIMENSIONS,
      Statistic: unless('statistic', ''),
      ExtendedStatistic: unless('extended_statistic', ''),
      Period: unless('period', 0),
      Unit: unless('unit', ''),
      Metrics: many('metric_query', {
        Id: 'id',
        Expression: unless('expression', ''),
        Label: unless('label', ''),
        ReturnData: 'return_data',
        Period: unless('period', 0),
        AccountId: unless('account_id', ''),
        MetricStat: METRIC_STAT,
      }),
      ComparisonOperator: 'comparison_operator',
      Threshold: 'threshold',
      ThresholdMetricId: unless('threshold_metric_id', ''),
      EvaluationPeriods: 'evaluation_periods',
      DatapointsToAlarm: unless('datapoints_to_alarm', 0),
      TreatMissingData: 'treat_missing_data',
      EvaluateLowSampleCountPercentile: unless('evaluate_low_sample_count_percentiles', ''),
      ActionsEnabled: 'actions_enabled',
      AlarmActions: 'alarm_actions',
      OKActions: 'ok_actions',
      InsufficientDataActions: 'insufficient_data_actions',
      Tags: TAGS,
    },
  },
  aws_cloudwatch_composite_alarm: {
    type: 'AWS::CloudWatch::CompositeAlarm',
    attributes: { alarm_name: 'Ref', id: 'Ref' },
    properties: { AlarmName: 'alarm_name', AlarmRule: 'alarm_rule', AlarmActions: 'alarm_actions', OKActions: 'ok_actions' },
  },
  aws_cloudwatch_dashboard: {
    type: 'AWS::CloudWatch::Dashboard',
    attributes: { dashboard_name: 'Ref', id: 'Ref' },
    properties: { DashboardName: 'dashboard_name', DashboardBody: jsonText('dashboard_body') },
  },
  aws_cloudwatch_log_group: {
    type: 'AWS::Logs::LogGroup',
    attributes: { id: 'Ref', name: 'Ref' },
    properties: {
      LogGroupName: 'name',
      // Zero means for ever, which CloudFormation says by saying nothing.
      RetentionInDays: unless('retention_in_days', 0),
      KmsKeyId: unless('kms_key_id', ''),
      LogGroupClass: unless('log_group_class', ''),
      Tags: TAGS,
    },
    isRetained: (args) => at(args, 'skip_destroy') === true,
  },
  aws_sns_topic: {
    type: 'AWS::SNS::Topic',
    attributes: { arn: 'Ref', id: 'Ref', name: 'TopicName' },
    properties: {
      TopicName: 'name', DisplayName: unless('display_name', ''), KmsMasterKeyId: unless('kms_master_key_id', ''), FifoTopic: 'fifo_topic', Tags: TAGS,
    },
  },
  aws_sns_topic_policy: {
    type: 'AWS::SNS::TopicPolicy',
    properties: { Topics: (args) => args.arn === undefined ? undefined : [args.arn], PolicyDocument: json('policy') },
  },
  aws_sns_topic_subscription: {
    type: 'AWS::SNS::Subscription',
    properties: { TopicArn: 'topic_arn', Protocol: 'protocol', Endpoint: 'endpoint' },
  },
};
