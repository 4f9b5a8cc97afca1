import { AcceleratorView, EndpointGroupView, THE_TIERS } from './accelerator-planned';
import { byText, withoutAbsent } from './views';

// Documents have as many shapes as there are resources.
type Json = Record<string, any>;

/** What is read back from a template with one accelerator in it. */
export function acceleratorInTemplate({ Resources, Outputs }: Json): AcceleratorView {
  const [[acceleratorId, accelerator]] = ofType(Resources, 'AWS::GlobalAccelerator::Accelerator');
  const { Name, IpAddressType, FlowLogsEnabled, FlowLogsS3Bucket, FlowLogsS3Prefix } = accelerator.Properties;
  return withoutAbsent<AcceleratorView>({
    name: Name,
    ipAddressType: IpAddressType,
    flowLogs: FlowLogsEnabled ? { bucketName: FlowLogsS3Bucket, prefix: FlowLogsS3Prefix } : undefined,
    listeners: ofType(Resources, 'AWS::GlobalAccelerator::Listener').map(([, { Properties }]) => ({
      protocol: Properties.Protocol,
      ports: Properties.PortRanges.map(onePort),
      clientAffinity: Properties.ClientAffinity,
      isOfTheAccelerator: Properties.AcceleratorArn['Fn::GetAtt'].join('.') === `${acceleratorId}.AcceleratorArn`,
    })),
    records: byText(ofType(Resources, 'AWS::Route53::RecordSet').map(([, { Properties: { Name: name, Type, HostedZoneId, AliasTarget } }]) => ({
      name: name.replace(/\.$/, ''),
      type: Type,
      zone: HostedZoneId,
      targetZone: AliasTarget.HostedZoneId,
      leadsTo: attributeOf(acceleratorId, AliasTarget.DNSName),
      evaluatesTargetHealth: AliasTarget.EvaluateTargetHealth,
    }))),
    kept: Object.values<Json>(Resources).filter(({ DeletionPolicy, UpdateReplacePolicy }) => DeletionPolicy === 'Retain' && UpdateReplacePolicy === 'Retain')
      .map(({ Type }) => Type.split('::').at(-1)).sort(),
    outputs: Object.keys(Outputs).map((id) => id.replace(/^Accelerator|[0-9A-F]{8}$/g, '')).sort(),
  });
}

/** The same of a document of Terraform. */
export function acceleratorInTerraform({ resource, output }: Json): AcceleratorView {
  const [[name, accelerator]] = Object.entries<Json>(resource.aws_globalaccelerator_accelerator);
  const { attributes } = accelerator;
  const its = `\${aws_globalaccelerator_accelerator.${name}.`;
  const listeners = Object.values<Json>(resource.aws_globalaccelerator_listener);
  const isKept = ({ lifecycle }: Json) => lifecycle?.prevent_destroy === true;
  return withoutAbsent<AcceleratorView>({
    name: accelerator.name,
    ipAddressType: accelerator.ip_address_type,
    flowLogs: attributes?.flow_logs_enabled ? { bucketName: attributes.flow_logs_s3_bucket, prefix: attributes.flow_logs_s3_prefix } : undefined,
    listeners: listeners.map(({ protocol, port_range, client_affinity, accelerator_arn }) => ({
      protocol,
      ports: port_range.map(({ from_port, to_port }: Json) => onePort({ FromPort: from_port, ToPort: to_port })),
      clientAffinity: client_affinity,
      isOfTheAccelerator: accelerator_arn === `${its}arn}`,
    })),
    records: byText(Object.values<Json>(resource.aws_route53_record ?? {}).map(({ name: recordName, type, zone_id, alias }) => ({
      name: recordName,
      type,
      zone: zone_id,
      targetZone: alias.zone_id,
      leadsTo: { [`${its}dns_name}`]: 'DnsName', [`${its}dual_stack_dns_name}`]: 'DualStackDnsName' }[alias.name as string] ?? alias.name,
      evaluatesTargetHealth: alias.evaluate_target_health,
    }))),
    kept: [...(isKept(accelerator) ? ['Accelerator'] : []), ...(listeners.every(isKept) ? ['Listener'] : [])],
    outputs: outputsOf(output, 'Accelerator'),
  });
}

/** What is read back from a template with one region in it. */
export function endpointGroupInTemplate({ Resources, Outputs }: Json): EndpointGroupView {
  const [[, { Properties }], ...others] = ofType(Resources, 'AWS::GlobalAccelerator::EndpointGroup');
  expect(others).toEqual([]);
  return {
    listenerArn: Properties.ListenerArn,
    region: Properties.EndpointGroupRegion,
    trafficDialPercent: Properties.TrafficDialPercentage,
    endpoints: Properties.EndpointConfigurations.map(({ EndpointId, Weight, ClientIPPreservationEnabled }: Json) => ({
      id: EndpointId.Ref === undefined ? EndpointId : nameOfTiers(Resources[EndpointId.Ref].Type),
      weight: Weight,
      preservesClientIp: ClientIPPreservationEnabled,
    })),
    healthChecks: Object.keys(Properties).filter((name) => /^(HealthCheck|Threshold)/.test(name)),
    outputs: Object.keys(Outputs ?? {}).filter((id) => id.startsWith('Region')).map((id) => id.replace(/^Region|[0-9A-F]{8}$/g, '')).sort(),
  };
}

/** The same of a document of Terraform. */
export function endpointGroupInTerraform({ resource, output }: Json): EndpointGroupView {
  const [group, ...others] = Object.values<Json>(resource.aws_globalaccelerator_endpoint_group);
  expect(others).toEqual([]);
  return {
    listenerArn: group.listener_arn,
    region: group.endpoint_group_region,
    trafficDialPercent: group.traffic_dial_percentage,
    endpoints: group.endpoint_configuration.map(({ endpoint_id, weight, client_ip_preservation_enabled }: Json) => (
      { id: /^\$\{aws_lb\.Web_\w+\.arn\}$/.test(endpoint_id) ? THE_TIERS : endpoint_id, weight, preservesClientIp: client_ip_preservation_enabled })),
    healthChecks: Object.keys(group).filter((name) => /^(health_check|threshold)/.test(name)),
    outputs: outputsOf(output, 'Region'),
  };
}

function ofType(resources: Json, type: string): [string, Json][] {
  return Object.entries<Json>(resources).filter(([, { Type }]) => Type === type);
}

/** An attribute of the resource, or whatever it is instead. */
function attributeOf(id: string, value: Json): string {
  const [resource, attribute] = value['Fn::GetAtt'];
  return resource === id ? attribute : JSON.stringify(value);
}

function nameOfTiers(type: string): string {
  return type === 'AWS::ElasticLoadBalancingV2::LoadBalancer' ? THE_TIERS : type;
}

function onePort({ FromPort, ToPort }: Json): number {
  expect(FromPort).toBe(ToPort);
  return FromPort;
}

function outputsOf(output: Json = {}, construct: string): string[] {
  const own = Object.keys(output).filter((id) => id.startsWith(`${construct}_`));
  return own.map((id) => id.replace(new RegExp(`^${construct}_|_[0-9A-F]{8}$`, 'g'), '')).sort();
}
