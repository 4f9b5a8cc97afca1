import { writeFileSync } from 'fs';
import { join } from 'path';
import { attachCustomSynthesis, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import { regionsOf } from './failover-app';
import { isStandby, namesOfDatabase } from './failover-data';
import { FailoverMember } from './failover-member';
import { planContextOf } from './plan-context';
import { topOf } from './region-place';
import { Checks } from '../core/checks';
import { MultiRegionFailoverFacts } from '../core/failover-arithmetic';
import { runbookDatastore } from '../core/failover-cache';
import { askFor, clusterLookup, datastoreLookup, Lookup } from '../core/failover-lookups';
import { writeRunbook } from '../core/failover-runbook';
import { aws } from '../core/failover-runbook-commands';
import { RunbookData, RunbookRegion } from '../core/failover-runbook-parts';
import { accountForTakeover, serversForBoth, TakeoverSide } from '../core/failover-takeover';
import { partitionOf } from '../core/region-names';
import { canonicalName } from '../core/region-sides';

/** Writes the runbook beside the templates: once a failover, from its primary region, when both regions are known. */
export function attachRunbook(member: FailoverMember) {
  const { routing, isSwitched } = member.plan.side;
  if (routing.failover !== 'PRIMARY' || isSwitched) { return; }
  attachCustomSynthesis(member.construct, {
    onSynthesize: ({ outdir }) => {
      const other = regionsOf(member).find(({ plan }) => plan.side.routing.failover === 'SECONDARY');
      const { recordName } = member.plan.side;
      if (!other || Token.isUnresolved(recordName)) { return; }
      const lookups = [...[member, other].map(lookupOfCluster), lookupOfDatastore(other)];
      const runbook = [member, other].reduce(lookUpServers, askFor(lookups, runbookOf(member, other)));
      writeFileSync(join(outdir, `${canonicalName(recordName)}.runbook.md`), nameTokens(runbook));
    },
  });
}

function runbookOf(home: FailoverMember, other: FailoverMember): string {
  const { recordName, zoneId, lastResort } = home.plan.side;
  return writeRunbook({
    recordName,
    zoneId,
    lastResort,
    url: urlOf(home),
    home: regionOf(home, other),
    other: regionOf(other, home),
    data: dataOf(home, other),
    facts: factsOf(home, other),
  });
}

function regionOf(member: FailoverMember, partner: FailoverMember): RunbookRegion {
  const { construct, plan, target } = member;
  const { region, setIdentifier, path } = plan.side;
  return {
    region: regionNameOf(member),
    setIdentifier: setIdentifier === region ? regionNameOf(member) : setIdentifier,
    path,
    // As `cdk diff` calls it.
    stackName: topOf(construct).node.path,
    autoScalingGroupName: target.autoScalingGroupName,
    desiredCapacity: serversForBoth(plan.side.facts, partner.plan.side.facts, checksOf(member)),
  };
}

/** Of a stack that is deployed to any region, only the deployment tells. */
function regionNameOf({ construct, plan: { side: { region } } }: FailoverMember): string {
  return Token.isUnresolved(region) ? `<region of ${topOf(construct).node.path}>` : region;
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
  return { ...databaseOf(home, other), globalDatastore: runbookDatastore(home.cache, other.cache, regionNameOf(other), checksOf(home)) };
}

/** Whether promoted or not: the way back is for afterwards. */
function databaseOf(home: FailoverMember, other: FailoverMember): Pick<RunbookData, 'replica' | 'globalDatabase'> {
  if (!isStandby(other.database)) { return {}; }
  const standbyPath = other.database.node.path;
  const there = namesOfDatabase(other.database);
  const here = home.database ? namesOfDatabase(home.database) : {};
  const { globalClusterIdentifier } = there;
  if (globalClusterIdentifier === undefined) {
    const homeInstanceIdentifier = here.instanceIdentifier ?? there.sourceInstance?.split(':').pop() ?? `<database in ${regionNameOf(home)}>`;
    return { replica: { instanceIdentifier: there.instanceIdentifier!, homeInstanceIdentifier, standbyPath } };
  }
  return {
    globalDatabase: {
      globalClusterIdentifier,
      homeClusterArn: clusterArn(home, here.clusterIdentifier),
      otherClusterArn: clusterArn(other, there.clusterIdentifier),
      standbyPath,
    },
  };
}

/** Its ARN has the account in it, which is not always known here. */
function clusterArn(member: FailoverMember, clusterIdentifier: string | undefined): string {
  const region = regionNameOf(member);
  const { account } = Stack.of(member.construct);
  const lookup = lookupOfCluster(member);
  return lookup?.what ?? `arn:${partitionOf(region)}:rds:${region}:${account}:cluster:${clusterIdentifier ?? `<cluster in ${region}>`}`;
}

function lookupOfCluster(member: FailoverMember): Lookup | undefined {
  const { clusterIdentifier } = member.database ? namesOfDatabase(member.database) : {};
  const isAsked = clusterIdentifier !== undefined && Token.isUnresolved(Stack.of(member.construct).account);
  return isAsked ? clusterLookup(clusterIdentifier, regionNameOf(member)) : undefined;
}

function lookupOfDatastore(member: FailoverMember): Lookup | undefined {
  const { replicationGroupId } = member.cache;
  return replicationGroupId === undefined ? undefined : datastoreLookup(replicationGroupId, regionNameOf(member));
}

function urlOf({ plan, target }: FailoverMember): string {
  const { healthCheck, side } = plan;
  const path = healthCheck.endpoint?.path ?? target.healthPath ?? '/';
  return `${target.endpoint.usesTls ? 'https' : 'http'}://${side.recordName}${path}`;
}

/** CloudFormation makes up the group's name, and tells it when the command is run: nobody has to look it up. */
function lookUpServers(runbook: string, member: FailoverMember): string {
  const name = member.target.autoScalingGroupName;
  const stack = Stack.of(member.target.loadBalancer);
  if (name === undefined || Token.isUnresolved(stack.stackName)) { return runbook; }
  const lookup = aws(regionNameOf(member), 'cloudformation describe-stack-resource', {
    'stack-name': stack.stackName,
    'logical-resource-id': stack.resolve(name).Ref,
    'query': 'StackResourceDetail.PhysicalResourceId',
    'output': 'text',
  });
  return runbook.split(`'${name}'`).join(`"$(${lookup})"`);
}

/** What only the deployment tells is said by where it comes from. */
function nameTokens(text: string): string {
  return Tokenization.reverseString(text).mapTokens({
    mapToken: (token) => (Reference.isReference(token) ? `<${nameReference(token)}>` : '<known when it is deployed>'),
  }).join({ join: (left, right) => `${left ?? ''}${right ?? ''}` });
}

function nameReference(reference: Reference): string {
  const { target, displayName } = reference;
  return displayName === 'Ref' ? `name of ${target.node.path}` : `${displayName} of ${target.node.path}`;
}
