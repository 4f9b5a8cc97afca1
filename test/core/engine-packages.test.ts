import { requireEngine } from '../../src/core/engine-packages';

test('a missing engine is one sentence that says what to install', () => {
  const isInstalled = (name: string) => name === 'constructs';
  expect(() => requireEngine('scale-out-constructs/cdktf', ['cdktf', '@cdktf/provider-aws', 'constructs'], isInstalled))
    .toThrow(/^'scale-out-constructs\/cdktf' needs cdktf and @cdktf\/provider-aws: run npm install cdktf @cdktf\/provider-aws$/);
});

test('an engine that is there is no news', () => {
  expect(() => requireEngine('scale-out-constructs/awscdk', ['aws-cdk-lib', 'constructs'])).not.toThrow();
});
