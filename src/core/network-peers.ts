import { Checks, PeerType } from './checks';

/** The other side of a security-group rule. */
export interface PeerPlan {
  readonly type: PeerType;
  /** A CIDR block, `pl-…` or `sg-…`. */
  readonly id: string;
}

/** One security-group rule, on the owner's side. */
export interface RulePlan {
  readonly peer: PeerPlan;
  /** The port it opens; `undefined` opens all of them. */
  readonly port?: number;
  /** Says what the rule is for: a reviewer reads it in the template. */
  readonly description: string;
}

export const ANYWHERE_IPV4 = '0.0.0.0/0';
export const ANYWHERE_IPV6 = '::/0';

const ALLOWED = "a CIDR block such as '10.0.0.0/16', a prefix list id 'pl-…' or a security group id 'sg-…'";

export function checkPeers(checks: Checks, option: string, ids: readonly string[] | undefined) {
  checks.notEmpty(option, ids, ALLOWED);
  (checks.known(ids) ?? []).forEach((id, index) => checks.text(`${option}[${index}]`, id, isPeer, ALLOWED));
}

/** An id that is only known at deploy time is what its origin shows it to be; one without a known origin is taken for an IPv4 block. */
export function peerOf(id: string, checks: Checks): PeerPlan {
  if (checks.isUnresolved(id)) { return { type: checks.peerTypeOf(id) ?? 'ipv4', id }; }
  if (id.startsWith('pl-')) { return { type: 'prefix-list', id }; }
  if (id.startsWith('sg-')) { return { type: 'security-group', id }; }
  return { type: isIpv6Cidr(id) ? 'ipv6' : 'ipv4', id };
}

/** A way that a user opens, from both its ends. */
export interface PathPlan {
  readonly outgoing: RulePlan;
  /** The rule of the other end, where that is a security group. */
  readonly incoming?: RulePlan;
}

/** @throws one error that lists what is wrong */
export function planPath(path: { peer: string; port: number; description: string }, from: string, checks: Checks): PathPlan {
  const { port, description } = path;
  checkPeers(checks, 'peer', [path.peer]);
  checks.integer('port', port, { from: 1, to: 65535 });
  checks.text('description', description, /^[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/, 'a text of up to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*');
  checks.throwIfAny();
  const peer = peerOf(path.peer, checks);
  return {
    outgoing: { peer, port, description },
    incoming: peer.type === 'security-group' ? { peer: { type: 'security-group', id: from }, port, description } : undefined,
  };
}

/** Blocks this wide are the internet in parts. */
const NARROWEST_WIDE_PREFIX = 7;

export function isWide(id: string): boolean {
  return Number(id.split('/')[1] ?? Infinity) <= NARROWEST_WIDE_PREFIX;
}

function isPeer(id: string): boolean {
  return /^(pl|sg)-[0-9a-f]{8,17}$/.test(id) || isIpv4Cidr(id) || isIpv6Cidr(id);
}

function isIpv4Cidr(id: string): boolean {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(id);
  return match !== null && match.slice(1, 5).every((octet) => Number(octet) <= 255) && Number(match[5]) <= 32;
}

/** Groups of up to four hex digits, at most one `::`, and a prefix length up to 128. */
function isIpv6Cidr(id: string): boolean {
  const [address, prefix, ...rest] = id.split('/');
  if (rest.length > 0 || !/^\d{1,3}$/.test(prefix ?? '') || Number(prefix) > 128 || !address.includes(':')) { return false; }
  const halves = address.split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const isComplete = halves.length === 2 ? groups.length < 8 : halves.length === 1 && groups.length === 8;
  return isComplete && groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group));
}
