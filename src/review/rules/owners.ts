/** Terraform writes some resources within others: their ids are the others' with an ending, which is in no file. */
export function ownerOf(resourceId: string): string {
  return resourceId.replace(/(?:\.route\[\d+\]|#\d+)$/, '');
}
