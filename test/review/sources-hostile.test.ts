import { execFileSync } from 'child_process';
import { symlinkSync, truncateSync, writeFileSync } from 'fs';
import { Files, group, manifest, nested, template } from './source-files';
import { readPaths } from '../../src/review/sources/read-paths';
import { UnreadableError } from '../../src/review/sources/unreadable';

let files: Files;
beforeEach(() => { files = new Files(); });
afterEach(() => files.remove());

/** The one sentence, without the file's name that it begins with. */
function refusal(path: string): string {
  const whole = files.at(path);
  try {
    readPaths([whole]);
  } catch (error) {
    if (!(error instanceof UnreadableError)) { throw error; }
    expect(error.message).toMatch(/^\S+: [^\n]*\.$/);
    return error.message.replace(`${whole}: `, '');
  }
  return 'it was read';
}

function deep(levels: number): string {
  return `${'['.repeat(levels)}${']'.repeat(levels)}`;
}

describe('one file is refused in a sentence', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['empty.json', '', 'it is empty.'],
    ['space.yaml', ' \n\t', 'it is empty.'],
    ['binary.json', new Uint8Array([0x7b, 0, 1, 2]), 'it is binary: a document in JSON or YAML is wanted.'],
    ['picture.yaml', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff]), 'it is binary, or in another encoding than UTF-8 and UTF-16.'],
    ['half.json', '{"Resources": {"A": {"Ty', 'it is not valid JSON: it ends before it is complete.'],
    ['comma.json', '{"Resources": {\n"A": 1,\n}}', 'it is not valid JSON, from line 3 on.'],
    ['comment.json', '// Resources\n{}', 'it is not valid JSON.'],
    ['twice.json', '{"Resources": {"A": {"Type": "A::B"},\n "\\u0041": {"Type": "A::C"}}}', "the key 'A' stands twice in one object, the second time in line 2."],
    ['twice.yaml', 'Resources:\n  A: {Type: A::B}\n  A: {Type: A::C}\n', 'it is not valid YAML, in line 3: duplicated mapping key.'],
    ['tag.yaml', 'Resources: !Exec rm', 'it is not valid YAML: !Exec is no function of CloudFormation.'],
    ['object.yaml', 'Resources: !!js/function "x"', 'it is not valid YAML, in line 1: unknown tag !<tag:yaml.org,2002:js/function>.'],
    ['proto.json', '{"Resources": {"A": {"Type": "A::B", "__proto__": {"a": 1}}}}', "it has the key '__proto__', which no document needs."],
    ['proto.yaml', 'Resources: {A: {Type: "A::B", __proto__: {a: 1}}}', "it has the key '__proto__', which no document needs."],
    ['deep.json', `{"Resources": ${deep(10_000)}}`, 'it is nested more than 500 levels deep.'],
    ['deep.yaml', `Resources: ${deep(10_000)}`, expect.stringContaining('nesting exceeded maxDepth') as unknown as string],
    ['itself.yaml', 'Resources: &a\n  A: *a\n', 'it is nested more than 500 levels deep.'],
    ['list.json', '[]', expect.stringContaining('it is neither a CloudFormation template nor') as unknown as string],
    ['other.json', '{"name": "x", "data": []}', expect.stringContaining('it is neither a CloudFormation template nor') as unknown as string],
    ['text.yaml', 'a text', expect.stringContaining('it is neither a CloudFormation template nor') as unknown as string],
    ['resource.json', '{"Resources": {"A": {"Type": "A::B"}, "B": 1}}', "its resource 'B' must be an object with a 'Type'."],
    ['state.json', '{"lineage": "x", "serial": 1}', 'it is a state: terraform show -json makes of it what is read.'],
    ['main.tf', 'resource "a" "b" {}', expect.stringContaining('terraform plan -out plan.out && terraform show -json plan.out > plan.json') as unknown as string],
  ])('%s', (name, content, sentence) => {
    files.write({ [name]: content });
    expect(refusal(name)).toEqual(sentence);
  });

  test('that is too large, without being read', () => {
    files.write({ 'large.json': '{', 'large.yaml': `Resources:\n${'# a comment\n'.repeat(500_000)}` });
    truncateSync(files.at('large.json'), 51_000_000);
    expect(refusal('large.json')).toBe('it has 51 MB, and more than 50 MB are not read.');
    expect(refusal('large.yaml')).toBe('it has more than 5 MB of YAML.');
  });

  test('that would take the memory of the machine, before it is parsed', () => {
    files.write({ 'wide.json': `[${'[],'.repeat(8_000_000)}1]`, 'nested.json': `${'['.repeat(10_000_000)}` });
    expect(refusal('wide.json')).toBe('it has more than 2000000 values in it, aliases followed.');
    expect(refusal('nested.json')).toBe('it is nested more than 500 levels deep.');
  });

  test('whose aliases stand for billions, soon', () => {
    const laughs = Array.from({ length: 12 }, (_, index) => `a${index}: &a${index} [${Array.from({ length: 10 }, () => index === 0 ? 'lol' : `*a${index - 1}`).join(', ')}]`);
    files.write({ 'laughs.yaml': `${laughs.join('\n')}\nResources: {A: {Type: "A::B", Properties: {P: *a11}}}\n` });
    const begun = Date.now();
    expect(refusal('laughs.yaml')).toBe('it has more than 2000000 values in it, aliases followed.');
    expect(Date.now() - begun).toBeLessThan(5000);
  });

  test('that is no file, not there, or a circle', () => {
    symlinkSync(files.at('one'), files.at('two'));
    symlinkSync(files.at('two'), files.at('one'));
    execFileSync('mkfifo', [files.at('pipe')]);
    expect(refusal('pipe')).toBe('it is neither a file nor a directory.');
    expect(refusal('nothing.json')).toBe('it does not exist.');
    expect(refusal('one')).toBe('its links lead in a circle.');
  });

  test('but what quotes a secret is not repeated', () => {
    files.write({ 'secret.json': '{"Password": hunter2}' });
    expect(refusal('secret.json')).not.toContain('hunter2');
  });

  test('and ids that objects have anyway are ids', () => {
    files.write({ 'shop.json': template({ constructor: group(), toString: group(), hasOwnProperty: { Type: 'AWS::SQS::Queue', Properties: { A: { Ref: 'valueOf' } } } }) });
    const { topologies: [{ tiers }], places: [place] } = readPaths([files.at('shop.json')]);
    expect(tiers.map(({ id }) => id)).toEqual(['constructor', 'toString']);
    expect(place.origin('toString')).toMatchObject({ line: 11, accepted: [], path: undefined });
    expect(place.origin('valueOf')).toMatchObject({ line: undefined, accepted: [], path: undefined });
  });
});

describe('a manifest', () => {
  test.each(['../outside.json', '/etc/passwd', 'a/../../outside.json', 'link.json', 'up/outside.json', 'nu\u0000l'])('that leads out by %j is not followed', (name) => {
    files.write({ 'outside.json': template(), 'cdk.out/ok.json': template(), 'cdk.out/a/b.json': {}, 'cdk.out/manifest.json': manifest({ Shop: { template: 'ok.json' }, Out: { template: name } }) });
    symlinkSync(files.at('outside.json'), files.at('cdk.out/link.json'));
    symlinkSync(files.root, files.at('cdk.out/up'));
    const { topologies, notRead } = readPaths([files.at('cdk.out')]);
    expect(topologies).toHaveLength(1);
    expect(notRead).toEqual([{ path: expect.any(String), because: `it is named in ${files.at('cdk.out')}, and leads out of it` }]);
  });

  test('of stages that contain themselves ends', () => {
    const stage = (directoryName: string) => ({ Stage: { type: 'cdk:cloud-assembly', properties: { directoryName } } });
    files.write({ 'manifest.json': manifest({ Shop: { template: 'ok.json' } }, stage('.')), 'ok.json': template() });
    expect(readPaths([files.root]).notRead).toEqual([{ path: files.at('manifest.json'), because: 'this stage contains itself' }]);
    files.write({ 'inner/manifest.json': manifest({}, stage('loop')), 'manifest.json': manifest({ Shop: { template: 'ok.json' } }, stage('inner')) });
    symlinkSync(files.at('inner'), files.at('inner/loop'));
    expect(readPaths([files.root]).notRead).toEqual([{ path: expect.stringContaining('manifest.json'), because: 'this stage contains itself' }]);
  });

  test('with anything in it is read as far as it goes', () => {
    files.write({ 'manifest.json': { version: '1', artifacts: { a: null, b: 1, c: { type: 'aws:cloudformation:stack' }, d: { type: 'cdk:cloud-assembly', properties: [] }, e: { type: 'cdk:asset-manifest' } } } });
    expect(refusal('manifest.json')).toBe('it was read');
    files.write({ 'manifest.json': { version: '1', stacks: { a: null, b: { synthesizedStackPath: '../x' }, c: { synthesizedStackPath: 'x.tf' } } }, 'x.tf': '' });
    expect(readPaths([files.at('manifest.json')]).notRead.map(({ because }) => because))
      .toEqual(["its stack 'a' has no document", `it is named in ${files.root}, and leads out of it`, 'it is HCL, and only what is synthesized to JSON is read']);
  });
});

describe('nested stacks', () => {
  test('that contain each other end', () => {
    files.write({
      'manifest.json': manifest({ Shop: { template: 'a.json' } }),
      'a.json': template({ B: nested('b.json'), Group: group() }),
      'b.json': template({ A: nested('a.json'), Self: nested('b.json') }),
    });
    const { topologies: [{ tiers }], notRead } = readPaths([files.root]);
    expect(tiers).toHaveLength(1);
    expect(notRead).toEqual([['A', 'a'], ['Self', 'b']].map(([id, file]) => (
      { path: `${files.at('b.json')}:${id}`, because: `this nested stack contains itself, by ${files.at(`${file}.json`)}` })));
    expect(readPaths([files.at('a.json')]).topologies).toHaveLength(1);
  });

  test('that contain others many times over end', () => {
    const many = (path: string) => template(Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`N${index}`, nested(path)])));
    files.write({ 'manifest.json': manifest({ Shop: { template: '0.json' } }), ...Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`${index}.json`, many(`${index + 1}.json`)])), '15.json': template() });
    const { notRead } = readPaths([files.root]);
    expect(notRead).toEqual([{ path: files.root, because: 'its stacks have more than 2000 others nested in them' }]);
  });
});

describe('a directory', () => {
  test('with one bad file has the others', () => {
    files.write({ 'a.json': template(), 'b.json': '{"Resources": {', 'c.yaml': 'Resources: {A: {Type: "A::B"', 'd.json': new Uint8Array([0xff, 0xff, 0x00]) });
    const { topologies, notRead } = readPaths([files.root]);
    expect(topologies).toHaveLength(1);
    expect(notRead.map(({ path }) => path)).toEqual([files.at('b.json'), files.at('c.yaml'), files.at('d.json')]);
  });

  test('with nothing in it is refused', () => {
    expect(refusal('')).toContain('nothing in it is a CloudFormation template, Terraform JSON, or the output of CDK or CDKTF.');
    files.write({ 'main.tf': '' });
    expect(refusal('')).toContain('*.tf: Terraform\'s own language is not read, but a plan is');
  });

  test('that contains itself by a link ends', () => {
    files.write({ 'a.json': template() });
    symlinkSync(files.root, files.at('loop'));
    symlinkSync(files.at('gone.json'), files.at('gone-link.json'));
    const { topologies, notRead } = readPaths([files.root]);
    expect(topologies).toHaveLength(1);
    expect(notRead).toEqual([{ path: files.at('gone-link.json'), because: 'it does not exist' }]);
  });

  test('is followed so deep and so far', () => {
    files.write({ 'a.json': template(), [`${'d/'.repeat(12)}b.json`]: template() });
    for (let index = 0; index < 5001; index++) { writeFileSync(files.at(`z${index}.json`), '{}'); }
    const { topologies, notRead } = readPaths([files.root]);
    expect(topologies).toHaveLength(1);
    expect(notRead.map(({ because }) => because)).toEqual(expect.arrayContaining([
      'it is more than 10 directories deep', 'it has more than 5000 files of JSON and YAML in it, and only these were looked at',
    ]));
  });
});
