import { requireEngine } from '../core/engine-packages';

requireEngine('scale-out-constructs/cdktf', ['cdktf', '@cdktf/provider-aws', 'constructs']);
