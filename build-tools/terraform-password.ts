import { Emulator, OUT } from './deploy-emulator';
import { Ledger } from './deploy-ledger';
import { askAll } from './deploy-questions';
import { filesIn, insideOf, Place, placesWith } from './password-search';
import { Terraform } from './terraform-run';

/** Whether the password of the database is anywhere where Terraform keeps or says something. */
export function comparePassword(terraform: Terraform, emulator: Emulator, ledger: Ledger): void {
  const [{ SecretList }] = askAll(emulator, [['secretsmanager', 'list_secrets', {}]]);
  const [{ SecretString }] = askAll(emulator, [['secretsmanager', 'get_secret_value', { SecretId: SecretList[0].ARN }]]);
  const { password } = JSON.parse(SecretString) as { password: string };
  const places: Record<string, Place[]> = {
    'texts of the state': filesIn(terraform.file('.'), /^terraform\.tfstate/),
    'texts of the plans': ['plan', 'plan-again'].flatMap((step) => insideOf(terraform.file(`${step}.plan`))),
    'texts that Terraform said': filesIn(OUT, new RegExp(`^${terraform.name}-.*\\.log$`)),
  };
  ledger.section('The password', 'GetSecretValue, and everything that Terraform keeps or says');
  for (const [what, where] of Object.entries(places)) {
    const found = placesWith(password, where);
    // A place that does not name what is no secret proves nothing.
    const answer = found.join(', ') || (placesWith('shop-database-writer', where).length > 0 ? 'not there' : 'nor is the database');
    ledger.enter({ what: `${where.length} ${what}`, promised: 'not there', answer, kept: answer === 'not there', key: `password: ${what}` });
  }
}
