import { Construct } from 'constructs';

/**
 * The beginning of a name that Terraform makes unique: so a resource can be replaced before it is destroyed, and two deployments of
 * one program in one account do not take each other's names. The end of a path tells more than its beginning.
 */
export function prefixOf(scope: Construct, id: string, longest: number): string {
  return `${wordsOf(`${scope.node.path}/${id}`).slice(1 - longest).replace(/^-/, '')}-`;
}

/** A name that is unique as far as `unique` is. */
export function nameOf(scope: Construct, id: string, unique: string): string {
  return `${wordsOf(scope.node.path)}-${id}-${unique}`;
}

/** Load balancers and target groups have room for six characters only. */
export function shortPrefixOf(scope: Construct): string {
  return `${scope.node.id.replace(/[^A-Za-z0-9]/g, '').slice(0, 5) || 'tier'}-`;
}

function wordsOf(path: string): string {
  return path.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '');
}
