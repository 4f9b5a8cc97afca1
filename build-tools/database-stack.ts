import { mkdirSync, readFileSync, rmSync } from 'fs';
import { join } from 'path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { App, TerraformStack } from 'cdktf';
import { OUT, REGION } from './deploy-emulator';
import { Fields } from './deploy-reality';
import { stacksIn } from './synth-cdktf';
import { DatabaseEngine, INetwork, Network, Protection, ReadReplicaDatabase } from '../src/cdktf';

export interface DatabaseStack {
  /** As it was synthesized, letter by letter. */
  readonly text: string;
  readonly stack: Fields;
}

/**
 * A database with a password of ours, and little else. The emulator forgets replicas and Performance Insights, and has no applications that
 * rotate: none of them says anything of the state.
 */
export function databaseStack(adminPasswordVersion: number): DatabaseStack {
  const outdir = join(OUT, `cdktf-database-${adminPasswordVersion}`);
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'Orders');
  new AwsProvider(stack, 'Aws', { region: REGION });
  new ReadReplicaDatabase(stack, 'Database', {
    network: networkOf(stack),
    engine: DatabaseEngine.postgres('17'),
    replicas: 0,
    adminPasswordVersion,
    withoutAdminRotation: true,
    monitoringIntervalSeconds: 0,
    withoutPerformanceInsights: true,
    protection: Protection.NONE,
  });
  app.synth();
  const text = readFileSync(stacksIn(outdir)[0].file, 'utf8');
  return { text, stack: JSON.parse(text) as Fields };
}

/** The ways out of a network of the library take the emulator a minute, and the database has none. */
function networkOf(stack: TerraformStack): INetwork {
  const vpc = new Vpc(stack, 'Vpc', { cidrBlock: '10.0.0.0/16' });
  const zoneNames = ['a', 'b'].map((zone) => `${REGION}${zone}`);
  const isolatedSubnetIds = zoneNames.map((availabilityZone, index) => (
    new Subnet(stack, `Subnet${index + 1}`, { vpcId: vpc.id, availabilityZone, cidrBlock: `10.0.${index}.0/24` }).id
  ));
  return Network.fromAttributes({ vpcId: vpc.id, cidrBlocks: [vpc.cidrBlock], zoneNames, privateSubnetIds: [], isolatedSubnetIds });
}
