import { stack, stepOf, template, trackingOf } from './rules/tier-documents';
import { Topology } from '../../src/review';
import { OF_TIERS } from '../../src/review/rules/of-tiers';

/** What is found, with how much it weighs there: `error single-server`. */
function weighed(document: object): string[] {
  const topology = 'Resources' in document ? Topology.fromCloudFormation(document) : Topology.fromTerraform(document);
  return OF_TIERS.flatMap((rule) => rule.check(topology, { topologies: [topology] }).map(({ severity }) => `${severity ?? rule.severity} ${rule.id}`));
}

function messages(document: object, id: string): string[] {
  const topology = Topology.fromCloudFormation(document);
  return OF_TIERS.find((rule) => rule.id === id)!.check(topology, { topologies: [topology] }).map(({ message }) => message);
}

describe('a sound tier', () => {
  test('has nothing to be found, in either engine', () => {
    expect(weighed(template())).toEqual([]);
    expect(weighed(stack())).toEqual([]);
  });

  test('may be switched off', () => {
    expect(weighed(template({ Group: { MinSize: 0, MaxSize: 0 } }))).toEqual([]);
  });

  test('may leave to others what they do by rules of their own', () => {
    const others = { MinSize: 1, MaxSize: 1, UpdatePolicy: undefined, Tags: [{ Key: 'eks:cluster-name', Value: 'shop' }] };
    expect(weighed(template({ Group: others, Tracking: null, Errors: null }))).toEqual(['note unwatched-tier']);
  });
});

describe('what weighs more, and what less', () => {
  test.each([
    ['a single server behind a balancer', { MinSize: 1, MaxSize: 1 }, 'error single-server'],
    ['one that may become several', { MinSize: 1 }, 'warning single-server'],
    ['a worker of its own', { MinSize: 1, MaxSize: 1, TargetGroupARNs: undefined }, 'note single-server'],
  ])('%s', (_, group, expected) => {
    expect(weighed(template({ Group: group }))).toContain(expected);
  });

  test('a lost zone is a note where a step answers within a minute', () => {
    expect(weighed(template({ Tracking: trackingOf(70) }))).toEqual(['warning no-room-for-a-lost-zone', 'note slow-to-double']);
    expect(weighed(template({ Tracking: trackingOf(70), ...stepOf('Surge', 100, 85) }))).toEqual(['note no-room-for-a-lost-zone']);
  });

  test('a rolling update that leaves nobody is an error', () => {
    const updated = (policy: object) => ({ UpdatePolicy: { AutoScalingRollingUpdate: { WaitOnResourceSignals: true, ...policy } } });
    const rolling = (policy: object) => template({ Group: updated(policy) });
    expect(weighed(rolling({ MaxBatchSize: 2 }))).toEqual(['error update-drops-capacity']);
    expect(weighed(rolling({ MaxBatchSize: 1 }))).toEqual(['warning update-drops-capacity']);
  });

  test('a server that stands alone behind a balancer is an error, beside others a warning', () => {
    const server = { Type: 'EC2::Instance', ImageId: 'ami-1', MetadataOptions: { HttpTokens: 'required' } };
    const tier = { Group: null, Tracking: null };
    expect(weighed(template({ ...tier, Server: server, Targets: { Targets: [{ Id: { Ref: 'Server' } }] } }))).toEqual(['error standalone-server']);
    expect(weighed(template({ ...tier, One: server, Other: server, Targets: { Targets: [{ Id: { Ref: 'One' } }, { Id: { Ref: 'Other' } }] } })))
      .toEqual(['warning standalone-server', 'warning standalone-server']);
    expect(weighed(template({ ...tier, Bastion: server, Targets: { Targets: [{ Id: { Ref: 'Bastion' } }] } }))).toEqual([]);
  });
});

describe('figures', () => {
  test('of a surge that tracking follows', () => {
    expect(messages(template({ Tracking: trackingOf(80) }), 'slow-to-double'))
      .toEqual(['At 80 % a doubled load takes 4 cycles, about 20 minutes, and a tenfold one 11, about 55 minutes.']);
  });

  test('of a lost zone', () => {
    expect(messages(template({ Tracking: trackingOf(70) }), 'no-room-for-a-lost-zone'))
      .toEqual(['70 % in 2 zones is 140 % in what is left of them; 50 % is the most that survives.']);
  });
});

describe('a plan of Terraform', () => {
  test('does not tell whether its capacity was written or is what scaling made of it', () => {
    const group = { address: 'aws_autoscaling_group.web', mode: 'managed', type: 'aws_autoscaling_group', name: 'web', values: { min_size: 2, max_size: 8, desired_capacity: 5 } };
    const [tier] = Topology.fromTerraform({ planned_values: { root_module: { resources: [group] } } }).tiers;
    expect(tier.capacity).toMatchObject({ minimum: 2, maximum: 8, desired: undefined });
  });
});
