import { ReviewOptions } from './review';

/** From which weight on a finding stops a synthesis. */
export enum FailOn {
  /** What one failure or one busy minute takes down. */
  ERROR = 'error',
  /** Also what then goes on slower, later or with less than it should. */
  WARNING = 'warning',
  /** Everything. */
  NOTE = 'note',
  /** Findings are told, and stop nothing. */
  NEVER = 'never',
}

/** How an app is reviewed while it is synthesized, on either engine. */
export interface ScaleOutReviewOptions extends ReviewOptions {
  /**
   * The findings that stop the synthesis: those that weigh as much, or more.
   *
   * @default FailOn.ERROR
   */
  readonly failOn?: FailOn;
}
