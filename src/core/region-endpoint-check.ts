import { CheckedEndpoint, RegionHealthCheckOptions } from './region-health-check-options';

/** A check that Route 53 makes itself, from several places on earth. */
export interface EndpointCheckPlan {
  readonly id: 'EndpointCheck';
  readonly name: string;
  readonly type: 'HTTP' | 'HTTPS' | 'HTTP_STR_MATCH' | 'HTTPS_STR_MATCH';
  readonly hostName: string;
  readonly port: number;
  readonly path: string;
  readonly searchString?: string;
  readonly intervalSeconds: number;
  readonly failureThreshold: number;
  /** Absent where Route 53 asks from all. */
  readonly checkerRegions?: readonly string[];
  readonly enableSni: boolean;
}

/** What may depend on dependencies, unlike the balancer's own check: see `HealthOptions.path`. */
export const DEPENDENCIES_PATH = '/health/dependencies';

export function planEndpointCheck(options: RegionHealthCheckOptions, { dnsName, usesTls }: CheckedEndpoint, name: string): EndpointCheckPlan {
  const protocol = usesTls ? 'HTTPS' : 'HTTP';
  return {
    id: 'EndpointCheck',
    name,
    type: options.searchString === undefined ? protocol : `${protocol}_STR_MATCH`,
    hostName: options.hostName ?? dnsName,
    port: options.port ?? (usesTls ? 443 : 80),
    path: options.path ?? DEPENDENCIES_PATH,
    searchString: options.searchString,
    intervalSeconds: options.intervalSeconds ?? 10,
    failureThreshold: options.failureThreshold ?? 3,
    checkerRegions: options.checkerRegions,
    enableSni: usesTls,
  };
}

/** Seconds that a checker gives the endpoint to take the connection, and then to answer. */
const CONNECT_SECONDS = 4;
const ANSWER_SECONDS = 2;
/** And then, where it searches, to send what it searches in. */
const BODY_SECONDS = 2;

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html */
export function secondsUntilCheckFails({ searchString }: Pick<EndpointCheckPlan, 'searchString'>): number {
  return CONNECT_SECONDS + ANSWER_SECONDS + (searchString === undefined ? 0 : BODY_SECONDS);
}
