import { Aspects, IAspect, TerraformDataSource, TerraformProvider, TerraformResource } from 'cdktf';
import { Construct, IConstruct } from 'constructs';

/** Makes everything in `scope`, also what is added later, with the provider given: a region's own, by its alias. */
export function useProvider(scope: Construct, provider: TerraformProvider | undefined) {
  if (provider) { Aspects.of(scope).add(new UseProvider(provider)); }
}

class UseProvider implements IAspect {
  constructor(private readonly provider: TerraformProvider) {}

  public visit(node: IConstruct) {
    if (node instanceof TerraformResource || node instanceof TerraformDataSource) { node.provider ??= this.provider; }
  }
}
