import { NotRead } from './reading';
import { StackGroup } from './stacks';
import { TerraformFile } from './terraform-file';

/** What a path leads to. */
export interface Found {
  readonly groups: readonly StackGroup[];
  readonly terraform: readonly TerraformFile[];
  readonly notRead: readonly NotRead[];
}

export const NOTHING: Found = { groups: [], terraform: [], notRead: [] };

export function together(parts: readonly Found[]): Found {
  return {
    groups: parts.flatMap(({ groups }) => groups),
    terraform: parts.flatMap(({ terraform }) => terraform),
    notRead: parts.flatMap(({ notRead }) => notRead),
  };
}
