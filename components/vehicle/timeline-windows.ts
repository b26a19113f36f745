import { type EventKind, kindOf } from '#components/events/event-kinds.ts';
import type { EventCount } from '#lib/contract/history.ts';
import { dayStart } from '#lib/display/zoned-time.ts';
import type { EventType } from '#lib/domain/event.ts';

const minute_ms = 60_000;
const hour_ms = 60 * minute_ms;
const day_ms = 24 * hour_ms;

/** A stretch of time cut into windows of equal length. */
export interface WindowSpan {
  start_ms: number;
  end_ms: number;
  window_in_minutes: number;
}

/** The last 24 hours, to the end of the running one, cut at full hours of the zone. */
export const lastDay = (now_ms: number, time_zone: string): WindowSpan => {
  const midnight_ms = dayStart(now_ms, time_zone);
  const end_ms = midnight_ms + (Math.floor((now_ms - midnight_ms) / hour_ms) + 1) * hour_ms;
  return { start_ms: end_ms - day_ms, end_ms, window_in_minutes: 60 };
};

/** The calendar day of an instant, which a clock change makes an hour longer or shorter. */
export const dayOf = (at_ms: number, time_zone: string): WindowSpan => {
  const start_ms = dayStart(at_ms, time_zone);
  return { start_ms, end_ms: dayStart(start_ms + day_ms + 2 * hour_ms, time_zone), window_in_minutes: 60 };
};

/** One of the hours in windows of five minutes. */
export const hourOf = (start_ms: number): WindowSpan => ({ start_ms, end_ms: start_ms + hour_ms, window_in_minutes: 5 });

export interface EventWindow {
  start_ms: number;
  end_ms: number;
  events: number;
}

/** Every window of the span, with how many events of these kinds happened in it. */
export const eventWindows = (span: WindowSpan, counted: readonly EventCount[], kinds: readonly EventKind[]): EventWindow[] => {
  const window_ms = span.window_in_minutes * minute_ms;
  const by_start = new Map(counted.map(({ at, counts }) => [Date.parse(at), counts]));
  return Array.from({ length: Math.ceil((span.end_ms - span.start_ms) / window_ms) }, (_, index) => {
    const start_ms = span.start_ms + index * window_ms;
    const counts = Object.entries(by_start.get(start_ms) ?? {});
    const events = counts.reduce((sum, [type, count]) => (kinds.includes(kindOf(type as EventType)) ? sum + (count ?? 0) : sum), 0);
    return { start_ms, end_ms: start_ms + window_ms, events };
  });
};
