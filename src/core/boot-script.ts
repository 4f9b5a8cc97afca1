import { Checks } from './checks';
import { ENVIRONMENT_TIMER, environmentFiles, EnvironmentSurroundings } from './environment';
import { agentLines, ObservabilityPlan, ObservabilitySurroundings } from './observability';
import { checkNoSecrets, SecretsPlan } from './secrets';
import { checkService, SERVICE_UNIT, serviceFiles, ServiceOptions, ServiceSurroundings, startedUnits } from './service';

/** What the script needs of the rest of the plan, and of the engine. */
export interface BootSurroundings {
  readonly service: ServiceSurroundings;
  readonly environment: EnvironmentSurroundings;
  readonly observability: ObservabilityPlan;
  readonly engine: ObservabilitySurroundings;
  readonly secrets: SecretsPlan;
}

/** EC2 takes no more user data than this before it is encoded. */
const MOST_USER_DATA_BYTES = 16_384;

/** The lines that an instance runs as root when it first boots, without the interpreter line. */
export function planBootScript(
  bootCommands: readonly string[], service: ServiceOptions | undefined, surroundings: BootSurroundings, checks: Checks,
): string[] {
  checkNoSecrets('instances.bootCommands', bootCommands, surroundings.secrets, checks);
  if (service) { checkService(service, surroundings.secrets, checks); }
  const steps = [
    ...bootCommands,
    ...(service ? startService(service, surroundings, checks) : []),
    ...agentLines(surroundings.observability, surroundings.engine),
  ];
  const script = steps.length === 0 ? [] : ['set -euo pipefail', `mkdir -p /etc/scale-out${surroundings.service.logsToFile ? ' /etc/logrotate.d /var/log/scale-out' : ''}`, ...steps];
  checkSize(script, checks);
  return script;
}

function startService(service: ServiceOptions, surroundings: BootSurroundings, checks: Checks): string[] {
  const files = {
    ...environmentFiles(surroundings.environment, SERVICE_UNIT),
    ...serviceFiles(service, surroundings.service, checks),
  };
  return [
    ...Object.entries(files).flatMap(([path, lines]) => file(path, lines)),
    'chmod 755 /usr/local/bin/scale-out-*',
    'systemctl daemon-reload',
    `systemctl enable --now ${[...startedUnits(service), ENVIRONMENT_TIMER].join(' ')}`,
  ];
}

/** A heredoc that expands nothing. Its end mark cannot occur in a line: no line of ours is it, and users' values have one line. */
function file(path: string, lines: string[]): string[] {
  return [`cat > ${path} <<'END_OF_FILE'`, ...lines, 'END_OF_FILE'];
}

function checkSize(script: readonly string[], checks: Checks) {
  const bytes = Buffer.byteLength(['#!/bin/bash', ...script].join('\n'));
  if (bytes > MOST_USER_DATA_BYTES) {
    checks.refuse('instances.bootCommands and service', `user data of at most ${MOST_USER_DATA_BYTES} bytes`, bytes);
  }
}
