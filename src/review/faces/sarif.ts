import { pathToFileURL } from 'url';
import { Look } from './index';
import { Finding, Severity } from '../finding';
import { Review, RuleDescription } from '../review';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** For the tools that gather what others find, as code scanning does: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function asSarif(review: Review, { version }: Look): string {
  const rules = Review.rules();
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'scale-out review', semanticVersion: version, informationUri: 'https://www.npmjs.com/package/scale-out-constructs', rules: rules.map(ruleOf) } },
      // Code scanning counts columns so, and wants to be told.
      columnKind: 'utf16CodeUnits',
      results: review.findings.map((finding) => resultOf(finding, rules)),
      invocations: [{ executionSuccessful: true, toolExecutionNotifications: review.notReviewed.map(({ what, because }) => ({ level: 'note', message: { text: `${what}: ${because}` } })) }],
    }],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

const LEVELS: Readonly<Record<Severity, string>> = { [Severity.ERROR]: 'error', [Severity.WARNING]: 'warning', [Severity.NOTE]: 'note' };

function ruleOf({ id, title, severity, why, mend, source }: RuleDescription) {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: `${why}\n\n${mend}\n\n${source}`, markdown: `${why}\n\n**To mend it:** ${mend}\n\n[${source}](${source})` },
    helpUri: source,
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function resultOf(finding: Finding, rules: readonly RuleDescription[]) {
  const { ruleId, severity, message, mend, document, resourceId, path, line, property, acceptedBecause } = finding;
  const resource = path ?? resourceId;
  return {
    ruleId,
    ruleIndex: rules.findIndex(({ id }) => id === ruleId),
    level: LEVELS[severity],
    message: { text: `${resource}: ${message} ${mend}` },
    locations: [{
      physicalLocation: { artifactLocation: { uri: uriOf(document) }, region: { startLine: line ?? 1 } },
      logicalLocations: [{ name: resourceId, fullyQualifiedName: property === undefined ? resource : `${resource}.${property}`, kind: 'resource' }],
    }],
    // The same finding in the next run, wherever its line has gone to.
    partialFingerprints: { 'resource/v1': `${ruleId}:${document}:${resourceId}:${property ?? ''}` },
    ...acceptedBecause === undefined ? {} : { suppressions: [{ kind: 'external', justification: acceptedBecause }] },
  };
}

/** Relative to where the command runs, as the repository that is scanned is. */
function uriOf(document: string): string {
  return /^(?:\/|[a-z]:\\)/i.test(document) ? pathToFileURL(document).href : document.split(/[\\/]/).map(encodeURIComponent).join('/');
}
