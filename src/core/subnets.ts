import { Checks, Warning } from './checks';

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

/**
 * AWS takes networks up to a /16, and subnets down to a /28, which are the quarters of a /24's slots.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 */
const WIDEST = 16;
const NARROWEST = 24;

/** @param zones how many zones it has to hold, where that is known */
export function checkBlock(cidrBlock: string, zones: number | undefined, checks: Checks) {
  if (checks.isUnresolved(cidrBlock)) {
    checks.conflict('cidrBlock must be known before the deployment: the subnets are computed from it.');
    return;
  }
  const block = parseBlock(cidrBlock);
  if (!block || block.prefix < WIDEST || block.prefix > NARROWEST) {
    checks.refuse('cidrBlock', `a block from /${WIDEST} to /${NARROWEST} such as '10.0.0.0/16'`, cidrBlock);
    return;
  }
  const first = formatBlock({ ...block, address: block.address - (block.address % sizeOf(block.prefix)) });
  if (first !== cidrBlock) { checks.refuse('cidrBlock', `the block by its first address, '${first}'`, cidrBlock); }
  if (zones !== undefined && zones > slotsOf(block.prefix)) {
    checks.refuse('cidrBlock', `a block of /${NARROWEST_OF_EIGHT} or larger to hold ${zones} availability zones`, cidrBlock);
  }
}

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html */
const NARROWEST_FOR_LOAD_BALANCER = 27;

export function warnOfSmallSubnets(cidrBlock: string): Warning[] {
  const publicSubnet = parseBlock(blocksOfZone(parseBlock(cidrBlock)!, 0).public)!;
  if (publicSubnet.prefix <= NARROWEST_FOR_LOAD_BALANCER) { return []; }
  return [{
    id: 'scale-out-constructs:smallPublicSubnets',
    message: `The public subnets of ${cidrBlock} are smaller than the /27 that a load balancer takes: an internal one finds room in the private subnets.`,
  }];
}

function sizeOf(prefix: number): number {
  return 2 ** (32 - prefix);
}

function formatBlock({ address, prefix }: AddressBlock): string {
  const octets = [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256);
  return `${octets.join('.')}/${prefix}`;
}
