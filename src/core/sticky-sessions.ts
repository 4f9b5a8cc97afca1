import { Checks, Warning } from './checks';

/**
 * A caller comes back to the instance that served it first. It works, and works against stateless servers: load becomes uneven, and
 * a session dies with its server. Keep sessions in a shared cache instead.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#sticky-sessions
 */
export class StickySessions {
  /**
   * By a cookie of the load balancer's own.
   *
   * @param durationSeconds seconds after which the caller may come to another instance, 1–604800
   */
  public static loadBalancerCookie(durationSeconds: number): StickySessions {
    return new StickySessions({ type: 'lb_cookie', durationSeconds });
  }

  /**
   * By a cookie that the application sets.
   *
   * @param cookieName name of that cookie; not AWSALB, AWSALBAPP or AWSALBTG, which are the balancer's
   * @param durationSeconds seconds after which the caller may come to another instance, 1–604800
   */
  public static applicationCookie(cookieName: string, durationSeconds: number): StickySessions {
    return new StickySessions({ type: 'app_cookie', cookieName, durationSeconds });
  }

  private constructor(private readonly stickiness: StickySessionsPlan) {}

  /** @internal */
  public _plan(checks: Checks): StickySessionsPlan {
    checks.integer('balancing.stickySessions.durationSeconds', this.stickiness.durationSeconds, { from: 1, to: 604_800 });
    checks.text('balancing.stickySessions.cookieName', this.stickiness.cookieName, isCookieName, 'the name of a cookie that is not the balancer\'s own (AWSALB…)');
    return this.stickiness;
  }
}

export interface StickySessionsPlan {
  readonly type: 'lb_cookie' | 'app_cookie';
  readonly durationSeconds: number;
  readonly cookieName?: string;
}

export const STICKY_SESSIONS_WARNING: Warning = {
  id: 'scale-out-constructs:stickySessions',
  message: 'balancing.stickySessions binds callers to servers: load becomes uneven, and a session dies with its server. Keep sessions in a shared cache (SessionCache) instead.',
};

function isCookieName(name: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) && !/^AWSALB(APP|TG)?(-|$)/.test(name);
}
