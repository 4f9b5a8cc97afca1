import { CONTEXT } from './planning';
import { failover } from './region-planning';
import { Checks } from '../../src/core/checks';
import { accountForTakeover, replicationBy, TakeoverSide } from '../../src/core/failover-takeover';
import { RegionData, TERMS } from '../../src/core/failover-terms';

const checks = new Checks(CONTEXT);
const NO_STANDBY = { isStandby: false };
const PRIMARY: RegionData = replicationBy({ instanceIdentifier: 'eu-writer' }, NO_STANDBY, checks);
const REPLICA: RegionData = { database: { kind: 'rdsReplica', secondsOfWritesLostByPromotion: 570 } };
const SESSIONS: RegionData = { cache: { kind: 'globalDatastore' } };

function sideWith(data: RegionData): TakeoverSide {
  const { healthCheck } = failover();
  return { healthCheck, timings: { secondsUntilOutOfService: 25, bootSeconds: 120, warmupSeconds: 120 }, data, recovery: { decisionSeconds: 600 } };
}

const takeover = (home: RegionData, other: RegionData) => accountForTakeover(sideWith(home), sideWith(other), checks);
const named = (name: string, { terms }: ReturnType<typeof takeover>) => terms.filter((term) => term.name === name);

describe('a database by itself', () => {
  test('may have a copy elsewhere: its region knows neither what a promotion takes nor what it loses', () => {
    const { facts } = failover({ recovery: { decisionSeconds: 600 } }, { data: PRIMARY });
    expect(named(TERMS.copyElsewhere, facts)).toEqual([{
      name: TERMS.copyElsewhere, why: 'known in the region that takes over, if there is one: its facts have it, and the runbook.',
    }]);
    expect(facts).toMatchObject({ recoveryTimeSecondsFrom: undefined, recoveryTimeSecondsTo: undefined, recoveryPointSeconds: undefined });
    expect(facts.inWords).toContain('Recovery point: not known.');
  });

  test('takes what a drill took', () => {
    const { facts } = failover({ recovery: { decisionSeconds: 600, databasePromotionSeconds: 400 } }, { data: PRIMARY });
    expect(facts.recoveryTimeSecondsTo).toBe(48 + 60 + 600 + 400 + 240);
  });

  test('is one that another program made, and a standby that writes', () => {
    expect(replicationBy({}, NO_STANDBY, checks)).toEqual({ database: { kind: 'copiedElsewhere' } });
  });
});

test('a standby of Aurora has an endpoint for writes that does not answer, a replica of RDS does answer', () => {
  const global = { clusterIdentifier: 'eu', globalClusterIdentifier: 'app' };
  expect(replicationBy(global, { isStandby: true }, checks).database).toMatchObject({ kind: 'auroraGlobal', isWriterInactive: true });
  expect(replicationBy(global, NO_STANDBY, checks).database).toMatchObject({ isWriterInactive: false });
  expect(replicationBy({ sourceInstance: 'arn:eu-writer' }, { isStandby: true }, checks).database).not.toHaveProperty('isWriterInactive');
});

describe('a takeover', () => {
  test('promotes what the other region has', () => {
    const facts = takeover(PRIMARY, REPLICA);
    expect([named(TERMS.replica, facts).length, named(TERMS.copyElsewhere, facts).length]).toEqual([1, 0]);
    expect(facts.recoveryPointSeconds).toBe(570);
  });

  test('promotes nothing that writes already', () => {
    const facts = takeover(PRIMARY, PRIMARY);
    expect(named(TERMS.copyElsewhere, facts)).toEqual([]);
    expect(facts.recoveryTimeSecondsTo).toBe(48 + 60 + 240);
  });

  test('fails sessions over that both regions share', () => {
    expect(named(TERMS.datastore, takeover(SESSIONS, SESSIONS))).toHaveLength(1);
    expect(named(TERMS.datastore, takeover({}, SESSIONS))).toEqual([]);
  });
});
