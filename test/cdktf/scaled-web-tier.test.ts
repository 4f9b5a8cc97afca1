import { DataAwsSecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/data-aws-secretsmanager-secret-version';
import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { TerraformHclModule, TerraformStack, TerraformVariable, Testing, Token } from 'cdktf';
import { problemsIn } from './provider-types';
import { all, CERTIFICATE, newStack, only, synthesize, tierIn } from './stacks';
import { Agent, Egress, Exposure, Network, PredictiveScalingMode, Protection, ScaledWebTierProps, ScaleIn, StickySessions, BalancingAlgorithm } from '../../src/cdktf';

const SERVICE = { command: '/opt/serve', environment: { MODE: 'fast' } };

/** Every option at once, each away from its default. */
const everything: Partial<ScaledWebTierProps> = {
  exposure: Exposure.INTERNET,
  allowFrom: ['203.0.113.0/24', '2001:db8::/32', 'pl-12345678', 'sg-12345678'],
  certificateArns: [CERTIFICATE, `${CERTIFICATE}2`],
  domainName: 'www.example.com',
  hostedZoneId: 'Z0123456789ABC',
  redirectHttp: true,
  dualStack: true,
  trustStoreArn: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:truststore/callers/0123456789abcdef',
  webAclArn: 'arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/web/00000000-0000-0000-0000-000000000000',
  accessLogs: { prefix: 'web', expireAfterDays: 30 },
  peakLoad: { requestsPerSecond: 900, requestsPerSecondPerInstance: 100 },
  balancing: {
    algorithm: BalancingAlgorithm.ROUND_ROBIN,
    slowStartSeconds: 60,
    stickySessions: StickySessions.applicationCookie('SESSION', 600),
    minimumHealthyTargets: { dnsFailoverPercent: 50, routingPercent: 25 },
  },
  scaling: {
    requestsPerSecondPerInstance: 40,
    memoryTargetPercent: 80,
    responseTimeSeconds: 0.5,
    errorRatePercent: 1,
    scaleIn: ScaleIn.gradual({ cpuBelowPercent: 30 }),
    schedules: [{ name: 'Morning', recurrence: '0 8 * * MON-FRI', timeZone: 'Europe/Berlin', minCapacity: 8 }],
    predictive: { mode: PredictiveScalingMode.FORECAST_AND_SCALE, maxCapacityBufferPercent: 10 },
  },
  instances: { alternativeTypes: ['m6g.large', 'c7g.xlarge'], spot: { onDemandPercentAboveBase: 50 }, bootCommands: ['echo "${HOME}" %{http_code}'] },
  service: SERVICE,
  observability: { dashboard: true },
  egress: Egress.endpoints(['pl-87654321', '10.0.0.0/16']),
  alarmTopicArn: 'arn:aws:sns:eu-west-1:111122223333:alarms',
  activityTopicArn: 'arn:aws:sns:eu-west-1:111122223333:activity',
  factsOutput: true,
  protection: Protection.NONE,
};

describe('the documents', () => {
  test('by default', () => {
    const stack = newStack();
    tierIn(stack, { service: SERVICE });
    expect(synthesize(stack)).toMatchSnapshot();
  });

  test('with every option', () => {
    const stack = newStack();
    tierIn(stack, everything);
    expect(synthesize(stack)).toMatchSnapshot();
  });

  test.each<[string, Partial<ScaledWebTierProps>]>([
    ['the defaults', {}],
    ['every option', everything],
    ['a certificate of its own', { certificateArns: undefined, domainName: 'www.example.com', hostedZoneId: 'Z0123456789ABC' }],
    ['a warm pool', { warmPool: { minSize: 2, maxPreparedCapacity: 6, reuseOnScaleIn: true } }],
    ['a shared listener', {
      listener: { listenerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/shared/1/2', securityGroupId: 'sg-12345678' },
      routing: { priority: 10, hosts: ['api.example.com'], paths: ['/orders/*'] },
    }],
  ])('%s are what the provider\'s own types want, and every reference leads somewhere', (_, props) => {
    const stack = newStack();
    tierIn(stack, props);
    expect(problemsIn(synthesize(stack))).toEqual([]);
  });
});

describe('what Terraform needs differently', () => {
  const stack = newStack();
  tierIn(stack, { service: SERVICE, instances: { bootCommands: ['echo "${HOME}" %{http_code}'] }, scaling: { schedules: [{ name: 'Morning', recurrence: '0 8 * * *', minCapacity: 4 }] } });
  const document = synthesize(stack);

  test('a shell\'s own marks are not Terraform\'s, and references stay references', () => {
    const [script] = Object.values<string>(document.locals);
    expect(script).toContain('echo "$${HOME}" %%{http_code}');
    expect(script).toContain('$${line#@}');
    expect(script).toContain('"log_group_name":"${aws_cloudwatch_log_group.Web_Logs_');
    expect(script).toMatch(/AWS_REGION='\$\{data\.aws_region\.Web_Region_\w+\.region\}'/);
    expect(only(document, 'aws_launch_template').user_data).toBe(`\${base64encode(local.${Object.keys(document.locals)[0]})}`);
  });

  test('a new version of the launch template starts a refresh, which rolls back', () => {
    expect(only(document, 'aws_autoscaling_group').launch_template.version).toMatch(/^\$\{aws_launch_template\.\w+\.latest_version\}$/);
    expect(only(document, 'aws_autoscaling_group').instance_refresh.preferences).toMatchObject({ auto_rollback: true, alarm_specification: { alarms: [expect.any(String), expect.any(String)] } });
    expect(only(document, 'aws_autoscaling_group')).not.toHaveProperty('desired_capacity');
  });

  test('a schedule leaves what it does not name as it is: the provider would read 0', () => {
    expect(only(document, 'aws_autoscaling_schedule')).toMatchObject({ min_size: 4, max_size: -1, desired_capacity: -1 });
  });

  test('rules of security groups are resources of their own, each with a description', () => {
    expect(Object.values(all(document, 'aws_security_group')).filter(({ ingress, egress }) => ingress || egress)).toEqual([]);
    const rules = [...Object.values(all(document, 'aws_vpc_security_group_ingress_rule')), ...Object.values(all(document, 'aws_vpc_security_group_egress_rule'))];
    expect(rules.length).toBeGreaterThanOrEqual(4);
    expect(rules.filter(({ description }) => !description)).toEqual([]);
  });

  test('names that AWS does not make unique are', () => {
    for (const { alarm_name: name } of Object.values(all(document, 'aws_cloudwatch_metric_alarm'))) {
      expect(name).toMatch(/^Stack-Web-\w+Alarm-\$\{aws_lb_target_group\.\w+\.name\}$/);
    }
  });

  test('what a replacement would leave without is replaced first', () => {
    expect(only(document, 'aws_lb_target_group').lifecycle).toEqual({ create_before_destroy: true });
    for (const { lifecycle } of Object.values(all(document, 'aws_security_group'))) { expect(lifecycle).toEqual({ create_before_destroy: true }); }
  });

  test('what is protected cannot be destroyed', () => {
    expect(only(document, 'aws_s3_bucket')).toMatchObject({ force_destroy: false, lifecycle: { prevent_destroy: true } });
    expect(all(document, 'aws_cloudwatch_log_group')['Web/Logs']).toMatchObject({ skip_destroy: true });
    expect(only(document, 'aws_lb').enable_deletion_protection).toBe(true);
  });

  test('servers come after the listener, and the balancer after the policy that lets it log', () => {
    expect(only(document, 'aws_autoscaling_group').depends_on).toEqual([expect.stringMatching(/^aws_lb_listener\./)]);
    expect(only(document, 'aws_lb').depends_on).toEqual([expect.stringMatching(/^aws_s3_bucket_policy\./)]);
    expect(only(document, 'aws_s3_bucket_policy').depends_on).toEqual([expect.stringMatching(/^aws_s3_bucket_public_access_block\./)]);
  });
});

describe('plain ids and outputs of modules', () => {
  test('are taken everywhere, and what they do not tell is looked up or stays unknown', () => {
    const stack = newStack();
    const module = new TerraformHclModule(stack, 'vpc', { source: 'terraform-aws-modules/vpc/aws' });
    const network = Network.fromAttributes({
      vpcId: module.getString('vpc_id'), privateSubnetIds: Token.asList(module.get('private_subnets')), publicSubnetIds: Token.asList(module.get('public_subnets')),
    });
    tierIn(stack, { network, alarmTopicArn: module.getString('topic'), imageId: module.getString('image'), certificateArns: [module.getString('certificate')] });
    const document = synthesize(stack);
    expect(only(document, 'aws_autoscaling_group')).toMatchObject({ vpc_zone_identifier: '${module.vpc.private_subnets}', min_size: 2 });
    expect(only(document, 'aws_lb').subnets).toBe('${module.vpc.private_subnets}');
    expect(only(document, 'aws_launch_template').image_id).toBe('${module.vpc.image}');
    expect(only(document, 'aws_vpc', 'data').id).toBe('${module.vpc.vpc_id}');
    expect(all(document, 'aws_vpc_security_group_ingress_rule')['Web/Callers443-0']).toMatchObject({ cidr_ipv4: expect.stringMatching(/^\$\{data\.aws_vpc\.Web_Vpc_\w+\.cidr_block\}$/) });
  });

  test('numbers that only the deployment tells arrive as they are', () => {
    const stack = newStack();
    const number = (name: string) => new TerraformVariable(stack, name, { type: 'number' }).numberValue;
    tierIn(stack, { minCapacity: number('min'), targetPort: number('port'), health: { draining: { deregistrationDelaySeconds: number('delay') } }, service: SERVICE });
    const document = synthesize(stack);
    expect(only(document, 'aws_autoscaling_group').min_size).toBe('${var.min}');
    expect(only(document, 'aws_lb_target_group')).toMatchObject({ port: '${var.port}', deregistration_delay: '${var.delay}' });
    expect(Object.values(document.locals)[0]).toContain('Environment="PORT=${var.port}"');
  });

  test('a caller is what its origin shows it to be', () => {
    const stack = newStack();
    const caller = new SecurityGroup(stack, 'Caller', {});
    const module = new TerraformHclModule(stack, 'endpoints', { source: 'terraform-aws-modules/vpc/aws//modules/vpc-endpoints' });
    tierIn(stack, { allowFrom: [caller.id, module.getString('s3_prefix_list_id'), module.getString('proxy_security_group_id'), module.getString('block')] });
    const rules = all(synthesize(stack), 'aws_vpc_security_group_ingress_rule');
    expect([0, 1, 2, 3].map((index) => Object.keys(rules[`Web/Callers443-${index}`]).find((key) => /cidr|prefix|referenced/.test(key))))
      .toEqual(['referenced_security_group_id', 'prefix_list_id', 'referenced_security_group_id', 'cidr_ipv4']);
  });

  test('a network without private subnets is refused, and one without public ones for the internet', () => {
    const network = Network.fromAttributes({ vpcId: 'vpc-12345678', privateSubnetIds: [], cidrBlocks: ['10.0.0.0/16'] });
    expect(() => tierIn(newStack(), { network })).toThrow('The subnets must lie in at least 2 availability zones, got 0');
    const inside = Network.fromAttributes({ vpcId: 'vpc-12345678', privateSubnetIds: ['subnet-1', 'subnet-2'], cidrBlocks: ['10.0.0.0/16'] });
    expect(() => tierIn(newStack(), { network: inside, exposure: Exposure.INTERNET })).toThrow('loadBalancerSubnetIds must be subnets in at least 2 zones: AWS makes no load balancer in fewer, got 0.');
    expect(() => tierIn(newStack(), { network: inside, exposure: Exposure.INTERNET, loadBalancerSubnetIds: ['subnet-1', 'subnet-2'] }))
      .toThrow('loadBalancerSubnetIds must be public: exposure is INTERNET, and nobody would get there.');
  });
});

describe('several regions', () => {
  test('a provider\'s alias is everything\'s, also of what is added later', () => {
    const stack = newStack();
    const provider = new AwsProvider(stack, 'Ireland', { region: 'eu-west-2', alias: 'ireland' });
    const tier = tierIn(stack, { provider, service: SERVICE, network: new Network(stack, 'Other', { provider }) });
    tier.connectTo({ bucketName: 'files', bucketArn: 'arn:aws:s3:::files' });
    tier.addToPolicy({ sid: 'Items', actions: ['dynamodb:GetItem'], resources: ['arn:aws:dynamodb:eu-west-2:111122223333:table/items'] });
    const document = synthesize(stack);
    const parts = [document.resource, document.data].flatMap((types) => Object.values<any>(types).flatMap((named) => Object.values<any>(named)));
    expect(parts.length).toBeGreaterThan(50);
    expect(parts.filter((part) => part.provider !== 'aws.ireland')).toEqual([]);
  });

  test('two tiers of two regions stand in one stack', () => {
    const stack = newStack();
    const provider = new AwsProvider(stack, 'Ireland', { region: 'eu-west-2', alias: 'ireland' });
    tierIn(stack, {}, 'Here');
    tierIn(stack, { provider, network: new Network(stack, 'Other', { provider }) }, 'There');
    const document = synthesize(stack);
    expect(problemsIn(document)).toEqual([]);
    expect(all(document, 'aws_lb')['Here/LoadBalancer']).not.toHaveProperty('provider');
    expect(all(document, 'aws_lb')['There/LoadBalancer'].provider).toBe('aws.ireland');
  });
});

describe('the state', () => {
  const CANARY = 'canary-4f1d';

  test.each<[string, (stack: TerraformStack) => string]>([
    ['a secret of Secrets Manager', (stack) => new DataAwsSecretsmanagerSecretVersion(stack, 'Secret', { secretId: 'db' }).secretString],
    ['a parameter\'s value, as it may be a secret', (stack) => new DataAwsSsmParameter(stack, 'Parameter', { name: '/db/password' }).value],
    ['a sensitive variable', (stack) => new TerraformVariable(stack, 'Password', { type: 'string', sensitive: true }).stringValue],
  ])('%s does not reach it', (_, secretIn) => {
    const stack = newStack();
    const environment = { DATABASE: `postgres://app:${secretIn(stack)}@db` };
    const message = 'service.environment.DATABASE must not hold a secret: it would stand in the launch template. '
      + 'Pass its name (DATABASE_ARN) and read it at start (acceptSecretInState: true accepts it).';
    expect(() => tierIn(stack, { service: { command: 'a', environment } })).toThrow(message);
  });

  test('nor does a literal that is called a secret, or a command with one in it', () => {
    const stack = newStack();
    const hidden = new TerraformVariable(stack, 'Token', { type: 'string', sensitive: true }).stringValue;
    expect(() => tierIn(stack, { service: { command: 'a', environment: { DB_PASSWORD: CANARY } }, instances: { bootCommands: [`login ${hidden}`] } })).toThrow(/2 problems:\n.*bootCommands.*\n.*DB_PASSWORD/);
  });

  test('unless that is accepted by name', () => {
    const stack = newStack();
    tierIn(stack, { service: { command: 'a', environment: { DB_PASSWORD: CANARY } }, acceptSecretInState: true });
    expect(JSON.stringify(synthesize(stack))).toContain(CANARY);
  });

  test('what is no secret passes', () => {
    const stack = newStack();
    const open = new TerraformVariable(stack, 'Open', { type: 'string' }).stringValue;
    const shown = new DataAwsSsmParameter(stack, 'Parameter', { name: '/release' }).insecureValue;
    expect(() => tierIn(stack, { service: { command: 'a', environment: { ONE: open, TWO: shown, DB_PASSWORD_ARN: 'arn' } } })).not.toThrow();
  });

  test('no resource of a tier takes a password, a token or a key', () => {
    const stack = newStack();
    tierIn(stack, everything);
    const names = new Set<string>();
    JSON.stringify(synthesize(stack), (key, value) => { names.add(key); return value; });
    expect([...names].filter((name) => /password|auth_token|private_key|secret/.test(name))).toEqual([]);
  });
});

describe('what is added to a tier', () => {
  test('a bucket: its name in a parameter, what is needed in the one policy', () => {
    const stack = newStack();
    const tier = tierIn(stack, { service: SERVICE });
    const bucket = new S3Bucket(stack, 'Files', {});
    tier.connectTo({ bucketName: bucket.bucket, bucketArn: bucket.arn, encryptionKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1' });
    const document = synthesize(stack);
    expect(only(document, 'aws_ssm_parameter')).toEqual({
      name: '/scale-out/Stack/Web/FILES', type: 'String', insecure_value: 'FILES_BUCKET=${aws_s3_bucket.Files.bucket}', description: 'Where the servers find what they know as FILES',
    });
    const statements = all(document, 'aws_iam_policy_document', 'data')['Web/InstanceDocument'].statement;
    expect(statements.filter(({ sid }: any) => /^FILES/.test(sid)).map(({ sid, resources }: any) => [sid, resources])).toEqual([
      ['FILESObjects', ['${aws_s3_bucket.Files.arn}/*']], ['FILESListing', ['${aws_s3_bucket.Files.arn}']], ['FILESKey', ['arn:aws:kms:eu-west-1:111122223333:key/1']],
    ]);
  });

  test('ways through the network, from both ends where the other is a security group', () => {
    const stack = newStack();
    const tier = tierIn(stack);
    const database = new SecurityGroup(stack, 'Database', {});
    tier.allowTo(database.id, 5432, 'Orders');
    tier.allowTo('203.0.113.0/24', 8443, 'A partner');
    tier.allowFrom('198.51.100.0/24', 'A caller');
    const document = synthesize(stack);
    const egress = all(document, 'aws_vpc_security_group_egress_rule');
    const ingress = all(document, 'aws_vpc_security_group_ingress_rule');
    expect(egress['Web/ToOrders5432-0']).toMatchObject({ referenced_security_group_id: '${aws_security_group.Database.id}', from_port: 5432, to_port: 5432, description: 'Orders' });
    expect(ingress['Web/FromOrders5432-0']).toMatchObject({ security_group_id: '${aws_security_group.Database.id}', from_port: 5432, description: 'Orders' });
    expect(egress['Web/ToApartner8443-203-0-113-0-24']).toMatchObject({ cidr_ipv4: '203.0.113.0/24' });
    expect(ingress['Web/CallerAcaller443-198-51-100-0-24']).toMatchObject({ cidr_ipv4: '198.51.100.0/24', from_port: 443, description: 'A caller' });
    expect(() => tier.allowTo('nowhere', 0, '')).toThrow(/3 problems/);
  });

  test('a shared listener is its owner\'s', () => {
    const stack = newStack();
    const listener = { listenerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/shared/1/2', securityGroupId: 'sg-12345678' };
    const tier = tierIn(stack, { listener, routing: { priority: 1, paths: ['/*'] } });
    expect(() => tier.loadBalancer).toThrow('shares a listener: it has no load balancer of its own');
    expect(() => tier.allowFrom('10.0.0.0/8', 'x')).toThrow('shares a listener: let callers in where its load balancer is made');
    const document = synthesize(stack);
    expect(document.resource).not.toHaveProperty('aws_lb');
    expect(all(document, 'aws_cloudwatch_metric_alarm')['Web/NoHealthyHostsAlarm'].dimensions.LoadBalancer)
      .toBe('${join("/", slice(split("/", "arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/shared/1/2"), 1, 4))}');
  });

  test('a role without anything to do has no policy', () => {
    const stack = newStack();
    tierIn(stack, { network: Network.fromAttributes({ vpcId: 'vpc-1', privateSubnetIds: ['subnet-1', 'subnet-2'] }), instances: { sessionManager: false }, observability: { agent: Agent.NONE } });
    expect(synthesize(stack).resource).not.toHaveProperty('aws_iam_policy');
  });
});

test('warnings are told, and what the provider cannot say among them', () => {
  const stack = newStack();
  tierIn(stack, { minCapacity: 1, deployment: { bakeSeconds: 60 } });
  const messages = stack.node.findChild('Web').node.metadata.filter(({ type }) => type === '@cdktf/warn').map(({ data }) => data);
  expect(messages).toEqual([expect.stringMatching(/^minCapacity 1 is a single point of failure/), expect.stringMatching(/^deployment\.bakeSeconds is not rendered/)]);
});

test('the same facts as on the other engine, in an output', () => {
  const stack = newStack();
  const tier = tierIn(stack, { factsOutput: true });
  const [output] = Object.values<any>(synthesize(stack).output);
  expect(JSON.parse(output.value)).toEqual(JSON.parse(JSON.stringify(tier.facts)));
  expect(tier.facts.secondsUntilOutOfService).toBe(25);
});

test('identity of what holds data, or is pointed at from outside, stays from release to release', () => {
  const stack = newStack();
  tierIn(stack, { service: SERVICE });
  const { resource } = JSON.parse(Testing.synth(stack));
  expect(['aws_s3_bucket', 'aws_lb', 'aws_cloudwatch_log_group'].flatMap((type) => Object.keys(resource[type]))).toEqual([
    'Web_AccessLogs_42CEBE45', 'Web_LoadBalancer_CB9B2AB8', 'Network_FlowLogGroup_1F868030', 'Web_Logs_C5202D6A',
  ]);
});
