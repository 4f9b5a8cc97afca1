/** A part of an IPv4 block, as `cidrsubnet` computes it; `undefined` of anything else. */
export function subnetOf(block: string, newBits: number | undefined, number: number | undefined): string | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(block);
  if (!match || newBits === undefined || number === undefined) { return undefined; }
  const [length, octets] = [Number(match[5]) + newBits, match.slice(1, 5).map(Number)];
  if (newBits < 0 || length > 32 || number < 0 || number >= 2 ** newBits || octets.some((octet) => octet > 255)) { return undefined; }
  const size = 2 ** (32 - Number(match[5]));
  const address = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const first = address - address % size + number * 2 ** (32 - length);
  return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.')}/${length}`;
}
