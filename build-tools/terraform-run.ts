import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Emulator, Finished, OUT, run } from './deploy-emulator';
import { Fields } from './deploy-reality';
import { Installation } from './terraform-installation';

const MINUTE = 60_000;

/** A folder with a stack in it, and the program that applies it. What it says is kept under out/deploy. */
export class Terraform {
  private readonly folder: string;

  /** `name` is that of the folder, and what its logs begin with. */
  constructor(
    private readonly installed: Installation, private readonly emulator: Emulator, private readonly variables: Record<string, string>,
    public readonly name = 'terraform',
  ) {
    this.folder = join(OUT, name);
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(join(this.folder, 'settings.tfrc'), settings(installed.provider.mirror));
  }

  /** Later steps work on this stack. Line by line, as messages repeat the line they are about. */
  public take(stack: Fields): void {
    writeFileSync(join(this.folder, 'stack.tf.json'), JSON.stringify(stack, undefined, 2));
  }

  public init(): Finished {
    return this.run('init', ['init', '-input=false'], 2);
  }

  public validate(): Finished {
    return this.run('validate', ['validate'], 2);
  }

  /** What would change, as Terraform says it to programs. */
  public plan(step: string): Finished & { readonly changes: Fields } {
    const plan = join(this.folder, `${step}.plan`);
    const finished = this.run(step, ['plan', '-input=false', `-out=${plan}`], 5);
    const shown = finished.status === 0 ? this.run(`${step}-show`, ['show', '-json', plan], 2) : undefined;
    return { ...finished, changes: shown ? JSON.parse(shown.output) as Fields : {} };
  }

  public apply(step: string): Finished {
    return this.run(step, ['apply', '-input=false', '-auto-approve'], 5);
  }

  /** What a plan of this step has saved, and nothing that came after it. */
  public applySaved(step: string, plan: string): Finished {
    return this.run(step, ['apply', '-input=false', join(this.folder, `${plan}.plan`)], 5);
  }

  public destroy(step: string): Finished {
    return this.run(step, ['destroy', '-input=false', '-auto-approve'], 5);
  }

  /** Takes resources out of Terraform's hands. What they are stays where it is. */
  public release(step: string, addresses: string[]): Finished {
    return this.run(step, ['state', 'rm', ...addresses], 2);
  }

  /** What Terraform knows of, by address. */
  public state(): Fields {
    const { output } = this.run('state', ['show', '-json'], 2);
    const resources: Fields[] = JSON.parse(output).values?.root_module?.resources ?? [];
    return Object.fromEntries(resources.filter(({ mode }) => mode === 'managed').map((resource) => [resource.address, resource]));
  }

  /** A file of the folder, as it lies there. */
  public file(name: string): string {
    return join(this.folder, name);
  }

  private run(step: string, [command, ...args]: string[], minutes: number): Finished {
    const inputs = Object.entries(this.variables).map(([name, value]) => [`TF_VAR_${name}`, value]);
    const env = {
      ...this.emulator.environment,
      ...Object.fromEntries(inputs),
      TF_CLI_CONFIG_FILE: join(this.folder, 'settings.tfrc'),
      TF_IN_AUTOMATION: '1',
      CHECKPOINT_DISABLE: '1',
    };
    const all = [command, ...command === 'show' || command === 'state' ? [] : ['-no-color'], ...args];
    const finished = run(this.installed.binary, all, minutes * MINUTE, env, this.folder);
    writeFileSync(join(OUT, `${this.name}-${step}.log`), finished.output);
    return finished;
  }
}

/** The mirror is the only place to install from: nothing is looked for elsewhere. */
function settings(mirror: string): string {
  return `disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`;
}
