import { ConstructPaths } from './construct-paths';
import { TemplateFile } from './template-file';

/** A stack, and those that are nested in it. */
export interface Stack {
  /** As a reader knows it: `Beta/Shop`, or the path of a file. */
  readonly name: string;
  /** As AWS knows it, where that is known before the deployment. */
  readonly stackName?: string;
  readonly file: TemplateFile;
  /** By the id of the resource that makes them. */
  readonly nested: ReadonlyMap<string, Stack>;
  /** Where resources stand in the construct tree, where the template itself does not tell. */
  readonly constructPaths: ConstructPaths;
}

/** Stacks that are deployed to the same place, and know each other by what they export. */
export interface StackGroup {
  readonly stacks: readonly Stack[];
  readonly region?: string;
}
