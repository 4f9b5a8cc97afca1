import { Look } from './index';
import { Review } from '../review';

/** Everything, for programs. Fields are added, and none is taken away. */
export function asJson({ findings, accounts, unusedAcceptances, notReviewed, places }: Review, { version }: Look): string {
  return `${JSON.stringify({ version, places, findings, accounts, unusedAcceptances, notReviewed }, undefined, 2)}\n`;
}
