import { plan } from './planning';
import {
  capacityThatSurvivesAZone, serversAfterZoneLoss, serversFor, utilizationThatSurvivesAZone,
} from '../../src/core/capacity';
import { secondsUntilInService, secondsUntilOutOfService, secondsUntilReplaced } from '../../src/core/health';
import { architectureOf } from '../../src/core/instance-types';
import { doublingsToAbsorb, largestCpuTrackingFactor, trackingCyclesToAbsorb } from '../../src/core/surges';

describe('capacity', () => {
  test.each([[900, 100, 9], [901, 100, 10], [0.5, 100, 1], [4000, 1000, 4]])('%d requests/s at %d each need %d servers', (rate, each, servers) => {
    expect(serversFor(rate, each)).toBe(servers);
  });

  // 9 servers at the peak: two zones need 9 in each, three need 5 (rounded up from 4.5), four need 3.
  test.each([[9, 1, 9], [9, 2, 18], [9, 3, 15], [9, 4, 12], [10, 3, 15]])('%d needed over %d zones take %d', (needed, zones, servers) => {
    expect(capacityThatSurvivesAZone(needed, zones)).toBe(servers);
  });

  test.each([[2, 2, 1], [5, 2, 2], [5, 3, 3], [15, 3, 10], [4, 1, 0]])('of %d servers over %d zones %d survive', (servers, zones, left) => {
    expect(serversAfterZoneLoss(servers, zones)).toBe(left);
  });

  test.each([[1, 100], [2, 50], [3, 66], [4, 75]])('%d zones can be run at %d %%', (zones, percent) => {
    expect(utilizationThatSurvivesAZone(zones)).toBe(percent);
  });

  test.each([[2, 50], [3, 66], [4, 70], [5, 70]])('with a known peak, %d zones track CPU at %d %%', (availabilityZones, target) => {
    const { scaling } = plan({ peakLoad: { requestsPerSecond: 500, requestsPerSecondPerInstance: 100 } }, { availabilityZones });
    expect(scaling.policies[0]).toMatchObject({ target });
  });

  test('the README\'s peak of 2000 at 250 each, over three zones', () => {
    const peakLoad = { requestsPerSecond: 2000, requestsPerSecondPerInstance: 250 };
    const { facts, scaling, capacity } = plan({ peakLoad, staticallyStable: true }, { availabilityZones: 3 });
    expect(facts).toMatchObject({ serversAtPeak: 8, serversToSurviveAZone: 12 });
    expect([scaling.cpuTargetPercent, capacity.minCapacity]).toEqual([66, 12]);
  });

  test('a known peak raises the maximum, never the minimum', () => {
    const { capacity } = plan({ peakLoad: { requestsPerSecond: 2000, requestsPerSecondPerInstance: 100 } });
    expect(capacity).toMatchObject({ minCapacity: 2, maxCapacity: 40, serversAtPeak: 20 });
  });
});

describe('scaling', () => {
  test('at 70 % one cycle multiplies capacity by 1.43 at most', () => {
    expect(largestCpuTrackingFactor(70)).toBeCloseTo(1.4286, 4);
  });

  test.each([[1, 70, 0], [1.4, 70, 1], [2, 70, 2], [8, 70, 6], [8, 50, 3], [4, 50, 2]])('a %d-fold surge at a target of %d takes %d cycles', (factor, target, cycles) => {
    expect(trackingCyclesToAbsorb(factor, target)).toBe(cycles);
  });

  test.each([[1, 0], [2, 1], [3, 2], [8, 3], [9, 4]])('a %d-fold surge takes %d doublings', (factor, doublings) => {
    expect(doublingsToAbsorb(factor)).toBe(doublings);
  });
});

describe('health', () => {
  const { health } = plan();

  test('a dead instance gets no more requests after 2 × 10 s + 5 s', () => {
    expect(secondsUntilOutOfService(health.readiness)).toBe(25);
  });

  test('a new one gets its first after one passed check', () => {
    expect(secondsUntilInService(health.readiness)).toBe(10);
  });

  test('a dead instance is replaced after 25 s + 120 s + 10 s, and what Auto Scaling takes to notice', () => {
    expect(secondsUntilReplaced(health)).toBe(155);
  });
});

describe('instance types', () => {
  test.each([
    ['m7g.large', 'arm64'], ['t4g.nano', 'arm64'], ['c7gn.16xlarge', 'arm64'], ['im4gn.large', 'arm64'], ['is4gen.large', 'arm64'], ['a1.medium', 'arm64'],
    ['g5g.xlarge', 'arm64'], ['hpc7g.16xlarge', 'arm64'], ['r8gd.metal-24xl', 'arm64'], ['x2gd.metal', 'arm64'],
    ['m7i.large', 'x86_64'], ['m5.large', 'x86_64'], ['m7i-flex.large', 'x86_64'], ['t3.micro', 'x86_64'], ['g5.xlarge', 'x86_64'], ['p4d.24xlarge', 'x86_64'],
    ['u-6tb1.56xlarge', 'x86_64'], ['u7i-12tb.224xlarge', 'x86_64'], ['c5n.metal', 'x86_64'], ['m5dn.large', 'x86_64'], ['g6.xlarge', 'x86_64'],
  ])('%s is %s', (type, architecture) => {
    expect(architectureOf(type)).toBe(architecture);
  });

  test.each(['m7g', 'large', 'm7g.', '.large', 'm7g.large ', 'cache.m7g.large', 'db.m7g.large', 'M7G.LARGE', 'm7g.7large', 'm7g.largest', 'm7.large', 'c6.xlarge', ''])('%p is none', (type) => {
    expect(architectureOf(type)).toBeUndefined();
  });
});
