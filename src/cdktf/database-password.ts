import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { literal } from './texts';
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

const EPHEMERAL = 'ephemeral';
const RANDOM_PASSWORD = 'aws_secretsmanager_random_password';

/** A block that the bindings lack. It is a resource to them, so that an alias of the provider is set on it as on the others. */
class EphemeralPassword extends TerraformResource {
  constructor(scope: Construct, id: string, private readonly plan: AdminSecretPlan) {
    super(scope, id, { terraformResourceType: `${EPHEMERAL}.${RANDOM_PASSWORD}`, terraformGeneratorMetadata: { providerName: 'aws' } });
  }

  public get randomPassword(): string {
    return this.getStringAttribute('random_password');
  }

  public toTerraform() {
    const { resource } = super.toTerraform();
    return { [EPHEMERAL]: { [RANDOM_PASSWORD]: resource[this.terraformResourceType] } };
  }

  public toHclTerraform() {
    const { resource } = super.toHclTerraform();
    return { [EPHEMERAL]: { [RANDOM_PASSWORD]: resource[this.terraformResourceType] } };
  }

  protected synthesizeAttributes() {
    return {
      password_length: this.plan.passwordLength,
      exclude_characters: literal(this.plan.excludeCharacters!),
      require_each_included_type: true,
    };
  }
}
