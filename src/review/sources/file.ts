import { dirname } from 'path';
import { foundInAssembly } from './cdk-assembly';
import { foundInCdktfOutput } from './cdktf-output';
import { Collected } from './collected';
import { ConstructPaths } from './construct-paths';
import { kindOf } from './document-kinds';
import { Found, NOTHING } from './found';
import { Nesting } from './nesting';
import { ParsedFile, parseFile } from './parse';
import { TemplateFile } from './template-file';
import { TerraformFile } from './terraform-file';
import { UnreadableError } from './unreadable';

/** @throws UnreadableError */
export function foundInFile(path: string): Found {
  const file = parseFile(path);
  switch (kindOf(file.value)) {
    case 'template': return foundInTemplate(file);
    case 'module': return ofTerraform(new TerraformFile(path, [file], false));
    case 'plan': return ofTerraform(new TerraformFile(path, [file], true));
    case 'cdk': return foundInAssembly(file);
    case 'cdktf': return foundInCdktfOutput(file);
    case 'state': throw new UnreadableError(path, 'it is a state: terraform show -json makes of it what is read');
    case undefined: throw new UnreadableError(path, 'it is neither a CloudFormation template nor Terraform JSON nor the manifest of cdk.out or cdktf.out');
  }
}

function foundInTemplate(file: ParsedFile): Found {
  const collected = new Collected();
  const nesting = new Nesting(dirname(file.path), collected);
  nesting.know(new TemplateFile(file));
  const stack = nesting.stackOf(file.path, { name: file.path, constructPaths: ConstructPaths.NONE });
  return { ...NOTHING, groups: [{ stacks: [stack] }], notRead: collected.notRead };
}

export function ofTerraform(...terraform: readonly TerraformFile[]): Found {
  return { ...NOTHING, terraform, notRead: terraform.flatMap(({ notRead }) => notRead) };
}
