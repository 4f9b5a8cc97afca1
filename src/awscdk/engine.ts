import { requireEngine } from '../core/engine-packages';

requireEngine('scale-out-constructs/awscdk', ['aws-cdk-lib', 'constructs']);
