import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { Construct } from 'constructs';
import { allowIngress, renderSecurityGroup } from './network-peers';
import { RenderedSubnet } from './subnets';
import { EndpointPlan, InterfaceEndpointsPlan } from '../core/network-endpoints';

export interface InterfaceEndpoints {
  readonly securityGroup: SecurityGroup;
  readonly endpoints: readonly VpcEndpoint[];
}

export function renderS3Endpoint(
  scope: Construct, { id, name, serviceName }: EndpointPlan, vpcId: string, subnets: readonly RenderedSubnet[],
): VpcEndpoint {
  return new VpcEndpoint(scope, id, {
    vpcId,
    serviceName,
    vpcEndpointType: 'Gateway',
    routeTableIds: subnets.map(({ routeTable }) => routeTable.id),
    tags: { Name: name },
  });
}

export function renderInterfaceEndpoints(
  scope: Construct, plan: InterfaceEndpointsPlan, vpcId: string, subnets: readonly RenderedSubnet[],
): InterfaceEndpoints {
  const securityGroup = renderSecurityGroup(scope, 'EndpointSecurityGroup', vpcId, plan.securityGroup.description);
  securityGroup.tags = { Name: plan.securityGroup.name };
  allowIngress(scope, 'EndpointIngress', securityGroup.id, [plan.ingress]);
  const endpoints = plan.endpoints.map(({ id, name, serviceName }) => new VpcEndpoint(scope, id, {
    vpcId,
    serviceName,
    vpcEndpointType: 'Interface',
    // Not by their associations: those wait for the endpoints.
    subnetIds: subnets.map(({ subnet }) => subnet.id),
    securityGroupIds: [securityGroup.id],
    privateDnsEnabled: plan.privateDns,
    tags: { Name: name },
  }));
  return { securityGroup, endpoints };
}
