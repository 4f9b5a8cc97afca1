import { Resource, textOf, Value } from '../document';
import { Resources } from './resources';
import { Certificate, DnsName, HostedZone } from '../topology-names';
import { at, flagOf, idOf, idsOf, listOf, numberOf, referencesIn, textsOf } from './values';

const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

/** The zones that distributions are in, in China and elsewhere. */
const ZONES_OF_DISTRIBUTIONS = ['Z2FDTNDATAQYW2', 'Z3RFFRIM2A3IF5'];

export function certificatesOf(resources: Resources): Certificate[] {
  return resources.ofType('AWS::CertificateManager::Certificate').map(({ id, properties }) => (
    { id, domainName: textOf(properties.DomainName), validation: textOf(properties.ValidationMethod), region: textOf(properties.Region) }));
}

export function hostedZonesOf(resources: Resources): HostedZone[] {
  return resources.ofType('AWS::Route53::HostedZone').map(({ id, properties }) => {
    const networkIds = listOf(properties.VPCs).flatMap((network) => idsOf(at(network, 'VPCId')));
    return { id, name: withoutDot(properties.Name), isPrivate: networkIds.length > 0, networkIds };
  });
}

export function dnsNamesOf(resources: Resources): DnsName[] {
  const grouped = resources.ofType('AWS::Route53::RecordSetGroup').flatMap(({ id, properties }) =>
    listOf(properties.RecordSets).map((record, position) => ({ ...dnsNameOf(id, record, properties, resources), position })));
  return [...resources.ofType('AWS::Route53::RecordSet').map(({ id, properties }) => dnsNameOf(id, properties, properties, resources)), ...grouped];
}

function dnsNameOf(id: string, record: Value, { HostedZoneId, HostedZoneName }: Resource['properties'], resources: Resources): DnsName {
  const alias = at(record, 'AliasTarget');
  const records = at(record, 'ResourceRecords');
  const targets = [...listOf(records), ...listOf(at(alias, 'DNSName'))].flatMap(referencesIn);
  // The address of a balancer may have `dualstack.` before it.
  const balancer = targets.find((target) => target.type === BALANCER);
  return {
    id,
    name: withoutDot(at(record, 'Name')),
    type: textOf(at(record, 'Type')),
    zone: textOf(HostedZoneId) ?? textOf(HostedZoneName),
    zoneId: resources.find(HostedZoneId, 'AWS::Route53::HostedZone')?.id,
    balancerId: resources.find(balancer, BALANCER)?.id,
    aliasOf: withoutDot(at(alias, 'DNSName')),
    aliasZone: zoneOfAlias(at(alias, 'HostedZoneId')),
    evaluatesTargetHealth: flagOf(at(alias, 'EvaluateTargetHealth')),
    ttlSeconds: numberOf(at(record, 'TTL')),
    records: textsOf(records),
    targetIds: targets.filter((target) => target !== balancer).map(({ resource }) => resource).filter((target) => target !== undefined),
    routing: routingOf(record),
    ...answersOf(record),
  };
}

function zoneOfAlias(zone: Value | undefined): string | undefined {
  const text = textOf(zone);
  return ZONES_OF_DISTRIBUTIONS.includes(text ?? '') ? '<AWS::CloudFront::Distribution.HostedZoneId>' : text;
}

const POLICIES = [
  ['failover', 'Failover'], ['latency', 'Region'], ['weighted', 'Weight'], ['geolocation', 'GeoLocation'], ['geoproximity', 'GeoProximityLocation'],
  ['cidr', 'CidrRoutingConfig'],
] as const;

function routingOf(record: Value): string {
  const policy = POLICIES.find(([, property]) => at(record, property) !== undefined);
  return policy?.[0] ?? (flagOf(at(record, 'MultiValueAnswer')) ? 'multivalue' : 'simple');
}

/** When it is answered, and not another record of the name. */
function answersOf(record: Value) {
  return {
    setIdentifier: textOf(at(record, 'SetIdentifier')),
    weight: numberOf(at(record, 'Weight')),
    failover: textOf(at(record, 'Failover')),
    region: textOf(at(record, 'Region')),
    location: locationOf(at(record, 'GeoLocation')),
    multiValue: flagOf(at(record, 'MultiValueAnswer')),
    healthCheckId: idOf(at(record, 'HealthCheckId')),
  };
}

const PLACES = [['continent', 'ContinentCode'], ['country', 'CountryCode'], ['subdivision', 'SubdivisionCode']] as const;

function locationOf(location: Value | undefined): string | undefined {
  const places = PLACES.map(([word, property]) => [word, textOf(at(location, property))]).filter(([, code]) => code !== undefined);
  return places.length > 0 ? places.map((place) => place.join(' ')).join(' ') : undefined;
}

function withoutDot(name: Value | undefined): string | undefined {
  return textOf(name)?.replace(/\.$/, '');
}
