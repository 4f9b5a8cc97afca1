import { Checks } from './checks';
import { ANYWHERE_IPV4, ANYWHERE_IPV6, checkPeers, peerOf, RulePlan } from './network-peers';

const HTTPS_PORT = 443;

/**
 * Where the instances may open connections to, apart from what they are connected to by name.
 *
 * A rule for each database, cache or load balancer is added by connecting the tier to it; nobody has to list it here.
 */
export class Egress {
  /** Port 443 to anywhere: packages, Systems Manager and logs over a NAT gateway. */
  public static httpsToAnywhere(): Egress {
    return new Egress([ANYWHERE_IPV4], HTTPS_PORT, 'Packages, Systems Manager and logs over HTTPS');
  }

  /**
   * Port 443 to these peers only: interface endpoints by security group (`sg-…`) or CIDR block, the S3 gateway endpoint by
   * prefix list (`pl-…`). Amazon Linux finds its packages through the S3 endpoint; Session Manager needs the interface
   * endpoints `ssm` and `ssmmessages`; the agent needs `monitoring`, `logs`, `ec2` and `xray`.
   *
   * @param peers CIDR blocks, prefix list ids or security group ids
   */
  public static endpoints(peers: string[]): Egress {
    return new Egress(peers, HTTPS_PORT, 'VPC endpoint over HTTPS');
  }

  /** Any port to anywhere. Gives up the protection against a compromised instance calling out. */
  public static anywhere(): Egress {
    return new Egress([ANYWHERE_IPV4, ANYWHERE_IPV6], undefined, 'Anything: egress is open by choice');
  }

  private constructor(private readonly peers: string[], private readonly port: number | undefined, private readonly purpose: string) {}

  /** @internal */
  public _plan(checks: Checks): RulePlan[] {
    checkPeers(checks, 'egress', this.peers);
    return this.peers.map((peer) => ({ peer: peerOf(peer, checks), port: this.port, description: this.purpose }));
  }
}
