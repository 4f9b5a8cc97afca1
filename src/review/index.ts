export * from './inventory';
export * from './topology';
export * from './topology-alarms';
export * from './topology-balancers';
export * from './topology-networks';
export * from './topology-scaling';
export * from './topology-storage';
export * from './topology-tiers';
