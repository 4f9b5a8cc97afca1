import { existsSync, readFileSync, readdirSync, writeFileSync } from 'fs';
import { join, relative } from 'path';
import { Finding, Review } from '../../src/review';

const FOREIGN = join(__dirname, 'foreign');

/** Documents as other tools and other hands write them: a file, or a directory of several. */
const DOCUMENTS = readdirSync(FOREIGN).filter((name) => !name.endsWith('.expected.txt'));

/** Where a directory has several documents, the resource has that of its own before it. */
function lineOf({ severity, ruleId, document, resourceId, property }: Finding, path: string): string {
  const within = relative(path, document);
  return [severity, ruleId, within === '' ? resourceId : `${within}:${resourceId}`, ...property === undefined ? [] : [property]].join(' ');
}

/** `severity rule resource property` of each finding, and what is not reviewed. */
function reviewed(name: string): string {
  const path = join(FOREIGN, name);
  const { findings, notReviewed } = Review.ofPaths([path]);
  const missed = notReviewed.map(({ what }) => `not reviewed ${what.startsWith('/') ? relative(FOREIGN, what) : what}`);
  return [...findings.map((finding) => lineOf(finding, path)), ...missed, ''].join('\n');
}

function expectedOf(name: string): string {
  return join(FOREIGN, `${name}.expected.txt`);
}

// What is expected is judged by a person, line by line, whenever it changes: UPDATE_FOREIGN=1 writes it.
test.each(DOCUMENTS)('%s', (name) => {
  if (process.env.UPDATE_FOREIGN) { writeFileSync(expectedOf(name), reviewed(name)); }
  expect(reviewed(name)).toBe(readFileSync(expectedOf(name), 'utf8'));
});

test.each(['right.yaml', 'right.tf.json', 'cdk-right.json'])('%s is right: no more than notes', (name) => {
  const { findings } = Review.ofPaths([join(FOREIGN, name)]);
  expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
});

test('nothing is expected of a document that is gone', () => {
  const names = readdirSync(FOREIGN).filter((name) => name.endsWith('.expected.txt')).map((name) => name.replace('.expected.txt', ''));
  expect(names.filter((name) => !existsSync(join(FOREIGN, name)))).toEqual([]);
  expect(DOCUMENTS.length).toBeGreaterThanOrEqual(16);
});

describe('how long it takes', () => {
  function answersOf(name: string) {
    return Review.ofPaths([join(FOREIGN, name)]).accounts[0].answers;
  }

  test('of workers that nobody calls, nothing is told of callers', () => {
    expect(answersOf('workers.yaml').map(({ event }) => event)).toEqual([
      'a dead server is replaced', 'capacity doubles by tracking a metric at 20 (Backlog)', 'a zone is lost',
    ]);
  });

  test('of a Classic Load Balancer, that its checks are not read', () => {
    const [requests, replaced, zone] = answersOf('classic-elb.yaml');
    expect(requests.terms[0].why).toBe('the checks of what leads to the servers are not read.');
    expect(replaced.remark).toBe('without the time that Auto Scaling takes to notice, for which AWS has no figure');
    expect(zone.remark).toBe('1 of 2 servers are left, in 1 of 2 zones, until others have been started');
  });

  test('of a network load balancer, with its own timeout', () => {
    expect(answersOf('nested')[0]).toMatchObject({ secondsFrom: 30, secondsTo: 70 });
  });
});
