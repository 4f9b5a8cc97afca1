/** What is around the regions of the cases. */
export const NAME = 'www.example.com';
export const HOME = 'eu-west-1';
export const OTHER = 'ap-southeast-2';
export const ZONE = { id: 'Z0123456789ABC', name: 'example.com' };
export const ACCOUNT = '111122223333';
/** Route 53 reports to one region only, and an alarm tells topics of its own region. */
export const GLOBAL_TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT}:wake`;
export const GLOBAL_CERTIFICATE = `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/00000000-0000-0000-0000-000000000000`;
export const WEB_ACL = `arn:aws:wafv2:us-east-1:${ACCOUNT}:global/webacl/page/00000000-0000-0000-0000-000000000000`;
export const BALANCER = {
  dnsName: 'web-1.elb.amazonaws.com', hostedZoneId: 'Z32O12XQLNTSW2', fullName: 'app/web/50dc6c495c0c9188', targetGroupFullName: 'targetgroup/web/73e2d6bc24d8a067',
};
