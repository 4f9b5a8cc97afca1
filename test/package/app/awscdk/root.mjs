import { awscdk, Exposure } from 'scale-out-constructs';

console.log(JSON.stringify({ Exposure, tier: typeof awscdk.ScaledWebTier }));
