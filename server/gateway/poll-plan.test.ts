import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StateReport } from '#lib/domain/telematics.ts';
import { backOffDelay, nextPollDelay } from './poll-plan.ts';

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
    for (const report of driving) expect(nextPollDelay(limits, report, now_ms, undefined, halfway)).toBe(minute_ms);
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
