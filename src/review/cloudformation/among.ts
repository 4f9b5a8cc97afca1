import { Value } from '../document';

/** What a template stands among, where several are read as one. */
export interface Among {
  /** Stands before the ids of its resources. */
  readonly prefix: string;
  /** Name of its stack, where it is known before the deployment. */
  readonly stackName?: string;
  /** How deep the evaluation is, through all of the templates. */
  readonly depth: { levels: number };
  /** What the template around it gives to a parameter. */
  parameter(name: string): Value | undefined;
  /** What another template exports. */
  imported(name: Value): Value | undefined;
  /** An output of a nested stack, by the stack's id in this template. */
  output(stackId: string, name: string): Value | undefined;
  /** The balancer of a listener of another template, by the listener's full id. */
  balancerOf(listenerId: string): Value | undefined;
}

/** As a template is read by itself. */
export function alone(): Among {
  const nothing = () => undefined;
  return { prefix: '', depth: { levels: 0 }, parameter: nothing, imported: nothing, output: nothing, balancerOf: nothing };
}
