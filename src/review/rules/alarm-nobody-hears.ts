import { Evidence, Rule } from './rule';
import { isTold } from './told';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Alarm } from '../topology-alarms';

export const ALARM_NOBODY_HEARS: Rule = {
  id: 'alarm-nobody-hears',
  title: 'Alarms that nobody hears',
  severity: Severity.WARNING,
  why: 'An alarm without an action changes its colour on a page. What it watches is found out from callers.',
  mend: 'Set AlarmActions to an SNS topic that somebody is woken by.',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html',
  check: (topology: Topology): Evidence[] => {
    const silent = topology.alarms.filter((alarm) => isSilent(alarm, topology));
    return silent.length === 0 ? [] : [evidenceOf(silent, topology)];
  },
};

/** One for all of them: they are silent for one reason. */
function evidenceOf([first, ...others]: readonly Alarm[], topology: Topology): Evidence {
  const [silent, all] = [others.length + 1, topology.alarms.length];
  return {
    resourceId: first.id,
    property: first.actionsEnabled === false ? 'ActionsEnabled' : 'AlarmActions',
    message: all === 1 ? 'The only alarm sets off nothing.' : `${silent} of ${all} alarms ${silent === 1 ? 'sets' : 'set'} off nothing.`,
    severity: silent === all && !mayBeHeardElsewhere(topology) ? undefined : Severity.NOTE,
  };
}

/** Whether no action, no release, no record and no other alarm goes by it. */
function isSilent({ id, actionsEnabled, alarmActions, okActions, compositeIds = [] }: Alarm, topology: Topology): boolean {
  const acts = actionsEnabled !== false && (alarmActions.length > 0 || okActions.length > 0);
  const isAsked = compositeIds.length > 0 || topology.tiers.some(({ refresh, scaling }) => (
    refresh?.rollbackAlarmIds.includes(id) || scaling.some(({ alarmIds }) => alarmIds.includes(id))))
    || topology.healthChecks.some(({ alarmId }) => alarmId === id);
  return !acts && !isAsked && ['AlarmActions', 'OKActions', 'ActionsEnabled'].every((property) => isTold(topology, id, property));
}

/** These listen to alarms too, and are not read. */
const LISTENERS = [
  'AWS::Events::Rule', 'AWS::CodeDeploy::DeploymentGroup', 'AWS::ECS::Service', 'aws_cloudwatch_event_rule', 'aws_codedeploy_deployment_group', 'aws_ecs_service',
];

function mayBeHeardElsewhere({ notUnderstood }: Topology): boolean {
  return LISTENERS.some((type) => Object.hasOwn(notUnderstood, type));
}
