import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { literal } from './texts';

/** What a password is made of. */
export interface PasswordPlan {
  /** Characters that it must not have. */
  readonly excludeCharacters?: string;
  readonly excludePunctuation?: boolean;
  readonly passwordLength?: number;
}

const EPHEMERAL = 'ephemeral';
const RANDOM_PASSWORD = 'aws_secretsmanager_random_password';

/**
 * A password that is there while Terraform runs, and is kept in neither the plan nor the state. It goes where a value is only written.
 *
 * A block that the bindings lack. It is a resource to them, so that an alias of the provider is set on it as on the others.
 */
export class EphemeralPassword extends TerraformResource {
  constructor(scope: Construct, id: string, private readonly plan: PasswordPlan) {
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
      exclude_punctuation: this.plan.excludePunctuation,
      require_each_included_type: true,
    };
  }
}
