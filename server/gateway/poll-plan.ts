import { modeOfState, type ReportMode } from '#lib/domain/freshness.ts';
import type { StateReport } from '#lib/domain/telematics.ts';
import type { PollLimits } from '#server/adapters/port.ts';
import type { RateLimitLeft } from '#server/adapters/rate-limit-left.ts';

/** A vehicle that pushed lately needs no poll but as a safety net. */
export const pushed_lately_ms = 15 * 60_000;
const most_back_off_ms = 10 * 60_000;
/** Share of the vendor's limit that polls leave to commands. */
const kept_for_commands = 0.1;
const longest_wait_for_limit_ms = 15 * 60_000;
/** After a command its vehicle is looked at in growing steps, together within the half minute that a confirmation may take. */
const looks_after_command_ms = [1_000, 2_000, 4_000, 8_000, 12_000];

/** Seconds between two polls of a vehicle by what it does, before jitter. */
export const pollSeconds = (limits: PollLimits): Record<ReportMode, number> => {
  const atLeast = (seconds: number) => Math.max(seconds, limits.min_poll_seconds);
  const parked = atLeast(limits.parked_poll_seconds);
  return { driving: atLeast(limits.driving_poll_seconds), parked, charging: parked };
};

/**
 * Milliseconds until the next poll after a good answer: often while driving, seldom while parked, as a mere safety net while the vendor pushes.
 * ±10 % jitter, yet never below the vendor's minimum.
 */
export const nextPollDelay = (
  limits: PollLimits,
  report: StateReport,
  now_ms: number,
  last_push_ms: number | undefined,
  random: () => number,
): number => {
  const interval_ms = pollSeconds(limits)[modeOfState(report.properties)] * 1000;
  const base_ms =
    last_push_ms !== undefined && now_ms - last_push_ms < pushed_lately_ms ? Math.max(interval_ms, pushed_lately_ms) : interval_ms;
  const earliest_ms = Math.max(base_ms * 0.9, limits.min_poll_seconds * 1000);
  const latest_ms = Math.max(base_ms * 1.1, earliest_ms);
  return earliest_ms + (latest_ms - earliest_ms) * random();
};

/** Milliseconds until the given look after a command, from 0; undefined when there were enough. */
export const lookAfterCommand = (looks_done: number): number | undefined => looks_after_command_ms[looks_done];

/** Milliseconds for which polls wait so that the last of what the vendor grants in this time is left to commands. */
export const waitForLimit = (left: RateLimitLeft | undefined, now_ms: number): number => {
  if (!left || left.resets_at_ms <= now_ms) return 0;
  const kept = Math.max(1, Math.ceil((left.limit ?? 0) * kept_for_commands));
  return left.remaining > kept ? 0 : Math.min(left.resets_at_ms - now_ms, longest_wait_for_limit_ms);
};

/** Pause of all polls with the same credentials after failures in a row: doubling from 5 s, with full jitter; at least what the vendor asked for. */
export const backOffDelay = (failures: number, retry_after_ms: number | undefined, random: () => number): number => {
  const doubled = Math.min(most_back_off_ms, 5_000 * 2 ** Math.min(failures - 1, 20));
  return Math.max(retry_after_ms ?? 0, doubled * (0.5 + 0.5 * random()));
};
