import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { RenderedDatabase } from './database-fleet';
import { DatabaseNetwork } from './database-network';
import { DatabasePassword } from './database-password';
import { renderRotation } from './database-rotation';
import { PlaceOf } from './place';
import { ReadReplicaDatabasePlan } from '../core/read-replica-database';

/** What the secret holds, and what rotates it. */
export interface SecretParts {
  readonly database: RenderedDatabase;
  readonly password: DatabasePassword;
  readonly network: DatabaseNetwork;
  readonly place: PlaceOf;
}

/** A secret of ours, where RDS does not keep the password itself. */
export function renderAdminSecret(scope: Construct, plan: ReadReplicaDatabasePlan, parts: SecretParts): string {
  const { adminSecret, encryption, descriptions } = plan;
  if (adminSecret.isManaged) { return parts.database.managedSecretArn; }
  const secret = new SecretsmanagerSecret(scope, 'AdminSecret', {
    namePrefix: `${descriptions.identifier}-admin-`,
    description: adminSecret.description,
    kmsKeyId: encryption.keyArn,
    recoveryWindowInDays: adminSecret.isRetained ? undefined : 0,
    lifecycle: adminSecret.isRetained ? { preventDestroy: true } : undefined,
  });
  const version = renderVersion(scope, plan, secret, parts);
  if (adminSecret.rotation) { renderRotation(scope, adminSecret.rotation, { ...parts, version, keyArn: encryption.keyArn }); }
  return secret.arn;
}

/** Staging labels that keep the version from being thrown away. */
const LABELS = ['AWSCURRENT', 'TERRAFORM'];

/**
 * The first version, as soon as there is a database that knows it: an apply that is cut off between the two leaves them apart. The rotation
 * makes the others, and takes the label of the current one along: hence nobody here looks at the labels. Secrets Manager throws away old
 * versions without one; Terraform would then write the first one anew, over the one that the database knows.
 */
function renderVersion(
  scope: Construct, { adminSecret, port }: ReadReplicaDatabasePlan, secret: SecretsmanagerSecret, { database, password }: SecretParts,
): SecretsmanagerSecretVersion {
  const { terraformResourceType, friendlyUniqueId } = database.resource;
  return new SecretsmanagerSecretVersion(scope, 'AdminSecretVersion', {
    secretId: secret.id,
    secretStringWo: Fn.jsonencode({
      ...adminSecret.fields, username: adminSecret.username, password: password.value, host: database.writerHost, port,
    }),
    secretStringWoVersion: password.version,
    versionStages: LABELS,
    lifecycle: {
      ignoreChanges: ['version_stages'],
      // Another database has another password.
      replaceTriggeredBy: [`${terraformResourceType}.${friendlyUniqueId}.${database.identityAttribute}`],
    },
  });
}
