export { ALARM_TOPIC } from './settings';

/** What is around the standbys of the cases. */
export const STANDBY_KEY = 'arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000';
export const READER_ZONE = { id: 'Z0123456789ABC', name: 'theirs.internal' };
