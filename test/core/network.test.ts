import fc from 'fast-check';
import { CONTEXT, TOKEN_NUMBER, TOKEN_TEXT } from './planning';
import { Protection } from '../../src/core';
import { NetworkOptions, NetworkPlan, planNetwork } from '../../src/core/network';
import { blocksOfZone, parseBlock, slotsOf } from '../../src/core/subnets';

const SURROUNDINGS = {
  region: 'eu-west-1',
  account: '111122223333',
  partition: 'aws',
  flowLogGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:flow-logs',
};

function plan(options: NetworkOptions = {}): NetworkPlan {
  return planNetwork(options, SURROUNDINGS, { ...CONTEXT, kind: 'Network', path: 'App/Network' });
}

/** The problems that a plan is refused for, without the construct's name. */
function refusals(options: NetworkOptions): string[] {
  try {
    plan(options);
  } catch (error) {
    const lines = (error as Error).message.split('\n');
    return lines.length === 1 ? [lines[0].replace("Network 'App/Network': ", '')] : lines.slice(1).map((line) => line.replace('  - ', ''));
  }
  return [];
}

const subnetsOf = ({ publicSubnets, privateSubnets, isolatedSubnets }: NetworkPlan) => [...publicSubnets, ...privateSubnets, ...isolatedSubnets];
const blocksOf = (network: NetworkPlan) => subnetsOf(network).map(({ id, cidrBlock }) => [id, cidrBlock]);

describe('by default', () => {
  test('there are three zones, with a public, a private and an isolated subnet each', () => {
    expect(blocksOf(plan())).toEqual([
      ['PublicSubnet1', '10.0.16.0/21'], ['PublicSubnet2', '10.0.48.0/21'], ['PublicSubnet3', '10.0.80.0/21'],
      ['PrivateSubnet1', '10.0.0.0/20'], ['PrivateSubnet2', '10.0.32.0/20'], ['PrivateSubnet3', '10.0.64.0/20'],
      ['IsolatedSubnet1', '10.0.24.0/21'], ['IsolatedSubnet2', '10.0.56.0/21'], ['IsolatedSubnet3', '10.0.88.0/21'],
    ]);
    expect(plan().zoneNames).toBeUndefined();
    expect(plan().cidrBlock).toBe('10.0.0.0/16');
  });

  test('no subnet hands out public addresses', () => {
    expect(subnetsOf(plan()).map(({ mapPublicIpOnLaunch }) => mapPublicIpOnLaunch)).toEqual(Array(9).fill(false));
  });

  test('each zone has a NAT gateway of its own, for its private subnet alone', () => {
    const { natGateways, privateSubnets, publicSubnets, isolatedSubnets } = plan();
    expect(natGateways.map(({ id, zone }) => [id, zone])).toEqual([['NatGateway1', 0], ['NatGateway2', 1], ['NatGateway3', 2]]);
    expect(privateSubnets.map(({ natGateway }) => natGateway)).toEqual(['NatGateway1', 'NatGateway2', 'NatGateway3']);
    expect([...publicSubnets, ...isolatedSubnets].every(({ natGateway }) => natGateway === undefined)).toBe(true);
  });

  test('S3 has an endpoint, and no other service', () => {
    expect(plan().s3Endpoint!.serviceName).toBe('com.amazonaws.eu-west-1.s3');
    expect(plan().interfaceEndpoints).toBeUndefined();
  });

  test('flow logs of all traffic are kept for 30 days, and outlive the network', () => {
    expect(plan().flowLogs).toMatchObject({ traffic: 'ALL', retentionDays: 30, isRetained: true, groupNamePrefix: '/scale-out/App/Network/flow-logs-' });
  });

  test('the default security group is emptied', () => {
    expect(plan().emptiesDefaultSecurityGroup).toBe(true);
  });

  test('nothing is warned of', () => {
    expect(plan().warnings).toEqual([]);
  });
});

test('flow logs are written by the service for this account and region, to one group', () => {
  const { trust, statements } = plan().flowLogs!;
  expect(trust).toMatchObject({
    principals: { Service: 'vpc-flow-logs.amazonaws.com' },
    actions: ['sts:AssumeRole'],
    conditions: {
      StringEquals: { 'aws:SourceAccount': '111122223333' },
      ArnLike: { 'aws:SourceArn': 'arn:aws:ec2:eu-west-1:111122223333:vpc-flow-log/*' },
    },
  });
  expect(statements.map(({ actions }) => actions)).toEqual([
    ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogGroups', 'logs:DescribeLogStreams'],
  ]);
  expect(statements[0].resources).toEqual([SURROUNDINGS.flowLogGroupArn, `${SURROUNDINGS.flowLogGroupArn}:*`]);
});

describe('ways out of a default', () => {
  test('a single NAT gateway serves all zones', () => {
    const { natGateways, privateSubnets } = plan({ singleNatGateway: true });
    expect(natGateways.map(({ id }) => id)).toEqual(['NatGateway1']);
    expect(privateSubnets.map(({ natGateway }) => natGateway)).toEqual(['NatGateway1', 'NatGateway1', 'NatGateway1']);
  });

  test('without NAT gateways the private subnets are there, and lead nowhere', () => {
    const { natGateways, privateSubnets, warnings } = plan({ withoutNatGateways: true, interfaceEndpoints: ['ssm'] });
    expect(natGateways).toEqual([]);
    expect(privateSubnets.map(({ natGateway }) => natGateway)).toEqual([undefined, undefined, undefined]);
    expect(warnings).toEqual([]);
  });

  test('neither NAT gateways nor endpoints is warned of', () => {
    expect(plan({ withoutNatGateways: true }).warnings.map(({ id }) => id)).toEqual(['scale-out-constructs:noWayOut']);
  });

  test('one zone has to be accepted, and then is the default', () => {
    expect(plan({ singleAvailabilityZone: true }).privateSubnets).toHaveLength(1);
    expect(plan({ singleAvailabilityZone: true, availabilityZones: 2 }).privateSubnets).toHaveLength(2);
    expect(plan({ singleAvailabilityZone: true, zoneNames: ['eu-west-1a'] }).privateSubnets).toHaveLength(1);
  });

  test('what is switched off is not planned', () => {
    const network = plan({ withoutS3Endpoint: true, withoutFlowLogs: true, keepDefaultSecurityGroup: true });
    expect([network.s3Endpoint, network.flowLogs, network.emptiesDefaultSecurityGroup]).toEqual([undefined, undefined, false]);
  });

  test('flow logs of a network that is not protected go with it', () => {
    expect(plan({ protection: Protection.NONE }).flowLogs!.isRetained).toBe(false);
  });
});

test('zones are taken in the order they are named', () => {
  const network = plan({ zoneNames: ['us-gov-west-1b', 'us-gov-west-1a'] });
  expect(network.zoneNames).toEqual(['us-gov-west-1b', 'us-gov-west-1a']);
  expect(network.privateSubnets.map(({ zone }) => zone)).toEqual([0, 1]);
});

test('interface endpoints are reached over HTTPS from within the network', () => {
  const { endpoints, ingress, privateDns } = plan({ cidrBlock: '172.16.0.0/20', interfaceEndpoints: ['ssm', 'ecr.api'] }).interfaceEndpoints!;
  expect(endpoints.map(({ id, serviceName }) => [id, serviceName])).toEqual([
    ['Endpoint-ssm', 'com.amazonaws.eu-west-1.ssm'], ['Endpoint-ecr.api', 'com.amazonaws.eu-west-1.ecr.api'],
  ]);
  expect(ingress).toEqual({ peer: { type: 'ipv4', id: '172.16.0.0/20' }, port: 443, description: 'HTTPS from within the network' });
  expect(privateDns).toBe(true);
});

test('everything is named by its path, what it is and its zone', () => {
  const { publicSubnets, privateSubnets, natGateways, descriptions, s3Endpoint, flowLogs } = plan();
  expect(publicSubnets[0].name).toBe('App/Network public subnet 1');
  expect(privateSubnets[2].routeTableName).toBe('App/Network private route table 3');
  expect(natGateways[1]).toMatchObject({ name: 'App/Network NAT gateway 2', addressName: 'App/Network NAT address 2' });
  expect(descriptions).toMatchObject({ vpc: 'App/Network vpc', internetGateway: 'App/Network internet gateway' });
  expect([s3Endpoint!.name, flowLogs!.name]).toEqual(['App/Network endpoint s3', 'App/Network flow logs']);
});

test('a path becomes a name that tags take', () => {
  const path = `${'x'.repeat(200)}/Nétwork {1}`;
  const { vpc } = planNetwork({}, SURROUNDINGS, { ...CONTEXT, path }).descriptions;
  expect(vpc).toMatch(/^x+\/N-twork -1- vpc$/);
  expect(vpc.length).toBeLessThan(256);
});

describe('what is refused', () => {
  test.each<[NetworkOptions, string]>([
    [{ cidrBlock: '10.0.0.0' }, "cidrBlock must be a block from /16 to /24 such as '10.0.0.0/16', got \"10.0.0.0\"."],
    [{ cidrBlock: '999.0.0.0/16' }, "cidrBlock must be a block from /16 to /24 such as '10.0.0.0/16', got \"999.0.0.0/16\"."],
    [{ cidrBlock: '010.0.0.0/16' }, "cidrBlock must be a block from /16 to /24 such as '10.0.0.0/16', got \"010.0.0.0/16\"."],
    [{ cidrBlock: '10.0.0.0/8' }, "cidrBlock must be a block from /16 to /24 such as '10.0.0.0/16', got \"10.0.0.0/8\"."],
    [{ cidrBlock: '10.0.0.0/25' }, "cidrBlock must be a block from /16 to /24 such as '10.0.0.0/16', got \"10.0.0.0/25\"."],
    [{ cidrBlock: '2001:db8::/32' }, "cidrBlock must be a block from /16 to /24 such as '10.0.0.0/16', got \"2001:db8::/32\"."],
    [{ cidrBlock: '10.0.1.0/16' }, "cidrBlock must be the block by its first address, '10.0.0.0/16', got \"10.0.1.0/16\"."],
    [{ cidrBlock: '192.168.7.0/22' }, "cidrBlock must be the block by its first address, '192.168.4.0/22', got \"192.168.7.0/22\"."],
    [
      { cidrBlock: '10.0.0.0/23', availabilityZones: 5 },
      'cidrBlock must be a block of /22 or larger to hold 5 availability zones, got "10.0.0.0/23".',
    ],
    [{ cidrBlock: TOKEN_TEXT }, 'cidrBlock must be known before the deployment: the subnets are computed from it.'],
    [{ availabilityZones: 0 }, 'availabilityZones must be an integer from 1 to 6, got 0.'],
    [{ availabilityZones: 7 }, 'availabilityZones must be an integer from 1 to 6, got 7.'],
    [{ availabilityZones: 2.5 }, 'availabilityZones must be an integer from 1 to 6, got 2.5.'],
    [{ availabilityZones: NaN }, 'availabilityZones must be an integer from 1 to 6, got NaN.'],
    [{ availabilityZones: TOKEN_NUMBER }, 'availabilityZones must be known before the deployment: the subnets are computed from it.'],
    [{ availabilityZones: 1 }, 'availabilityZones must be at least 2, got 1 (singleAvailabilityZone: true accepts one).'],
    [{ zoneNames: ['eu-west-1a'] }, 'zoneNames.length must be at least 2, got 1 (singleAvailabilityZone: true accepts one).'],
    [{ zoneNames: [] }, 'zoneNames must hold availability zones, got an empty list.'],
    [{ zoneNames: [TOKEN_TEXT] }, 'zoneNames must be known before the deployment: the subnets are computed from it.'],
    [{ zoneNames: ['eu-west-1a', 'eu-west-1a'] }, 'zoneNames must be a list in which each zone stands once, got ["eu-west-1a","eu-west-1a"].'],
    [{ zoneNames: ['eu-west-1a', 'eu-west-2b'] }, 'zoneNames must be zones of one region, got ["eu-west-1a","eu-west-2b"].'],
    [{ zoneNames: ['eu-west-1a', 'eu-west-1'] }, "zoneNames[1] must be an availability zone such as 'eu-west-1a', got \"eu-west-1\"."],
    [
      { zoneNames: ['us-west-2a', 'us-west-2-lax-1a'] },
      "zoneNames[1] must be an availability zone such as 'eu-west-1a', got \"us-west-2-lax-1a\".",
    ],
    [
      { zoneNames: ['eu-west-1a', 'eu-west-1b'], availabilityZones: 2 },
      'availabilityZones and zoneNames both say how many availability zones there are: give one of them.',
    ],
    [{ singleNatGateway: true, withoutNatGateways: true }, 'singleNatGateway and withoutNatGateways contradict each other: give one of them.'],
    [{ interfaceEndpoints: [] }, 'interfaceEndpoints must hold the short names of AWS services, got an empty list.'],
    [{ interfaceEndpoints: [TOKEN_TEXT] }, 'interfaceEndpoints must be known before the deployment: an endpoint is made for each.'],
    [{ interfaceEndpoints: ['ssm', TOKEN_TEXT] }, 'interfaceEndpoints[1] must be known before the deployment: the endpoint is named after it.'],
    [{ interfaceEndpoints: ['ssm', 'ssm'] }, 'interfaceEndpoints must be a list in which each service stands once, got ["ssm","ssm"].'],
    [
      { interfaceEndpoints: ['com.amazonaws.eu-west-1.ssm'] },
      "interfaceEndpoints[0] must be the short name of an AWS service such as 'ssm', got \"com.amazonaws.eu-west-1.ssm\".",
    ],
    [{ interfaceEndpoints: ['SSM'] }, "interfaceEndpoints[0] must be the short name of an AWS service such as 'ssm', got \"SSM\"."],
    [
      { interfaceEndpoints: ['s3'] },
      "interfaceEndpoints[0] must not be 's3': the gateway endpoint leads there, and an endpoint of each kind would want the same name.",
    ],
    [{ flowLogRetentionDays: 30, withoutFlowLogs: true }, 'flowLogRetentionDays needs flow logs: withoutFlowLogs is true.'],
    [{ protection: 'SOME' as Protection }, 'protection must be one of FULL, NONE, got "SOME".'],
    [{ withoutFlowLogs: 'no' as unknown as boolean }, 'withoutFlowLogs must be true or false, got "no".'],
  ])('%j', (options, problem) => {
    expect(refusals(options)).toEqual([problem]);
  });

  test('a retention that CloudWatch does not have', () => {
    expect(refusals({ flowLogRetentionDays: 31 })[0]).toMatch(/^flowLogRetentionDays must be one of 1, 3, 5, .* 3653, got 31\.$/);
  });

  test('everything at once', () => {
    expect(refusals({ cidrBlock: 'x', availabilityZones: 9, interfaceEndpoints: ['!'], flowLogRetentionDays: 2 })).toHaveLength(4);
  });
});

test('what nothing is computed from may be told by the deployment', () => {
  expect(plan({ flowLogRetentionDays: TOKEN_NUMBER }).flowLogs!.retentionDays).toBe(TOKEN_NUMBER);
  expect(plan({ zoneNames: ['eu-west-1a', TOKEN_TEXT] }).zoneNames).toEqual(['eu-west-1a', TOKEN_TEXT]);
});

describe('addresses', () => {
  const block = fc.record({ prefix: fc.integer({ min: 16, max: 24 }), address: fc.integer({ min: 0, max: 2 ** 32 - 1 }) })
    .map(({ prefix, address }) => ({ prefix, address: address - (address % 2 ** (32 - prefix)) }));
  const rangeOf = (text: string) => {
    const { address, prefix } = parseBlock(text)!;
    return { first: address, last: address + 2 ** (32 - prefix) - 1, prefix };
  };
  const text = ({ address, prefix }: { address: number; prefix: number }) => {
    const octets = address.toString(16).padStart(8, '0').match(/../g)!.map((octet) => parseInt(octet, 16));
    return `${octets.join('.')}/${prefix}`;
  };

  test('subnets lie within the network, do not overlap, and are what AWS takes', () => {
    fc.assert(fc.property(block, (network) => {
      const { first, last } = rangeOf(text(network));
      const zones = Array.from({ length: slotsOf(network.prefix) }, (_, zone) => blocksOfZone(network, zone));
      const ranges = zones.flatMap((zone) => [zone.private, zone.public, zone.isolated]).map(rangeOf);
      ranges.forEach((range, i) => {
        expect(range.first).toBe(i === 0 ? first : ranges[i - 1].last + 1);
        expect(range.first % 2 ** (32 - range.prefix)).toBe(0);
        expect(range.prefix).toBeLessThanOrEqual(28);
      });
      expect(ranges.at(-1)!.last).toBe(last);
    }));
  });

  test('adding a zone leaves the others as they are', () => {
    fc.assert(fc.property(block, fc.integer({ min: 2, max: 5 }), (network, zones) => {
      fc.pre(zones < slotsOf(network.prefix));
      const cidrBlock = text(network);
      const after = blocksOf(plan({ cidrBlock, availabilityZones: zones + 1 }));
      for (const subnet of blocksOf(plan({ cidrBlock, availabilityZones: zones }))) { expect(after).toContainEqual(subnet); }
    }));
  });

  test('there is room for a fourth zone in every network, and for six in a /22', () => {
    fc.assert(fc.property(block, (network) => {
      expect(refusals({ cidrBlock: text(network), availabilityZones: network.prefix <= 22 ? 6 : 4 })).toEqual([]);
    }));
  });

  test('a load balancer finds room in the private subnets always, and in the public ones but for a /24, which is warned of', () => {
    fc.assert(fc.property(block, (network) => {
      const { publicSubnets, privateSubnets, warnings } = plan({ cidrBlock: text(network) });
      expect(rangeOf(privateSubnets[0].cidrBlock).prefix).toBeLessThanOrEqual(27);
      const isSmall = rangeOf(publicSubnets[0].cidrBlock).prefix > 27;
      expect(isSmall).toBe(network.prefix === 24);
      expect(warnings.map(({ id }) => id)).toEqual(isSmall ? ['scale-out-constructs:smallPublicSubnets'] : []);
    }));
  });
});
