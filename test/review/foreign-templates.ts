/** Templates as others write them by hand. */

/** A launch configuration, rules inside their security group, alarms without expressions, values as texts. */
export const HAND_WRITTEN = {
  Parameters: {
    Image: { Type: 'String', Default: 'ami-0123456789abcdef0' },
    Subnets: { Type: 'List<AWS::EC2::Subnet::Id>', Default: 'subnet-a,subnet-b' },
    Network: { Type: 'AWS::EC2::VPC::Id' },
    Certificate: { Type: 'String' },
  },
  Resources: {
    Servers: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: {
        GroupDescription: 'Servers',
        VpcId: { Ref: 'Network' },
        SecurityGroupIngress: [
          { IpProtocol: 'tcp', FromPort: '80', ToPort: '80', SourceSecurityGroupId: { Ref: 'Front' } },
          { IpProtocol: '6', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0', Description: 'Whoever likes' },
        ],
        SecurityGroupEgress: { IpProtocol: '-1', FromPort: 0, ToPort: 65535, CidrIpv6: '::/0' },
      },
    },
    Front: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: { GroupDescription: 'Front', SecurityGroupEgress: [{ CidrIp: '255.255.255.255/32', IpProtocol: 'icmp', FromPort: 252, ToPort: 86, Description: 'Disallow all traffic' }] },
    },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'servers',
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore', { Ref: 'Extra' }],
        Policies: [{ PolicyName: 'inline', PolicyDocument: { Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' } } }],
      },
    },
    Extra: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Statement: [{ Effect: 'Deny', NotAction: 'iam:*', Resource: '*' }] } } },
    Named: { Type: 'AWS::IAM::Policy', Properties: { Roles: ['servers'], PolicyDocument: { Statement: [{ Action: ['sqs:*'], Resource: ['*'] }] } } },
    Others: { Type: 'AWS::IAM::Policy', Properties: { Roles: ['somebody'], PolicyDocument: { Statement: [{ Action: ['kms:*'], Resource: ['*'] }] } } },
    Profile: { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [{ Ref: 'Role' }] } },
    Launch: {
      Type: 'AWS::AutoScaling::LaunchConfiguration',
      Properties: {
        ImageId: { Ref: 'Image' },
        InstanceType: 't2.micro',
        AssociatePublicIpAddress: 'true',
        InstanceMonitoring: false,
        SecurityGroups: [{ Ref: 'Servers' }],
        IamInstanceProfile: { Ref: 'Profile' },
        BlockDeviceMappings: [{ DeviceName: '/dev/sda1', Ebs: { VolumeSize: '8', VolumeType: 'gp2' } }, { DeviceName: '/dev/sdb', VirtualName: 'ephemeral0' }],
        UserData: { 'Fn::Base64': { 'Fn::Sub': '#!/bin/bash\necho ${AWS::StackName}' } },
      },
    },
    Group: {
      Type: 'AWS::AutoScaling::AutoScalingGroup',
      Properties: {
        MinSize: '1',
        MaxSize: '3',
        DesiredCapacity: '2',
        VPCZoneIdentifier: { Ref: 'Subnets' },
        LaunchConfigurationName: { Ref: 'Launch' },
        TargetGroupARNs: [{ Ref: 'Targets' }],
        Tags: [{ Key: 'Name', Value: 'by hand', PropagateAtLaunch: 'true' }],
      },
      UpdatePolicy: { AutoScalingRollingUpdate: { MinInstancesInService: '1' } },
    },
    Targets: {
      Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
      Properties: { Port: '80', Protocol: 'HTTP', TargetGroupAttributes: [{ Key: 'stickiness.enabled', Value: true }, { Key: 'stickiness.type', Value: 'lb_cookie' }] },
    },
    Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Scheme: 'internet-facing', SecurityGroups: [{ 'Fn::GetAtt': 'Front.GroupId' }], Subnets: { Ref: 'Subnets' } } },
    Https: {
      Type: 'AWS::ElasticLoadBalancingV2::Listener',
      Properties: {
        LoadBalancerArn: { Ref: 'Balancer' },
        Port: '443',
        Protocol: 'HTTPS',
        Certificates: [{ CertificateArn: { Ref: 'Certificate' } }],
        DefaultActions: [
          { Type: 'authenticate-oidc', Order: 1 },
          { Type: 'forward', Order: 2, ForwardConfig: { TargetGroups: [{ TargetGroupArn: { Ref: 'Targets' }, Weight: 1 }] } },
        ],
      },
    },
    Up: { Type: 'AWS::AutoScaling::ScalingPolicy', Properties: { AutoScalingGroupName: { Ref: 'Group' }, AdjustmentType: 'ChangeInCapacity', ScalingAdjustment: '1', Cooldown: '60' } },
    High: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        Namespace: 'AWS/EC2',
        MetricName: 'CPUUtilization',
        Statistic: 'Average',
        Period: '300',
        EvaluationPeriods: '2',
        Threshold: '90',
        ComparisonOperator: 'GreaterThanThreshold',
        Dimensions: [{ Name: 'AutoScalingGroupName', Value: { Ref: 'Group' } }],
        AlarmActions: [{ Ref: 'Up' }],
      },
    },
    Queue: { Type: 'AWS::SQS::Queue' },
    OtherQueue: { Type: 'AWS::SQS::Queue' },
  },
};

/** Two tiers behind rules of one listener, and a network with every kind of subnet. */
export const SHARED = {
  Resources: {
    Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
    Door: { Type: 'AWS::EC2::InternetGateway' },
    ...subnet('Public', { GatewayId: { Ref: 'Door' } }),
    ...subnet('Private', { NatGatewayId: { Ref: 'Nat' } }),
    ...subnet('Isolated', undefined),
    Plain: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, AvailabilityZone: 'eu-west-1a' } },
    Nat: { Type: 'AWS::EC2::NatGateway', Properties: { SubnetId: { Ref: 'Public' } } },
    Gateway: { Type: 'AWS::EC2::VPCEndpoint', Properties: { VpcId: { Ref: 'Vpc' }, VpcEndpointType: 'Gateway', ServiceName: { 'Fn::Sub': 'com.amazonaws.${AWS::Region}.s3' } } },
    Registry: { Type: 'AWS::EC2::VPCEndpoint', Properties: { VpcId: { Ref: 'Vpc' }, VpcEndpointType: 'Interface', ServiceName: 'com.amazonaws.eu-west-1.ecr.api' } },
    Flow: { Type: 'AWS::EC2::FlowLog', Properties: { ResourceId: { Ref: 'Vpc' }, ResourceType: 'VPC', TrafficType: 'REJECT' } },
    Balancer: {
      Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      Properties: { Type: 'application', SubnetMappings: [{ SubnetId: { Ref: 'Public' } }, { SubnetId: { Ref: 'Plain' } }] },
    },
    Listener: {
      Type: 'AWS::ElasticLoadBalancingV2::Listener',
      Properties: { LoadBalancerArn: { Ref: 'Balancer' }, Port: 80, Protocol: 'HTTP', DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }] },
    },
    ...sharing('Orders', { Ref: 'Listener' }, [
      { Field: 'host-header', HostHeaderConfig: { Values: ['api.example.com'] } }, { Field: 'path-pattern', Values: ['/orders/*', '/order'] },
    ]),
    ...sharing('Abroad', 'arn:aws:elasticloadbalancing:eu-west-1:1:listener/app/shared/0a/1b', [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/*'] } }]),
  },
};

function subnet(name: string, route: object | undefined) {
  return {
    [name]: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.1.0/24', AvailabilityZone: { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] } } },
    [`${name}Table`]: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: { Ref: 'Vpc' } } },
    [`${name}Association`]: { Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: { SubnetId: { Ref: name }, RouteTableId: { Ref: `${name}Table` } } },
    ...route && { [`${name}Route`]: { Type: 'AWS::EC2::Route', Properties: { RouteTableId: { Ref: `${name}Table` }, DestinationCidrBlock: '0.0.0.0/0', ...route } } },
  };
}

function sharing(name: string, listener: unknown, conditions: object[]) {
  return {
    [`${name}Targets`]: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { Port: 8080 } },
    [`${name}Rule`]: {
      Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
      Properties: { ListenerArn: listener, Priority: '10', Conditions: conditions, Actions: [{ Type: 'forward', TargetGroupArn: { Ref: `${name}Targets` } }] },
    },
    [`${name}Template`]: {
      Type: 'AWS::EC2::LaunchTemplate',
      Properties: { LaunchTemplateName: name, LaunchTemplateData: { InstanceType: 'm7g.large', SecurityGroupIds: ['sg-1'], HibernationOptions: { Configured: true } } },
    },
    [`${name}Group`]: {
      Type: 'AWS::AutoScaling::AutoScalingGroup',
      Properties: {
        MinSize: 1,
        MaxSize: 2,
        TargetGroupARNs: [{ Ref: `${name}Targets` }],
        LaunchTemplate: { LaunchTemplateName: name, Version: '1' },
      },
      UpdatePolicy: { AutoScalingReplacingUpdate: { WillReplace: 'true' } },
    },
  };
}
