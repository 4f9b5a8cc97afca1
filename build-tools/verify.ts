import { join } from 'path';
import { check, Report } from '../verify/checkers';
import { EXPECTED_FINDINGS, Reasons } from '../verify/expected-findings';
import { preparePython, Unavailable } from '../verify/python';
import { invalidSarif } from '../verify/sarif';
import { Template } from '../verify/templates';

/**
 * Runs cfn-lint and checkov over every synthesized template, and compares what they find with the list of expected findings.
 *
 *   --print      prints today's findings in the form of the list
 *   --required   fails where the checkers cannot be had, instead of skipping
 */
const ROOT = join(__dirname, '..');
const PRINT = process.argv.includes('--print');
const REQUIRED = process.argv.includes('--required');

verify().catch((error: Error) => {
  const skipped = error instanceof Unavailable;
  console.error(`verify: ${skipped ? 'skipped: ' : ''}${error.message}`);
  process.exitCode = skipped && !REQUIRED ? 0 : 1;
});

async function verify(): Promise<void> {
  const templates = Template.ofExamples(ROOT);
  preparePython();
  const reports = await check(templates);
  if (PRINT) { return printList(reports); }

  const problems = [...reports.flatMap(differencesOf), ...listedInVain(reports)];
  printTable(reports);
  problems.forEach((problem) => console.log(problem));
  const findings = reports.flatMap((report) => report.findings).length;
  console.log(`verify: ${count(templates.length, 'template')}, ${count(findings, 'finding')}, ${count(problems.length, 'difference')} to what is expected`);
  process.exitCode = problems.length === 0 ? 0 : 1;
  await verifySarif(templates);
}

/** What `scale-out review --format sarif` writes of the same templates, by the standard's own schema. */
async function verifySarif(templates: Template[]): Promise<void> {
  const invalid = await invalidSarif(templates);
  invalid.forEach((problem) => console.log(problem));
  console.log(`verify: SARIF of ${count(templates.length, 'template')}, ${count(invalid.length, 'problem')}`);
  if (invalid.length > 0) { process.exitCode = 1; }
}

function differencesOf({ example, tool, findings }: Report): string[] {
  const expected = reasonsOf(example, tool);
  const found = new Set(findings.map((finding) => finding.key));
  const errors = findings.filter((finding) => finding.isError);
  const unexpected = findings.filter((finding) => !finding.isError && !(finding.key in expected));
  const gone = Object.keys(expected).filter((key) => !found.has(key));
  const unexplained = Object.keys(expected).filter((key) => expected[key].trim() === '');
  return [
    ...errors.map((finding) => `error, which cannot be expected: ${finding.key}: ${finding.message}`),
    ...unexpected.map((finding) => `unexpected: ${finding.key}: ${finding.message}`),
    ...gone.map((key) => `expected, but gone: ${key}: ${expected[key]}`),
    ...unexplained.map((key) => `expected without a reason: ${key}`),
  ].map((difference) => `${example}: ${tool}: ${difference}`);
}

/** Examples on the list that are not there any more. */
function listedInVain(reports: Report[]): string[] {
  const examples = new Set(reports.map((report) => report.example));
  return Object.keys(EXPECTED_FINDINGS).filter((example) => !examples.has(example)).map((example) => `${example}: expected, but there is no such example`);
}

function reasonsOf(example: string, tool: Report['tool']): Reasons {
  return EXPECTED_FINDINGS[example]?.[tool] ?? {};
}

function printTable(reports: Report[]): void {
  const rows = reports.map(({ example, tool, checked, findings }) =>
    [example, tool, checked, findings.length, Object.keys(reasonsOf(example, tool)).length].map(String));
  const table = [['example', 'tool', 'checked', 'findings', 'expected'], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  for (const row of table) { console.log(row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd()); }
}

function printList(reports: Report[]): void {
  for (const example of new Set(reports.map((report) => report.example))) {
    console.log(`  ${quoted(example)}: {`);
    for (const report of reports.filter((one) => one.example === example)) { printReport(report); }
    console.log('  },');
  }
}

function printReport({ example, tool, findings }: Report): void {
  // Errors are left out: they are to be mended.
  const keys = findings.filter((finding) => !finding.isError).map((finding) => finding.key).sort();
  const lines = keys.map((key) => `      ${quoted(key)}: ${quoted(reasonsOf(example, tool)[key] ?? '')},\n`);
  console.log(`    ${quoted(tool)}: {${lines.length === 0 ? '' : `\n${lines.join('')}    `}},`);
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
