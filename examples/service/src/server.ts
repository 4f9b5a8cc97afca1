import { createServer, Server } from 'node:http';
import { createApp } from './app';
import { findAws } from './aws';
import { Config, ConfigError, readConfig } from './config';
import { Draining } from './draining';
import { log } from './log';
import { openShop, warmUp } from './shop';
import { startTracing } from './tracing';

/** The first descriptor that systemd hands over, if it holds the socket for us. */
const FIRST_SOCKET = 3;

function main() {
  const config = readConfig(process.env);
  const tracing = startTracing(config.tracing);
  const shop = openShop(config, findAws(config.region), log);
  const server = createServer();
  const draining = new Draining(server, {
    acceptMs: config.drainSeconds * 1_000,
    close: async () => {
      await shop.close();
      await tracing.stop();
    },
    log,
  });
  server.on('request', createApp(shop, { healthPath: config.healthPath, draining, log }));
  keepConnections(server, config);
  process.on('SIGTERM', () => void draining.leave().then((code) => process.exit(code)));
  void warmUp(shop).then(() => listen(server, config, draining));
}

function keepConnections(server: Server, { keepAliveSeconds }: Config) {
  // Longer than the balancer does, or it sends a request into a connection that is just being closed.
  server.keepAliveTimeout = keepAliveSeconds * 1_000;
  server.headersTimeout = server.keepAliveTimeout + 5_000;
  server.requestTimeout = 30_000;
}

function listen(server: Server, { port }: Config, { isLeaving }: Draining) {
  if (isLeaving) { return; }
  const socketIsHeld = Number(process.env.LISTEN_FDS ?? 0) > 0;
  server.listen(socketIsHeld ? { fd: FIRST_SOCKET } : { port }, () => log('info', 'listening', { port, socketIsHeld }));
}

try {
  main();
} catch (error) {
  if (!(error instanceof ConfigError)) { throw error; }
  log('error', error.message);
  process.exit(1);
}
