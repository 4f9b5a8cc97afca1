import { Construct } from 'constructs';
import { EphemeralPassword } from './ephemeral-password';
import { AdminSecretPlan } from '../core/database-secret';

/** How the database is given its admin's password, which neither the plan nor the state ever holds. */
export interface DatabasePassword {
  /** A value that is there while Terraform runs, for arguments that are only written. */
  readonly value?: string;
  /** Which one it is: only a new number is written. */
  readonly version?: number;
  /** Whether RDS makes it itself. */
  readonly isManaged?: true;
  /** Key of the secret that RDS keeps it in. */
  readonly managedKeyArn?: string;
}

/** One value for the database and for the secret: each would be another, if each made its own. */
export function renderPassword(scope: Construct, plan: AdminSecretPlan, keyArn: string | undefined): DatabasePassword {
  if (plan.isManaged) { return { isManaged: true, managedKeyArn: keyArn }; }
  return { value: new EphemeralPassword(scope, 'AdminPassword', plan).randomPassword, version: plan.writeOnlyVersion };
}
