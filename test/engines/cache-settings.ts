export { ALARM_TOPIC } from './settings';

/** What is around the caches of the cases. */
export const EVENT_TOPIC = 'arn:aws:sns:eu-west-1:111122223333:events';
export const CACHE_KEY = 'arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000';
export const IMPORTED = {
  endpoint: 'sessions.example.com',
  readerEndpoint: 'sessions-reader.example.com',
  port: 6390,
  cacheName: 'sessions',
  cacheArn: 'arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:sessions',
  user: { userName: 'sessions-app', userArn: 'arn:aws:elasticache:eu-west-1:111122223333:user:sessions-app' },
  securityGroupId: 'sg-0fedcba9876543210',
};
