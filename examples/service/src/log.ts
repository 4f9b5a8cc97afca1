/** One JSON object a line: what the log's queries can filter by. */
export type Log = (level: 'info' | 'warn' | 'error', message: string, fields?: Record<string, unknown>) => void;

export const log: Log = (level, message, fields = {}) => {
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...fields })}\n`);
};

export function messageOf(error: unknown): string {
  // Of several failed addresses, Node.js reports all in one error without a message.
  if (error instanceof AggregateError && error.errors.length > 0) { return messageOf(error.errors[0]); }
  return error instanceof Error ? error.message || error.name : String(error);
}
