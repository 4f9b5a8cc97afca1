import { Construct } from 'constructs';
import { Exposure, Network, ScaledWebTier } from 'scale-out-constructs/cdktf';

export function addTier(scope: Construct): ScaledWebTier {
  return new ScaledWebTier(scope, 'Web', {
    network: new Network(scope, 'Network'),
    certificateArns: ['arn:aws:acm:eu-west-1:111122223333:certificate/imported'],
    exposure: Exposure.INTERNET,
    service: { command: '/usr/bin/python3 -m http.server 8080' },
  });
}
