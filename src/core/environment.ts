import { StatementPlan } from './instances';

/**
 * How instances learn what they are connected to: from parameters under a path of the tier's own, not from user data, which would
 * refresh the whole fleet whenever a connection changes.
 *
 * A parameter holds lines of `NAME=value`. A line `@/some/parameter` points to one that somebody else owns, such as a database's;
 * `@/some/parameter DATABASE ORDERS` also has its names begin with `ORDERS_` in place of `DATABASE_`.
 */
export interface EnvironmentPlan {
  /** Whether there is a service that reads it. */
  readonly isRead: boolean;
  readonly parameterPath: string;
  readonly statements: readonly StatementPlan[];
}

/**
 * Where a tier's parameters are: by stack and path, which together are unique. A parameter's name takes letters, digits and `_.-`;
 * a path that has to be changed for that gets its address behind it, so that no two become one.
 */
export function parameterPathOf(stackName: string, pathInStack: string, address: string): string {
  const safe = pathInStack.replace(/[^A-Za-z0-9_.\-/]/g, '-');
  return ['/scale-out', stackName, safe === pathInStack ? pathInStack : `${safe}-${address.slice(-8)}`].join('/');
}

/** What the engine contributes. */
export interface EnvironmentSurroundings {
  /** Path of the tier's parameters, unique in its account and region, as `/scale-out/Stack/Web`. */
  readonly parameterPath: string;
  /** ARN of the path. */
  readonly parameterArn: string;
  readonly region: string;
}

export const ENVIRONMENT_FILE = '/etc/scale-out/environment';
const UNIT = 'scale-out-environment';
const MINUTES_BETWEEN_READS = 5;
/** A change does not reach all servers at once: each waits a random part of this before it restarts its service. */
const SECONDS_TO_SPREAD_RESTARTS = 240;

export function planEnvironment(surroundings: EnvironmentSurroundings, isRead: boolean): EnvironmentPlan {
  return {
    isRead,
    parameterPath: surroundings.parameterPath,
    statements: !isRead ? [] : [{
      sid: 'ReadConnections',
      // The permission is asked for on the path, not on what lies below it.
      actions: ['ssm:GetParametersByPath'],
      resources: [surroundings.parameterArn],
    }],
  };
}

/** A line that leads to a parameter of somebody else's, by whose prefix this tier knows it or by another. */
export function pointerTo(parameterName: string, itsPrefix: string, prefix: string): string {
  return itsPrefix === prefix ? `@${parameterName}` : `@${parameterName} ${itsPrefix} ${prefix}`;
}

/** The value of a parameter: what one connection tells the instances. Names carry a prefix, so that connections do not collide. */
export function connectionLines(prefix: string, values: Record<string, string>): string {
  return Object.entries(values).map(([name, value]) => `${prefix}_${name}=${value}`).join('\n');
}

/** Files of the mechanism, by path. The service's own unit reads before every start, and starts if that fails: nothing may be there yet. */
export function environmentFiles(surroundings: EnvironmentSurroundings, serviceUnit: string): Record<string, string[]> {
  return {
    [READ_ENVIRONMENT]: script(surroundings, serviceUnit),
    [`/etc/systemd/system/${UNIT}.service`]: [
      '[Unit]', 'Description=Reads what this tier is connected to', '[Service]', 'Type=oneshot', `ExecStart=${READ_ENVIRONMENT}`,
    ],
    [`/etc/systemd/system/${UNIT}.timer`]: [
      '[Unit]', 'Description=Keeps up with what this tier is connected to', '[Timer]',
      `OnActiveSec=${MINUTES_BETWEEN_READS}min`, `OnUnitInactiveSec=${MINUTES_BETWEEN_READS}min`, '[Install]', 'WantedBy=timers.target',
    ],
  };
}

export const ENVIRONMENT_TIMER = `${UNIT}.timer`;
export const READ_ENVIRONMENT = `/usr/local/bin/${UNIT}`;

function script({ parameterPath, region }: EnvironmentSurroundings, serviceUnit: string): string[] {
  return [
    '#!/bin/bash',
    'set -euo pipefail',
    `file=${ENVIRONMENT_FILE}`,
    `export AWS_REGION='${region}' AWS_DEFAULT_REGION='${region}' AWS_MAX_ATTEMPTS=2`,
    `values=$(aws --cli-connect-timeout 5 --cli-read-timeout 10 ssm get-parameters-by-path --path '${parameterPath}' --recursive --query 'Parameters[].[Value]' --output text)`,
    'new=$(mktemp)',
    'while read -r line; do',
    '  case "$line" in',
    '    @*)',
    '      read -r name from to <<< "${line#@}"',
    '      aws --cli-connect-timeout 5 --cli-read-timeout 10 ssm get-parameter --name "$name" --query Parameter.Value --output text | sed "s/^${from:-=}_/${to:-}_/" >> "$new" ;;',
    '    *=*) echo "$line" >> "$new" ;;',
    '  esac',
    'done <<< "$values"',
    'sort -o "$new" "$new"',
    'if cmp -s "$new" "$file"; then rm -f "$new"; exit 0; fi',
    'chmod 644 "$new"',
    'mv "$new" "$file"',
    `if systemctl is-active --quiet ${serviceUnit}.service; then`,
    `  sleep $(( RANDOM % ${SECONDS_TO_SPREAD_RESTARTS} ))`,
    `  systemctl try-restart ${serviceUnit}.service`,
    'fi',
  ];
}
