import { LastResortView } from './failover-page-planned';
import { FailoverView } from './failover-planned';
import { withoutAbsent } from './views';

export interface Gap<View> {
  readonly why: string;
  /** @param region where the stack is */
  readonly without: (view: View, region: string) => View;
}

/** What CloudFormation has no words for, by the field that is left out of the comparison. Each is a named skip. */
export const CLOUDFORMATION_LACKS_OF_FAILOVERS: Record<string, Gap<FailoverView>> = {
  'alarms.status of another region': {
    why: 'a stack makes alarms in its own region only, and Route 53 reports to us-east-1: elsewhere nobody is told, and the construct warns of it',
    without: (view, region) => region === 'us-east-1' ? view : { ...view, alarms: view.alarms.filter((alarm) => alarm.region === undefined) },
  },
  'alarms.region': {
    why: 'an alarm is where its stack is, and cannot say it',
    without: (view) => ({ ...view, alarms: view.alarms.map((alarm) => ({ ...alarm, region: undefined })) }),
  },
};

/** What Terraform's engine does not do. */
export const TERRAFORM_LACKS_OF_FAILOVERS: Record<string, Gap<FailoverView>> = {
  'alarms.actions of healthy hosts': {
    why: 'an alarm tells topics of its own region only, and the topic that is given is that of us-east-1: the alarm on the check that goes by this one tells it',
    without: (view) => ({
      ...view, alarms: view.alarms.map((alarm) => alarm.region === undefined ? { ...alarm, alarmActions: [], okActions: [] } : alarm),
    }),
  },
};

const EMPTIES_THE_BUCKET = {
  principals: ['AWS <AWS::IAM::Role.Arn>'],
  actions: ['s3:PutBucketPolicy', 's3:GetBucket*', 's3:List*', 's3:DeleteObject*'],
  resources: ['<AWS::S3::Bucket.Arn>', '<AWS::S3::Bucket.Arn>/*'],
  conditions: [],
};

export const CLOUDFORMATION_LACKS_OF_LAST_RESORTS: Record<string, Gap<LastResortView>> = {
  'certificate.region': {
    why: 'a certificate is where its stack is, and cannot say it',
    without: (view) => view.certificate ? { ...view, certificate: { ...view.certificate, region: undefined } } : view,
  },
  'bucket.readers of an unprotected page': {
    why: 'a bucket is not deleted with what is in it: a function empties it before, which Terraform does by itself',
    without: (view) => view.bucket.isRetained ? view : { ...view, bucket: { ...view.bucket, readers: [...view.bucket.readers, EMPTIES_THE_BUCKET] } },
  },
};

export function withoutGaps<View>(gaps: Record<string, Gap<View>>, view: View, region: string): View {
  return withoutAbsent(Object.values(gaps).reduce((left, { without }) => without(left, region), view));
}
