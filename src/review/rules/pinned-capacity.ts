import { isItsOwn } from './roles';
import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';

export const PINNED_CAPACITY: Rule = {
  id: 'pinned-capacity',
  title: 'A deployment takes away what scaling added',
  severity: Severity.WARNING,
  why: 'The desired capacity belongs to whatever scales the group. Where the document says it too, an update of the group at the busiest hour sets it back to what somebody once wrote.',
  mend: 'Leave out DesiredCapacity, or set UpdatePolicy.AutoScalingScheduledAction.IgnoreUnmodifiedGroupSizeProperties to true (Terraform: ignore_changes).',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html',
  check: ({ tiers }: Topology): Evidence[] => tiers
    .filter((tier) => isItsOwn(tier) && !tier.keepsCapacity && tier.scaling.length + tier.schedules.length > 0)
    .filter(({ capacity: { desired, minimum, maximum } }) => desired !== undefined && !(minimum === maximum && desired === maximum))
    .map(({ id, capacity: { desired, minimum, maximum } }) => ({
      resourceId: id,
      property: 'DesiredCapacity',
      message: `${desired} servers at each update, in a group that scales from ${minimum ?? 'an unknown number'} to ${maximum ?? 'an unknown number'}.`,
    })),
};
