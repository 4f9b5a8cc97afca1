import { Files, group, manifest, template } from './source-files';
import { duplicateKey } from '../../src/review/sources/json-keys';
import { Lines } from '../../src/review/sources/lines';
import { readPaths } from '../../src/review/sources/read-paths';
import { UnreadableError } from '../../src/review/sources/unreadable';

describe('lines of resources', () => {
  test('in JSON, whatever stands elsewhere by the same name', () => {
    const text = '{"Description": "\\"Resources\\": {",\n"Outputs": {"Resources": {"A": 1}},\n"Resources": {\n"B": {"A": {"B": 1}, "T": "\\\\"}, "C": [\n{"A": 1}],\n\n"A" : {}}, \n"A": 1}';
    const lines = new Lines(text, 'Resources', 2);
    expect(['A', 'B', 'C', 'D'].map((id) => lines.of(id))).toEqual([7, 4, 4, undefined]);
  });

  test('in YAML, whatever stands elsewhere by the same name', () => {
    const text = 'A: 1\nMetadata:\n  Resources:\n    A: 1\nResources: # all\n\n    # A:\n    "B":\n      A:\n        Text: |\n         A: 1\n    \'C\' : {A: 1}\n    A:\r\n      Type: x\nOutputs:\n    D: 1\n';
    const lines = new Lines(text, 'Resources', 2);
    expect(['A', 'B', 'C', 'D'].map((id) => lines.of(id))).toEqual([13, 8, 12, undefined]);
  });

  test('in Terraform, in lists or not', () => {
    const text = '{"resource": [\n{"aws_lb": {\n"a": {"b": 1}}}, {"aws_lb": [{\n"b": {}}]}],\n"data": {"aws_lb": {"c": {}}}}';
    const lines = new Lines(text, 'resource', 3);
    expect(['a', 'b', 'c'].map((name) => lines.of('aws_lb', name))).toEqual([3, 4, undefined]);
  });

  test('do not take for ever to be found in what nobody writes', () => {
    expect(new Lines(`Resources:\n  ${' '.repeat(200_000)}a${' '.repeat(200_000)}\n  A:\n`, 'Resources', 2).of('A')).toBe(3);
    expect(new Lines(`{"Resources": {"A": "${'\\\\'.repeat(200_000)}", "B": 1}}`, 'Resources', 2).of('B')).toBe(1);
  });
});

test.each([
  ['{"a": {"b": 1}, "b": {"a": 1}, "c": [{"a": 1}, {"a": 1}]}', undefined],
  ['{"a": "\\"a\\": 1", "b": "a"}', undefined],
  ['{"a": 1,\n"b": [\n{"a": 1, "\\u0061": 2}]}', { key: 'a', line: 3 }],
])('a key that stands twice in %j', (text, found) => {
  expect(duplicateKey(text)).toEqual(found);
});

describe('acceptances', () => {
  let files: Files;
  beforeEach(() => { files = new Files(); });
  afterEach(() => files.remove());

  const accept = (...accepted: unknown[]) => ({ 'scale-out': { accept: accepted } });
  const REASON = { rule: 'single-server', reason: 'a test environment' };

  test('stand in the metadata of a resource', () => {
    files.write({
      'manifest.json': manifest({ One: { template: 'a.json' }, Two: { template: 'a.json' } }),
      'a.json': template({ Group: group({}, { Metadata: accept(REASON) }), Other: group() }),
    });
    const { places: [place] } = readPaths([files.root]);
    expect(place.accepted).toEqual([{ acceptance: REASON, where: `${files.at('a.json')}:Group` }]);
    expect(place.origin('One/Group').accepted[0]).toBe(place.accepted[0].acceptance);
    expect(place.origin('Two/Group').accepted[0]).toBe(place.accepted[0].acceptance);
    expect(place.origin('One/Other').accepted).toEqual([]);
  });

  test('stand in YAML, and in what Terraform takes for a comment', () => {
    files.write({
      'a.yaml': 'Resources:\n  Group:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    Metadata:\n      scale-out:\n        accept: [{rule: single-server, reason: a test environment}]\n',
      'b.tf.json': { resource: { aws_autoscaling_group: { web: { 'count': 2, '//': accept(REASON) } } } },
    });
    const { places: [yaml, terraform] } = readPaths([files.at('a.yaml'), files.at('b.tf.json')]);
    expect(yaml.origin('Group').accepted).toEqual([REASON]);
    expect(terraform.origin('aws_autoscaling_group.web[1]').accepted).toEqual([REASON]);
    expect(terraform.accepted).toEqual([{ acceptance: REASON, where: `${files.at('b.tf.json')}:aws_autoscaling_group.web` }]);
  });

  test.each<[string, object, string]>([
    ['without a reason', accept({ rule: 'single-server' }), "accept[0] needs a 'reason'"],
    ['with an empty one', accept(REASON, { ...REASON, reason: ' ' }), "accept[1] needs a 'reason'"],
    ['of no rule', accept({ ...REASON, rule: 'single-sever' }), 'accept[0] names no rule: "single-sever"'],
    ['that is a text', accept('single-server'), "accept[0] must be an object with 'rule' and 'reason'"],
    ['of another form', { 'scale-out': { accepts: [] } }, "must have the list 'accept'"],
    ['that is null', { 'scale-out': null }, "must have the list 'accept'"],
  ])('%s count for nothing, and nothing is read, wherever they stand', (_, Metadata, sentence) => {
    files.write({ 'a.json': template({ Group: group({}, { Metadata }) }), 'b.json': template() });
    for (const path of [files.root, files.at('a.json')]) {
      expect(() => readPaths([path])).toThrow(UnreadableError);
      expect(() => readPaths([path])).toThrow(new RegExp(`^${files.at('a.json')}: 'scale-out' of the resource 'Group'.*${sentence.replace(/[[\]]/g, '\\$&')}`));
    }
  });
});
