import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Annotations, TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { joinFailover } from './failover-app';
import { findCache } from './failover-cache';
import { engineOf, replicationOf } from './failover-data';
import { FailoverMember } from './failover-member';
import { renderFailoverRecord } from './failover-records';
import { attachToSynthesis } from './failover-runbook';
import { MultiRegionFailoverProps } from './multi-region-failover-props';
import { PlaceOf } from './place';
import { planContextOf } from './plan-context';
import { useProvider } from './provider';
import { FoundTarget } from './region-found';
import { renderRegionAlarms, renderRegionHealthCheck, renderStatusAlarm } from './region-health-check';
import { checkOrigins, checkTargetIsHere, checkTopic } from './region-place';
import { regionSaid } from './standby-database-region';
import { Checks, PlanContext } from '../core/checks';
import { MultiRegionFailoverFacts } from '../core/failover-arithmetic';
import { CacheInRegion } from '../core/failover-cache';
import { MultiRegionFailoverPlan, MultiRegionFailoverSurroundings, planMultiRegionFailover } from '../core/multi-region-failover';
import { partitionOf } from '../core/region-names';
import { GLOBAL_REGION } from '../core/region-status-alarm';

/**
 * One region of a name that several regions answer to: what callers are sent to there, and the checks that say whether they are.
 *
 * Each region has one of its own, with the provider of that region: in a stack of its own, so that it is deployed while another one is down, or
 * beside the others under another alias. All of an app that have the same name are looked at together when the app is synthesized, and what does not
 * fit together fails the synthesis.
 *
 * Of a primary and a secondary region a runbook is written beside the primary's `cdk.tf.json`, as `www.example.com.runbook.md`: what somebody does when
 * the primary region is lost, and when it is back. It takes both regions in one app.
 */
export class MultiRegionFailover extends Construct {
  /** What the regions answer to: `recordName`, or `active.` and that name with a last resort. */
  public readonly activeName: string;
  /** Id of the health check that tells of this region. The name goes by it, unless a Region switch plan moves the name. */
  public readonly healthCheckId: string;
  /** Too few healthy instances. Only inside a network, where Route 53 goes by this alarm. */
  public readonly healthyHostsAlarm?: CloudwatchMetricAlarm;
  /** This region is out of the name. The alarm is in us-east-1, where Route 53 reports to, and missing where that is out of reach: in China, say. */
  public readonly healthCheckStatusAlarm?: CloudwatchMetricAlarm;
  /** What a failover comes to, by what is known in this region. The runbook has it of both. */
  public readonly facts: MultiRegionFailoverFacts;

  private readonly place = new PlaceOf();

  /** @throws one error that lists every option that is out of range, contradicts another, or would be refused by AWS */
  constructor(scope: Construct, id: string, props: MultiRegionFailoverProps) {
    super(scope, id);
    useProvider(this, props.provider);
    const context = planContextOf(this, 'MultiRegionFailover');
    const region = regionSaid(this, props.provider);
    // A program without types may have left it out: core says so.
    const target: FoundTarget | undefined = props.target?._found;
    this.checkPlace(props, region, target, context);
    const cache = findCache(props.cache, new Checks(context));
    const surroundings = this.surroundings(props, region ?? this.place.region, { target, cache }, context);
    const plan = planMultiRegionFailover(props, surroundings, context);

    if (region === undefined) { this.place.render(this); }
    const alarms = renderRegionAlarms(this, plan.alarms);
    const healthCheckId = renderRegionHealthCheck(this, plan.healthCheck, alarms).id;
    const records = plan.records.map((record) => renderFailoverRecord(this, record, props.hostedZoneId, healthCheckId));
    this.activeName = plan.records[0].name;
    this.healthCheckId = healthCheckId;
    this.healthyHostsAlarm = alarms.get('HealthyHostsAlarm');
    this.healthCheckStatusAlarm = plan.statusAlarm && renderStatusAlarm(this, plan.statusAlarm, healthCheckId, props.alarmTopicArn);
    this.facts = plan.facts;
    this.renderOutputs(plan);
    for (const { message } of plan.warnings) { Annotations.of(this).addWarning(message); }

    const member: FailoverMember = {
      construct: this,
      plan,
      records,
      target: target!,
      data: surroundings.data,
      recovery: props.recovery ?? {},
      database: props.database,
      cache: cache.names,
      zoneName: props.zoneName,
    };
    joinFailover(member);
    attachToSynthesis(member);
  }

  private checkPlace(props: MultiRegionFailoverProps, region: string | undefined, target: FoundTarget | undefined, context: PlanContext) {
    const checks = new Checks(context);
    const { hostedZoneId, alarmTopicArn } = props;
    checkOrigins(this, { hostedZoneId, target: target?.endpoint.dnsName, alarmTopicArn }, checks);
    checkTargetIsHere(region, target?.region, checks);
    checkTopic(alarmTopicArn, checks);
    checks.throwIfAny();
  }

  private surroundings(
    props: MultiRegionFailoverProps, region: string, { target, cache }: { target?: FoundTarget; cache: CacheInRegion }, context: PlanContext,
  ): MultiRegionFailoverSurroundings {
    const checks = new Checks(context);
    return {
      optionNames: { endpoint: 'target', hostedZone: 'hostedZoneId' },
      // Whether a zone is private does not show in its id.
      zone: { id: props.hostedZoneId, name: props.zoneName },
      region,
      endpoint: target?.endpoint,
      timings: target?.timings ?? {},
      data: { ...replicationOf(props.database, checks), ...cache.data },
      side: { ...target?.side, databaseEngine: engineOf(props.database, checks), ...cache.side },
      datastore: cache.datastore,
      // A resource may be told another region than its provider's, of the same partition.
      reachesOtherRegions: partitionOf(region) === partitionOf(GLOBAL_REGION),
    };
  }

  private renderOutputs({ output: { healthCheckId, facts } }: MultiRegionFailoverPlan) {
    new TerraformOutput(this, healthCheckId.id, { description: healthCheckId.description, value: this.healthCheckId });
    if (facts) { new TerraformOutput(this, facts.id, { description: facts.description, value: JSON.stringify(this.facts) }); }
  }
}
