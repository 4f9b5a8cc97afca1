import { asHtml } from './html';
import { asJson } from './json';
import { asMarkdown } from './markdown';
import { asSarif } from './sarif';
import { asTable } from './table';
import { Review } from '../review';

/** How much a face may show. */
export interface Look {
  readonly colors: boolean;
  /** Characters in a line. */
  readonly width: number;
  /** Of this package. */
  readonly version: string;
}

/** A review as text, each by the name of its format. */
export const FACES: Readonly<Record<'table' | 'json' | 'markdown' | 'sarif' | 'html', (review: Review, look: Look) => string>> = {
  table: asTable,
  json: asJson,
  markdown: asMarkdown,
  sarif: asSarif,
  html: asHtml,
};
