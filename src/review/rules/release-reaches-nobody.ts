import { isBalanced, isItsOwn } from './roles';
import { Evidence, Rule } from './rule';
import { isTold } from './told';
import { Severity } from '../finding';
import { Topology } from '../topology';
import { Tier } from '../topology-tiers';

export const RELEASE_REACHES_NOBODY: Rule = {
  id: 'release-reaches-nobody',
  title: 'Servers keep what they were launched with',
  severity: Severity.WARNING,
  why: 'A new image or a new boot script reaches those servers only that are launched later. Old and new ones answer side by side, and it shows at the next surge whether the new ones start.',
  mend: 'Set UpdatePolicy.AutoScalingInstanceRefresh with Strategy Rolling and Preferences.MinHealthyPercentage 100.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html',
  check: (topology: Topology): Evidence[] => isReleasedByOthers(topology) ? [] : topology.tiers
    .filter((tier) => isItsOwn(tier) && keepsServers(tier, topology))
    .map((tier) => ({
      resourceId: tier.id,
      property: 'UpdatePolicy.AutoScalingInstanceRefresh.Strategy',
      message: `Nothing replaces its servers when ${tier.launch!.id} changes.`,
      severity: isBalanced(tier) ? undefined : Severity.NOTE,
    })),
};

/** A group that is named by what it launches from is made anew with it. */
function keepsServers({ id, launch, refresh, isNamedByLaunch }: Tier, topology: Topology): boolean {
  return launch !== undefined && refresh === undefined && !isNamedByLaunch && isTold(topology, id, 'UpdatePolicy');
}

/** Releases that CodeDeploy brings to servers that stay. */
function isReleasedByOthers({ notUnderstood }: Topology): boolean {
  return ['AWS::CodeDeploy::DeploymentGroup', 'aws_codedeploy_deployment_group'].some((type) => Object.hasOwn(notUnderstood, type));
}
