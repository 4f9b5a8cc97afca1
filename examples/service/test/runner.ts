import * as runner from 'node:test';

type Body = () => void | Promise<void>;
interface Options {
  readonly skip?: string | false;
  readonly timeout?: number;
}

/** The runner's own hand back a promise, which the runner itself awaits. */
export function test(name: string, body: Body) {
  void runner.test(name, body);
}

export function describe(name: string, options: Options, body: Body) {
  void runner.describe(name, options, body);
}
