import { TerraformProvider } from 'cdktf';
import { StaticLastResortOptions } from '../core/last-resort';

/** Options of the page that answers when no region does, on Terraform. */
export interface StaticLastResortProps extends StaticLastResortOptions {
  /** Id of the zone that the name lies in, which has to be public: that of the regions. */
  readonly hostedZoneId: string;

  /** Name of that zone, as 'example.com'. */
  readonly zoneName: string;

  /**
   * ARN of a certificate of us-east-1 for the name.
   *
   * @default - one is made, and validated in the zone
   */
  readonly certificateArn?: string;

  /**
   * Provider of us-east-1, by its alias.
   *
   * @default - the stack's AWS provider, which then is that of us-east-1
   */
  readonly provider?: TerraformProvider;
}
