import type { StateReport } from '#lib/domain/telematics.ts';
import type { PollLimits } from '#server/adapters/port.ts';

/** A vehicle that pushed lately needs no poll but as a safety net. */
const pushed_lately_ms = 15 * 60_000;
const most_back_off_ms = 10 * 60_000;

const isDriving = (report: StateReport): boolean =>
  (report.properties.speed_in_kilometers_per_hour?.value ?? 0) > 0 ||
  report.properties.ignition?.value === 'ON' ||
  report.properties.driving_enabled?.value === true;

/** Milliseconds until the next poll after a good answer: often while driving, seldom while parked, never below the vendor's minimum; ±10 % jitter. */
export const nextPollDelay = (
  limits: PollLimits,
  report: StateReport,
  now_ms: number,
  last_push_ms: number | undefined,
  random: () => number,
): number => {
  const wanted_s = isDriving(report) ? limits.driving_poll_seconds : limits.parked_poll_seconds;
  const interval_ms = Math.max(wanted_s, limits.min_poll_seconds) * 1000;
  const base_ms =
    last_push_ms !== undefined && now_ms - last_push_ms < pushed_lately_ms ? Math.max(interval_ms, pushed_lately_ms) : interval_ms;
  return base_ms * (0.9 + 0.2 * random());
};

/** Pause of all polls with the same credentials after failures in a row: doubling from 5 s, with full jitter; at least what the vendor asked for. */
export const backOffDelay = (failures: number, retry_after_ms: number | undefined, random: () => number): number => {
  const doubled = Math.min(most_back_off_ms, 5_000 * 2 ** Math.min(failures - 1, 20));
  return Math.max(retry_after_ms ?? 0, doubled * (0.5 + 0.5 * random()));
};
