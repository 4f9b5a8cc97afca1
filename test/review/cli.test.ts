import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Review } from '../../src/review';
import { run } from '../../src/review/cli/run';

let directory: string;

beforeAll(() => { directory = mkdtempSync(join(tmpdir(), 'review-')); });
afterAll(() => rmSync(directory, { recursive: true }));

/** A group behind a balancer that EC2 alone looks after, with what it takes to be right but for that. */
const SYSTEM = `
Resources:
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { Port: 443, Protocol: HTTPS, VpcId: vpc-1 }
  Servers:
    Type: AWS::AutoScaling::AutoScalingGroup
    Metadata: { 'aws:cdk:path': Shop/Servers/ASG }
    Properties:
      MinSize: '2'
      MaxSize: '8'
      HealthCheckType: EC2
      TargetGroupARNs: [!Ref Targets]
      VPCZoneIdentifier: [subnet-1, subnet-2]
      LaunchTemplate: { LaunchTemplateId: lt-1, Version: '1' }
`;

function file(name: string, content: string): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

function ran(...words: string[]) {
  const texts = { out: '', error: '' };
  const code = run(words, {
    out: (text) => { texts.out += text; },
    error: (text) => { texts.error += text; },
    colors: false,
    width: 100,
  });
  return { code, ...texts };
}

describe('exit codes', () => {
  test.each([
    ['an error, by default', [], 1],
    ['an error, where warnings are looked for', ['--fail-on', 'warning'], 1],
    ['an error, where nothing fails', ['--fail-on', 'never'], 0],
  ])('%s', (_, options, code) => {
    const path = file('shop.yaml', SYSTEM);
    expect(ran('review', path, ...options)).toMatchObject({ code, error: '' });
  });

  test('no error, but warnings', () => {
    const path = file('warned.yaml', SYSTEM.replace('HealthCheckType: EC2', 'HealthCheckType: ELB\n      HealthCheckGracePeriod: 300'));
    expect(ran('review', path).code).toBe(0);
    expect(ran('review', path, '--fail-on', 'warning').code).toBe(1);
  });

  test('nothing at all', () => {
    const path = file('empty.json', '{ "Resources": {} }');
    expect(ran('review', path, '--fail-on', 'note')).toMatchObject({ code: 0, out: expect.stringMatching(/^nothing, in /) });
  });
});

describe('what cannot be done ends in one sentence, and 2', () => {
  test.each([
    ['no path', ['review'], 'scale-out: No path to review: scale-out review PATH..., as in scale-out review cdk.out.\n'],
    ['another command', ['deploy', 'x'], "scale-out: 'deploy' is no command: 'scale-out review PATH...' is.\n"],
    ['a format', ['review', 'x', '--format', 'xml'], "scale-out: --format is 'xml': it must be one of table, json, markdown, sarif, html.\n"],
    ['a severity', ['review', 'x', '--fail-on', 'fatal'], "scale-out: --fail-on is 'fatal': it must be one of error, warning, note, never.\n"],
    ['a parameter', ['review', 'x', '--parameter', 'Zone'], "scale-out: --parameter is 'Zone': it must be NAME=VALUE.\n"],
    ['a path that is not there', ['review', 'no-such-path'], 'scale-out: no-such-path: it does not exist.\n'],
  ])('%s', (_, words, error) => {
    expect(ran(...words)).toEqual({ code: 2, out: '', error });
  });

  test('a rule that is not there', () => {
    expect(ran('review', '--explain', 'no-such-rule')).toMatchObject({ code: 2, error: `scale-out: There is no rule 'no-such-rule': scale-out review --rules lists all ${Review.rules().length}.\n` });
  });

  test('an option that is not there', () => {
    const { code, error } = ran('review', 'x', '--colour');
    expect([code, error.split('\n').length]).toEqual([2, 2]);
    expect(error).toMatch(/^scale-out: Unknown option '--colour'/);
  });
});

describe('words about itself', () => {
  test('help, also where nothing is asked', () => {
    expect(ran()).toEqual(ran('--help'));
    expect(ran().out).toMatch(/^scale-out review PATH/);
  });

  test('the version of the package', () => {
    expect(ran('--version').out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('every rule, one a line', () => {
    expect(ran('review', '--rules').out.trim().split('\n').map((line) => line.split(/ +/)[1])).toEqual(Review.rules().map(({ id }) => id));
  });

  test('why a rule is one', () => {
    const { out, code } = ran('review', '--explain', 'ec2-only-health');
    expect(code).toBe(0);
    expect(out).toMatch(/^ec2-only-health \(error\)\nServers that answer nobody are not replaced\n\n[^]+\n\nTo mend it: [^]+\n\nhttps:/);
  });
});

describe('a table', () => {
  test('says what, where, and how to mend it', () => {
    const { out } = ran('review', file('shop.yaml', SYSTEM));
    const lines = out.split('\n').map((line) => line.trim());
    const found = lines.findIndex((line) => line.endsWith('ec2-only-health'));
    expect(lines[found]).toBe('error    Servers that answer nobody are not replaced  ec2-only-health');
    expect(lines[found + 1]).toBe('Shop/Servers/ASG · HealthCheckType · line 6');
    expect(lines[found + 2]).toBe('HealthCheckType EC2, behind a load balancer.');
    expect(lines[found + 3]).toMatch(/^→ Set HealthCheckType to ELB/);
  });

  test('fits the terminal', () => {
    const { out } = ran('review', file('shop.yaml', SYSTEM));
    expect(out.split('\n').length).toBeGreaterThan(20);
    expect(Math.max(...out.split('\n').filter((line) => !line.includes(directory)).map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test('accounts for the tier', () => {
    const { out } = ran('review', file('shop.yaml', SYSTEM));
    // AWS's own figures, as nothing is said: two checks, 30 s apart, the last after 5 s without an answer.
    expect(out).toMatch(/30–65 s {2}a dead server gets no more requests\n/);
    expect(out).toMatch(/unknown {2}a dead server is replaced: only when its machine fails/);
  });
});

describe('acceptances', () => {
  const ACCEPT = { accept: [{ rule: 'ec2-only-health', resource: 'Shop/*', reason: 'The old image has no health path.' }] };

  test('a file accepts by path, with a reason', () => {
    const { code, out } = ran('review', file('shop.yaml', SYSTEM), '--accept', file('accept.json', JSON.stringify(ACCEPT)));
    expect(code).toBe(0);
    expect(out).toContain('  ec2-only-health of Shop/Servers/ASG: The old image has no health path.\n');
    expect(out).toMatch(/, and 1 accepted, in /);
  });

  test('the resource accepts for itself', () => {
    const accepted = SYSTEM.replace('Shop/Servers/ASG }', "Shop/Servers/ASG, scale-out: { accept: [{ rule: ec2-only-health, reason: 'Moved next week.' }] } }");
    expect(ran('review', file('accepted.yaml', accepted))).toMatchObject({ code: 0, out: expect.stringContaining('ec2-only-health of Shop/Servers/ASG: Moved next week.') });
  });

  test('what is accepted and not found is said', () => {
    const accept = { accept: [{ rule: 'single-nat', reason: 'It is cheap.' }, { rule: 'ec2-only-health', resource: 'Other', reason: 'It is old.' }] };
    const { code, out } = ran('review', file('shop.yaml', SYSTEM), '--accept', file('unused.json', JSON.stringify(accept)));
    expect(code).toBe(1);
    expect(out).toContain('Accepted, and not found\n\n  single-nat\n  ec2-only-health of Other\n');
  });

  test('everything that is wrong with a file is said at once', () => {
    const path = file('wrong.yaml', 'accept: [{ rule: no-such-rule }, { rule: single-nat, reason: "", until: 2027 }, text]');
    expect(ran('review', file('shop.yaml', SYSTEM), '--accept', path)).toMatchObject({
      code: 2,
      error: `scale-out: ${path}: accept[0] names no rule: "no-such-rule"; accept[0] needs a 'reason'; accept[1] needs a 'reason'; `
        + "accept[1] has 'until', which is not known: rule, resource, reason are; accept[2] must be an object with 'rule' and 'reason'.\n",
    });
  });
});

describe('other formats', () => {
  test('JSON has everything', () => {
    const { out } = ran('review', file('shop.yaml', SYSTEM), '--format', 'json');
    const told = JSON.parse(out);
    expect(Object.keys(told)).toEqual(['version', 'places', 'findings', 'accounts', 'unusedAcceptances', 'notReviewed']);
    expect(told.findings.find(({ ruleId }: { ruleId: string }) => ruleId === 'ec2-only-health')).toMatchObject({
      severity: 'error', document: join(directory, 'shop.yaml'), resourceId: 'Servers', path: 'Shop/Servers/ASG', line: 6, property: 'HealthCheckType',
    });
  });

  test('SARIF names rules, lines and what is accepted', () => {
    const accept = { accept: [{ rule: 'ec2-only-health', reason: 'It is old.' }] };
    const { out } = ran('review', file('shop.yaml', SYSTEM), '--accept', file('sarif.json', JSON.stringify(accept)), '--format', 'sarif');
    const { runs: [{ tool, results }] } = JSON.parse(out);
    const found = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'ec2-only-health');
    expect(tool.driver.rules[found.ruleIndex].id).toBe('ec2-only-health');
    expect(found).toMatchObject({
      level: 'error',
      locations: [{ physicalLocation: { region: { startLine: 6 } }, logicalLocations: [{ fullyQualifiedName: 'Shop/Servers/ASG.HealthCheckType' }] }],
      suppressions: [{ justification: 'It is old.' }],
    });
  });

  test('Markdown keeps what a document says from being markup, and fits a comment', () => {
    const many = Array.from({ length: 400 }, (_, index) => SYSTEM.split('Resources:\n')[1].replace(/^ {2}(Targets|Servers)/gm, `  $1${index}`).replace('!Ref Targets', `!Ref Targets${index}`));
    const hostile = `Resources:\n${many.join('')}`.replace('Shop/Servers/ASG', '"</code><script>|[x](y)@team"');
    const { out } = ran('review', file('many.yaml', hostile), '--format', 'markdown');
    expect(out).toMatch(/^### Scale-out review: \d+ errors/);
    expect(out.length).toBeLessThan(65_536);
    expect(out).not.toContain('<script>');
    expect(out).toContain('&lt;script&gt;\\|\\[x\\]');
    expect(out).toMatch(/\d+ lines more: --format html shows them all\.\n$/);
    expect(out.match(/<details>/g)?.length ?? 0).toBe(out.match(/<\/details>/g)?.length ?? 0);
  });

  test('HTML stands alone, and keeps what a document says from being markup', () => {
    const path = join(directory, 'page.html');
    const hostile = SYSTEM.replace('Shop/Servers/ASG', '"</title><script>alert(1)</script>"');
    expect(ran('review', file('hostile.yaml', hostile), '--format', 'html', '--output', path)).toEqual({ code: 1, out: '', error: '' });
    const page = readFileSync(path, 'utf8');
    expect(page).not.toContain('<script');
    expect(page).not.toMatch(/<(?:link|img|iframe)|url\(http|@import/);
    const [, anchor] = /<a href="#(finding-\d+)"/.exec(page)!;
    expect(page).toContain(`<article id="${anchor}" class="error">`);
  });
});
