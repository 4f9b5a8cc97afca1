import { execFileSync, spawnSync } from 'child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { plan } from './planning';
import { Agent } from '../../src/core';

const { bootScript } = plan({
  service: { command: '/usr/bin/serve --rate 5%', user: 'web', workingDirectory: '/srv', environment: { GREETING: 'say "100 %" \\o/' } },
  instances: { bootCommands: ['install-something'] },
});

/** The content that the script writes to a path. */
function written(path: string): string[] {
  const start = bootScript.indexOf(`cat > ${path} <<'END_OF_FILE'`);
  return bootScript.slice(start + 1, bootScript.indexOf('END_OF_FILE', start));
}

describe('the boot script', () => {
  test('stops at the first command that fails, runs the user\'s own first and starts the service last', () => {
    expect(bootScript[0]).toBe('set -euo pipefail');
    expect(bootScript[2]).toBe('install-something');
    const start = 'systemctl enable --now scale-out-service.service scale-out-liveness.timer scale-out-environment.timer';
    expect(bootScript).toContain(start);
    // The agent comes last: nothing waits for it.
    expect(bootScript.findIndex((line) => line.includes('amazon-cloudwatch-agent'))).toBeGreaterThan(bootScript.indexOf(start));
  });

  test('writes a unit that restarts the service, drains it, and hands it its settings', () => {
    expect(written('/etc/systemd/system/scale-out-service.service')).toEqual([
      '[Unit]',
      'Description=The service of this tier',
      'Wants=network-online.target',
      'After=network-online.target',
      'StartLimitIntervalSec=0',
      '[Service]',
      'ExecStartPre=-+/usr/local/bin/scale-out-environment',
      'ExecStart=/usr/bin/serve --rate 5%%',
      'WorkingDirectory=/srv',
      'User=web',
      'Environment="PORT=8080"',
      'Environment="HEALTH_PATH=/health"',
      'Environment="KEEP_ALIVE_SECONDS=65"',
      'Environment="GREETING=say \\"100 %%\\" \\\\o/"',
      'EnvironmentFile=-/etc/scale-out/environment',
      'StandardOutput=append:/var/log/scale-out/service.log',
      'StandardError=inherit',
      'Restart=always',
      'RestartSec=1',
      'NoNewPrivileges=yes',
      'PrivateTmp=yes',
      'TimeoutStopSec=30',
      '[Install]',
      'WantedBy=multi-user.target',
    ]);
  });

  test('lets systemd hold the socket where the program takes it over, so that a restart refuses nobody', () => {
    const activated = plan({ service: { command: 'x', socketActivation: true }, targetPort: 9000 }).bootScript;
    const units = activated.join('\n').split('END_OF_FILE');
    expect(units.find((unit) => unit.includes('ListenStream'))).toContain('[Socket]\nListenStream=9000\n[Install]\nWantedBy=sockets.target');
    expect(units.find((unit) => unit.includes('ExecStart=x'))).toContain('Requires=scale-out-service.socket\nAfter=scale-out-service.socket\n');
    // The socket first: a service that finds none would open the port itself.
    expect(activated).toContain(
      'systemctl enable --now scale-out-service.socket scale-out-service.service scale-out-liveness.timer scale-out-environment.timer',
    );
    expect(bootScript.join()).not.toContain('.socket');
    expect(() => plan({ service: { command: 'x', socketActivation: 'yes' as any } })).toThrow('service.socketActivation must be true or false, got "yes".');
  });

  test('runs the service as nobody in particular unless a user is named', () => {
    expect(plan({ service: { command: 'x' } }).bootScript).toContain('DynamicUser=yes');
  });

  test('leaves the output to the journal where no agent would ship a file, and rotates the file otherwise', () => {
    const without = plan({ service: { command: 'x' }, observability: { agent: Agent.NONE } }).bootScript.join('\n');
    expect(without).not.toMatch(/StandardOutput|logrotate|amazon-cloudwatch-agent/);
    expect(written('/etc/logrotate.d/scale-out')).toEqual(expect.arrayContaining(['/var/log/scale-out/service.log {', '  copytruncate']));
  });

  test('configures the agent: memory over the group, logs of the service, traces by OTLP on this machine only', () => {
    const configuration = JSON.parse(written('/etc/scale-out/agent.json')[0]);
    expect(configuration.metrics).toMatchObject({ aggregation_dimensions: [['AutoScalingGroupName']], metrics_collected: { mem: { measurement: ['mem_used_percent'] } } });
    expect(configuration.logs.logs_collected.files.collect_list).toEqual([
      { file_path: '/var/log/scale-out/service.log', log_group_name: 'app-web-logs', log_stream_name: '{instance_id}' },
    ]);
    expect(configuration.traces.traces_collected.otlp).toEqual({ grpc_endpoint: '127.0.0.1:4317', http_endpoint: '127.0.0.1:4318' });
  });

  test('installs the agent on the default image only, and no agent keeps a server from serving', () => {
    const own = plan({}, { image: { option: 'machineImage', isGiven: true } }).bootScript;
    expect(own.join('\n')).not.toContain('dnf install');
    expect([...bootScript, ...own].filter((line) => /dnf install|agent-ctl/.test(line)).every((line) => line.includes(' || echo '))).toBe(true);
  });

  test('is empty where there is nothing to start', () => {
    expect(plan({ observability: { agent: Agent.NONE } }).bootScript).toEqual([]);
  });

  test('is stopped by force in the end, even without a drain: systemd takes 0 for never', () => {
    expect(plan({ service: { command: 'x' }, health: { draining: { deregistrationDelaySeconds: 0 } } }).bootScript).toContain('TimeoutStopSec=1');
  });

  test('asks for a sign of life every 30 s', () => {
    expect(written('/etc/systemd/system/scale-out-liveness.timer')).toEqual(expect.arrayContaining(['OnActiveSec=30', 'OnUnitActiveSec=30']));
  });
});

const hasBash = process.platform === 'linux' && spawnSync('bash', ['--version']).status === 0;
const withBash = hasBash ? describe : describe.skip;

withBash('the scripts, run by bash (skipped where there is none)', () => {
  test('parse', () => {
    expect(spawnSync('bash', ['--norc', '-n'], { input: bootScript.join('\n') }).status).toBe(0);
    expect(spawnSync('bash', ['--norc', '-n'], { input: written('/usr/local/bin/scale-out-liveness').join('\n') }).status).toBe(0);
  });

  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'scripts-')); });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  function fake(command: string, line: string) {
    writeFileSync(join(folder, command), `#!/bin/bash\n${line}\n`);
    chmodSync(join(folder, command), 0o755);
  }

  describe('environment', () => {
    const file = () => join(folder, 'environment');

    /** Reads the parameters once; true if that restarted the service. */
    function read(parameters: string, isRunning = true): boolean {
      fake('aws', `if [[ "$*" = *get-parameter\\ * ]]; then echo "DATABASE_PORT=5432 of \${@: -5:1}"; else printf '%s\\n' '${parameters}'; fi`);
      fake('systemctl', `if [ "$1" = is-active ]; then exit ${isRunning ? 0 : 1}; else echo "$@" >> ${folder}/restarts; fi`);
      fake('sleep', 'true');
      const script = written('/usr/local/bin/scale-out-environment').join('\n').replace('/etc/scale-out/environment', file());
      execFileSync('bash', ['--norc', '-c', script], { env: { PATH: `${folder}:${process.env.PATH}` } });
      const restarts = join(folder, 'restarts');
      const wasRestarted = existsSync(restarts) && readFileSync(restarts, 'utf8') === 'try-restart scale-out-service.service\n';
      rmSync(restarts, { force: true });
      return wasRestarted;
    }

    test('writes what the parameters say, and follows those that point elsewhere', () => {
      read('FILES_BUCKET=files\n@/shop/database\nnot a variable');
      expect(readFileSync(file(), 'utf8')).toBe('DATABASE_PORT=5432 of /shop/database\nFILES_BUCKET=files\n');
    });

    test('knows what it follows by a name of its own', () => {
      read('@/shop/database DATABASE ORDERS');
      expect(readFileSync(file(), 'utf8')).toBe('ORDERS_PORT=5432 of /shop/database\n');
    });

    test('restarts a running service when something changed, and only then', () => {
      expect([read('A_BUCKET=a', false), read('A_BUCKET=a'), read('A_BUCKET=b'), read('A_BUCKET=b')]).toEqual([false, false, true, false]);
    });

    test('is asked for by the tier\'s own path only', () => {
      expect(written('/usr/local/bin/scale-out-environment').join('\n')).toContain("--path '/scale-out/App/Web' --recursive");
    });
  });

  describe('liveness', () => {

    /** Runs the check with a service that answers `status`, and was started long ago or just now; true if it was restarted. */
    function check(status: string, startedJustNow = false): boolean {
      const uptimeMicroseconds = Math.floor(Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0])) * 1_000_000;
      const since = startedJustNow ? uptimeMicroseconds : uptimeMicroseconds - 3_600_000_000;
      fake('curl', `printf '${status}'`);
      fake('systemctl', `if [ "$1" = show ]; then echo ${since}; else echo "$@" >> ${folder}/restarts; fi`);
      const script = written('/usr/local/bin/scale-out-liveness').join('\n').replace('/run/', `${folder}/`);
      execFileSync('bash', ['--norc', '-c', script], { env: { PATH: `${folder}:${process.env.PATH}` } });
      const restarts = join(folder, 'restarts');
      const wasRestarted = existsSync(restarts) && readFileSync(restarts, 'utf8') === 'restart scale-out-service.service\n';
      rmSync(restarts, { force: true });
      return wasRestarted;
    }

    test('the third failure in a row restarts the service, and the count begins anew', () => {
      expect([check('000'), check('503'), check('500')]).toEqual([false, false, true]);
      expect([check('000'), check('000'), check('000')]).toEqual([false, false, true]);
    });

    test('any answer below 500 is a sign of life', () => {
      expect([check('000'), check('000'), check('404'), check('000'), check('000')]).toEqual([false, false, false, false, false]);
    });

    test('a service that was just started is left in peace', () => {
      expect([check('000', true), check('000', true), check('000', true)]).toEqual([false, false, false]);
    });
  });
});
