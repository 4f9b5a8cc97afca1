import { Tool } from './expected-findings';
import { jsonFrom } from './python';
import { Language, Template } from './templates';

export interface Finding {
  /** What the list of expected findings calls it: the rule and the place. */
  readonly key: string;
  readonly message: string;
  /** AWS would refuse the template: nothing that a reason could excuse. */
  readonly isError: boolean;
}

/** What one tool has to say about one example. */
export interface Report {
  readonly example: string;
  readonly tool: Tool;
  readonly checked: string;
  readonly findings: Finding[];
}

/** Each tool once over all templates: most of its time goes into starting. */
export async function check(templates: Template[]): Promise<Report[]> {
  const templatesIn = (language: Language) => templates.filter((template) => template.language === language);
  const reports = await Promise.all([
    runCfnLint(templatesIn('cloudformation')),
    runCheckov('cloudformation', templatesIn('cloudformation')),
    runCheckov('terraform_json', templatesIn('terraform_json')),
  ]);
  return reports.flat().sort((a, b) => a.example.localeCompare(b.example));
}

interface CfnLintMatch {
  readonly Filename: string;
  readonly Level: string;
  readonly Location: { readonly Path: (string | number)[] | null };
  readonly Message: string;
  readonly Rule: { readonly Id: string };
}

async function runCfnLint(templates: Template[]): Promise<Report[]> {
  if (templates.length === 0) { return []; }
  const matches = await jsonFrom<CfnLintMatch[]>('cfn-lint', [
    '--format', 'json',
    // Advice too: what it says about deletion and backups is of this level.
    '--include-checks', 'I',
    // A template cannot silence a rule by its metadata.
    '--mandatory-checks', 'E', 'W', 'I',
    // Examples are of no region. Not every default is to be had in every region; here all are.
    '--regions', 'us-east-1',
    '--', ...templates.map((template) => template.file),
  ]);
  return byExample(templates).map(([example, own]) => ({
    example,
    tool: 'cfn-lint',
    checked: `resources: ${resourcesOf(own)}`,
    findings: numbered(own.flatMap((template) => matches.filter((match) => match.Filename === template.file).map((match) => ({
      key: `${match.Rule.Id} at ${template.place(match.Location.Path ?? [])}`,
      message: shortened(match.Message),
      isError: match.Level === 'Error',
    })))),
  }));
}

interface CheckovRecord {
  readonly check_id: string;
  readonly check_name: string;
  readonly file_abs_path: string;
  /** Type and logical id, with a dot between them; in Terraform JSON the type may be `resource`. */
  readonly resource: string;
}

interface CheckovReport {
  readonly results: Record<'passed_checks' | 'failed_checks' | 'skipped_checks', CheckovRecord[]>;
  readonly summary: { readonly resource_count: number; readonly parsing_errors: number };
}

async function runCheckov(language: Language, templates: Template[]): Promise<Report[]> {
  if (templates.length === 0) { return []; }
  const { results, summary } = await jsonFrom<Partial<CheckovReport>>('checkov', [
    '--framework', language, '--output', 'json', '--compact', '--skip-download',
    '--file', ...templates.map((template) => template.file),
  ]);
  // It passes over a template that it cannot read, and says so only in the counts; those of Terraform JSON are always 0.
  const read = language === 'cloudformation' ? summary?.resource_count === resourcesOf(templates) : summary?.parsing_errors === 0;
  if (!results || !read) { throw new Error(`checkov has read ${summary?.resource_count ?? 0} of ${resourcesOf(templates)} resources.`); }
  // What the template itself tells checkov to skip is a finding like any other: reasons are in one place only.
  const failed = [...results.failed_checks, ...results.skipped_checks];
  const all = [...failed, ...results.passed_checks];
  const unread = templates.filter((template) => recordsOf(template, all).length === 0);
  if (unread.length > 0) { throw new Error(`checkov has checked nothing in ${unread.map(({ file }) => file).join(', ')}.`); }
  return byExample(templates).map(([example, own]) => ({
    example,
    tool: 'checkov',
    checked: `checks: ${own.flatMap((template) => recordsOf(template, all)).length}`,
    findings: numbered(own.flatMap((template) => recordsOf(template, failed).map((record) => ({
      key: `${record.check_id} at ${template.place(['Resources', record.resource.slice(record.resource.lastIndexOf('.') + 1)])}`,
      message: record.check_name,
      isError: false,
    })))),
  }));
}

function recordsOf(template: Template, records: CheckovRecord[]): CheckovRecord[] {
  return records.filter((record) => record.file_abs_path === template.file);
}

function byExample(templates: Template[]): [string, Template[]][] {
  const examples = [...new Set(templates.map((template) => template.example))];
  return examples.map((example) => [example, templates.filter((template) => template.example === example)]);
}

function resourcesOf(templates: Template[]): number {
  return templates.reduce((sum, template) => sum + template.resourceCount, 0);
}

/** Some messages list everything that would be allowed, which may be a thousand names. */
function shortened(message: string): string {
  return message.length <= 300 ? message : `${message.slice(0, 300)} …`;
}

/** One rule may find two things at one place. Without a number the first would hide the second. */
function numbered(findings: Finding[]): Finding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const count = (seen.get(finding.key) ?? 0) + 1;
    seen.set(finding.key, count);
    return count === 1 ? finding : { ...finding, key: `${finding.key} (${count})` };
  });
}
