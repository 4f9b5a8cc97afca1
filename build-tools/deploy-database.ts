import { DatabaseStack, databaseStack } from './database-stack';
import { Emulator, OUT } from './deploy-emulator';
import { Ledger, Timed } from './deploy-ledger';
import { Fields } from './deploy-reality';
import { ask, printCopy, resourcesIn, stepsOf } from './deploy-terraform';
import { filesIn, insideOf, Place, placesWith } from './password-search';
import { copyFor, wantedVersion } from './terraform-copy';
import { KNOWN_GAPS } from './terraform-gaps';
import { installation, Installation } from './terraform-installation';
import { leftOf } from './terraform-left';
import { Planned, planned } from './terraform-plan';
import { Terraform } from './terraform-run';

const FOLDER = 'terraform-database';
const IDENTIFIER = 'orders-database-writer';
const DATABASE = 'aws_db_instance';
const SECRET = 'aws_secretsmanager_secret';
const VERSION = 'aws_secretsmanager_secret_version';
/** What tells which password it is, and how it is changed. The provider makes another version, in the same secret. */
const NUMBERS: Record<string, { number: string; how: string }> = {
  [DATABASE]: { number: 'password_wo_version', how: 'update' },
  [VERSION]: { number: 'secret_string_wo_version', how: 'delete,create' },
};

/**
 * Applies a database whose password nobody gave, gets the password out of the emulated Secrets Manager, and looks for it wherever
 * Terraform keeps something; then does so with another password.
 */
export async function testDatabase(ledger: Ledger, timed: Timed): Promise<void> {
  const [first, second] = await timed('synthesize the database', () => [databaseStack(1), databaseStack(2)]);
  const installed = installation(wantedVersion(first.stack));
  const emulator = await Emulator.start('moto-database');
  try {
    await new DatabaseTest(installed, emulator, ledger, timed).run(first, second);
  } finally {
    await emulator.stop();
  }
}

class DatabaseTest {
  private readonly terraform: Terraform;
  private readonly step: ReturnType<typeof stepsOf>;
  private readonly plans: Place[] = [];
  private readonly synthesized: Place[] = [];

  constructor(private readonly installed: Installation, private readonly emulator: Emulator, private readonly ledger: Ledger, timed: Timed) {
    this.terraform = new Terraform(installed, emulator, {}, FOLDER);
    this.step = stepsOf(this.terraform, ledger, timed);
  }

  public async run(first: DatabaseStack, second: DatabaseStack): Promise<void> {
    const empty = ask(this.emulator, []);
    this.ledger.section('The database', 'terraform init, validate, plan, apply of the saved plan');
    const copy = this.take('first', first);
    await this.step('init', 'successfully initialized', () => this.terraform.init());
    await this.step('validate', 'The configuration is valid', () => this.terraform.validate());
    await this.plan('plan', `Plan: ${resourcesIn(copy)} to add, 0 to change, 0 to destroy`);
    await this.step('apply', `Apply complete! Resources: ${resourcesIn(copy)} added`, () => this.terraform.applySaved('apply', 'plan'));
    const password = this.comparePassword(copy, []);
    this.compareUnchanged(planned(copy, await this.plan('plan-again', ' to add')));
    this.comparePlaces([password]);

    this.ledger.section('Another password', 'terraform plan, apply of the saved plan, with adminPasswordVersion 2');
    const next = this.take('second', second);
    this.compareRenewal(planned(next, await this.plan('plan-renewal', ' 1 to destroy.')));
    await this.step('apply-renewal', ' 1 destroyed.', () => this.terraform.applySaved('apply-renewal', 'plan-renewal'));
    const renewed = this.comparePassword(next, [password]);
    this.compareUnchanged(planned(next, await this.plan('plan-renewed', ' to add')));
    this.comparePlaces([password, renewed]);

    this.ledger.section('The end of the database', 'terraform destroy');
    await this.step('destroy', 'Destroy complete!', () => this.terraform.destroy('destroy'));
    this.comparePlaces([password, renewed]);
    this.compareLeft(leftOf(empty, ask(this.emulator, [])));
  }

  private take(name: string, { stack, text }: DatabaseStack): Fields {
    const copy = copyFor(stack, this.installed.provider);
    if (this.synthesized.length === 0) { printCopy(this.installed, copy); }
    this.synthesized.push({ name: `${name} synthesized JSON`, text }, { name: `${name} copy`, text: JSON.stringify(copy.stack) });
    this.terraform.take(copy.stack);
    return copy.stack;
  }

  /** Every plan is kept: as Terraform shows it, and as it is saved. */
  private async plan(step: string, promised: string): Promise<Fields> {
    const { changes } = await this.step(step, promised, () => this.terraform.plan(step));
    const saved = insideOf(this.terraform.file(`${step}.plan`)).map(({ name, text }) => ({ name: `${name} in ${step}`, text }));
    this.plans.push({ name: `show -json of ${step}`, text: JSON.stringify(changes) }, ...saved);
    return changes;
  }

  /** The secret is asked of the emulator, not of Terraform. */
  private comparePassword(stack: Fields, earlier: string[]): string {
    const [database] = Object.values<Fields>(stack.resource[DATABASE]);
    const there = this.askDatabase();
    const statuses = there.DBInstances.map((instance: Fields) => `${instance.DBInstanceIdentifier} ${instance.DBInstanceStatus}`);
    this.enter('the database', `${database.identifier} available`, `${statuses}`);
    const secrets: Fields[] = there.Secrets.map(({ SecretString }: Fields) => JSON.parse(SecretString));
    this.enter('secrets', '1', `${secrets.length}`);
    const [{ password, ...rest }] = secrets;
    this.enter('the secret, but for the password', described(database, there.DBInstances[0]), JSON.stringify(rest, Object.keys(rest).sort()));
    const [{ password_length: length }] = Object.values<Fields>(stack.ephemeral.aws_secretsmanager_random_password);
    this.enter('length of the password', `${length}`, `${password.length}`);
    this.compareSearch(password, there.Secrets[0].SecretString);
    if (earlier.length > 0) { this.enter('the password', 'another than before', earlier.includes(password) ? 'as before' : 'another than before'); }
    return password;
  }

  /** Whether it would be found, if it were there. */
  private compareSearch(password: string, secret: string): void {
    const planted = { plain: secret, base64: Buffer.from(secret).toString('base64'), hexadecimal: Buffer.from(secret).toString('hex') };
    const found = Object.entries(planted).flatMap(([name, text]) => placesWith(password, [{ name, text }]).length > 0 ? [name] : []);
    this.enter('the search finds the password in the secret', `${Object.keys(planted)}`, `${found}`);
  }

  private comparePlaces(passwords: string[]): void {
    for (const [what, places] of Object.entries(this.places())) {
      const found = [...new Set(passwords.flatMap((password) => placesWith(password, places)))];
      // A place that does not name what is no secret proves nothing.
      const answer = found.join(', ') || (placesWith(IDENTIFIER, places).length > 0 ? 'not there' : `nor is ${IDENTIFIER}`);
      this.enter(`${passwords.length} of the passwords in ${places.length} ${what}`, 'not there', answer, what);
    }
  }

  private places(): Record<string, Place[]> {
    return {
      'texts of the state': filesIn(this.terraform.file('.'), /^terraform\.tfstate/),
      'texts of the plans': this.plans,
      'synthesized texts': this.synthesized,
      'texts that Terraform said': filesIn(OUT, new RegExp(`^${FOLDER}-.*\\.log$`)),
    };
  }

  private compareUnchanged(resources: Planned[]): void {
    for (const type of [DATABASE, SECRET, VERSION]) {
      const changes = resources.filter((resource) => resource.type === type).map((resource) => changeOf(resource));
      this.enter(`the next plan: ${type}`, 'no-op', changes.join(', '));
    }
    this.compareRest(resources.filter(({ type }) => ![DATABASE, SECRET, VERSION].includes(type)));
  }

  private compareRenewal(resources: Planned[]): void {
    for (const [type, { number, how }] of Object.entries(NUMBERS)) {
      const [{ actions, before, after }] = resources.filter((resource) => resource.type === type);
      this.enter(`${type} ${number}`, `${how} from 1 to 2`, `${actions} from ${before[number]} to ${after[number]}`);
      if (type === DATABASE) { this.enter(`${type} besides`, number, `${changedIn(before, after)}`); }
      if (type === VERSION) { this.enter(`${type} secret_id`, before.secret_id, after.secret_id); }
    }
    this.compareRest(resources.filter(({ type }) => !(type in NUMBERS)));
  }

  /** What has nothing to do with the password: nothing, but for what the emulator forgets. */
  private compareRest(resources: Planned[]): void {
    const changing = resources.filter(({ actions }) => `${actions}` !== 'no-op');
    const unknown = changing.filter((resource) => !(gapOf(resource) in KNOWN_GAPS));
    for (const resource of changing.filter((one) => gapOf(one) in KNOWN_GAPS)) {
      this.ledger.enter({ what: resource.address, promised: 'no-op', answer: changeOf(resource), kept: false, key: gapOf(resource) });
    }
    this.enter('the plan changes besides', 'nothing', unknown.map(({ address, ...rest }) => `${address} ${changeOf(rest)}`).join(', ') || 'nothing');
  }

  private compareLeft(left: string[]): void {
    const known = Object.keys(this.terraform.state());
    this.enter('known to Terraform', 'nothing', known.join(', ') || 'nothing');
    const further = Object.entries<Fields[]>(this.askDatabase()).filter(([, things]) => things.length > 0).map(([name, things]) => `${things.length} ${name}`);
    this.enter('left over', 'nothing', [...left, ...further].join(', ') || 'nothing');
  }

  private askDatabase(): Fields {
    return JSON.parse(this.emulator.ask('database', 'all')) as Fields;
  }

  private enter(what: string, promised: string, answer: string, key = what): void {
    this.ledger.enter({ what, promised, answer, kept: promised === answer, key: `database: ${key}` });
  }
}

function described(written: Fields, { Endpoint: { Address: host } }: Fields): string {
  const { engine, db_name: dbname, username, port } = written;
  return JSON.stringify({ dbname, engine, host, port, username });
}

function gapOf({ type, before, after }: Planned): string {
  return `database: ${type} ${changedIn(before, after)}`;
}

function changeOf({ actions, before, after }: Pick<Planned, 'actions' | 'before' | 'after'>): string {
  return [`${actions}`, ...changedIn(before, after)].join(' ');
}

function changedIn(before: Fields, after: Fields): string[] {
  return Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}
