import { writeFileSync } from 'fs';
import { join } from 'path';
import { ISynthesisSession, TerraformStack, Token } from 'cdktf';
import { addCustomSynthesis } from 'cdktf/lib/synthesize/synthesizer';
import { regionsOf, warnOfSides } from './failover-app';
import { isStandby, namesOfDatabase } from './failover-data';
import { FailoverMember } from './failover-member';
import { planContextOf } from './plan-context';
import { Checks } from '../core/checks';
import { MultiRegionFailoverFacts } from '../core/failover-arithmetic';
import { runbookDatastore } from '../core/failover-cache';
import { askFor, clusterLookup, datastoreLookup, groupLookup, Lookup } from '../core/failover-lookups';
import { writeRunbook } from '../core/failover-runbook';
import { RunbookData, RunbookRegion } from '../core/failover-runbook-parts';
import { accountForTakeover, serversForBoth, TakeoverSide } from '../core/failover-takeover';
import { canonicalName } from '../core/region-sides';

/**
 * The runbook is written beside the primary region's stack, once a failover, when the program makes both regions. The hook is not meant for
 * libraries, but no other is told where a stack is written to.
 */
export function attachToSynthesis(member: FailoverMember) {
  addCustomSynthesis(member.construct, {
    onSynthesize: (session) => {
      warnOfSides(member);
      writeRunbookOf(member, session);
    },
  });
}

function writeRunbookOf(home: FailoverMember, session: ISynthesisSession) {
  const { recordName, routing, isSwitched } = home.plan.side;
  const other = regionsOf(home).find(({ plan }) => plan.side.routing.failover === 'SECONDARY');
  if (routing.failover !== 'PRIMARY' || isSwitched || !other || ![home, other].every(isSaid)) { return; }
  const file = join(folderOf(home, session), `${canonicalName(recordName)}.runbook.md`);
  writeFileSync(file, runbookOf(home, other));
}

/** Every command of a runbook has a region; what only Terraform knows cannot stand in a file. */
function isSaid({ plan: { side } }: FailoverMember): boolean {
  return !Token.isUnresolved(side.recordName) && !Token.isUnresolved(side.region);
}

function folderOf({ construct }: FailoverMember, { outdir, manifest }: ISynthesisSession): string {
  return join(outdir, manifest.forStack(TerraformStack.of(construct)).workingDirectory);
}

function runbookOf(home: FailoverMember, other: FailoverMember): string {
  const { recordName, zoneId, lastResort } = home.plan.side;
  const lookups = [...[home, other].flatMap((member) => [groupOf(member), clusterOf(member)]), datastoreOf(other)];
  return askFor(lookups, writeRunbook({
    recordName,
    zoneId: said(zoneId, `id of the zone ${said(home.zoneName, 'of the name')}`),
    lastResort,
    url: urlOf(home),
    home: regionOf(home, other),
    other: regionOf(other, home),
    data: dataOf(home, other),
    facts: factsOf(home, other),
  }));
}

function regionOf(member: FailoverMember, partner: FailoverMember): RunbookRegion {
  const { region, setIdentifier, path, facts } = member.plan.side;
  return {
    region,
    setIdentifier: said(setIdentifier, `set identifier of ${region}`),
    path,
    stackName: TerraformStack.of(member.construct).node.path,
    autoScalingGroupName: groupOf(member)?.what,
    desiredCapacity: serversForBoth(facts, partner.plan.side.facts, checksOf(member)),
  };
}

function factsOf(home: FailoverMember, other: FailoverMember): MultiRegionFailoverFacts {
  return accountForTakeover(takeoverSideOf(home), takeoverSideOf(other), checksOf(home));
}

function takeoverSideOf({ plan: { healthCheck }, target: { timings }, data, recovery }: FailoverMember): TakeoverSide {
  return { healthCheck, timings, data, recovery };
}

function checksOf({ construct }: FailoverMember): Checks {
  return new Checks(planContextOf(construct, 'MultiRegionFailover'));
}

function dataOf(home: FailoverMember, other: FailoverMember): RunbookData {
  return { ...databaseOf(home, other), globalDatastore: runbookDatastore(home.cache, other.cache, other.plan.side.region, checksOf(home)) };
}

/** Whether promoted or not: the way back is for afterwards. */
function databaseOf(home: FailoverMember, other: FailoverMember): Pick<RunbookData, 'replica' | 'globalDatabase'> {
  if (!isStandby(other.database)) { return {}; }
  const standbyPath = other.database.node.path;
  const there = namesOfDatabase(other.database);
  const { instanceIdentifier } = home.database ? namesOfDatabase(home.database) : {};
  if (there.clusterIdentifier === undefined) {
    return {
      replica: {
        instanceIdentifier: said(there.instanceIdentifier, `standby in ${other.plan.side.region}`),
        homeInstanceIdentifier: said(instanceIdentifier, `database in ${home.plan.side.region}`),
        standbyPath,
      },
    };
  }
  return {
    globalDatabase: {
      globalClusterIdentifier: said(there.globalClusterIdentifier, 'global database'),
      homeClusterArn: clusterOf(home)?.what ?? `<ARN of the cluster in ${home.plan.side.region}>`,
      otherClusterArn: clusterOf(other)?.what ?? `<ARN of the cluster in ${other.plan.side.region}>`,
      standbyPath,
    },
  };
}

function groupOf({ target, plan }: FailoverMember): Lookup | undefined {
  return target.groupNamePrefix === undefined ? undefined : groupLookup(target.groupNamePrefix, plan.side.region);
}

function clusterOf({ database, plan }: FailoverMember): Lookup | undefined {
  const cluster = database && namesOfDatabase(database).clusterIdentifier;
  return cluster === undefined || Token.isUnresolved(cluster) ? undefined : clusterLookup(cluster, plan.side.region);
}

function datastoreOf({ cache: { replicationGroupId }, plan }: FailoverMember): Lookup | undefined {
  return replicationGroupId === undefined ? undefined : datastoreLookup(replicationGroupId, plan.side.region);
}

function urlOf({ plan: { side, healthCheck }, target }: FailoverMember): string {
  const protocol = target.endpoint.usesTls ? 'https' : 'http';
  return `${protocol}://${side.recordName}${said(healthCheck.endpoint?.path ?? target.healthPath ?? '/', 'path')}`;
}

/** A name, or what stands for one that only the deployment tells. */
function said(name: string | undefined, what: string): string {
  return name === undefined || Token.isUnresolved(name) ? `<${what}>` : name;
}
