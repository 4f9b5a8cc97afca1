/**
 * What makes a region's cache the primary of its Global Datastore, as the text of a function of Lambda: CommonJS, which needs nothing but the SDK of
 * its runtime. It may run at any time, and as often as one likes: where the cache is the primary already there is nothing to do.
 *
 * A failover outlasts what is left of an invocation at the worst: then it fails, and the next one goes on where it was.
 */
export const SWITCH_CODE = `
const {
  ElastiCacheClient, DescribeGlobalReplicationGroupsCommand, FailoverGlobalReplicationGroupCommand,
} = require('@aws-sdk/client-elasticache');

const { DATASTORE, CACHE, AWS_REGION } = process.env;
const PAUSE = 5000;
const RESERVE = 15000;
const client = new ElastiCacheClient({});

const log = (message, more) => console.log(JSON.stringify({ message, datastore: DATASTORE, cache: CACHE, region: AWS_REGION, ...more }));
const is = (value, expected) => String(value).toLowerCase() === expected;

async function look() {
  const { GlobalReplicationGroups: [datastore] = [] } = await client.send(new DescribeGlobalReplicationGroupsCommand({
    GlobalReplicationGroupId: DATASTORE, ShowMemberInfo: true,
  }));
  const member = datastore?.Members?.find(({ ReplicationGroupId, ReplicationGroupRegion }) => (
    ReplicationGroupId === CACHE && ReplicationGroupRegion === AWS_REGION
  ));
  if (!member) { throw new Error(CACHE + ' of ' + AWS_REGION + ' is no member of ' + DATASTORE); }
  return { isPrimary: is(member.Role, 'primary'), status: datastore.Status };
}

async function failOver() {
  try {
    await client.send(new FailoverGlobalReplicationGroupCommand({
      GlobalReplicationGroupId: DATASTORE, PrimaryRegion: AWS_REGION, PrimaryReplicationGroupId: CACHE,
    }));
    log('asked for a failover');
    return true;
  } catch (error) {
    // Something else is under way, a failover that was asked for before, say. The API has no Fault at the end of the name, and the SDK has.
    if (!error.name.startsWith('InvalidGlobalReplicationGroupState')) { throw error; }
    log('cannot be asked yet', { why: error.message });
    return false;
  }
}

exports.handler = async (event, context) => {
  let isAsked = false;
  for (;;) {
    const { isPrimary, status } = await look();
    const isLate = context.getRemainingTimeInMillis() < PAUSE + RESERVE;
    // The other region's cache may be out of reach, and keep the datastore from coming to rest: this one takes writes.
    if (isPrimary && (!is(status, 'modifying') || isLate)) {
      log('is the primary', { status });
      return { primary: AWS_REGION, status };
    }
    if (isLate) { throw new Error('is not the primary yet (' + status + '): run it again'); }
    if (!isPrimary && !isAsked) { isAsked = await failOver(); }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
};
`.trimStart();
