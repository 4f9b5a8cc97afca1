import { CfnResource } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { DatabaseSite } from './database-network';
import { SessionCachePlan } from '../core/session-cache-plan';

/** What the cache is made with. */
export interface CacheParts {
  readonly site: DatabaseSite;
  readonly securityGroup: ec2.SecurityGroup;
  readonly userGroup?: elasticache.CfnUserGroup;
  readonly eventTopic?: sns.ITopic;
}

/** A cache as it is rendered, on nodes or without. */
export interface RenderedCache {
  readonly resource: CfnResource;
  readonly host: string;
  readonly readerHost?: string;
  /** Id of its global datastore. */
  readonly globalReplicationGroupId?: string;
}

/** What nodes have, whatever runs on them. */
export function nodeProps(scope: Construct, plan: SessionCachePlan, { site, eventTopic }: CacheParts) {
  const { nodeEngine, port, maintenanceWindow, autoMinorVersionUpgrade } = plan;
  return {
    engine: nodeEngine?.name,
    engineVersion: nodeEngine?.version,
    port,
    cacheSubnetGroupName: renderSubnetGroup(scope, plan, site)?.ref,
    cacheParameterGroupName: renderParameterGroup(scope, plan)?.ref,
    preferredMaintenanceWindow: maintenanceWindow,
    autoMinorVersionUpgrade,
    notificationTopicArn: eventTopic?.topicArn,
  };
}

function renderSubnetGroup(scope: Construct, { subnetGroup }: SessionCachePlan, { subnets }: DatabaseSite): elasticache.CfnSubnetGroup | undefined {
  return subnetGroup && new elasticache.CfnSubnetGroup(scope, 'SubnetGroup', {
    cacheSubnetGroupName: subnetGroup.name,
    description: subnetGroup.description,
    subnetIds: subnets.subnetIds,
  });
}

/** CloudFormation names it itself: another family is another group, made before this one goes. */
function renderParameterGroup(scope: Construct, { parameterGroup }: SessionCachePlan): elasticache.CfnParameterGroup | undefined {
  return parameterGroup && new elasticache.CfnParameterGroup(scope, 'ParameterGroup', {
    cacheParameterGroupFamily: parameterGroup.family,
    description: parameterGroup.description,
    properties: parameterGroup.parameters,
  });
}
