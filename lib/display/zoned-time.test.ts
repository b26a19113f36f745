import { describe, expect, it } from 'vitest';
import { dayStart, fromWallTime, toWallTime } from './zoned-time.ts';

const ms = (iso: string) => Date.parse(iso);

describe('wall times of a zone', () => {
  it.each([
    ['America/Montevideo', '2026-11-20T17:05:42.000Z', '2026-11-20T14:05'],
    ['Europe/Berlin', '2026-07-01T22:30:00.000Z', '2026-07-02T00:30'],
    ['Asia/Kolkata', '2026-01-01T18:30:00.000Z', '2026-01-02T00:00'],
    ['UTC', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00'],
  ])('%s shows %s as %s, and reads it back', (zone, iso, wall) => {
    expect(toWallTime(ms(iso), zone)).toBe(wall);
    expect(fromWallTime(wall, zone)).toBe(Math.floor(ms(iso) / 60_000) * 60_000);
  });

  it('holds on both sides of a clock change', () => {
    const zone = 'Europe/Berlin';
    expect(fromWallTime('2026-03-29T01:59', zone)).toBe(ms('2026-03-29T00:59:00Z'));
    expect(fromWallTime('2026-03-29T03:00', zone)).toBe(ms('2026-03-29T01:00:00Z'));
    expect(fromWallTime('2026-10-25T02:30', zone)).toBe(ms('2026-10-25T00:30:00Z'));
    expect(fromWallTime('2026-10-25T12:00', zone)).toBe(ms('2026-10-25T11:00:00Z'));
    expect(fromWallTime('2026-10-24T23:00', zone)).toBe(ms('2026-10-24T21:00:00Z'));
  });

  it('takes seconds and refuses other text', () => {
    expect(fromWallTime('2026-11-20T14:05:59', 'UTC')).toBe(ms('2026-11-20T14:05:00Z'));
    expect(fromWallTime('', 'UTC')).toBeUndefined();
    expect(fromWallTime('2026-99-99T99:99', 'UTC')).toBeUndefined();
  });

  it('knows when a day begins', () => {
    expect(dayStart(ms('2026-11-20T02:00:00Z'), 'America/Montevideo')).toBe(ms('2026-11-19T03:00:00Z'));
    expect(dayStart(ms('2026-10-25T20:00:00Z'), 'Europe/Berlin')).toBe(ms('2026-10-24T22:00:00Z'));
  });
});
