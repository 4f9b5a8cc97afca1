import { RuleCase } from './case';
import { CASES as CACHES } from './data-caches.cases';
import { CASES as DATABASES } from './data-databases.cases';
import { CASES as FILES } from './data-files.cases';

/** Databases, caches, passwords and files. */
export const CASES: RuleCase[] = [...DATABASES, ...CACHES, ...FILES];
