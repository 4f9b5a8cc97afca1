import { Checks } from './checks';
import { TargetProtocol } from './entry';
import { ENVIRONMENT_FILE, READ_ENVIRONMENT } from './environment';
import { HealthPlan } from './health';
import { SERVICE_LOG } from './observability';
import { checkNoSecrets, checkVariableIsNoSecret, SecretsPlan } from './secrets';

/** The program that answers the requests, run and watched by systemd on every instance. */
export interface ServiceOptions {
  /**
   * Command line of the program, on one line and without a shell: pipes and `&&` need `/bin/bash -c '…'`. It listens on the target port, which it finds in the environment as `PORT`.
   * On SIGTERM it finishes what it has begun: when its server leaves, no more requests come; when it is only restarted, they do.
   */
  readonly command: string;

  /**
   * Environment variables. No secrets: whoever may describe the launch template reads them. Besides these the program finds `PORT`,
   * `HEALTH_PATH` and `KEEP_ALIVE_SECONDS`, the time for which it should keep idle connections open, and what the tier is connected to.
   *
   * @default - none of its own
   */
  readonly environment?: { readonly [name: string]: string };

  /**
   * User that runs the program. It must exist.
   *
   * @default - a user made for the service, who cannot write outside a private /tmp: servers hold no state
   */
  readonly user?: string;

  /**
   * Directory the program starts in, as an absolute path.
   *
   * @default '/'
   */
  readonly workingDirectory?: string;

  /**
   * Have systemd hold the socket, so that callers wait while the program is restarted, and are not refused. The program must take it over:
   * descriptor 3 where `LISTEN_FDS` is set, in place of a port that it opens itself.
   *
   * @default false
   * @see https://www.freedesktop.org/software/systemd/man/latest/systemd.socket.html
   */
  readonly socketActivation?: boolean;
}

/** What the unit and its watchdog need to know of the rest of the plan. */
export interface ServiceSurroundings {
  readonly health: HealthPlan;
  readonly targetPort: number;
  readonly targetProtocol: TargetProtocol;
  readonly idleTimeoutSeconds: number;
  /** Whether the output goes to a file that the agent ships, rather than to the journal. */
  readonly logsToFile: boolean;
}

export const SERVICE_UNIT = 'scale-out-service';
const SOCKET_UNIT = `${SERVICE_UNIT}.socket`;
const LIVENESS_UNIT = 'scale-out-liveness';
const LIVENESS_TIMER = `${LIVENESS_UNIT}.timer`;
/** A server must keep an idle connection open for longer than the balancer, which reuses it until its own timeout. */
const KEEP_ALIVE_MARGIN_SECONDS = 5;

/** Files of the service, by path. */
export function serviceFiles(service: ServiceOptions, surroundings: ServiceSurroundings, checks: Checks): Record<string, string[]> {
  const livenessInterval = checks.asText(surroundings.health.liveness.intervalSeconds);
  return {
    [`/etc/systemd/system/${SERVICE_UNIT}.service`]: serviceUnit(service, surroundings, checks),
    [`/usr/local/bin/${LIVENESS_UNIT}`]: livenessScript(surroundings, checks),
    [`/etc/systemd/system/${LIVENESS_UNIT}.service`]: [
      '[Unit]', 'Description=Restarts the service when it stops answering', '[Service]', 'Type=oneshot', `ExecStart=/usr/local/bin/${LIVENESS_UNIT}`,
    ],
    [`/etc/systemd/system/${LIVENESS_TIMER}`]: [
      '[Unit]', 'Description=Asks the service whether it is alive', '[Timer]',
      `OnActiveSec=${livenessInterval}`, `OnUnitActiveSec=${livenessInterval}`, 'AccuracySec=1', '[Install]', 'WantedBy=timers.target',
    ],
    ...(service.socketActivation ? { [`/etc/systemd/system/${SOCKET_UNIT}`]: socketUnit(surroundings, checks) } : {}),
    ...(surroundings.logsToFile ? { '/etc/logrotate.d/scale-out': [`${SERVICE_LOG} {`, '  daily', '  maxsize 100M', '  rotate 2', '  copytruncate', '  missingok', '}'] } : {}),
  };
}

/** What is started with the instance, in this order. */
export function startedUnits({ socketActivation }: ServiceOptions): string[] {
  return [...(socketActivation ? [SOCKET_UNIT] : []), `${SERVICE_UNIT}.service`, LIVENESS_TIMER];
}

function socketUnit({ targetPort }: ServiceSurroundings, checks: Checks): string[] {
  return [
    '[Unit]', 'Description=The socket of the service, which outlives its restarts',
    '[Socket]', `ListenStream=${checks.asText(targetPort)}`, '[Install]', 'WantedBy=sockets.target',
  ];
}

function serviceUnit(service: ServiceOptions, surroundings: ServiceSurroundings, checks: Checks): string[] {
  const environment = { ...ownEnvironment(surroundings, checks), ...service.environment };
  return [
    '[Unit]',
    'Description=The service of this tier',
    'Wants=network-online.target',
    'After=network-online.target',
    ...(service.socketActivation ? [`Requires=${SOCKET_UNIT}`, `After=${SOCKET_UNIT}`] : []),
    // Without a limit: a service that cannot start yet, because what it needs is not there yet, is tried on.
    'StartLimitIntervalSec=0',
    '[Service]',
    // As root, and without harm if it fails: what the tier is connected to is read at every start.
    `ExecStartPre=-+${READ_ENVIRONMENT}`,
    `ExecStart=${literal(service.command)}`,
    `WorkingDirectory=${service.workingDirectory ?? '/'}`,
    service.user === undefined ? 'DynamicUser=yes' : `User=${service.user}`,
    ...Object.entries(environment).map(([name, value]) => `Environment="${name}=${quoted(value)}"`),
    `EnvironmentFile=-${ENVIRONMENT_FILE}`,
    ...(surroundings.logsToFile ? [`StandardOutput=append:${SERVICE_LOG}`, 'StandardError=inherit'] : []),
    'Restart=always',
    'RestartSec=1',
    'NoNewPrivileges=yes',
    // Ports below 1024 are root's, and the service is not.
    ...(isPrivileged(checks.known(surroundings.targetPort)) ? ['AmbientCapabilities=CAP_NET_BIND_SERVICE'] : []),
    'PrivateTmp=yes',
    `TimeoutStopSec=${stopSeconds(surroundings.health.draining.deregistrationDelaySeconds, checks)}`,
    '[Install]',
    'WantedBy=multi-user.target',
  ];
}

/** systemd takes 0 for no limit at all. */
function stopSeconds(deregistrationDelaySeconds: number, checks: Checks): string {
  const known = checks.known(deregistrationDelaySeconds);
  return known === undefined ? checks.asText(deregistrationDelaySeconds) : String(Math.max(1, known));
}

function isPrivileged(port: number | undefined): boolean {
  return port !== undefined && port < 1024;
}

function ownEnvironment({ targetPort, health, idleTimeoutSeconds }: ServiceSurroundings, checks: Checks): Record<string, string> {
  const idleTimeout = checks.known(idleTimeoutSeconds);
  return {
    PORT: checks.asText(targetPort),
    HEALTH_PATH: health.path,
    ...(idleTimeout === undefined ? {} : { KEEP_ALIVE_SECONDS: String(idleTimeout + KEEP_ALIVE_MARGIN_SECONDS) }),
  };
}

/** Any answer below 500 is a sign of life. A service that has just been started is left in peace until it may have booted. */
function livenessScript({ health, targetPort, targetProtocol }: ServiceSurroundings, checks: Checks): string[] {
  const failureThreshold = checks.asText(health.liveness.failureThreshold);
  const bootSeconds = checks.asText(health.startUp.bootSeconds);
  const timeoutSeconds = checks.asText(health.readiness.timeoutSeconds);
  return [
    '#!/bin/bash',
    'set -u',
    // Without a way to ask, nothing can be said against the service.
    'command -v curl > /dev/null || exit 0',
    'failures=/run/scale-out-liveness-failures',
    `since=$(systemctl show ${SERVICE_UNIT}.service --property ActiveEnterTimestampMonotonic --value)`,
    'read -r uptime _ < /proc/uptime',
    `if [ $(( \${uptime%.*} - \${since:-0} / 1000000 )) -lt ${bootSeconds} ]; then exit 0; fi`,
    `url='${targetProtocol.toLowerCase()}://127.0.0.1:${checks.asText(targetPort)}${health.path}'`,
    `status=$(curl --silent --insecure --max-time ${timeoutSeconds} --output /dev/null --write-out '%{http_code}' "$url")`,
    'if [ "$status" -ge 200 ] && [ "$status" -lt 500 ]; then rm -f "$failures"; exit 0; fi',
    'count=$(( $(cat "$failures" 2>/dev/null || echo 0) + 1 ))',
    `echo "no sign of life from $url (status $status), $count of ${failureThreshold}"`,
    `if [ "$count" -lt ${failureThreshold} ]; then echo "$count" > "$failures"; exit 0; fi`,
    'rm -f "$failures"',
    `systemctl restart ${SERVICE_UNIT}.service`,
  ];
}

/** systemd reads `%` as the start of a specifier. */
function literal(text: string): string {
  return text.replace(/%/g, '%%');
}

function quoted(text: string): string {
  return literal(text).replace(/\\/g, '\\\\').replace(/"/g, '\\"');
}

export function checkService(service: ServiceOptions, secrets: SecretsPlan, checks: Checks) {
  const oneLine = (text: string) => text.trim().length > 0 && !/[\r\n]/.test(text);
  checks.text('service.command', service.command, oneLine, 'a command on one line');
  checks.text('service.user', service.user, /^[a-z_][a-z0-9_-]{0,31}$/, 'the name of a Linux user');
  checks.flag('service.socketActivation', service.socketActivation);
  checks.text('service.workingDirectory', service.workingDirectory, /^\/[^\r\n]*$/, 'an absolute path');
  for (const [name, value] of Object.entries(service.environment ?? {})) {
    checkVariable(name, value, secrets, checks);
  }
  checkNoSecrets('service.command', [service.command], secrets, checks);
}

const RESERVED_NAMES = ['PORT', 'HEALTH_PATH', 'KEEP_ALIVE_SECONDS'];
function checkVariable(name: string, value: string, secrets: SecretsPlan, checks: Checks) {
  checks.text('service.environment', name, /^[A-Za-z_][A-Za-z0-9_]*$/, 'named with letters, digits and underscores');
  if (RESERVED_NAMES.includes(name)) {
    checks.conflict(`service.environment.${name} is set by the tier, from its own options: leave it out.`);
  }
  if (/[\r\n]/.test(value)) { checks.conflict(`service.environment.${name} must be on one line.`); }
  checkVariableIsNoSecret(name, value, secrets, checks);
}
