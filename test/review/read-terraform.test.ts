import { Given, Mixed, Reference, Unknown, Value, textOf } from '../../src/review/document';
import { readTerraform } from '../../src/review/read-terraform';

/** A document with one resource of a type that has no translation, whose argument is `v`. */
function valueOf(v: unknown, rest: object = {}, given?: Given): Value | undefined {
  const resources = { aws_lb: { web: { internal: true } }, ...(rest as any).resource, probe: { it: { v } } };
  return readTerraform({ ...rest, resource: resources }, given).resources.find(({ type }) => type === 'probe')!.properties.v;
}

function translated(resource: object, rest: object = {}) {
  return readTerraform({ ...rest, resource }).resources;
}

function propertiesOf(type: string, args: object, rest: object = {}): any {
  return translated({ [type]: { it: args }, ...(rest as any) }).find(({ id }) => id === `${type}.it`)!.properties;
}

const because = (value: Value | undefined) => value instanceof Unknown ? value.because : `not unknown: ${JSON.stringify(value)}`;

describe('a document', () => {
  test.each([[undefined], [null], [[]], [{}], ['text'], [{ Resources: {} }], [{ Resources: {}, resource: {} }], [{ planned_values: 1 }]])('%j is neither form', (document) => {
    expect(() => readTerraform(document))
      .toThrow("Topology: the document must be parsed Terraform JSON, either synthesized, with 'resource', or a plan, with 'planned_values'.");
  });

  test('addresses resources, and says where they are', () => {
    const document = readTerraform({
      provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }, { region: '${var.r}' }] },
      variable: { r: { type: 'string' } },
      resource: { aws_vpc: { main: { cidr_block: '10.0.0.0/16' } }, aws_subnet: { a: { availability_zone: 'eu-north-1a' } } },
    });
    expect(document.engine).toBe('Terraform');
    expect(document.resources.map(({ id, type }) => [id, type])).toEqual([['aws_vpc.main', 'AWS::EC2::VPC'], ['aws_subnet.a', 'AWS::EC2::Subnet']]);
    expect(document.regions).toEqual(['eu-west-1', 'us-east-1', 'eu-north-1']);
  });

  test('keeps a type that has no translation, under its own name', () => {
    const [resource] = translated({ aws_mystery: { it: { some_thing: ['${aws_mystery.it.other}'], nothing: null, lifecycle: { prevent_destroy: true } } } });
    expect(resource.type).toBe('aws_mystery');
    expect(resource.properties).toEqual({ some_thing: [new Reference('aws_mystery.it', 'aws_mystery', 'other')] });
    expect(resource.isRetained).toBe(true);
  });

  test('tells what is made before', () => {
    const [probe] = translated({
      probe: { it: { depends_on: ['aws_subnet.a', 'aws_vpc.main'] } }, aws_subnet: { a: { count: 2 } }, aws_vpc: { main: {} },
    });
    expect(probe.dependsOn).toEqual(['aws_subnet.a[0]', 'aws_subnet.a[1]', 'aws_vpc.main']);
  });
});

describe('a text', () => {
  test.each([
    ['plain', 'plain'],
    ['', ''],
    ['$${kept} and %%{kept}', '${kept} and %{kept}'],
    ['$$${kept} $5 100%', '$${kept} $5 100%'],
    ['a ${"b"} c', 'a b c'],
    ['${"quote \\" line \\n tab \\t \\u0041 \\U0001F600 back \\\\"}', 'quote " line \n tab \t A 😀 back \\'],
    ['${"nested ${"inner ${1 + 1}"} $${x}"}', 'nested inner 2 ${x}'],
    ['a ${~ "b" ~} c', 'abc'],
    ['${"x\\n ${~ 1 ~} \\n y"}', 'x1y'],
    ['${ 1 }${ true }', '1true'],
  ])('%j means %j', (text, meant) => {
    expect(valueOf(text)).toBe(meant);
  });

  test('with one expression is what that is', () => {
    expect(valueOf('${3}')).toBe(3);
    expect(valueOf('${[1, "a", [true]]}')).toEqual([1, 'a', [true]]);
    expect(valueOf('${aws_lb.web.arn}')).toEqual(new Reference('aws_lb.web', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'Ref'));
  });

  test('holds what only the deployment tells in parts', () => {
    const value = valueOf('a ${aws_lb.web.dns_name} b ${var.x} c', { variable: { x: {} } });
    expect(value).toBeInstanceOf(Mixed);
    expect(textOf(value)).toBe('a <AWS::ElasticLoadBalancingV2::LoadBalancer.DNSName> b <unknown> c');
  });

  test.each([
    ['${', 'a value was expected'],
    ['${1', "'}' was expected"],
    ['${"a}', 'a closing quote was expected'],
    ['${"\\q"}', 'an escape of Terraform was expected'],
    ['${[1, }', 'a value was expected'],
    ['${{a 1}}', "'=' or ':' was expected"],
    ['${1 2}', "'}' was expected"],
    ['${f(1}', "')' was expected"],
    ['%{ if true }a%{ endif }', "a '%{' directive is not followed"],
    ['${[for x in [1] : x]}', "a 'for' expression is not followed"],
    ['${{for x in [1] : x => x}}', "a 'for' expression is not followed"],
    ['${"\\UFFFFFFFF"}', 'an escape that is no character'],
  ])('%j is unknown', (text, reason) => {
    expect(because(valueOf(text))).toContain(reason);
  });
});

describe('an expression', () => {
  test.each<[string, unknown]>([
    ['null', undefined],
    ['1.5', 1.5],
    ['-2', -2],
    ['(1 + 2) * 3 - 4 / 2 % 3', 7],
    ['1 < 2 && 2 >= 2 || false', true],
    ['!(1 == 2)', true],
    ['"a" != "b" ? "yes" : "no"', 'yes'],
    ['false ? 1 : true ? 2 : 3', 2],
    ['[1, 2, 3,][1]', 2],
    ['{a = 1, "b" : 2, ("c") = 3}', { a: 1, b: 2, c: 3 }],
    ['{a = {b = [5]}}.a.b[0]', 5],
    ['{a = 1}["a"]', 1],
    ['[{a = 1}, {a = 2}][*].a', [1, 2]],
    ['[{a = 1}].*.a', [1]],
    ['base64encode("text")', 'text'],
    ['jsonencode({a = [1, "b"]})', { a: [1, 'b'] }],
    ['"x ${jsonencode({b = [1, "q\\""], a = true})}"', 'x {"a":true,"b":[1,"q\\""]}'],
    ['jsondecode("{\\"a\\": 1}").a', 1],
    ['join("-", ["a", "b"], ["c"])', 'a-b-c'],
    ['split(",", "a,b")', ['a', 'b']],
    ['slice(["a", "b", "c"], 1, 3)', ['b', 'c']],
    ['element(["a", "b"], 3)', 'b'],
    ['tolist(toset(["a", "a"]))', ['a']],
    ['concat(["a"], [], ["b"])', ['a', 'b']],
    ['concat([["a"], ["b"]]...)', ['a', 'b']],
    ['format("%s is %d%% of %v, %03d", "a", 5, true, 7)', 'a is 5% of true, 007'],
    ['upper(lower("aB"))', 'AB'],
    ['replace("a.b.c", ".", "-")', 'a-b-c'],
    ['length([1, 2])', 2],
    ['length("äö")', 2],
    ['length({a = 1})', 1],
    ['merge({a = 1, b = 1}, {b = 2})', { a: 1, b: 2 }],
    ['trimsuffix("name:*", ":*")', 'name'],
    ['trimprefix("name", "na")', 'me'],
    ['tostring(1)', '1'],
    ['tonumber("8080")', 8080],
    ['tobool("true")', true],
    ['coalesce(null, "", "a")', 'a'],
    ['lookup({a = 1}, "b", 2)', 2],
    ['contains(["a"], "a")', true],
    ['keys({b = 1, a = 2})', ['a', 'b']],
    ['compact(["a", ""])', ['a']],
    ['flatten([["a"], [["b"], "c"]])', ['a', 'b', 'c']],
    ['toset(["b", "a"])', ['a', 'b']],
    ['try({a = 1}.a, 2)', 1],
    ['one(["a"])', 'a'],
    ['startswith("ab", "a")', true],
    ['max(1, 3, 2)', 3],
    ['substr("abcdef", 1, 3)', 'bcd'],
    ['cidrsubnet("10.0.0.0/16", 8, 3)', '10.0.3.0/24'],
  ])('%s', (expression, value) => {
    expect(valueOf(`\${${expression}}`)).toEqual(value);
  });

  test.each([
    ['file("x")', 'file() is not followed'],
    ['module.net.vpc_id', 'module.net.vpc_id is not in the document'],
    ['each.value', 'told for each instance apart'],
    ['count.index', 'told for each instance apart'],
    ['aws_vpc.none.id', 'aws_vpc.none is not in the document'],
    ['aws_lb.web', 'meant as a whole'],
    ['var.none', 'var.none is not declared'],
    ['local.none', 'local.none is not declared'],
    ['1 / 0', 'computed from what is known at deployment'],
    ['aws_lb.web.arn == "a" ? 1 : 2', 'computed from what is known at deployment'],
    ['lower(aws_lb.web.arn)', 'a text is changed that is known at deployment'],
    ['split(":", aws_lb.web.arn)[3]', 'a text is cut that is known at deployment'],
    ['replace("a", "/a/", "b")', 'replace() is given what it cannot be followed with'],
    ['sensitive("a")', 'it is sensitive'],
    ['{}.constructor', "there is no 'constructor'"],
    ['{}["__proto__"]', "there is no '__proto__'"],
  ])('%s is unknown', (expression, reason) => {
    expect(because(valueOf(`\${${expression}}`))).toContain(reason);
  });

  test('decides as soon as one side does', () => {
    expect(valueOf('${false && var.x}', { variable: { x: {} } })).toBe(false);
    expect(valueOf('${var.x || true}', { variable: { x: {} } })).toBe(true);
    expect(valueOf('${var.x && true}', { variable: { x: {} } })).toBeInstanceOf(Unknown);
  });
});

describe('a variable', () => {
  const variable = {
    text: { default: 'a ${not.read}' },
    list: { type: '${list(string)}', default: ['a'] },
    number: { type: 'number', default: 1 },
    none: {},
    secret: { default: 'hidden', sensitive: true },
  };

  test('is its default, which is an assumption as far as it is used', () => {
    const document = readTerraform({ variable, resource: { probe: { it: { a: '${var.text}', b: '${var.list[0]}', c: '${var.number + 1}' } } } });
    expect(document.resources[0].properties).toEqual({ a: 'a ${not.read}', b: 'a', c: 2 });
    expect(document.assumptions).toEqual([{ name: 'text', value: 'a ${not.read}' }, { name: 'list', value: '["a"]' }, { name: 'number', value: '1' }]);
    expect(readTerraform({ variable }).assumptions).toEqual([]);
  });

  test('is what is given, in its own type, and then no assumption', () => {
    const parameters = { text: 'b', list: '["x", "y"]', number: '7', none: 'z' };
    const document = readTerraform({ variable, resource: { probe: { it: { v: ['${var.text}', '${var.list[1]}', '${var.number + 1}', '${var.none}'] } } } }, { parameters });
    expect(document.resources[0].properties.v).toEqual(['b', 'y', 8, 'z']);
    expect(document.assumptions).toEqual([]);
  });

  test('is unknown without a default, and as a secret', () => {
    expect(because(valueOf('${var.none}', { variable }))).toBe('var.none is given at deployment');
    expect(because(valueOf('${var.secret}', { variable }))).toBe('var.secret is a secret');
  });
});

describe('references', () => {
  const reference = (type: string, attribute: string, args: object = {}) => textOf(valueOf(`\${${type}.it.${attribute}}`, { resource: { [type]: { it: args } } }));

  test.each([
    ['aws_lb', 'arn_suffix', 'AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerFullName'],
    ['aws_lb', 'zone_id', 'AWS::ElasticLoadBalancingV2::LoadBalancer.CanonicalHostedZoneID'],
    ['aws_lb_target_group', 'arn', 'AWS::ElasticLoadBalancingV2::TargetGroup.Ref'],
    ['aws_lb_target_group', 'arn_suffix', 'AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupFullName'],
    ['aws_lb_listener', 'arn', 'AWS::ElasticLoadBalancingV2::Listener.Ref'],
    ['aws_autoscaling_group', 'name', 'AWS::AutoScaling::AutoScalingGroup.Ref'],
    ['aws_autoscaling_policy', 'arn', 'AWS::AutoScaling::ScalingPolicy.Ref'],
    ['aws_security_group', 'id', 'AWS::EC2::SecurityGroup.GroupId'],
    ['aws_launch_template', 'latest_version', 'AWS::EC2::LaunchTemplate.LatestVersionNumber'],
    ['aws_iam_role', 'name', 'AWS::IAM::Role.Ref'],
    ['aws_iam_role', 'arn', 'AWS::IAM::Role.Arn'],
    ['aws_iam_policy', 'arn', 'AWS::IAM::ManagedPolicy.Ref'],
    ['aws_iam_instance_profile', 'arn', 'AWS::IAM::InstanceProfile.Arn'],
    ['aws_s3_bucket', 'bucket', 'AWS::S3::Bucket.Ref'],
    ['aws_s3_bucket', 'arn', 'AWS::S3::Bucket.Arn'],
    ['aws_cloudwatch_metric_alarm', 'alarm_name', 'AWS::CloudWatch::Alarm.Ref'],
    ['aws_cloudwatch_metric_alarm', 'arn', 'AWS::CloudWatch::Alarm.Arn'],
    ['aws_cloudwatch_log_group', 'name', 'AWS::Logs::LogGroup.Ref'],
    ['aws_vpc', 'id', 'AWS::EC2::VPC.Ref'],
    ['aws_vpc', 'cidr_block', 'AWS::EC2::VPC.CidrBlock'],
    ['aws_acm_certificate', 'arn', 'AWS::CertificateManager::Certificate.Ref'],
    ['aws_sns_topic', 'arn', 'AWS::SNS::Topic.Ref'],
    ['aws_ssm_parameter', 'name', 'AWS::SSM::Parameter.Ref'],
  ])('%s.%s is <%s>, whatever its arguments say', (type, attribute, text) => {
    expect(reference(type, attribute)).toBe(`<${text}>`);
  });

  test('an identity stays a reference where a name is given, another attribute is its argument', () => {
    expect(reference('aws_autoscaling_group', 'name', { name: 'web' })).toBe('<AWS::AutoScaling::AutoScalingGroup.Ref>');
    expect(reference('aws_vpc', 'cidr_block', { cidr_block: '10.0.0.0/16' })).toBe('10.0.0.0/16');
    expect(reference('aws_route_table_association', 'subnet_id', { subnet_id: '${aws_lb.web.id}' })).toBe('<AWS::ElasticLoadBalancingV2::LoadBalancer.Ref>');
    expect(reference('aws_acm_certificate_validation', 'certificate_arn', { certificate_arn: 'arn:x' })).toBe('arn:x');
  });

  test('a log group has its ARN as CloudFormation writes it', () => {
    const resource = { aws_cloudwatch_log_group: { it: {} } };
    const bare = 'arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:<AWS::Logs::LogGroup.Ref>';
    expect(valueOf('${aws_cloudwatch_log_group.it.arn}:*', { resource })).toEqual(new Reference('aws_cloudwatch_log_group.it', 'AWS::Logs::LogGroup', 'Arn'));
    expect(textOf(valueOf('${aws_cloudwatch_log_group.it.arn}', { resource }))).toBe(bare);
    expect(textOf(valueOf('${aws_cloudwatch_log_group.it.arn}:log-stream:*', { resource }))).toBe(`${bare}:log-stream:*`);
    expect(textOf(valueOf('${trimsuffix(aws_cloudwatch_log_group.it.arn, ":*")}', { resource }))).toBe(bare);
  });

  test('the first parts of the ARN of a listener are the name of its balancer', () => {
    const resource = { aws_lb_listener: { it: { load_balancer_arn: '${aws_lb.web.arn}' } } };
    const name = (listener: string) => valueOf(`\${join("/", slice(split("/", ${listener}), 1, 4))}`, { resource, variable: { listener: {} } });
    expect(name('aws_lb_listener.it.arn')).toEqual(new Reference('aws_lb.web', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'LoadBalancerFullName'));
    expect(textOf(name('var.listener'))).toBe('<balancer of <unknown>>');
  });

  test.each([
    ['aws_region.it.region', '<AWS::Region>'],
    ['aws_region.it.name', '<AWS::Region>'],
    ['aws_caller_identity.it.account_id', '<AWS::AccountId>'],
    ['aws_partition.it.partition', '<AWS::Partition>'],
    ['aws_partition.it.dns_suffix', '<AWS::URLSuffix>'],
    ['aws_availability_zones.it.names[1]', '<zone 1>'],
    ['aws_ssm_parameter.it.value', '<ssm:/aws/image>'],
    ['aws_ssm_parameter.it.insecure_value', '<ssm:/aws/image>'],
    ['aws_vpc.it.cidr_block', '<AWS::EC2::VPC.CidrBlock>'],
    ['aws_vpc.it.id', 'vpc-1'],
  ])('data.%s is %s', (path, text) => {
    const data = Object.fromEntries(['aws_region', 'aws_caller_identity', 'aws_partition', 'aws_availability_zones', 'aws_vpc', 'aws_ssm_parameter']
      .map((type) => [type, { it: type === 'aws_vpc' ? { id: 'vpc-1' } : type === 'aws_ssm_parameter' ? { name: '/aws/image' } : {} }]));
    expect(textOf(valueOf(`\${data.${path}}`, { data }))).toBe(text);
  });

  test('a region that is given is told', () => {
    expect(valueOf('${data.aws_region.it.region}', { data: { aws_region: { it: {} } } }, { region: 'eu-west-1' })).toBe('eu-west-1');
  });

  test('zones can be taken from a list of unknown length', () => {
    const data = { aws_availability_zones: { it: {} } };
    expect(textOf(valueOf('${element(data.aws_availability_zones.it.names, 2)}', { data }))).toBe('<zone 2>');
    expect((valueOf('${slice(data.aws_availability_zones.it.names, 1, 3)}', { data }) as Value[]).map(textOf)).toEqual(['<zone 1>', '<zone 2>']);
    expect(because(valueOf('${length(data.aws_availability_zones.it.names)}', { data }))).toContain('length()');
  });

  test('what is looked up and is not in the document is unknown', () => {
    expect(because(valueOf('${data.aws_ami.it.id}', { data: { aws_ami: { it: { owners: ['amazon'] } } } }))).toBe('data.aws_ami.it.id is looked up at deployment');
  });

  test('a policy document is an object', () => {
    const statement = {
      sid: 'Logs',
      actions: ['s3:PutObject'],
      resources: ['${aws_s3_bucket.it.arn}/*'],
      principals: [{ type: 'Service', identifiers: ['logs'] }],
      condition: { test: 'ArnLike', variable: 'aws:SourceArn', values: ['arn:x'] },
    };
    const everyone = { effect: 'Deny', actions: ['s3:*'], principals: { type: '*', identifiers: ['*'] } };
    const value: any = valueOf('${data.aws_iam_policy_document.it.json}', {
      resource: { aws_s3_bucket: { it: {} } }, data: { aws_iam_policy_document: { it: { statement: [statement, everyone] } } },
    });
    expect(value.Statement[0]).toMatchObject({
      Sid: 'Logs', Effect: 'Allow', Action: ['s3:PutObject'], Principal: { Service: ['logs'] }, Condition: { ArnLike: { 'aws:SourceArn': ['arn:x'] } },
    });
    expect(textOf(value.Statement[0].Resource[0])).toBe('<AWS::S3::Bucket.Arn>/*');
    expect(value.Statement[1]).toEqual({ Effect: 'Deny', Action: ['s3:*'], Principal: '*' });
  });
});

describe('several of one', () => {
  test('count makes as many as it says', () => {
    const resources = translated({
      aws_subnet: { a: { count: 2, cidr_block: '${cidrsubnet("10.0.0.0/16", 8, count.index)}' } },
      probe: { it: { one: '${aws_subnet.a[1].id}', all: '${aws_subnet.a[*].id}', old: '${aws_subnet.a.*.id}', none: '${aws_subnet.a[2].id}' } },
    });
    expect(resources.slice(0, 2).map(({ id, properties }) => [id, properties.CidrBlock])).toEqual([['aws_subnet.a[0]', '10.0.0.0/24'], ['aws_subnet.a[1]', '10.0.1.0/24']]);
    const ref = (index: number) => new Reference(`aws_subnet.a[${index}]`, 'AWS::EC2::Subnet', 'Ref');
    expect(resources[2].properties).toMatchObject({ one: ref(1), all: [ref(0), ref(1)], old: [ref(0), ref(1)] });
    expect(because(resources[2].properties.none)).toBe('aws_subnet.a[2] is not made');
  });

  test('a count of zero makes none; one that is not known says so', () => {
    const resources = translated({ aws_vpc: { none: { count: '${false ? 1 : 0}' }, some: { count: '${var.x}' } } }, { variable: { x: {} } });
    expect(resources.map(({ id, whether }) => [id, whether?.because])).toEqual([['aws_vpc.some', "the 'count' of aws_vpc.some is known at deployment"]]);
  });

  test('for_each makes one for each', () => {
    const resources = translated({
      aws_sns_topic: { a: { for_each: '${toset(["x", "y"])}', name: '${each.key}' }, b: { for_each: { k: { n: 'z' } }, name: '${each.value.n}' } },
      probe: { it: { v: '${aws_sns_topic.a["x"].arn}' } },
    });
    expect(resources.map(({ id, properties }) => [id, properties.TopicName])).toEqual([
      ['aws_sns_topic.a["x"]', 'x'], ['aws_sns_topic.a["y"]', 'y'], ['aws_sns_topic.b["k"]', 'z'], ['probe.it', undefined],
    ]);
    expect(resources[3].properties.v).toEqual(new Reference('aws_sns_topic.a["x"]', 'AWS::SNS::Topic', 'Ref'));
  });

  test('dynamic blocks are repeated where it is known for what', () => {
    const group = (each: unknown) => propertiesOf('aws_security_group', {
      dynamic: { ingress: { for_each: each, content: { from_port: '${ingress.value}', protocol: 'tcp', cidr_blocks: ['10.0.0.0/8'] } } },
    });
    expect(group([80, 443]).SecurityGroupIngress.map(({ FromPort }: any) => FromPort)).toEqual([80, 443]);
    expect(because(group('${var.x}').SecurityGroupIngress)).toBe("'ingress' is repeated for what is known at deployment");
  });
});

describe('hostile documents', () => {
  test.each([
    ['nested parentheses', '${' + '('.repeat(10_000) + '1' + ')'.repeat(10_000) + '}'],
    ['nested lists', '${' + '['.repeat(10_000) + ']'.repeat(10_000) + '}'],
    ['nested templates', '${"'.repeat(10_000)],
    ['negations', '${' + '!'.repeat(100_000) + 'true}'],
    ['conditionals', '${' + 'true ? 1 : '.repeat(10_000) + '1}'],
  ])('%s are unknown', (_, text) => {
    expect(because(valueOf(text))).toBe('the expression is nested too deeply');
  });

  test.each([
    ['a megabyte of text', 'x'.repeat(1_000_000), 1_000_000],
    ['a megabyte of dollars', '$'.repeat(1_000_000), 1_000_000],
    ['a megabyte of text in an expression', '${"' + 'x'.repeat(1_000_000) + '"}', 1_000_000],
    ['a megabyte of space', '${' + ' '.repeat(1_000_000) + '"x"}', 1],
    ['a hundred thousand expressions', '${"x"}'.repeat(100_000), 100_000],
  ])('%s is read', (_, text, length) => {
    expect(String(valueOf(text))).toHaveLength(length);
  });

  test('a long sum, and a long path', () => {
    expect(valueOf('${' + '1 + '.repeat(50_000) + '1}')).toBe(50_001);
    expect(valueOf('${{}' + '.a'.repeat(50_000) + '}')).toBeInstanceOf(Unknown);
    expect(valueOf('${max(' + '1,'.repeat(200_000) + '1)}')).toBeInstanceOf(Unknown);
  });

  test('locals that refer to themselves', () => {
    const locals = { a: '${local.b}', b: ['${local.a}'], c: '${local.c}' };
    expect(because(valueOf('${local.c}', { locals }))).toBe('local.c refers to itself');
    expect(() => valueOf('${local.a}', { locals })).not.toThrow();
    expect(() => valueOf('${probe.it.v}')).not.toThrow();
  });

  test('locals that double, and that go on and on', () => {
    const doubling = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`l${index + 1}`, `\${local.l${index}}\${local.l${index}}`]));
    const lists = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`l${index + 1}`, [`\${local.l${index}}`, `\${local.l${index}}`]]));
    const chain = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`l${index + 1}`, [`\${local.l${index}}`]]));
    for (const locals of [doubling, lists, chain]) {
      expect(() => valueOf('${local.l60}', { locals: { ...locals, l0: 'x' } })).not.toThrow();
    }
    expect(() => valueOf('${local.l20000}', { locals: { ...chain, l0: 'x' } })).not.toThrow();
    expect(() => valueOf(Object.keys(chain).map((name) => `\${local.${name}}`), { locals: { ...chain, l0: 'x' } })).not.toThrow();
  });

  test('JSON that is nested deeply, as an argument and as a text', () => {
    const nested = JSON.parse('['.repeat(5_000) + ']'.repeat(5_000));
    expect(() => valueOf(nested)).not.toThrow();
    expect(() => propertiesOf('aws_iam_policy', { policy: '['.repeat(5_000) + ']'.repeat(5_000) })).not.toThrow();
  });

  test('names of JavaScript', () => {
    const document = JSON.parse(
      '{"resource": {"__proto__": {"constructor": {"__proto__": {"a": "${local.constructor}"}}}, "probe": {"it": {"__proto__": "x"}}}}');
    expect(() => readTerraform(document)).not.toThrow();
    expect(({} as any).a).toBeUndefined();
    expect(because(valueOf('${var.constructor}'))).toBe('var.constructor is not declared');
  });

  test('wrong shapes everywhere', () => {
    for (const body of [null, 1, 'x', [], [[]], { it: null }, { it: 1 }, { it: ['x'] }, { it: { tags: 'x', condition: 1, ingress: 'x', alias: 3 } }]) {
      for (const type of ['aws_lb', 'aws_lb_listener_rule', 'aws_security_group', 'aws_route53_record', 'aws_iam_role', 'aws_autoscaling_group', 'aws_s3_bucket']) {
        const everywhere = { resource: { [type]: body }, data: body, variable: body, locals: body, provider: body };
        expect(() => readTerraform(everywhere)).not.toThrow();
      }
    }
  });
});
