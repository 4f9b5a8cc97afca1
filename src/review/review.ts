import { FiledAcceptance, acceptancesIn, weigh } from './acceptances';
import { Account } from './account';
import { accountsOf } from './accounts';
import { Finding, Severity } from './finding';
import { WEIGHTS, judge } from './judgement';
import { RULES } from './rules';
import { parsedFile } from './sources/parse';
import { TerraformModule, readModules } from './sources/read-modules';
import { readPaths } from './sources/read-paths';
import { NotRead, Reading } from './sources/reading';
import { ReadOptions } from './topology-reading';

/** How paths are reviewed. */
export interface ReviewOptions extends ReadOptions {
  /**
   * File of accepted findings, JSON or YAML: `{ "accept": [{ "rule": "single-nat", "resource": "Shop/Vpc*", "reason": "a test environment" }] }`.
   *
   * @default - none are accepted but those that resources accept themselves
   */
  readonly acceptFile?: string;
}

/** A rule, to be read. */
export interface RuleDescription {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly why: string;
  readonly mend: string;
  /** Page that says so. */
  readonly source: string;
}

/** Something that a review did not look at, and why. */
export interface NotReviewed {
  /** A path, or a type of resources. */
  readonly what: string;
  readonly because: string;
}

/** What synthesized documents will do under load and failure, as far as they tell. */
export class Review {
  /**
   * Reviews CloudFormation templates (JSON or YAML), Terraform JSON, plans as `terraform show -json` writes them, and directories of them as `cdk.out` and
   * `cdktf.out` are. Nothing is deployed, and nobody is asked.
   *
   * @throws if a path cannot be read
   */
  public static ofPaths(paths: string[], options: ReviewOptions = {}): Review {
    return new Review(readPaths(paths, options), filed(options));
  }

  /**
   * Documents that an engine has in its hands.
   *
   * @internal
   */
  public static _ofModules(modules: readonly TerraformModule[], options: ReviewOptions): Review {
    return new Review(readModules(modules, options), filed(options));
  }

  /** Everything that is looked for. */
  public static rules(): RuleDescription[] {
    return RULES.map(({ id, title, severity, why, mend, source }) => ({ id, title, severity, why, mend, source }));
  }

  /** What weighs most comes first. Those that somebody accepts are among them, and say why. */
  public readonly findings: Finding[];
  /** Acceptances of what is not found, in words. */
  public readonly unusedAcceptances: string[];
  /** Of each tier, what happens and how long it takes. */
  public readonly accounts: Account[];
  /** What was not looked at. */
  public readonly notReviewed: NotReviewed[];
  /** Names of what was read. */
  public readonly places: string[];

  /** @internal */
  public readonly _reading: Reading;

  private constructor(reading: Reading, inFile: readonly FiledAcceptance[]) {
    this._reading = reading;
    const { findings, unused } = weigh(judge(reading), inFile, reading.places.flatMap(({ accepted }) => accepted));
    this.findings = [...findings];
    this.unusedAcceptances = [...unused];
    this.accounts = accountsOf(reading);
    this.notReviewed = [...reading.notRead.map(ofPath), ...typesNotUnderstood(reading)];
    this.places = reading.places.map(({ name }) => name);
  }

  /** Those that nobody accepts, of a severity or of one that weighs more. */
  public open(severity: Severity): Finding[] {
    return this.findings.filter((finding) => finding.acceptedBecause === undefined && WEIGHTS.indexOf(finding.severity) <= WEIGHTS.indexOf(severity));
  }
}

function filed({ acceptFile }: ReviewOptions): FiledAcceptance[] {
  return acceptFile === undefined ? [] : acceptancesIn(parsedFile(acceptFile), acceptFile);
}

function ofPath({ path, because }: NotRead): NotReviewed {
  return { what: path, because };
}

function typesNotUnderstood({ topologies }: Reading): NotReviewed[] {
  const counts = new Map<string, number>();
  for (const [type, count] of topologies.flatMap(({ notUnderstood }) => Object.entries(notUnderstood))) {
    counts.set(type, (counts.get(type) ?? 0) + count);
  }
  return [...counts].sort(([one], [other]) => one < other ? -1 : 1)
    .map(([what, count]) => ({ what, because: `${count === 1 ? 'one resource' : `${count} resources`} of a type that no rule looks at` }));
}
