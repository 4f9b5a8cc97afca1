import { ENDPOINT, failover, lastResort } from './region-planning';
import { Protection } from '../../src/core';

describe('the default last resort', () => {
  const plan = lastResort();

  test('is a page in a private bucket', () => {
    expect(plan.bucket).toEqual({ id: 'PageBucket', blocksPublicAccess: true, enforcesTls: true, isVersioned: true, encryption: 'AES256', isRetained: true });
    expect(plan.page).toMatchObject({ key: 'unavailable.html', contentType: 'text/html; charset=utf-8', cacheControl: 'no-store' });
    expect(plan.page.body).toContain('<h1>Back soon</h1>');
  });

  test('is read by the distribution alone, and answered under every path as what it is', () => {
    expect(plan.distribution).toEqual({
      id: 'Distribution',
      comment: 'Answers when no region does: App/Global/LastResort',
      alternateNames: ['www.example.com'],
      originAccess: { id: 'OriginAccess', originType: 's3', signingBehavior: 'always', signingProtocol: 'sigv4' },
      viewerProtocolPolicy: 'redirect-to-https',
      minimumTlsVersion: 'TLSv1.2_2021',
      httpVersion: 'http2',
      ipv6: false,
      allowedMethods: ['GET', 'HEAD'],
      cachePolicy: { id: 'CachePolicy', managedId: '658327ea-f89d-4fab-a63d-7e88639e58f6' },
      isCompressed: true,
      errorPages: [403, 404].map((status) => ({ status, pagePath: '/unavailable.html', answeredStatus: 503, cachedSeconds: 60 })),
      webAclArn: undefined,
    });
    expect(plan.distribution).not.toHaveProperty('defaultRootObject');
  });

  test('has a certificate where CloudFront takes it from', () => {
    expect(plan.certificate).toEqual({ id: 'Certificate', region: 'us-east-1', domainName: 'www.example.com', validation: 'DNS', givenArn: undefined });
    const givenArn = 'arn:aws:acm:us-east-1:111122223333:certificate/a';
    expect(lastResort({}, { certificateArn: givenArn }).certificate.givenArn).toBe(givenArn);
  });

  test('is the second of an outer pair, whose first is what the regions answer to', () => {
    expect(plan.records).toEqual([
      {
        id: 'PrimaryA',
        name: 'www.example.com',
        type: 'A',
        setIdentifier: 'regions',
        failover: 'PRIMARY',
        alias: { dnsName: 'active.www.example.com', hostedZoneId: 'Z1', evaluateTargetHealth: true },
      },
      { id: 'SecondaryA', name: 'www.example.com', type: 'A', setIdentifier: 'last-resort', failover: 'SECONDARY', alias: { evaluateTargetHealth: false } },
    ]);
    expect(plan.records[0].alias.dnsName).toBe(failover({ lastResort: true }).records[0].name);
  });
});

test('over IPv6 as well where the regions are', () => {
  const plan = lastResort({ dualStack: true });
  const regions = failover({ lastResort: true }, { endpoint: { ...ENDPOINT, isDualStack: true } });
  expect(plan.distribution.ipv6).toBe(true);
  expect(plan.records.map(({ id }) => id)).toEqual(['PrimaryA', 'SecondaryA', 'PrimaryAAAA', 'SecondaryAAAA']);
  expect(new Set(plan.records.map(({ type }) => type))).toEqual(new Set(regions.records.map(({ type }) => type)));
});

test('with a page and a web ACL of the user, for a test stack', () => {
  const webAclArn = 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/a/b';
  const plan = lastResort({ html: '<p>Gone', webAclArn, protection: Protection.NONE });
  expect(plan.page.body).toBe('<p>Gone');
  expect(plan.distribution.webAclArn).toBe(webAclArn);
  expect(plan.bucket.isRetained).toBe(false);
});

test('an explicit undefined is a default', () => {
  expect(lastResort({ html: undefined, dualStack: undefined, webAclArn: undefined, protection: undefined })).toEqual(lastResort());
});
