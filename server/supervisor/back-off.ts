/** How long to wait before a crashed child starts again. A child that was healthy for `reset_after_ms` starts from `first_ms` again. */
export type BackOff = { first_ms: number; longest_ms: number; reset_after_ms: number };

export const default_back_off: BackOff = { first_ms: 500, longest_ms: 30_000, reset_after_ms: 60_000 };

/** The wait in milliseconds after the crash number `crashes` (1, 2, …) in a row: doubling, capped. */
export function computeDelay(crashes: number, { first_ms, longest_ms }: BackOff): number {
  return Math.min(longest_ms, first_ms * 2 ** (crashes - 1));
}
