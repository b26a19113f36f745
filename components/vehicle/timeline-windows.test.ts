import { describe, expect, it } from 'vitest';
import { dayOf, eventWindows, hourOf, lastDay } from './timeline-windows.ts';

const ms = (iso: string) => Date.parse(iso);

describe('windows of the timeline', () => {
  it('cuts the last day at full hours of the zone', () => {
    const span = lastDay(ms('2026-11-20T12:40:00Z'), 'Asia/Kolkata');
    expect(span.end_ms).toBe(ms('2026-11-20T13:30:00Z'));
    expect(span.end_ms - span.start_ms).toBe(24 * 3_600_000);
  });

  it('knows days of 23 and of 25 hours', () => {
    expect(eventWindows(dayOf(ms('2026-03-29T12:00:00Z'), 'Europe/Berlin'), [], [])).toHaveLength(23);
    expect(eventWindows(dayOf(ms('2026-10-25T12:00:00Z'), 'Europe/Berlin'), [], [])).toHaveLength(25);
  });

  it('drills into five minutes and counts the chosen kinds alone', () => {
    const span = hourOf(ms('2026-11-20T12:00:00Z'));
    const counted = [{ at: '2026-11-20T12:05:00.000Z', counts: { VehicleStateRecorded: 30, CommandRequested: 2, DoorsStatusChanged: 1 } }];
    const windows = eventWindows(span, counted, ['commands', 'access']);
    expect(windows).toHaveLength(12);
    expect(windows[1]).toEqual({ start_ms: ms('2026-11-20T12:05:00Z'), end_ms: ms('2026-11-20T12:10:00Z'), events: 3 });
    expect(windows[0]?.events).toBe(0);
    expect(eventWindows(span, counted, ['states'])[1]?.events).toBe(30);
  });
});
