import { Annotations, CfnOutput, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { joinFailover } from './failover-app';
import { findCache } from './failover-cache';
import { engineOf, replicationOf } from './failover-data';
import { FailoverMember } from './failover-member';
import { attachRunbook } from './failover-runbook';
import { MultiRegionFailoverProps } from './multi-region-failover-props';
import { planContextOf } from './plan-context';
import { FoundTarget } from './region-found';
import { renderRegionHealthCheck } from './region-health-check';
import { checkTargetIsHere, failoverZoneOf } from './region-place';
import { renderRegionRecord } from './region-records';
import { renderStatusAlarm } from './region-status-alarm';
import { Checks, PlanContext } from '../core/checks';
import { MultiRegionFailoverFacts } from '../core/failover-arithmetic';
import { CacheInRegion } from '../core/failover-cache';
import { MultiRegionFailoverPlan, MultiRegionFailoverSurroundings, planMultiRegionFailover } from '../core/multi-region-failover';

/**
 * One name over several regions: make one in each region's own stack, with the same `recordName`.
 *
 * Its record and its health check are of its own stack, and nothing in it refers to another: a region is deployed while another is down. All of
 * an app that have the same name are looked at together when the app is synthesized, and what does not fit together fails the synthesis.
 *
 * Of a primary and a secondary region a runbook is written beside the templates, as `cdk.out/www.example.com.runbook.md`: what somebody does when the
 * primary region is lost, and when it is back. It takes both regions in one app.
 */
export class MultiRegionFailover extends Construct {
  /** What the regions answer to: `recordName`, or `active.` and that name with a last resort. */
  public readonly activeName: string;
  /** Id of the health check that tells of this region. The name goes by it, unless a Region switch plan moves the name. */
  public readonly healthCheckId: string;
  /** Too few healthy instances. Only inside a network, where Route 53 goes by this alarm. */
  public readonly healthyHostsAlarm?: cloudwatch.Alarm;
  /** This region is out of the name. Only in us-east-1, where Route 53 reports to. */
  public readonly healthCheckStatusAlarm?: cloudwatch.Alarm;
  /** What a failover comes to, by what is known in this region. The runbook has it of both. */
  public readonly facts: MultiRegionFailoverFacts;

  /** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
  constructor(scope: Construct, id: string, props: MultiRegionFailoverProps) {
    super(scope, id);
    const context = planContextOf(this, 'MultiRegionFailover');
    const target: FoundTarget | undefined = props.target?._found();
    const cache = findCache(props.cache, new Checks(context));
    const surroundings = this.surroundings(props, target, cache, context);
    const plan = planMultiRegionFailover(props, surroundings, context);

    this.facts = plan.facts;
    this.activeName = plan.records[0].name;
    const { healthCheckId, alarms } = renderRegionHealthCheck(this, plan.healthCheck, props.alarmTopic);
    this.healthCheckId = healthCheckId;
    this.healthyHostsAlarm = alarms.HealthyHostsAlarm;
    for (const record of plan.records) { renderRegionRecord(this, record, surroundings.zone.id, healthCheckId); }
    this.healthCheckStatusAlarm = plan.statusAlarm && renderStatusAlarm(this, plan.statusAlarm, healthCheckId, props.alarmTopic);

    this.renderOutputs(plan);
    for (const { id: warning, message } of plan.warnings) { Annotations.of(this).addWarningV2(warning, message); }
    const member: FailoverMember = {
      construct: this,
      plan,
      target: target!,
      data: surroundings.data,
      recovery: props.recovery ?? {},
      database: props.database,
      cache: cache.names,
    };
    joinFailover(member);
    attachRunbook(member);
  }

  private surroundings(
    props: MultiRegionFailoverProps, target: FoundTarget | undefined, cache: CacheInRegion, context: PlanContext,
  ): MultiRegionFailoverSurroundings {
    const checks = new Checks(context);
    const zone = failoverZoneOf(this, props.hostedZone, checks);
    if (target) { checkTargetIsHere(this, target.loadBalancer, checks); }
    checks.throwIfAny();
    return {
      optionNames: { endpoint: 'target', hostedZone: 'hostedZone' },
      zone,
      region: Stack.of(this).region,
      endpoint: target?.endpoint,
      timings: target?.timings ?? {},
      data: { ...replicationOf(props.database, checks), ...cache.data },
      side: { ...target?.side, databaseEngine: engineOf(props.database, checks), ...cache.side },
      datastore: cache.datastore,
      reachesOtherRegions: false,
    };
  }

  private renderOutputs({ output: { healthCheckId, facts } }: MultiRegionFailoverPlan) {
    new CfnOutput(this, healthCheckId.id, { description: healthCheckId.description, value: this.healthCheckId });
    if (facts) { new CfnOutput(this, facts.id, { description: facts.description, value: Stack.of(this).toJsonString(this.facts) }); }
  }
}
