import { execFileSync, spawnSync } from 'child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { plan } from './planning';

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
    expect(bootScript[1]).toBe('install-something');
    expect(bootScript.at(-1)).toBe('systemctl enable --now scale-out-service.service scale-out-liveness.timer');
  });

  test('writes a unit that restarts the service, drains it, and hands it its settings', () => {
    expect(written('/etc/systemd/system/scale-out-service.service')).toEqual([
      '[Unit]',
      'Description=The service of this tier',
      'Wants=network-online.target',
      'After=network-online.target',
      'StartLimitIntervalSec=0',
      '[Service]',
      'ExecStart=/usr/bin/serve --rate 5%%',
      'WorkingDirectory=/srv',
      'User=web',
      'Environment="PORT=8080"',
      'Environment="HEALTH_PATH=/health"',
      'Environment="KEEP_ALIVE_SECONDS=65"',
      'Environment="GREETING=say \\"100 %%\\" \\\\o/"',
      'Restart=always',
      'RestartSec=1',
      'NoNewPrivileges=yes',
      'PrivateTmp=yes',
      'TimeoutStopSec=30',
      '[Install]',
      'WantedBy=multi-user.target',
    ]);
  });

  test('runs the service as nobody in particular unless a user is named', () => {
    expect(plan({ service: { command: 'x' } }).bootScript).toContain('DynamicUser=yes');
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

  describe('liveness', () => {
    let folder: string;
    beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'liveness-')); });
    afterEach(() => { rmSync(folder, { recursive: true }); });

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

    function fake(command: string, line: string) {
      writeFileSync(join(folder, command), `#!/bin/bash\n${line}\n`);
      chmodSync(join(folder, command), 0o755);
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
