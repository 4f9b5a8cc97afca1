import { AutoscalingGroup } from '@cdktf/provider-aws/lib/autoscaling-group';
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { App, TerraformOutput, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { problemsIn } from './provider-types';

/** A balancer, its group and what they refer to, as Terraform JSON. */
function stack(): Record<string, any> {
  const scope = new TerraformStack(new App({ skipValidation: true }), 'Stack');
  new AwsProvider(scope, 'aws', { region: 'eu-west-1' });
  const abroad = new AwsProvider(scope, 'abroad', { region: 'us-east-1', alias: 'abroad' });
  const subnets = new TerraformVariable(scope, 'subnets', { type: 'list(string)' });
  const region = new DataAwsRegion(scope, 'region', {});
  const bucket = new S3Bucket(scope, 'logs', { provider: abroad, lifecycle: { preventDestroy: true } });
  const group = new SecurityGroup(scope, 'group', { ingress: [{ fromPort: 443, toPort: 443, protocol: 'tcp', selfAttribute: true }] });
  const balancer = new Lb(scope, 'balancer', {
    internal: true,
    subnets: subnets.listValue,
    securityGroups: [group.id],
    accessLogs: { bucket: bucket.bucket, enabled: true, prefix: region.region },
    dependsOn: [bucket],
  });
  const targets = new LbTargetGroup(scope, 'targets', { port: 80, protocol: 'HTTP', vpcId: group.vpcId, healthCheck: { path: '/', timeout: 5 } });
  new LbListener(scope, 'listener', { loadBalancerArn: balancer.arn, defaultAction: [{ type: 'forward', targetGroupArn: targets.arn }] });
  new AutoscalingGroup(scope, 'servers', {
    minSize: 2,
    maxSize: 4,
    lifecycle: { ignoreChanges: ['desired_capacity'] },
    targetGroupArns: [targets.arn],
    instanceRefresh: { strategy: 'Rolling', preferences: { minHealthyPercentage: 100 } },
    tag: [{ key: 'Name', value: `${region.region}-$\${text}`, propagateAtLaunch: true }],
  });
  new TerraformOutput(scope, 'address', { value: balancer.dnsName });
  return JSON.parse(Testing.synth(scope));
}

/** What is found after one mistake. */
function problemsAfter(mistake: (resource: Record<string, any>, document: Record<string, any>) => void): string[] {
  const document = stack();
  mistake(document.resource, document);
  return problemsIn(document);
}

test('a stack that is right has no problems', () => {
  expect(problemsIn(stack())).toEqual([]);
});

describe('arguments', () => {
  test('that the type does not have', () => {
    expect(problemsAfter(({ aws_lb }) => { aws_lb.balancer.interal = true; })).toEqual(['aws_lb.balancer: there is no interal']);
  });

  test('that a block does not have', () => {
    expect(problemsAfter(({ aws_lb }) => { aws_lb.balancer.access_logs.bucket_name = 'logs'; }))
      .toEqual(['aws_lb.balancer.access_logs: there is no bucket_name']);
  });

  test('that a block in a block does not have', () => {
    expect(problemsAfter(({ aws_autoscaling_group }) => { aws_autoscaling_group.servers.instance_refresh.preferences.minimum = 1; }))
      .toEqual(['aws_autoscaling_group.servers.instance_refresh.preferences: there is no minimum']);
  });

  test('by the name of the bindings, where Terraform has another', () => {
    expect(problemsAfter(({ aws_security_group }) => { aws_security_group.group.ingress[0].self_attribute = true; }))
      .toEqual(['aws_security_group.group.ingress[0]: there is no self_attribute']);
  });

  test.each([undefined, null])('that are required, and are %s', (nothing) => {
    expect(problemsAfter(({ aws_autoscaling_group }) => { aws_autoscaling_group.servers.max_size = nothing; }))
      .toEqual(['aws_autoscaling_group.servers: max_size is missing']);
  });

  test('that a block requires', () => {
    expect(problemsAfter(({ aws_lb }) => { delete aws_lb.balancer.access_logs.bucket; })).toEqual(['aws_lb.balancer.access_logs: bucket is missing']);
  });

  test('of a data source and of a provider', () => {
    expect(problemsAfter((_, { data, provider }) => { data.aws_region.region.zone = 'a'; provider.aws[0].regoin = 'b'; }))
      .toEqual(['data.aws_region.region: there is no zone', 'provider.aws[0]: there is no regoin']);
  });

  test('that are ignored without being there', () => {
    expect(problemsAfter(({ aws_autoscaling_group }) => { aws_autoscaling_group.servers.lifecycle.ignore_changes = ['tag', 'capacity']; }))
      .toEqual(['aws_autoscaling_group.servers: ignore_changes names capacity, which is no argument']);
  });

  test('of a type that the provider does not have', () => {
    expect(problemsAfter((resource) => { resource.aws_balancer = { main: {} }; })).toEqual(['aws_balancer.main: the provider has no such type']);
  });
});

describe('blocks', () => {
  test('that are misspelled', () => {
    expect(problemsAfter(({ aws_lb_target_group: { targets } }) => { targets.health_checks = targets.health_check; delete targets.health_check; }))
      .toEqual(['aws_lb_target_group.targets: there is no health_checks']);
  });

  test('that are required', () => {
    expect(problemsAfter(({ aws_lb_listener }) => { delete aws_lb_listener.listener.default_action; }))
      .toEqual(['aws_lb_listener.listener: default_action is missing']);
  });

  test.each(['on', '${aws_s3_bucket.logs.bucket}', true])('that are %s instead', (value) => {
    expect(problemsAfter(({ aws_lb }) => { aws_lb.balancer.access_logs = value; })).toEqual([`aws_lb.balancer.access_logs: is a block, not ${JSON.stringify(value)}`]);
  });

  test('of which there is one too many', () => {
    expect(problemsAfter(({ aws_lb: { balancer } }) => { balancer.access_logs = [balancer.access_logs, balancer.access_logs]; }))
      .toEqual(['aws_lb.balancer.access_logs: is one block, not 2']);
  });

  test('where an argument is none', () => {
    expect(problemsAfter(({ aws_lb }) => { aws_lb.balancer.security_groups = { id: 'sg-1' }; }))
      .toEqual(['aws_lb.balancer.security_groups: is a list, not {"id":"sg-1"}']);
  });

  test('that Terraform repeats', () => {
    const repeat = (content: object) => problemsAfter(({ aws_lb_listener: { listener } }) => {
      delete listener.default_action;
      listener.dynamic = { default_action: { for_each: '${var.subnets}', content } };
    });
    expect(repeat({ type: 'forward' })).toEqual([]);
    expect(repeat({ kind: 'forward' })).toEqual([
      'aws_lb_listener.listener.default_action: there is no kind',
      'aws_lb_listener.listener.default_action: type is missing',
    ]);
  });
});

describe('kinds', () => {
  test.each([
    ['min_size', '2', 'is a number, not "2"'],
    ['capacity_rebalance', 'true', 'is a boolean, not "true"'],
    ['health_check_type', 443, 'is a string, not 443'],
    ['target_group_arns', 'arn', 'is a list, not "arn"'],
    ['target_group_arns', ['arn', 5], 'is a string, not 5', '[1]'],
  ])('%s is not %j', (name, value, problem, inside = '') => {
    expect(problemsAfter(({ aws_autoscaling_group }) => { aws_autoscaling_group.servers[name] = value; }))
      .toEqual([`aws_autoscaling_group.servers.${name}${inside}: ${problem}`]);
  });

  test('tags are a map of strings', () => {
    expect(problemsAfter(({ aws_lb }) => { aws_lb.balancer.tags = ['a']; })).toEqual(['aws_lb.balancer.tags: is a map, not ["a"]']);
    expect(problemsAfter(({ aws_lb }) => { aws_lb.balancer.tags = { cost: 5 }; })).toEqual(['aws_lb.balancer.tags.cost: is a string, not 5']);
  });

  test('an expression may be of any', () => {
    expect(problemsAfter(({ aws_lb }) => { aws_lb.balancer.internal = '${true}'; })).toEqual([]);
  });
});

describe('references', () => {
  test.each([
    ['aws_lb.gone.arn', 'it is not in the stack'],
    ['aws_vpc.balancer.id', 'it is not in the stack'],
    ['data.aws_caller_identity.me.account_id', 'it is not in the stack'],
    ['aws_lb.balancer.adress', 'there is no attribute adress'],
    ['aws_lb.balancer.access_logs[0].buckets', 'there is no attribute buckets'],
    ['aws_lb.balancer.arn.suffix', 'there is no attribute suffix'],
    ['aws_lb.balancer.name_input', 'there is no attribute name_input'],
    ['data.aws_region.region.zone', 'there is no attribute zone'],
    ['var.zones', 'there is no such variable'],
    ['local.zones', 'there is no such local'],
    ['module.network.id', 'there is no such module'],
    ['nobody.knows', 'it is not in the stack'],
  ])('%s', (path, problem) => {
    for (const text of [`\${${path}}`, `a-\${${path}}-b`, `\${upper("x-\${${path}}")}`, `\${[for k in var.subnets : "\${k}-\${${path}}"]}`]) {
      expect(problemsAfter(({ aws_lb }) => { aws_lb.balancer.name = text; })).toEqual([`aws_lb.balancer.name: ${path}: ${problem}`]);
    }
  });

  test.each([
    '${aws_lb.balancer.access_logs[0].bucket}', '${aws_security_group.group.ingress[*].self}', '${aws_lb.balancer.tags["aws_vpc.x.id"]}', '${aws_lb.balancer}',
    '${[for s in var.subnets : s.id if s.x]}', '$${aws_lb.gone.arn}', 'aws_lb.gone.arn', '${cidrsubnet("10.0.0.0/8", 1.5, path.module)}', '%{ if true }a%{ endif }',
  ])('%s is all right', (text) => {
    expect(problemsAfter(({ aws_lb }) => { aws_lb.balancer.name = text; })).toEqual([]);
  });

  test('what depends on something that is not there', () => {
    expect(problemsAfter(({ aws_lb }) => { aws_lb.balancer.depends_on = ['aws_s3_bucket.gone']; }))
      .toEqual(['aws_lb.balancer.depends_on.0: aws_s3_bucket.gone: it is not in the stack']);
  });

  test('outputs', () => {
    expect(problemsAfter((_, { output }) => { output.address.value = '${aws_lb.balancer.dns}'; }))
      .toEqual(['output.address.value: aws_lb.balancer.dns: there is no attribute dns']);
  });

  test('a provider by an alias that nobody has', () => {
    expect(problemsAfter(({ aws_s3_bucket }) => { aws_s3_bucket.logs.provider = 'aws.home'; })).toEqual(['aws_s3_bucket.logs: there is no provider aws.home']);
  });
});
