import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { ACCOUNT, networkIn, REGIONS, stackIn } from '../awscdk';
import { HandWrittenDatabase, NAME, ZONE_NAME } from '../parts/hand-written-database';

export function build(app: App) {
  const stack = stackIn(app, REGIONS.secondary);
  new Standby(stack, 'Database', networkIn(stack));
}

class Standby extends HandWrittenDatabase {
  constructor(scope: Construct, id: string, vpc: ec2.IVpc) {
    super(scope, id, vpc, 'Standby');
    const identifier = `${NAME}-standby`;
    const shared = this.sharedProps(this.subnetGroup().ref);
    const standby = this.standby(identifier, shared);
    this.lagAlarm('Standby', identifier);
    const replicas = ['a', 'b'].map((zone, index) => {
      const replica = `${NAME}-replica-${index + 1}`;
      const instance = this.replica(`Replica${index + 1}`, replica, `${Stack.of(this).region}${zone}`, standby.ref, shared);
      return { identifier: replica, host: instance.attrEndpointAddress, lagAlarm: this.lagAlarm(`Replica${index + 1}`, replica) };
    });
    this.instanceAlarms('Standby', identifier);
    replicas.forEach((replica, index) => this.instanceAlarms(`Replica${index + 1}`, replica.identifier));
    this.readerAddress(replicas);
    this.coordinates(standby.attrEndpointAddress, `readers.${ZONE_NAME}`, replicas.map(({ host }) => host), 'app');
  }

  private standby(identifier: string, shared: Partial<rds.CfnDBInstanceProps>) {
    const standby = new rds.CfnDBInstance(this, 'Standby', {
      ...shared,
      dbInstanceIdentifier: identifier,
      sourceDbInstanceIdentifier: `arn:aws:rds:${REGIONS.primary}:${ACCOUNT}:db:shop-writer`,
      sourceRegion: REGIONS.primary,
      kmsKeyId: 'alias/aws/rds',
      multiAz: true,
      backupRetentionPeriod: 7,
      deleteAutomatedBackups: false,
    });
    standby.applyRemovalPolicy(RemovalPolicy.DESTROY);
    standby.node.addDependency(this.monitoringPolicy, ...this.logsOf('Standby', identifier, true));
    return standby;
  }
}
