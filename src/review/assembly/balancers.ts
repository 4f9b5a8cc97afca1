import { Resource, textOf, Value } from '../document';
import { Resources } from './resources';
import { AccessLogs, Balancer, Listener, Redirect } from '../topology-balancers';
import { at, byKey, flagOf, idOf, idsOf, listOf, numberOf, textsOf } from './values';

const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

export function balancersOf(resources: Resources): Balancer[] {
  return resources.ofType(BALANCER).map((balancer) => balancerOf(balancer, resources));
}

function balancerOf(balancer: Resource, resources: Resources): Balancer {
  const { id, properties, region } = balancer;
  const attributes = byKey(properties.LoadBalancerAttributes);
  const mappings = listOf(properties.SubnetMappings);
  const addresses = mappings.flatMap((mapping) => idsOf(at(mapping, 'AllocationId')));
  const [association] = resources.pointingTo(balancer, 'AWS::WAFv2::WebACLAssociation', 'ResourceArn');
  return {
    id,
    type: textOf(properties.Type),
    region,
    scheme: textOf(properties.Scheme),
    ipAddressType: textOf(properties.IpAddressType),
    subnetIds: [...idsOf(properties.Subnets), ...mappings.flatMap((mapping) => idsOf(at(mapping, 'SubnetId')))],
    addressIds: addresses.length > 0 ? addresses : undefined,
    securityGroupIds: idsOf(properties.SecurityGroups),
    idleTimeoutSeconds: numberOf(attributes.get('idle_timeout.timeout_seconds')),
    dropsInvalidHeaders: flagOf(attributes.get('routing.http.drop_invalid_header_fields.enabled')),
    desyncMitigation: textOf(attributes.get('routing.http.desync_mitigation_mode')),
    deletionProtection: flagOf(attributes.get('deletion_protection.enabled')),
    zonalShift: flagOf(attributes.get('zonal_shift.config.enabled')),
    accessLogs: accessLogsOf(attributes),
    webAcl: textOf(association?.properties.WebACLArn),
    listeners: resources.pointingTo(balancer, 'AWS::ElasticLoadBalancingV2::Listener', 'LoadBalancerArn').map((listener) => listenerOf(listener, resources)),
  };
}

function accessLogsOf(attributes: ReadonlyMap<string, Value>): AccessLogs | undefined {
  if (!flagOf(attributes.get('access_logs.s3.enabled'))) { return undefined; }
  return { bucket: idOf(attributes.get('access_logs.s3.bucket')), prefix: textOf(attributes.get('access_logs.s3.prefix')) };
}

function listenerOf(listener: Resource, resources: Resources): Listener {
  const { id, properties } = listener;
  const further = resources.pointingTo(listener, 'AWS::ElasticLoadBalancingV2::ListenerCertificate', 'ListenerArn');
  // What authenticates comes before what answers.
  const action = listOf(properties.DefaultActions).at(-1);
  return {
    id,
    port: numberOf(properties.Port),
    protocol: textOf(properties.Protocol),
    tlsPolicy: textOf(properties.SslPolicy),
    certificates: [properties, ...further.map((one) => one.properties)]
      .flatMap(({ Certificates }) => listOf(Certificates)).flatMap((certificate) => textsOf(at(certificate, 'CertificateArn'))),
    trustStore: textOf(at(properties.MutualAuthentication, 'TrustStoreArn')),
    action: textOf(at(action, 'Type')),
    redirect: redirectOf(at(action, 'RedirectConfig')),
  };
}

function redirectOf(redirect: Value | undefined): Redirect | undefined {
  if (redirect === undefined) { return undefined; }
  return { protocol: textOf(at(redirect, 'Protocol')), port: textOf(at(redirect, 'Port')), statusCode: textOf(at(redirect, 'StatusCode')) };
}
