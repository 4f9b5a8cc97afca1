import { CONTEXT, TOKEN_NUMBER, TOKEN_TEXT } from './planning';
import { GlobalDatastoreSwitchOptions, planGlobalDatastoreSwitch } from '../../src/core/global-datastore-switch';
import { SWITCH_CODE } from '../../src/core/global-datastore-switch-code';

const PLACE = { region: 'eu-central-1', account: '111122223333', partition: 'aws' };
const DATASTORE = 'ldgnf-shop';
const CACHE = 'shop-cache';

function planned(options: Partial<GlobalDatastoreSwitchOptions> = {}) {
  const given = { functionName: 'shop-cache-switch', globalReplicationGroupId: DATASTORE, replicationGroupId: CACHE, ...options };
  return planGlobalDatastoreSwitch(given, PLACE, { ...CONTEXT, kind: 'GlobalDatastoreSwitch', path: 'App/Other/CacheSwitch' });
}

describe('the function', () => {
  const plan = planned();

  test('is small, and in the template', () => {
    expect(plan.function).toEqual({
      id: 'Function',
      name: 'shop-cache-switch',
      description: 'Makes shop-cache the primary of ldgnf-shop',
      runtime: 'nodejs24.x',
      handler: 'index.handler',
      architecture: 'arm64',
      code: SWITCH_CODE,
      environment: { DATASTORE, CACHE },
      timeoutSeconds: 300,
      memoryMib: 256,
    });
    // CloudFormation takes no more of a text.
    expect(SWITCH_CODE.length).toBeLessThanOrEqual(4096);
  });

  test('keeps what it did for 30 days, by default', () => {
    expect(plan.logs).toEqual({ id: 'Logs', groupName: '/aws/lambda/shop-cache-switch', retentionDays: 30 });
    expect(planned({ logRetentionDays: 365 }).logs.retentionDays).toBe(365);
    expect(planned({ logRetentionDays: undefined })).toEqual(plan);
  });

  test('may move this datastore, and nothing else', () => {
    const datastore = 'arn:aws:elasticache::111122223333:globalreplicationgroup:ldgnf-shop';
    expect(plan.role.trust.principals).toEqual({ Service: 'lambda.amazonaws.com' });
    expect(plan.policy.statements).toEqual([
      { sid: 'SeeDatastore', actions: ['elasticache:DescribeGlobalReplicationGroups'], resources: [datastore] },
      { sid: 'MoveDatastore', actions: ['elasticache:FailoverGlobalReplicationGroup'], resources: [datastore] },
      {
        sid: 'WriteLogs',
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: ['arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/shop-cache-switch:*'],
      },
    ]);
  });

  test.each<[Partial<GlobalDatastoreSwitchOptions>, string]>([
    [{ functionName: 'a b' }, 'functionName must be 1 to 64 letters, digits, hyphens and underscores, got "a b".'],
    [{ globalReplicationGroupId: '' }, "globalReplicationGroupId must be the id of a Global Datastore such as 'ldgnf-shop', got \"\"."],
    [{ replicationGroupId: 'arn:aws:x' }, 'replicationGroupId must be the id of a replication group, up to 40 characters, got "arn:aws:x".'],
    [{ logRetentionDays: 31 }, 'logRetentionDays must be one of 1, 3, 5, 7,'],
  ])('is refused with %p', (options, problem) => {
    expect(() => planned(options)).toThrow(`GlobalDatastoreSwitch 'App/Other/CacheSwitch': ${problem}`);
  });

  test('takes what only the deployment tells', () => {
    const tokens = { functionName: TOKEN_TEXT, globalReplicationGroupId: TOKEN_TEXT, replicationGroupId: TOKEN_TEXT, logRetentionDays: TOKEN_NUMBER };
    expect(planned(tokens).function.environment).toEqual({ DATASTORE: TOKEN_TEXT, CACHE: TOKEN_TEXT });
  });
});

/** ElastiCache, as far as the function knows it: each look sees the next state, and the last one for ever. */
interface FakeDatastore {
  readonly states: readonly { readonly role: string; readonly status: string }[];
  readonly failover?: () => void;
  readonly member?: string;
}

class Describe { constructor(public readonly input: object) {} }
class Failover { constructor(public readonly input: object) {} }

/** Runs the text that Lambda gets, with clocks that cost nothing. */
async function run({ states, failover = () => {}, member = CACHE }: FakeDatastore, secondsLeft = 300) {
  const sent: object[] = [];
  const said: string[] = [];
  let looks = 0;
  let millisLeft = secondsLeft * 1000;
  class ElastiCacheClient {
    public async send(command: Describe | Failover) {
      sent.push(command.input);
      if (command instanceof Failover) { return failover(); }
      const { role, status } = states[Math.min(looks++, states.length - 1)];
      const others = [{ ReplicationGroupId: CACHE, ReplicationGroupRegion: 'eu-west-1', Role: 'PRIMARY' }];
      const own = { ReplicationGroupId: member, ReplicationGroupRegion: PLACE.region, Role: role };
      return { GlobalReplicationGroups: [{ Status: status, Members: [...others, own] }] };
    }
  }
  const sdk = { ElastiCacheClient, DescribeGlobalReplicationGroupsCommand: Describe, FailoverGlobalReplicationGroupCommand: Failover };
  const load = (name: string) => {
    if (name !== '@aws-sdk/client-elasticache') { throw new Error(`${name} is not in the runtime`); }
    return sdk;
  };
  const exported: { handler?: (event: object, context: object) => Promise<object> } = {};
  const pause = (done: () => void, millis: number) => {
    millisLeft -= millis;
    done();
  };
  const env = { DATASTORE, CACHE, AWS_REGION: PLACE.region };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- this is how Lambda gets it: as a text
  new Function('require', 'exports', 'process', 'console', 'setTimeout', SWITCH_CODE)(
    load, exported, { env }, { log: (line: string) => said.push(JSON.parse(line).message) }, pause,
  );
  const outcome = await exported.handler!({}, { getRemainingTimeInMillis: () => millisLeft }).catch((error: Error) => error.message);
  const asked = sent.filter((input) => 'PrimaryRegion' in input);
  return { outcome, asked, said };
}

const SECONDARY = { role: 'SECONDARY', status: 'available' };
const MOVING = { role: 'SECONDARY', status: 'modifying' };
const PRIMARY = { role: 'PRIMARY', status: 'available' };

describe('the text that Lambda runs', () => {
  test('does nothing where the cache is the primary already', async () => {
    expect(await run({ states: [PRIMARY] })).toEqual({ outcome: { primary: PLACE.region, status: 'available' }, asked: [], said: ['is the primary'] });
    expect((await run({ states: [{ role: 'primary', status: 'primary-only' }] })).asked).toEqual([]);
  });

  test('asks once, and waits until it is done', async () => {
    expect(await run({ states: [SECONDARY, MOVING, MOVING, { role: 'PRIMARY', status: 'modifying' }, PRIMARY] })).toEqual({
      outcome: { primary: PLACE.region, status: 'available' },
      asked: [{ GlobalReplicationGroupId: DATASTORE, PrimaryRegion: PLACE.region, PrimaryReplicationGroupId: CACHE }],
      said: ['asked for a failover', 'is the primary'],
    });
  });

  // The first is the SDK's name of it, the second the API's.
  test.each(['InvalidGlobalReplicationGroupStateFault', 'InvalidGlobalReplicationGroupState'])('waits for what is under way, and asks again: %s', async (name) => {
    let refusals = 2;
    const failover = () => {
      if (refusals-- > 0) { throw Object.assign(new Error('modifying'), { name }); }
    };
    const { asked, said, outcome } = await run({ states: [MOVING, MOVING, SECONDARY, MOVING, PRIMARY], failover });
    expect(asked).toHaveLength(3);
    expect(said).toEqual(['cannot be asked yet', 'cannot be asked yet', 'asked for a failover', 'is the primary']);
    expect(outcome).toEqual({ primary: PLACE.region, status: 'available' });
  });

  test('fails in time when it is not done, so that it is run again, and goes on then', async () => {
    expect((await run({ states: [SECONDARY, MOVING] }, 60)).outcome).toBe('is not the primary yet (modifying): run it again');
    const again = { states: [MOVING, PRIMARY], failover: () => { throw Object.assign(new Error(), { name: 'InvalidGlobalReplicationGroupStateFault' }); } };
    expect((await run(again)).outcome).toEqual({ primary: PLACE.region, status: 'available' });
  });

  test('is content with a primary whose other region does not answer', async () => {
    expect((await run({ states: [SECONDARY, { role: 'PRIMARY', status: 'modifying' }] }, 60)).outcome).toEqual({ primary: PLACE.region, status: 'modifying' });
  });

  test('fails with what AWS says, and where the cache is no member', async () => {
    const failover = () => { throw Object.assign(new Error('not authorized'), { name: 'AccessDenied' }); };
    expect((await run({ states: [SECONDARY], failover })).outcome).toBe('not authorized');
    expect((await run({ states: [PRIMARY], member: 'another' })).outcome).toBe('shop-cache of eu-central-1 is no member of ldgnf-shop');
  });
});
