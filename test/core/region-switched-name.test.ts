import { TOKEN_TEXT } from './planning';
import { failover, failoverRefusals, isUnresolved, side } from './region-planning';
import { RegionRouting } from '../../src/core/region-routing';
import { checkSides } from '../../src/core/region-side-checks';

const CHECK = '28bd64da-9556-4ab0-b351-16c25988048b';
const SWITCHED = { regionSwitchHealthCheckId: CHECK };

describe('a name that a Region switch plan moves', () => {
  test('goes by the plan\'s check, whatever its own ones say', () => {
    expect(failover(SWITCHED).records.map(({ givenHealthCheckId }) => givenHealthCheckId)).toEqual([CHECK]);
    expect(failover().records.map(({ givenHealthCheckId }) => givenHealthCheckId)).toEqual([undefined]);
  });

  test('keeps its own checks, which tell and move nothing', () => {
    const plan = failover(SWITCHED, { region: 'us-east-1' });
    expect(plan.healthCheck).toEqual(failover({}, { region: 'us-east-1' }).healthCheck);
    expect(plan.output.healthCheckId.description).toBe('The health check that tells of this region, and moves nothing');
    expect(plan.statusAlarm?.description)
      .toBe('The health check of us-east-1 fails, or says nothing: www.example.com stays there until its Region switch plan is executed.');
  });

  test('is warned of', () => {
    expect(failover(SWITCHED).warnings).toEqual([{
      id: 'scale-out-constructs:nameMovesByPlan',
      message: 'regionSwitchHealthCheckId: the name leads to another region when the Region switch plan is executed, and not when the checks of this region fail. They only tell of it.',
    }]);
  });

  test('moves so in both regions, or in none', () => {
    const [home, other] = [side('App/A', 'eu-west-1', SWITCHED), side('App/B', 'eu-central-1', { routing: RegionRouting.secondary() })];
    expect(home.isSwitched).toBe(true);
    expect(checkSides([home, other], [], isUnresolved).problems).toEqual([
      "MultiRegionFailover 'App/A' and 'App/B': regionSwitchHealthCheckId must be given on each side of www.example.com or on none, got it on one.",
    ]);
    const both = side('App/B', 'eu-central-1', { ...SWITCHED, routing: RegionRouting.secondary() });
    expect(checkSides([home, both], [], isUnresolved).problems).toEqual([]);
  });

  test.each([
    [{ regionSwitchHealthCheckId: '' }, 'regionSwitchHealthCheckId must be the id of a health check, up to 64 letters, digits and hyphens, got "".'],
    [{ regionSwitchHealthCheckId: 'arn:aws:route53:::healthcheck/a' }, 'regionSwitchHealthCheckId must be the id of a health check'],
    [{ ...SWITCHED, withdrawn: true }, 'withdrawn: true and regionSwitchHealthCheckId contradict each other: the plan says where callers go. Leave one out.'],
  ])('is refused with %p', (options, problem) => {
    expect(failoverRefusals(options)).toEqual([expect.stringContaining(problem)]);
  });

  test('takes an id that only the deployment tells, and an explicit undefined for none', () => {
    expect(failover({ regionSwitchHealthCheckId: TOKEN_TEXT }).records[0].givenHealthCheckId).toBe(TOKEN_TEXT);
    expect(failover({ regionSwitchHealthCheckId: undefined })).toEqual(failover());
  });
});
