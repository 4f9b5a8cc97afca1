import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformProvider, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

/**
 * The region that the provider is told in the program. A standby without the provider of its own region would lie beside its primary; what the
 * environment says only Terraform knows.
 */
export function regionSaid(scope: Construct, provider: TerraformProvider | undefined): string | undefined {
  const one = provider ?? providersOf(scope).find(({ alias }) => alias === undefined);
  return one instanceof AwsProvider ? one.region : undefined;
}

function providersOf(scope: Construct): AwsProvider[] {
  return TerraformStack.of(scope).node.findAll().filter((node): node is AwsProvider => node instanceof AwsProvider);
}
