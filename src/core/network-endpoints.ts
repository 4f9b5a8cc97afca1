import { Checks, Warning } from './checks';
import { RulePlan } from './network-peers';

/** How AWS services are reached from within a network. */
export interface NetworkEndpointOptions {
  /**
   * AWS services to be reached without leaving the network, by short name: 'ssm', 'ssmmessages', 'monitoring', 'logs', 'ec2', 'xray',
   * 'secretsmanager' … Each has an address in the private subnet of every zone, and is found under the service's usual name. Each costs
   * by the hour and the zone.
   *
   * @default - none: services are reached through the NAT gateways
   * @see https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
   */
  readonly interfaceEndpoints?: string[];

  /**
   * Make no gateway endpoint for S3, which costs nothing. Private subnets then reach S3 through the NAT gateways, isolated ones not at all.
   *
   * @default false
   * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
   */
  readonly withoutS3Endpoint?: boolean;
}

export interface EndpointPlan {
  readonly id: string;
  readonly name: string;
  readonly serviceName: string;
}

export interface InterfaceEndpointsPlan {
  readonly endpoints: readonly EndpointPlan[];
  readonly privateDns: true;
  readonly securityGroup: { readonly name: string; readonly description: string };
  readonly ingress: RulePlan;
}

/** Where the endpoints are. */
export interface EndpointSite {
  readonly name: string;
  readonly region: string;
  readonly cidrBlock: string;
}

const HTTPS_PORT = 443;

/** For the private and the isolated subnets: it is a route of theirs, with no address and no rules. */
export function planS3Endpoint(options: NetworkEndpointOptions, site: EndpointSite): EndpointPlan | undefined {
  return options.withoutS3Endpoint ? undefined : planEndpoint('s3', site);
}

export function planInterfaceEndpoints({ interfaceEndpoints }: NetworkEndpointOptions, site: EndpointSite): InterfaceEndpointsPlan | undefined {
  return interfaceEndpoints && {
    endpoints: interfaceEndpoints.map((service) => planEndpoint(service, site)),
    privateDns: true,
    securityGroup: { name: `${site.name} endpoints`, description: `Endpoints of ${site.name}: HTTPS from the network in` },
    ingress: { peer: { type: 'ipv4', id: site.cidrBlock }, port: HTTPS_PORT, description: 'HTTPS from within the network' },
  };
}

export function checkEndpoints(options: NetworkEndpointOptions, checks: Checks) {
  checks.flag('withoutS3Endpoint', options.withoutS3Endpoint);
  checks.notEmpty('interfaceEndpoints', options.interfaceEndpoints, 'the short names of AWS services');
  if (checks.isUnresolved(options.interfaceEndpoints)) {
    checks.conflict('interfaceEndpoints must be known before the deployment: an endpoint is made for each.');
    return;
  }
  const services = options.interfaceEndpoints ?? [];
  services.forEach((service, index) => checkService(`interfaceEndpoints[${index}]`, service, checks));
  if (new Set(services).size < services.length) { checks.refuse('interfaceEndpoints', 'a list in which each service stands once', services); }
}

export function warnOfNoWayOut(options: NetworkEndpointOptions, withoutNatGateways: boolean): Warning[] {
  if (!withoutNatGateways || options.interfaceEndpoints) { return []; }
  return [{
    id: 'scale-out-constructs:noWayOut',
    message: 'withoutNatGateways leaves the private subnets no way out, and no interfaceEndpoints are named: not even Systems Manager is reached.',
  }];
}

/** A short name such as 'ecr.api': 'com.amazonaws.eu-west-1.' is put before it, so that it must not be there already. */
const SERVICE = /^(?!(com|cn|aws)\.)[a-z][a-z0-9]*([.-][a-z0-9]+)*$/;

function checkService(option: string, service: string, checks: Checks) {
  if (checks.isUnresolved(service)) {
    checks.conflict(`${option} must be known before the deployment: the endpoint is named after it.`);
  } else if (service === 's3') {
    checks.conflict(`${option} must not be 's3': the gateway endpoint leads there, and an endpoint of each kind would want the same name.`);
  } else {
    checks.text(option, service, SERVICE, "the short name of an AWS service such as 'ssm'");
  }
}

function planEndpoint(service: string, { name, region }: EndpointSite): EndpointPlan {
  return { id: `Endpoint-${service}`, name: `${name} endpoint ${service}`, serviceName: `com.amazonaws.${region}.${service}` };
}
