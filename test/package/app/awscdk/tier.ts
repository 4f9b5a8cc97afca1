import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { Exposure, ScaledWebTier } from 'scale-out-constructs/awscdk';

export function addTier(scope: Construct): ScaledWebTier {
  return new ScaledWebTier(scope, 'Web', {
    vpc: new Vpc(scope, 'Vpc'),
    certificates: [Certificate.fromCertificateArn(scope, 'Certificate', 'arn:aws:acm:eu-west-1:111122223333:certificate/imported')],
    exposure: Exposure.INTERNET,
    service: { command: '/usr/bin/python3 -m http.server 8080' },
  });
}
