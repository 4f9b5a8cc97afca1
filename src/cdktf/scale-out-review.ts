import { join, relative } from 'path';
import { AnnotationMetadataEntryType, App, TerraformStack } from 'cdktf';
import { IValidation } from 'constructs';
import { FailOn, Finding, Review, ScaleOutReviewOptions, Severity } from '../review';
import { UnreadableError } from '../review/sources/unreadable';
import { failOnOf, stopping } from '../review/stopping';

/**
 * Reviews what an app synthesizes: what of it goes wrong under load or failure, be it made of these constructs or of others. What weighs enough is a failed
 * validation, and stops the synthesis; the rest is told as annotations are, by `cdktf synth`. `app.node.addValidation(new ScaleOutReview(app))` is all it
 * takes.
 */
export class ScaleOutReview implements IValidation {
  private readonly failOn: FailOn;

  constructor(private readonly app: App, private readonly options: ScaleOutReviewOptions = {}) {
    this.failOn = failOnOf(options.failOn);
  }

  /** Called by `app.synth()`, once, when every aspect has been everywhere and every stack is written. */
  public validate(): string[] {
    try {
      const review = Review._ofModules(stacksOf(this.app).map((stack) => moduleOf(stack, this.app)), this.options);
      const stops = stopping(review, this.failOn);
      this.annotate(review.open(Severity.NOTE).filter((finding) => !stops.has(finding)));
      return [...stops].map((finding) => `[${placeOf(finding)}] ${sentenceOf(finding)}`);
    } catch (error) {
      if (error instanceof UnreadableError) { return [error.message]; }
      throw error;
    }
  }

  /** Where stacks put theirs when they were written: the manifest is still to come. */
  private annotate(findings: readonly Finding[]): void {
    for (const stack of stacksOf(this.app)) {
      const ofStack = findings.filter(({ document }) => document === pathOf(stack, this.app));
      this.app.manifest.forStack(stack).annotations.push(...ofStack.map((finding) => ({
        constructPath: finding.path ?? stack.node.path,
        level: finding.severity === Severity.NOTE ? AnnotationMetadataEntryType.INFO : AnnotationMetadataEntryType.WARN,
        message: sentenceOf(finding),
      })));
    }
  }
}

function stacksOf(app: App): TerraformStack[] {
  return app.node.findAll().filter((construct) => TerraformStack.isStack(construct));
}

/** From the constructs, and not from the file: that may be HCL. */
function moduleOf(stack: TerraformStack, app: App) {
  return { name: stack.node.id, path: pathOf(stack, app), document: JSON.parse(JSON.stringify(stack.toTerraform())) };
}

/** As somebody in the project's directory names it, and so does a file of acceptances. */
function pathOf(stack: TerraformStack, app: App): string {
  return relative(process.cwd(), join(app.outdir, app.manifest.forStack(stack).synthesizedStackPath));
}

function placeOf({ path, document, resourceId }: Finding): string {
  return path ?? `${document}:${resourceId}`;
}

function sentenceOf({ title, message, mend, ruleId }: Finding): string {
  return `${title}: ${message} ${mend} (scale-out-review::${ruleId})`;
}
