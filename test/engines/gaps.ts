import { TierView } from './views';

/** What Terraform's provider has no words for, by the field that is left out of the comparison. Each is a named skip. */
export const TERRAFORM_LACKS: Record<string, { why: string; without: (view: TierView) => TierView }> = {
  'refresh.bakeSeconds': {
    why: 'instance_refresh.preferences has no bake time: the alarms are watched until the last instance is replaced',
    without: (view) => ({ ...view, refresh: { ...view.refresh, bakeSeconds: undefined } }),
  },
  'capacity.zonalShift': {
    why: 'aws_autoscaling_group has no availability_zone_impairment_policy: the balancer shifts, and the group replaces as usual',
    without: (view) => ({ ...view, capacity: { ...view.capacity, zonalShift: undefined, whenAZoneIsImpaired: undefined } }),
  },
};

export function withoutTerraformsGaps(view: TierView): TierView {
  return Object.values(TERRAFORM_LACKS).reduce((left, { without }) => without(left), view);
}
