import { once } from 'node:events';
import { AddressInfo, connect, createServer, Socket } from 'node:net';

const NEXT_COMMAND = /(?=\*\d+\r\n\$\d+\r\n)/;

/** What a cache's name is to its clients: new connections lead where it points to now, old ones stay where they are. */
export class Endpoint {
  static async start(target: number): Promise<Endpoint> {
    const endpoint = new Endpoint(target);
    endpoint.server.listen(0, '127.0.0.1');
    await once(endpoint.server, 'listening');
    return endpoint;
  }

  private readonly connections = new Set<Socket>();
  private readonly server = createServer((client) => this.accept(client));
  private cut?: { readonly word: string; readonly done: () => void };

  private constructor(private target: number) {}

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  pointTo(target: number) {
    this.target = target;
  }

  /** Breaks a connection right behind the first command that has this word. Done when the server has seen all that came before. */
  async cutBehind(word: string) {
    await new Promise<void>((done) => { this.cut = { word, done }; });
  }

  async stop() {
    this.connections.forEach((connection) => connection.destroy());
    this.server.close();
    await once(this.server, 'close');
  }

  private accept(client: Socket) {
    const server = connect(this.target, '127.0.0.1');
    for (const [one, other] of [[client, server], [server, client]]) {
      this.connections.add(one);
      one.on('error', () => {}).on('close', () => {
        this.connections.delete(one);
        other.end();
      });
    }
    server.on('data', (data) => client.write(data));
    client.on('data', (data) => this.forward(data, client, server));
  }

  private forward(data: Buffer, client: Socket, server: Socket) {
    const { cut } = this;
    const commands = data.toString('latin1').split(NEXT_COMMAND);
    const last = cut === undefined ? -1 : commands.findIndex((command) => command.includes(cut.word));
    if (cut === undefined || last < 0) { return void server.write(data); }
    this.cut = undefined;
    server.once('close', cut.done);
    server.end(commands.slice(0, last + 1).join(''), 'latin1');
    client.destroy();
  }
}
