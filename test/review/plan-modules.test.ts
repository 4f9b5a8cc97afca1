import { Topology } from '../../src/review';

const call = (expressions: object, module: object) => ({ source: './module', expressions, module });
const references = (...paths: string[]) => ({ references: paths });

/** Servers in one module, what leads to them in another, and a third that makes the subnets. */
function plan(targets: object, planned: object = {}): object {
  return {
    planned_values: {
      root_module: {
        child_modules: [
          { address: 'module.alb', resources: [{ address: 'module.alb.aws_lb_target_group.this["web"]', mode: 'managed', type: 'aws_lb_target_group', name: 'this', index: 'web', values: { port: 80 } }] },
          {
            address: 'module.vpc',
            resources: [0, 1].map((index) => ({
              address: `module.vpc.aws_subnet.private[${index}]`, mode: 'managed', type: 'aws_subnet', name: 'private', index, values: { availability_zone: `eu-west-1${'ab'[index]}` },
            })),
          },
          { address: 'module.web', resources: [{ address: 'module.web.aws_autoscaling_group.this[0]', mode: 'managed', type: 'aws_autoscaling_group', name: 'this', index: 0, values: { min_size: 2, max_size: 4, ...planned } }] },
        ],
      },
    },
    configuration: {
      root_module: {
        module_calls: {
          alb: call({}, { outputs: { target_group_arn: { expression: references('aws_lb_target_group.this["web"].arn', 'aws_lb_target_group.this["web"]', 'aws_lb_target_group.this') } } }),
          vpc: call({}, { outputs: { private_subnets: { expression: references('aws_subnet.private') } } }),
          web: call({ targets, subnets: references('module.vpc.private_subnets', 'module.vpc') }, {
            resources: [{ address: 'aws_autoscaling_group.this', expressions: { target_group_arns: references('var.targets'), vpc_zone_identifier: references('var.subnets') } }],
          }),
        },
      },
    },
  };
}

function tierOf(document: object) {
  const { entryIds, targetGroup, capacity } = Topology.fromTerraform(document).tiers[0];
  return { entryIds, targetGroup: targetGroup?.id, subnetIds: capacity.subnetIds };
}

const SUBNETS = ['module.vpc.aws_subnet.private[0]', 'module.vpc.aws_subnet.private[1]'];

describe('what a module is given', () => {
  test('is what another puts out, in all its instances', () => {
    const group = 'module.alb.aws_lb_target_group.this["web"]';
    expect(tierOf(plan(references('module.alb.target_group_arn', 'module.alb')))).toEqual({ entryIds: [group], targetGroup: group, subnetIds: SUBNETS });
  });

  test('is nothing where it is an empty list', () => {
    expect(tierOf(plan({ constant_value: [] }))).toEqual({ entryIds: [], targetGroup: undefined, subnetIds: SUBNETS });
  });

  test.each([
    ['a choice by a value of each instance', references('each.value.port', 'each.value', 'module.alb.target_group_arn', 'module.alb')],
    ['a module as a whole', references('module.alb')],
    ['an output that is not there', references('module.alb.elsewhere', 'module.alb')],
    ['a variable of the root', references('var.targets')],
  ])('is not told by %s', (_, targets) => {
    expect(tierOf(plan(targets)).entryIds).toEqual([]);
  });
});

test('modules that give each other what they are given end', () => {
  const circular = plan(references('module.web.again', 'module.web')) as any;
  circular.configuration.root_module.module_calls.web.module.outputs = { again: { expression: references('var.targets') } };
  expect(tierOf(circular).entryIds).toEqual([]);
});
