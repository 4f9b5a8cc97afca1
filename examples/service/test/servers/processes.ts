import { ChildProcess, execFileSync, spawn, SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** Tries until it succeeds, for so long. */
export async function eventually<T>(what: string, attempt: () => Promise<T>, milliseconds = 10_000): Promise<T> {
  const until = Date.now() + milliseconds;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > until) { throw new Error(`${what}: not within ${milliseconds} ms`, { cause: error }); }
      await delay(25);
    }
  }
}

/** A port that is free on all of the addresses. */
export async function freePort(...hosts: string[]): Promise<number> {
  for (let tries = 0; tries < 20; tries++) {
    const port = await listenOn(0, hosts[0] ?? '127.0.0.1');
    const others = await Promise.all(hosts.slice(1).map((host) => listenOn(port, host).catch(() => undefined)));
    if (others.every((other) => other === port)) { return port; }
  }
  throw new Error('no free port');
}

async function listenOn(port: number, host: string): Promise<number> {
  const server = createServer().listen(port, host);
  await once(server, 'listening');
  const { port: got } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return got;
}

/** A process of the tests' own, ended by its id. */
export class Process {
  readonly output: string[] = [];
  /** Its exit code, once it has ended. */
  readonly code: Promise<number | null>;
  private readonly child: ChildProcess;

  constructor(command: string, args: string[], options: SpawnOptions = {}) {
    this.child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    for (const stream of [this.child.stdout, this.child.stderr]) { stream?.setEncoding('utf8').on('data', (text: string) => this.output.push(text)); }
    this.code = new Promise((resolve) => this.child.once('exit', resolve).once('error', () => resolve(null)));
    ALL.add(this);
    void this.code.then(() => ALL.delete(this));
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  signal(signal: NodeJS.Signals) {
    this.child.kill(signal);
  }

  /** Its exit code; a process that does not end is killed. */
  async end(signal: NodeJS.Signals = 'SIGTERM', milliseconds = 8_000): Promise<number | null> {
    this.child.kill(signal);
    const killer = setTimeout(() => this.child.kill('SIGKILL'), milliseconds);
    const code = await this.code;
    clearTimeout(killer);
    return code;
  }
}

const ALL = new Set<Process>();
// However the tests end, nothing of theirs is left.
process.once('exit', () => ALL.forEach((one) => one.signal('SIGKILL')));

export async function endAll() {
  await Promise.all([...ALL].map((process) => {
    process.signal('SIGCONT');
    return process.end('SIGKILL');
  }));
}

/** Where a program is, if it is there. */
export function programAt(name: string): string | undefined {
  try {
    return execFileSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}
