/**
 * What the emulator is known not to do for Terraform, and why, as exactly as in deploy-gaps.ts. It knows more through its API than
 * through its CloudFormation. What Terraform says is in Terraform's words, what the API says in CloudFormation's.
 */
const GAPS: { why: string; names: string[] }[] = [
  {
    why: 'Auto Scaling of the emulator drops the property',
    names: [
      'aws_autoscaling_group default_instance_warmup',
      'aws_autoscaling_group instance_maintenance_policy.max_healthy_percentage',
      'aws_autoscaling_group instance_maintenance_policy.min_healthy_percentage',
      'AWS::AutoScaling::AutoScalingGroup DefaultInstanceWarmup',
      'AWS::AutoScaling::AutoScalingGroup InstanceMaintenancePolicy',
      'aws_autoscaling_policy enabled', // the default of the provider: nobody writes it
    ],
  },
  {
    why: 'Auto Scaling of the emulator answers an empty predictive scaling configuration with every policy',
    names: ['aws_autoscaling_policy predictive_scaling_configuration'],
  },
  {
    why: 'EC2 of the emulator counts the tags of the launch template itself among those of its instances, so that Terraform would make another version',
    names: [
      'aws_launch_template tag_specifications',
      'aws_launch_template latest_version',
      'aws_autoscaling_group launch_template.version',
    ],
  },
  {
    why: 'EC2 of the emulator leaves the description of a new rule between two security groups out of DescribeSecurityGroupRules',
    names: ['aws_vpc_security_group_egress_rule description', 'aws_vpc_security_group_ingress_rule description'],
  },
  {
    why: 'Auto Scaling of the emulator launches every instance into the first subnet',
    names: ['Fleet zones in which instances run'],
  },
  {
    why: 'Auto Scaling of the emulator takes image, type, tags, user data and disks from the launch template, and drops the rest',
    names: [
      'Fleet each instance: metadata options',
      'Fleet each instance: detailed monitoring',
      'Fleet each instance: profile',
      'Fleet each instance: security groups',
    ],
  },
  {
    why: 'What RDS of the emulator answers about a parameter group has no parameter in it that the provider takes for set',
    names: ['database: aws_db_parameter_group parameter'],
  },
];

export const KNOWN_GAPS: Record<string, string> = Object.fromEntries(GAPS.flatMap(({ why, names }) => names.map((name) => [name, why])));
