import { fromWallTime, toWallTime } from '#lib/display/zoned-time.ts';
import { type QuietHours, week_days } from '#lib/domain/notification.ts';

const day_ms = 86_400_000;

/** `2026-11-20` → `2026-11-21`, a date of no zone. */
const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00.000Z`) + days * day_ms).toISOString().slice(0, 10);
const weekDayOf = (date: string) => week_days[(new Date(`${date}T00:00:00.000Z`).getUTCDay() + 6) % 7];

/**
 * When the quiet hours end that an instant lies in; undefined outside of them. They begin and end by the clock on the wall, so across midnight and where
 * clocks change they last as long as they last there; a time that a change leaves out, or has twice, counts by the offset before the change.
 */
export const quietUntil = (quiet: QuietHours | undefined, time_zone: string, at_ms: number): number | undefined => {
  if (!quiet) return undefined;
  const { from, to, days } = quiet;
  const today = toWallTime(at_ms, time_zone).slice(0, 10);
  for (const begins_on of [addDays(today, -1), today, addDays(today, 1)]) {
    const week_day = weekDayOf(begins_on);
    if (days && week_day && !days.includes(week_day)) continue;
    const start_ms = fromWallTime(`${begins_on}T${from}`, time_zone);
    const end_ms = fromWallTime(`${to > from ? begins_on : addDays(begins_on, 1)}T${to}`, time_zone);
    if (start_ms !== undefined && end_ms !== undefined && at_ms >= start_ms && at_ms < end_ms) return end_ms;
  }
  return undefined;
};
