import { App, CloudFormationValidatePlugin, Stack } from 'aws-cdk-lib';
import { NagPack } from 'cdk-nag';

/** What a rule pack finds, as `rule at construct path`, in alphabetical order. */
export function findingsOf(pack: NagPack, app: App): string[] {
  const { violations } = pack.validateScope(app);
  return violations.flatMap(({ ruleName, violatingResources }) => violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath}`)).sort();
}

/** What CloudFormation's own validator finds in the synthesized templates, errors and warnings alike. */
export function invalidIn(app: App): string[] {
  const { stacks } = app.synth();
  const { violations } = new CloudFormationValidatePlugin().validate({
    appConstruct: app,
    templatePaths: stacks.map(({ templateFullPath }) => templateFullPath),
    stackTemplates: stacks.map(({ templateFullPath, hierarchicalId }) => ({
      stackConstructPath: hierarchicalId, templatePath: templateFullPath, accountId: undefined, region: undefined,
    })),
  });
  return violations.flatMap(({ ruleName, description, violatingResources }) => violatingResources.map(({ resourceLogicalId }) => `${ruleName} ${resourceLogicalId}: ${description}`));
}

/** Templates by stack name. */
export function templatesOf(app: App): Record<string, unknown> {
  return Object.fromEntries(app.node.findAll().filter((construct) => Stack.isStack(construct)).map((stack) => [
    (stack as Stack).stackName, app.synth().getStackByName((stack as Stack).stackName).template,
  ]));
}
