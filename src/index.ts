export * from './core';
export * as awscdk from './awscdk';
export * as cdktf from './cdktf';
export * as review from './review';
