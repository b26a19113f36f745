import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StateReport } from '#lib/domain/telematics.ts';
import { backOffDelay, lookAfterCommand, nextPollDelay, pollSeconds, waitForLimit } from './poll-plan.ts';

const limits = { min_poll_seconds: 60, driving_poll_seconds: 30, parked_poll_seconds: 300, max_concurrent_per_credentials: 3 };
const now_ms = Date.parse('2026-11-20T12:00:00.000Z');
const minute_ms = 60_000;
const halfway = () => 0.5;
const at = new Date(now_ms).toISOString();

const reportOf = (properties: StateReport['properties']): StateReport => ({ brand: 'ANY', unit_id: '1', received_at: at, properties });
const parked = reportOf({ speed_in_kilometers_per_hour: { timestamp: at, value: 0 }, ignition: { timestamp: at, value: 'OFF' } });
const driving = [
  reportOf({ speed_in_kilometers_per_hour: { timestamp: at, value: 12 } }),
  reportOf({ ignition: { timestamp: at, value: 'ON' } }),
  reportOf({ driving_enabled: { timestamp: at, value: true } }),
];

describe('the next poll', () => {
  it('comes late for a parked vehicle and early for one in use, never before the vendor allows it', () => {
    expect(nextPollDelay(limits, parked, now_ms, undefined, halfway)).toBe(5 * minute_ms);
    for (const report of driving) expect(nextPollDelay(limits, report, now_ms, undefined, () => 0)).toBe(minute_ms);
  });

  it('steps back to a safety net while the vendor pushes, and returns when that ends', () => {
    expect(nextPollDelay(limits, parked, now_ms, now_ms - minute_ms, halfway)).toBe(15 * minute_ms);
    expect(nextPollDelay(limits, parked, now_ms, now_ms - 16 * minute_ms, halfway)).toBe(5 * minute_ms);
  });

  it('is spread by a tenth to either side', () => {
    expect(nextPollDelay(limits, parked, now_ms, undefined, () => 0)).toBeCloseTo(4.5 * minute_ms);
    expect(nextPollDelay(limits, parked, now_ms, undefined, () => 1)).toBeCloseTo(5.5 * minute_ms);
  });
});

describe('the plan of polls', () => {
  const seconds = fc.integer({ min: 1, max: 3_600 });
  const any_limits = fc.record({ min_poll_seconds: seconds, driving_poll_seconds: seconds, parked_poll_seconds: seconds });
  const chance = fc.double({ min: 0, max: 1, noNaN: true });
  const any_report = fc
    .record(
      { speed: fc.nat(200), ignition: fc.constantFrom('ON' as const, 'OFF' as const), driving_enabled: fc.boolean() },
      { requiredKeys: [] },
    )
    .map(({ speed, ignition, driving_enabled }) =>
      reportOf({
        ...(speed !== undefined && { speed_in_kilometers_per_hour: { timestamp: at, value: speed } }),
        ...(ignition !== undefined && { ignition: { timestamp: at, value: ignition } }),
        ...(driving_enabled !== undefined && { driving_enabled: { timestamp: at, value: driving_enabled } }),
      }),
    );
  const pushed_ago = fc.option(fc.nat(3_600_000), { nil: undefined });

  it('never asks sooner than the vendor allows, nor later than a tenth beyond what is due', () => {
    fc.assert(
      fc.property(any_limits, any_report, pushed_ago, chance, (given, report, ago_ms, random) => {
        const delay_ms = nextPollDelay(given, report, now_ms, ago_ms === undefined ? undefined : now_ms - ago_ms, () => random);
        const longest_s = Math.max(given.min_poll_seconds, given.driving_poll_seconds, given.parked_poll_seconds, 15 * 60);
        return delay_ms >= given.min_poll_seconds * 1000 && delay_ms <= longest_s * 1100 + 1;
      }),
    );
  });

  it('keeps to the safety net while the vendor pushes, whatever the vehicle does', () => {
    fc.assert(
      fc.property(any_limits, any_report, fc.nat(15 * minute_ms - 1), chance, (given, report, ago_ms, random) => {
        return nextPollDelay(given, report, now_ms, now_ms - ago_ms, () => random) >= 13.5 * minute_ms;
      }),
    );
  });

  it('is what freshness is told to expect, jitter aside', () => {
    fc.assert(
      fc.property(any_limits, chance, (given, random) => {
        const told_ms = pollSeconds(given).parked * 1000;
        return nextPollDelay(given, parked, now_ms, undefined, () => random) <= told_ms * 1.1 + 1;
      }),
    );
  });
});

describe('what polls leave to commands', () => {
  const minute = { limit: 100, resets_at_ms: now_ms + minute_ms };

  it('is the last tenth of the limit, until the vendor counts anew', () => {
    expect(waitForLimit({ ...minute, remaining: 11 }, now_ms)).toBe(0);
    expect(waitForLimit({ ...minute, remaining: 10 }, now_ms)).toBe(minute_ms);
    expect(waitForLimit({ ...minute, remaining: 0 }, now_ms + minute_ms)).toBe(0);
    expect(waitForLimit({ remaining: 1, resets_at_ms: now_ms + minute_ms }, now_ms)).toBe(minute_ms);
    expect(waitForLimit(undefined, now_ms)).toBe(0);
  });

  it('does not stop polls for long, whatever a vendor says', () => {
    expect(waitForLimit({ remaining: 0, resets_at_ms: now_ms + 1e12 }, now_ms)).toBe(15 * minute_ms);
  });
});

describe('looks after a command', () => {
  it('come in growing steps within the half minute of a confirmation, then end', () => {
    const steps = [0, 1, 2, 3, 4, 5].map(lookAfterCommand);
    expect(steps.at(-1)).toBeUndefined();
    const given = steps.filter((step) => step !== undefined);
    expect(given).toEqual(given.toSorted((a, b) => a - b));
    expect(given.reduce((sum, step) => sum + step, 0)).toBeLessThanOrEqual(30_000);
  });
});

describe('the pause after failures', () => {
  it('doubles from five seconds and ends at ten minutes', () => {
    const longest = (failures: number) => backOffDelay(failures, undefined, () => 1);
    expect([1, 2, 3, 4].map(longest)).toEqual([5_000, 10_000, 20_000, 40_000]);
    expect(longest(8)).toBe(10 * minute_ms);
    expect(longest(1_000_000)).toBe(10 * minute_ms);
  });

  it('is never shorter than the vendor asked for', () => {
    const given = fc.tuple(fc.integer({ min: 1, max: 100 }), fc.nat(3_600_000), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(fc.property(given, ([failures, asked_ms, chance]) => backOffDelay(failures, asked_ms, () => chance) >= asked_ms));
  });
});
