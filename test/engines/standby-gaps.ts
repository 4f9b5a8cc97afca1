import { StandbyView } from './standby-planned';
import { withoutAbsent } from './views';

export interface Gap {
  readonly why: string;
  readonly without: (view: StandbyView) => StandbyView;
}

/** What Terraform's provider has no words for, or wants said that AWS takes from the source: by the field that differs. Each is a named skip. */
export const TERRAFORM_LACKS_OF_STANDBYS: Record<string, Gap> = {
  'database.engine of RDS': {
    why: 'the engine of a replica is its source\'s: aws_db_instance refuses, or ignores, to be told',
    without: (view) => view.database.isAurora ? view : { ...view, database: { ...view.database, engine: undefined } },
  },
  'database.encrypted of RDS': {
    why: 'it is the source\'s, but the provider takes what is not said for a change, and would replace the standby: Terraform says it',
    without: (view) => view.database.isAurora ? view : {
      ...view, database: { ...view.database, encrypted: true }, instances: view.instances.map((instance) => ({ ...instance, encrypted: true })),
    },
  },
  'database.sourceRegion of a promoted standby': {
    why: 'aws_db_instance knows the region by the source\'s ARN alone, which is left out when the standby is promoted. CloudFormation would replace it',
    without: (view) => view.database.isStandby ? view : { ...view, database: { ...view.database, sourceRegion: undefined } },
  },
  'instances.backupRetentionDays of replicas': {
    why: 'a replica has no backups of its own: CloudFormation says so by saying nothing, Terraform by 0',
    without: (view) => view.database.isAurora ? view : {
      ...view, instances: view.instances.map((instance, index) => index === 0 ? instance : { ...instance, backupRetentionDays: 0 }),
    },
  },
};

/** What CloudFormation has no words for. */
export const CLOUDFORMATION_LACKS_OF_STANDBYS: Record<string, Gap> = {
  'database.isRetained': {
    why: 'a template cannot refuse that one of its resources is deleted: deletion protection of RDS itself does',
    without: (view) => ({
      ...view, database: { ...view.database, isRetained: false }, instances: view.instances.map((instance) => ({ ...instance, isRetained: false })),
    }),
  },
};

export function withoutGaps(gaps: Record<string, Gap>, view: StandbyView): StandbyView {
  return withoutAbsent(Object.values(gaps).reduce((left, { without }) => without(left), view));
}
