/** How a network's addresses are shared out. Arithmetic over 32-bit numbers, and nothing else. */

/** A block of IPv4 addresses: the first one as a number, and how many leading bits all of them share. */
export interface AddressBlock {
  readonly address: number;
  readonly prefix: number;
}

/** The blocks of one zone's subnets. */
export interface ZoneBlocks {
  readonly public: string;
  readonly private: string;
  readonly isolated: string;
}

/** `undefined` if the text is not an address and a prefix length. */
export function parseBlock(text: string): AddressBlock | undefined {
  const match = /^(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\/(\d|[12]\d|3[0-2])$/.exec(text);
  const octets = match?.slice(1, 5).map(Number);
  if (!match || !octets || octets.some((octet) => octet > 255)) { return undefined; }
  return { address: octets.reduce((address, octet) => address * 256 + octet, 0), prefix: Number(match[5]) };
}

/** The block that an address lies in: all bits behind the prefix are zero. */
export function blockAround({ address, prefix }: AddressBlock): AddressBlock {
  return { address: address - (address % sizeOf(prefix)), prefix };
}

export function formatBlock({ address, prefix }: AddressBlock): string {
  const octets = [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256);
  return `${octets.join('.')}/${prefix}`;
}

/** The narrowest block of which eight slots still have quarters that a load balancer stands in. */
const NARROWEST_OF_EIGHT = 22;

/**
 * Slots that a block is cut into, one a zone. It depends on the block alone: so the fourth zone finds its slot empty, and the first
 * three keep theirs.
 *
 * Eight hold the six zones of AWS's largest region with two to spare. Under a /22 a quarter of an eighth would be less than the /27
 * that a load balancer takes, so there are four.
 */
export function slotsOf(prefix: number): number {
  return prefix <= NARROWEST_OF_EIGHT ? 8 : 4;
}

/** The narrowest block with room for so many zones. */
export function prefixFor(zones: number, narrowest: number): number {
  return zones > slotsOf(narrowest) ? NARROWEST_OF_EIGHT : narrowest;
}

/**
 * The subnets of a zone, counted from 0: slot `zone` of the block, of which the first half is private, the third quarter public and the
 * last one isolated.
 *
 *     10.0.0.0/16   slots of /19   private 10.0.0.0/20 (4091 addresses)   public 10.0.16.0/21 (2043)   isolated 10.0.24.0/21
 *     10.0.0.0/22   slots of /25   private 10.0.0.0/26   (59 addresses)   public 10.0.0.64/27   (27)   isolated 10.0.0.96/27
 *     10.0.0.0/24   slots of /26   private 10.0.0.0/27   (27 addresses)   public 10.0.0.32/28   (11)   isolated 10.0.0.48/28
 */
export function blocksOfZone({ address, prefix }: AddressBlock, zone: number): ZoneBlocks {
  const slot = prefix + Math.log2(slotsOf(prefix));
  const start = address + zone * sizeOf(slot);
  const [half, quarter] = [slot + 1, slot + 2];
  return {
    private: formatBlock({ address: start, prefix: half }),
    public: formatBlock({ address: start + sizeOf(half), prefix: quarter }),
    isolated: formatBlock({ address: start + sizeOf(half) + sizeOf(quarter), prefix: quarter }),
  };
}

function sizeOf(prefix: number): number {
  return 2 ** (32 - prefix);
}
