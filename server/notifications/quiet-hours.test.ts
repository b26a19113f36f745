import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromWallTime, toWallTime } from '#lib/display/zoned-time.ts';
import { week_days } from '#lib/domain/notification.ts';
import { quietUntil } from './quiet-hours.ts';

const berlin = 'Europe/Berlin';
const at = (iso: string) => Date.parse(iso);
const untilIn = (zone: string, quiet: Parameters<typeof quietUntil>[0], iso: string) => {
  const end = quietUntil(quiet, zone, at(iso));
  return end === undefined ? undefined : new Date(end).toISOString();
};

describe('quiet hours', () => {
  const night = { from: '22:00', to: '06:00' };

  it('reach across midnight', () => {
    expect(untilIn(berlin, night, '2026-01-10T20:59:59.999Z')).toBeUndefined();
    expect(untilIn(berlin, night, '2026-01-10T21:00:00.000Z')).toBe('2026-01-11T05:00:00.000Z');
    expect(untilIn(berlin, night, '2026-01-11T04:59:59.999Z')).toBe('2026-01-11T05:00:00.000Z');
    expect(untilIn(berlin, night, '2026-01-11T05:00:00.000Z')).toBeUndefined();
  });

  it('begin on the chosen days alone, and go on into the next', () => {
    const friday = { ...night, days: ['FRI' as const] };
    expect(untilIn(berlin, friday, '2026-01-09T22:00:00.000Z')).toBe('2026-01-10T05:00:00.000Z');
    expect(untilIn(berlin, friday, '2026-01-10T03:00:00.000Z')).toBe('2026-01-10T05:00:00.000Z');
    expect(untilIn(berlin, friday, '2026-01-09T03:00:00.000Z')).toBeUndefined();
  });

  it('follow the clock on the wall when it is changed', () => {
    // 29 March 2026: 02:00 becomes 03:00. 25 October 2026: 03:00 becomes 02:00.
    expect(untilIn(berlin, night, '2026-03-28T22:00:00.000Z')).toBe('2026-03-29T04:00:00.000Z');
    expect(untilIn(berlin, night, '2026-10-24T21:00:00.000Z')).toBe('2026-10-25T05:00:00.000Z');
    expect(untilIn(berlin, { from: '02:30', to: '04:00' }, '2026-03-29T01:30:00.000Z')).toBe('2026-03-29T02:00:00.000Z');
    expect(untilIn(berlin, { from: '01:00', to: '02:30' }, '2026-10-25T00:15:00.000Z')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('of the same time twice are a day', () => {
    expect(untilIn('UTC', { from: '08:00', to: '08:00' }, '2026-01-10T08:00:00.000Z')).toBe('2026-01-11T08:00:00.000Z');
    expect(untilIn('UTC', { from: '08:00', to: '08:00' }, '2026-01-10T07:59:00.000Z')).toBe('2026-01-10T08:00:00.000Z');
  });

  const wall_time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
  const zone = fc.constantFrom(
    'UTC',
    berlin,
    'America/New_York',
    'America/Montevideo',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Pacific/Apia',
  );
  const instant = fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }).map((date) => date.getTime());

  it('end at their end, within a day and an hour, and mean what the wall says: property', () => {
    fc.assert(
      fc.property(
        wall_time,
        wall_time,
        zone,
        instant,
        fc.subarray([...week_days], { minLength: 1 }),
        (from, to, time_zone, at_ms, days) => {
          const quiet = { from, to, days };
          const end_ms = quietUntil(quiet, time_zone, at_ms);
          const clock = toWallTime(at_ms, time_zone).slice(11);
          const by_the_wall = to > from ? clock >= from && clock < to : clock >= from || clock < to;
          // Within an hour and a half of a change of the clock the wall says a time twice, or not at all.
          const is_plain = [-5_400_000, 5_400_000].every(
            (by) =>
              fromWallTime(toWallTime(at_ms + by, time_zone), time_zone) === Math.floor((at_ms + by) / 60_000) * 60_000 &&
              toWallTime(at_ms + by, time_zone) ===
                new Date(Date.parse(`${toWallTime(at_ms, time_zone)}:00Z`) + by).toISOString().slice(0, 16),
          );
          if (days.length === 7 && is_plain) expect(end_ms !== undefined).toBe(by_the_wall);
          if (end_ms === undefined) return;
          expect(end_ms).toBeGreaterThan(at_ms);
          expect(end_ms - at_ms).toBeLessThanOrEqual(25 * 3_600_000);
          const wall_end = toWallTime(end_ms, time_zone).slice(11);
          const is_there = fromWallTime(`${toWallTime(end_ms, time_zone).slice(0, 10)}T${to}`, time_zone) === end_ms;
          expect(wall_end === to || is_there).toBe(true);
          // The whole of what is left is quiet.
          expect(quietUntil(quiet, time_zone, end_ms - 1)).toBe(end_ms);
          expect(quietUntil(quiet, time_zone, Math.floor((at_ms + end_ms) / 2))).toBe(end_ms);
        },
      ),
      { numRuns: 600 },
    );
  });
});
