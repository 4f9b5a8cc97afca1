/** A break of the public API that is meant so. */
export interface AllowedBreak {
  /** As jsii-diff prints it, in brackets at the end of a line. */
  readonly key: string;
  readonly reason: string;
}

/**
 * Reads `.compatignore`, which is jsii-diff's own list of keys, in paragraphs: each begins with its reason.
 *
 *   # The option was never read.
 *   removed:scale-out-constructs.ScalingOptions.foo
 */
export function allowedBreaksIn(text: string): AllowedBreak[] {
  return text.split(/\n\s*\n/).flatMap((paragraph) => {
    const lines = paragraph.split('\n').map((line) => line.trim()).filter((line) => line !== '');
    const reason = lines.filter(isReason).map((line) => line.replace(/^#+\s*/, '')).join(' ').trim();
    return lines.filter((line) => !isReason(line)).map((key) => ({ key, reason }));
  });
}

function isReason(line: string): boolean {
  return line.startsWith('#');
}
