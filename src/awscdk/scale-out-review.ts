import { dirname, relative, resolve } from 'path';
import {
  App, IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, PolicyViolatingResource, PolicyViolation,
} from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Finding, FailOn, Review, ScaleOutReviewOptions, Severity } from '../review';
import { packageVersion } from '../review/package-version';
import { failOnOf, stopping } from '../review/stopping';

/**
 * Reviews what an app synthesizes: what of it goes wrong under load or failure, be it made of these constructs or of others. What is found joins CDK's own
 * validation report; what weighs enough stops the synthesis. `Validations.of(app).addPlugins(new ScaleOutReview())` is all it takes, and
 * `Validations.of(vpc).acknowledge({ id: 'scale-out-review::single-nat', reason: 'a test environment' })` acknowledges a finding, at its construct or at one
 * above it.
 */
export class ScaleOutReview implements IPolicyValidationPlugin {
  /** What rules are acknowledged by: `scale-out-review::single-nat`. */
  public readonly name: string = 'scale-out-review';
  /** Version of this package, which the report names. */
  public readonly version?: string = packageVersion();
  /** Every rule of the review, which the report names. */
  public readonly ruleIds?: string[] = Review.rules().map(({ id }) => id);

  private readonly failOn: FailOn;

  constructor(private readonly options: ScaleOutReviewOptions = {}) {
    this.failOn = failOnOf(options.failOn);
  }

  /** Called by CDK when all of the app is written. */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const review = Review.ofPaths([assemblyOf(context.appConstruct)], this.options);
    const findings = findingsIn(context.templatePaths, review);
    const stops = stopping(review, this.failOn);
    const open = findings.filter(isOpen);
    return {
      success: !open.some((finding) => stops.has(finding)),
      violations: violationsOf(open, stops),
      metadata: metadataOf(findings, review),
    };
  }
}

/** Of the whole app, which is the only thing that CDK validates: its stacks and stages know of each other. Named as somebody in the project's directory names it, and so does a file of acceptances. */
function assemblyOf(app: IConstruct): string {
  return relative(process.cwd(), (app as App).outdir) || '.';
}

/** A plugin of a stage is asked for that stage, which has a directory of its own: templates of nested stacks are in it, and not in the list. */
function findingsIn(templatePaths: readonly string[], { findings }: Review): Finding[] {
  const directories = new Set(templatePaths.map((path) => dirname(resolve(path))));
  return findings.filter(({ document }) => directories.has(dirname(resolve(document))));
}

function isOpen({ acceptedBecause }: Finding): boolean {
  return acceptedBecause === undefined;
}

/** The report repeats a description at each of its resources: those of a rule are together where the same is true of them. */
function violationsOf(findings: readonly Finding[], stops: ReadonlySet<Finding>): PolicyViolation[] {
  const alike = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.ruleId, finding.severity, finding.message]);
    alike.set(key, [...alike.get(key) ?? [], finding]);
  }
  return [...alike.values()].map((some) => violationOf(some, stops));
}

function violationOf(findings: readonly Finding[], stops: ReadonlySet<Finding>): PolicyViolation {
  const [finding] = findings;
  const { why, source } = Review.rules().find(({ id }) => id === finding.ruleId)!;
  return {
    ruleName: finding.ruleId,
    description: `${finding.title}: ${finding.message}`,
    fix: finding.mend,
    severity: severityOf(finding, stops),
    ruleMetadata: { severity: finding.severity, why, source },
    violatingResources: findings.map(resourceOf),
  };
}

/** CDK counts what it calls an error against the synthesis as soon as anything is acknowledged: no other finding may have that name, and each that stops must. */
function severityOf(finding: Finding, stops: ReadonlySet<Finding>): string {
  if (stops.has(finding)) { return 'error'; }
  return finding.severity === Severity.NOTE ? 'info' : 'warning';
}

function resourceOf({ resourceId, document, property }: Finding): PolicyViolatingResource {
  return { resourceLogicalId: resourceId, templatePath: resolve(document), locations: property === undefined ? [] : [locationOf(property)] };
}

/** CDK finds the line of code by it, where it knows who set a property. */
function locationOf(property: string): string {
  return BESIDE_PROPERTIES.test(property) ? property : `Properties.${property}`;
}

const BESIDE_PROPERTIES = /^(?:CreationPolicy|DeletionPolicy|UpdatePolicy|UpdateReplacePolicy)\b/;

/** What is not among the violations. */
function metadataOf(findings: readonly Finding[], review: Review): Record<string, string> {
  const told = {
    accepted: findings.filter((finding) => !isOpen(finding)).map(({ ruleId, path, resourceId, acceptedBecause }) => `${ruleId} at ${path ?? resourceId}: ${acceptedBecause}`),
    unusedAcceptances: review.unusedAcceptances,
    notRead: review._reading.notRead.map(({ path, because }) => `${path}: ${because}`),
  };
  return Object.fromEntries(Object.entries(told).filter(([, lines]) => lines.length > 0).map(([name, lines]) => [name, lines.join('\n')]));
}
