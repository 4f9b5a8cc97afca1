import { isBalanced, isItsOwn } from './roles';
import { Evidence, Rule } from './rule';
import { isTold } from './told';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Refresh } from '../topology-tiers';

export const UNGUARDED_RELEASE: Rule = {
  id: 'unguarded-release',
  title: 'A bad release replaces every server',
  severity: Severity.WARNING,
  why: 'A server may start, answer its health check and still fail its callers. Without an alarm that ends the update, or a signal that it waits for, the last good server is replaced as well.',
  mend: 'Name alarms on errors and latency in UpdatePolicy.AutoScalingInstanceRefresh.Preferences.AlarmSpecification.Alarms; in a rolling update set WaitOnResourceSignals to true, '
    + 'and in a replacing one CreationPolicy.ResourceSignal.',
  source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-rollback.html',
  check: (topology: Topology): Evidence[] => topology.tiers
    .filter((tier) => isItsOwn(tier) && isTold(topology, tier.id, 'UpdatePolicy'))
    .flatMap((tier) => {
      const found = tier.refresh && unguarded(tier.refresh);
      return found ? [{ resourceId: tier.id, ...found, severity: isBalanced(tier) ? undefined : Severity.NOTE }] : [];
    }),
};

function unguarded({ strategy, waitsForSignals, rollbackAlarmIds }: Refresh): Pick<Evidence, 'property' | 'message'> | undefined {
  if (strategy === 'RollingUpdate') {
    return waitsForSignals ? undefined
      : { property: 'UpdatePolicy.AutoScalingRollingUpdate.WaitOnResourceSignals', message: 'A rolling update that does not wait for its servers to serve.' };
  }
  if (strategy === 'ReplacingUpdate') {
    return waitsForSignals ? undefined : { property: 'CreationPolicy', message: 'The old group goes without a word from the new one.' };
  }
  return rollbackAlarmIds.length > 0 ? undefined
    : { property: 'UpdatePolicy.AutoScalingInstanceRefresh.Preferences.AlarmSpecification.Alarms', message: 'An instance refresh that no alarm ends.' };
}
