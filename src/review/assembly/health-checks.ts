import { Resource, textOf } from '../document';
import { Resources } from './resources';
import { DnsHealthCheck } from '../topology-names';
import { at, byKey, flagOf, idsOf, numberOf, referencesIn, textsOf } from './values';

const ALARM = 'AWS::CloudWatch::Alarm';

export function dnsHealthChecksOf(resources: Resources): DnsHealthCheck[] {
  return resources.ofType('AWS::Route53::HealthCheck').map((check) => healthCheckOf(check, resources));
}

function healthCheckOf({ id, properties }: Resource, resources: Resources): DnsHealthCheck {
  const config = properties.HealthCheckConfig;
  const type = textOf(at(config, 'Type'));
  const alarm = at(config, 'AlarmIdentifier');
  const host = at(config, 'FullyQualifiedDomainName') ?? at(config, 'IPAddress');
  return {
    id,
    name: textOf(byKey(properties.HealthCheckTags).get('Name')),
    kind: kindOf(type),
    type,
    host: textOf(host),
    hostId: referencesIn(host).map(({ resource }) => resource).find((resource) => resource !== undefined),
    port: numberOf(at(config, 'Port')),
    path: textOf(at(config, 'ResourcePath')),
    searchString: textOf(at(config, 'SearchString')),
    sendsServerName: flagOf(at(config, 'EnableSNI')),
    intervalSeconds: numberOf(at(config, 'RequestInterval')),
    failureThreshold: numberOf(at(config, 'FailureThreshold')),
    inverted: flagOf(at(config, 'Inverted')),
    disabled: flagOf(at(config, 'Disabled')),
    regions: textsOf(at(config, 'Regions')),
    alarmId: resources.find(at(alarm, 'Name'), ALARM, 'AlarmName')?.id,
    alarmName: textOf(at(alarm, 'Name')),
    alarmRegion: textOf(at(alarm, 'Region')),
    insufficientDataStatus: textOf(at(config, 'InsufficientDataHealthStatus')),
    childIds: idsOf(at(config, 'ChildHealthChecks')),
    threshold: numberOf(at(config, 'HealthThreshold')),
  };
}

function kindOf(type: string | undefined): string | undefined {
  switch (type) {
    case undefined: return undefined;
    case 'CLOUDWATCH_METRIC': return 'alarm';
    case 'CALCULATED': return 'calculated';
    case 'RECOVERY_CONTROL': return 'routing-control';
    default: return 'endpoint';
  }
}
