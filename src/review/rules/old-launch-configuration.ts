import { Evidence, Rule } from './rule';
import { Severity } from '../finding';
import { Topology } from '../topology';

export const OLD_LAUNCH_CONFIGURATION: Rule = {
  id: 'old-launch-configuration',
  title: 'Servers come from what AWS has given up',
  severity: Severity.WARNING,
  why: 'Launch configurations know no instance type that came after 2022, and accounts since October 2024 cannot make any: the same document fails to deploy in a new account or region, as after a disaster.',
  mend: 'Make an AWS::EC2::LaunchTemplate of it, and set LaunchTemplate in place of LaunchConfigurationName.',
  source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/launch-configurations.html',
  check: ({ tiers }: Topology): Evidence[] => tiers.flatMap(({ id, launch }) => launch?.kind !== 'LaunchConfiguration' ? []
    : [{ resourceId: id, property: 'LaunchConfigurationName', message: `It launches from ${launch.id}.` }]),
};
