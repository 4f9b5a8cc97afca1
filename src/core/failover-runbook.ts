import { describeSpan, explainTerm, MultiRegionFailoverFacts, sumOf } from './failover-arithmetic';
import { countServers, healthCheckOf, keepAway, letBack, raiseCapacity, showStatus, showSwitches } from './failover-runbook-commands';
import { bringDataHome, promoteData } from './failover-runbook-data';
import { RunbookParts, RunbookRegion, RunbookStep } from './failover-runbook-parts';
import { TERMS } from './failover-terms';
import { activeName } from './multi-region-failover-options';

/** What somebody does, in order, when a region is lost, and when it is back: as Markdown. */
export function writeRunbook(parts: RunbookParts): string {
  const { recordName, home, other, facts } = parts;
  return [
    `# Failover of ${recordName} from ${home.region} to ${other.region}`,
    '',
    'The name fails over by itself. Data does not: somebody decides, because what had not arrived is lost, and because two writers are worse than none.',
    'Try it before you need it, and write down how long it took. Commands are for the AWS CLI and bash.',
    '',
    '## How long it takes, and what it loses',
    '',
    ...facts.inWords.map((line) => `- ${line}`),
    '',
    `## From ${home.region} to ${other.region}`,
    '',
    ...writeSteps(stepsThere(parts), facts),
    `## Back to ${home.region}`,
    '',
    ...writeSteps(stepsBack(parts), facts),
    '## The infrastructure code',
    '',
    ...codeLines(parts).map((line) => `- ${line}`),
    '',
  ].join('\n');
}

function stepsThere(parts: RunbookParts): RunbookStep[] {
  const { home, other, data, zoneId } = parts;
  const find = healthCheckOf(nameOf(parts), zoneId, home);
  return [
    {
      title: `See whether ${home.region} is out`,
      why: 'If it is, Route 53 has stopped to answer with it already.',
      terms: detectionNames(parts.facts),
      commands: [find],
      check: showStatus(),
      expected: '0, minute by minute',
    },
    {
      title: `Keep callers away from ${home.region}`,
      why: 'Else they come back as soon as it answers again, and write into data that is out of date. Stop what writes without callers as well, jobs and queues, if you get there. Route 53 is changed through us-east-1: if that is the region that is lost, go on.',
      terms: [],
      commands: [find, keepAway()],
      check: showSwitches(),
      expected: 'Disabled true, Inverted true',
    },
    ...promoteData(data, { home: home.region, other: other.region }),
    carry(other, home),
    answer(parts, other),
  ];
}

function stepsBack(parts: RunbookParts): RunbookStep[] {
  const { home, other, data, zoneId } = parts;
  return [
    carry(home, other),
    ...bringDataHome(data, { home: home.region, other: other.region }),
    {
      title: `Let callers back to ${home.region}`,
      why: 'Only when its data is there. From here on its checks count again.',
      terms: [],
      commands: [healthCheckOf(nameOf(parts), zoneId, home), letBack()],
      check: showSwitches(),
      expected: 'Disabled false, Inverted false',
    },
    answer(parts, home),
  ];
}

function carry(region: RunbookRegion, lost: RunbookRegion): RunbookStep {
  return {
    title: `Have servers enough in ${region.region}`,
    why: `It carries what ${lost.region} did. Scaling would get there by itself, later. The number is nowhere in the code, so that nothing has to be put back.`,
    terms: [TERMS.capacity],
    commands: [raiseCapacity(region)],
    check: countServers(region),
    expected: `${region.desiredCapacity ?? 'as many as were asked for'}`,
  };
}

function answer({ recordName, url }: RunbookParts, { region }: RunbookRegion): RunbookStep {
  return {
    title: 'See that callers are served',
    why: 'From outside. A resolver may remember the old answer for a minute, and an open connection stays where it is.',
    terms: [TERMS.resolvers, TERMS.clients],
    commands: [`dig +short ${recordName}`],
    check: `curl --silent --output /dev/null --write-out '%{http_code}\\n' ${url}`,
    expected: `200, and the addresses of ${region}'s load balancer`,
  };
}

/** The terms that stand before DNS. */
function detectionNames({ terms }: MultiRegionFailoverFacts): string[] {
  return terms.map(({ name }) => name).slice(0, terms.findIndex(({ name }) => name === TERMS.resolvers));
}

function nameOf({ recordName, lastResort }: RunbookParts): string {
  return lastResort ? activeName(recordName) : recordName;
}

function writeSteps(steps: readonly RunbookStep[], facts: MultiRegionFailoverFacts): string[] {
  return steps.flatMap(({ title, why, terms, commands, check, expected }, index) => [
    `### ${index + 1}. ${title}`,
    '',
    why,
    '',
    ...timesOf(terms, facts),
    ...(commands.length === 0 ? [] : ['```bash', ...commands, '```', '']),
    `It worked when this shows ${expected}:`,
    '',
    '```bash',
    check,
    '```',
    '',
  ]);
}

function timesOf(names: readonly string[], facts: MultiRegionFailoverFacts): string[] {
  const terms = facts.terms.filter(({ name }) => names.includes(name));
  if (terms.length === 0) { return []; }
  return [`Takes ${describeSpan(sumOf(terms))}: ${terms.map((term) => explainTerm(term)).join(' ')}`, ''];
}

function codeLines({ home, other, data }: RunbookParts): string[] {
  const standby = data.replica ?? data.globalDatabase;
  const stacks = [home, other].map(({ stackName }) => stackName).filter((name) => name !== undefined);
  const of = stacks.length === 0 ? '' : ` ${stacks.join(' ')}`;
  return [
    `As long as callers are kept away, the code says so: \`withdrawn: true\` at ${home.path}. Deploy it as soon as ${home.region} takes deployments, and take it out again when they are let back.`,
    `To stay in ${other.region} for good, exchange the \`routing\` of ${home.path} and ${other.path}, and deploy both.`,
    'What the commands changed of health checks is not in the code. `terraform apply` puts it back, `cdk deploy` does not: say `withdrawn: true` first.',
    ...(standby ? [`Once the database is promoted, say \`promoted: true\` at ${standby.standbyPath}, and deploy it: clients are told to write there, and nobody expects it to follow.`] : []),
    ...(data.globalDatabase ? ['Take that out again when the global database has been switched back: its roles themselves are not in the code.'] : []),
    ...(data.globalDatastore ? ['Which member of the global datastore writes is not in the code: nothing has to be changed.'] : []),
    `Then \`cdk diff${of}\` shows no differences, and \`terraform plan\` no changes. What they show is what is not true yet.`,
  ];
}
