import { own } from '../records';

/** What references of a plan's modules lead to: a plan has the values of variables and outputs only where they are known. */
export class PlanModules {
  private readonly instances = new Map<string, string[]>();
  private readonly paths = new Map<string, Set<string>>();
  /** Each once: modules may give each other what they are given, and many refer to the same. */
  private readonly known = new Map<string, string[] | undefined>();

  /**
   * @param root configuration of the root module
   * @param addresses of everything that is planned
   */
  constructor(private readonly root: unknown, addresses: readonly string[]) {
    for (const address of addresses) {
      const group = withoutKey(address);
      const instances = this.instances.get(group);
      if (instances) { instances.push(address); } else { this.instances.set(group, [address]); }
      for (const path of pathsAround(address)) {
        const module = withoutKey(path);
        this.paths.set(module, (this.paths.get(module) ?? new Set()).add(path));
      }
    }
  }

  /**
   * Addresses of what a reference leads to, with what is asked of it; `undefined` where that cannot be told.
   *
   * @param reference as a plan has it, `var.subnets` or `module.vpc.private_subnets` or `aws_subnet.this[0].id`
   * @param modulePath with a dot at its end, of the module that it stands in
   */
  public led(reference: string, modulePath: string, argument: string): string[] | undefined {
    const key = [attributeFor(argument), modulePath, reference].join(' ');
    if (!this.known.has(key)) {
      this.known.set(key, undefined);
      this.known.set(key, this.follow(reference, modulePath, argument));
    }
    return this.known.get(key);
  }

  private follow(reference: string, modulePath: string, argument: string): string[] | undefined {
    const [, variable] = /^var\.([^.[]+)$/.exec(reference) ?? [];
    if (variable !== undefined) { return this.given(variable, modulePath, argument); }
    const [, module, output] = /^(module\.[^.[]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?)(?:\.([^.[]+))?/.exec(reference) ?? [];
    if (module !== undefined) { return output === undefined ? undefined : this.output(`${modulePath}${module}`, output, argument); }
    return /^(?:var|local|each|count|self|path|terraform|data)\b/.test(reference) ? undefined : this.resources(`${modulePath}${reference}`, argument);
  }

  private given(variable: string, modulePath: string, argument: string): string[] | undefined {
    if (modulePath === '') { return undefined; }
    const path = modulePath.slice(0, -1);
    const caller = path.slice(0, path.length - lastModule(path).length);
    const call = this.callOf(path);
    const expression = own(own(call, 'expressions'), variable);
    if (expression !== undefined) { return this.all(expression, caller, argument); }
    return ledByConstant(own(own(own(own(call, 'module'), 'variables'), variable), 'default'));
  }

  private output(path: string, name: string, argument: string): string[] | undefined {
    const expression = own(own(own(own(this.callOf(path), 'module'), 'outputs'), name), 'expression');
    const led = [...this.paths.get(path) ?? [path]].map((one) => this.all(expression, `${one}.`, argument));
    return whole(led);
  }

  /** What an expression refers to, if it refers to nothing else: a choice between two has both of them in it. */
  private all(expression: unknown, modulePath: string, argument: string): string[] | undefined {
    const references = own(expression, 'references');
    if (!Array.isArray(references)) { return ledByConstant(own(expression, 'constant_value')); }
    const longest = longestOf(references);
    if (longest.length === 0 || longest.some((reference) => /^each\.value\b/.test(reference))) { return undefined; }
    return whole(longest.filter((reference) => !/^(?:each|count|path|terraform)\b/.test(reference))
      .map((reference) => this.led(reference, modulePath, argument)));
  }

  /** All instances where none is named. */
  private resources(address: string, argument: string): string[] {
    const [, resource = address, rest = ''] = /^((?:module\.[^.[]+(?:\[[^\]]*\])?\.)*[^.[]+\.[^.[]+(?:\[[^\]]*\])?)(.*)$/.exec(address) ?? [];
    const attribute = rest === '' ? `.${attributeFor(argument)}` : rest;
    return (this.instances.get(resource) ?? [resource]).map((instance) => `${instance}${attribute}`);
  }

  private callOf(path: string): unknown {
    return [...path.matchAll(/module\.([^.[]+)/g)]
      .reduce<unknown>((call, [, name], index) => own(own(index === 0 ? this.root : own(call, 'module'), 'module_calls'), name), undefined);
  }
}

/** A reference comes with each of its beginnings; the longest says it. */
export function longestOf(references: readonly unknown[]): string[] {
  const paths = references.filter((path) => typeof path === 'string');
  return [...new Set(paths.filter((path) => !paths.some((other) => other !== path && (other.startsWith(`${path}.`) || other.startsWith(`${path}[`)))))];
}

/** A switch and a number lead nowhere, and neither does what is empty; a text may be the name of something. */
function ledByConstant(constant: unknown): string[] | undefined {
  const isEmpty = constant === null || constant === '' || (Array.isArray(constant) && constant.length === 0);
  return isEmpty || typeof constant === 'boolean' || typeof constant === 'number' ? [] : undefined;
}

function whole(parts: readonly (readonly string[] | undefined)[]): string[] | undefined {
  return parts.length === 0 || parts.includes(undefined) ? undefined : [...new Set(parts.flatMap((part) => part ?? []))];
}

function attributeFor(argument: string): string {
  return /arns?$/.test(argument) ? 'arn' : /names?$/.test(argument) ? 'name' : 'id';
}

const KEY = /\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/;

function withoutKey(address: string): string {
  return address.replace(KEY, '');
}

function lastModule(path: string): string {
  return /module\.[^.[]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?$/.exec(path)?.[0] ?? path;
}

/** `module.a["x"]` and `module.a["x"].module.b` of a resource that is in the latter. */
function pathsAround(address: string): string[] {
  const found: string[] = [];
  const step = /module\.[^.[]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\./y;
  for (let match = step.exec(address); match; match = step.exec(address)) { found.push(address.slice(0, step.lastIndex - 1)); }
  return found;
}
