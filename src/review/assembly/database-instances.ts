import { sharedFactsOf } from './database-facts';
import { Resource, textOf } from '../document';
import { Resources } from './resources';
import { DatabaseInstance } from '../topology-databases';
import { flagOf, idOf, numberOf } from './values';

export function instanceOf(instance: Resource, role: string | undefined, resources: Resources): DatabaseInstance {
  const { id, properties, isRetained, leavesSnapshot } = instance;
  return {
    id,
    name: textOf(properties.DBInstanceIdentifier),
    role,
    instanceType: textOf(properties.DBInstanceClass),
    multiAz: flagOf(properties.MultiAZ),
    zone: textOf(resources.told(properties.AvailabilityZone)),
    publiclyAccessible: flagOf(properties.PubliclyAccessible),
    promotionTier: numberOf(properties.PromotionTier),
    monitoringIntervalSeconds: numberOf(properties.MonitoringInterval),
    performanceInsights: flagOf(properties.EnablePerformanceInsights),
    performanceInsightsRetentionDays: numberOf(properties.PerformanceInsightsRetentionPeriod),
    performanceInsightsKey: idOf(properties.PerformanceInsightsKMSKeyId),
    maintenanceWindow: textOf(properties.PreferredMaintenanceWindow),
    ...sharedFactsOf(properties),
    minorUpgrades: flagOf(properties.AutoMinorVersionUpgrade),
    caCertificate: textOf(properties.CACertificateIdentifier),
    parameterGroupId: resources.find(properties.DBParameterGroupName, 'AWS::RDS::DBParameterGroup', 'DBParameterGroupName')?.id
      ?? idOf(properties.DBParameterGroupName),
    optionGroupId: resources.find(properties.OptionGroupName, 'AWS::RDS::OptionGroup', 'OptionGroupName')?.id ?? idOf(properties.OptionGroupName),
    deletionProtection: flagOf(properties.DeletionProtection),
    isRetained,
    finalSnapshot: leavesSnapshot === true,
  };
}
