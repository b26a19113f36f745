/**
 * Moves the fleet of the past on: at every frame the clock goes forward by the chosen speed, and what the log tells up to there is handed to the fleet.
 * It never runs ahead of what is known: while the log is awaited, time stands still. Nothing moves while the page is hidden.
 */

import type { LiveEvent } from '#lib/contract/live.ts';
import type { FleetLog } from '#lib/contract/past.ts';
import type { PastFleet } from './past-fleet.ts';

export interface PlayerState {
  at_ms: number;
  playing: boolean;
  speed: number;
  /** Time stands still because the log is awaited. */
  waiting: boolean;
}

export interface PlayerOptions {
  past: PastFleet;
  readLog: (after: number, step_in_seconds: number, signal: AbortSignal) => Promise<FleetLog>;
  /** The past has come up to the present. */
  onPresent: () => void;
  requestFrame?: (run: (at_ms: number) => void) => number;
  cancelFrame?: (frame: number) => void;
}

/** So much of what lies ahead is read in advance, in seconds of the onlooker. */
const ahead_seconds = 4;
/** A longer pause between two frames is no time of the onlooker: the page was hidden, or the machine slept. */
const longest_frame_ms = 250;
const tell_every_ms = 200;
const retry_after_ms = 3000;
/** The end of the log counts as the present for so long after it was read. */
const present_for_ms = 4000;
/** A larger fleet is told in steps of so many seconds of the onlooker. */
const large_fleet = 2000;
const step_seconds = 0.5;

export const createPastPlayer = ({ past, readLog, onPresent, ...options }: PlayerOptions) => {
  const { fleet, clock } = past;
  const requestFrame = options.requestFrame ?? ((run) => requestAnimationFrame(run));
  const cancelFrame = options.cancelFrame ?? ((frame) => cancelAnimationFrame(frame));
  const listeners = new Set<() => void>();
  let state: PlayerState = { at_ms: clock.now_ms, playing: false, speed: 1, waiting: false };
  let frame: number | undefined;
  let last_frame_ms = 0;
  let told_ms = 0;
  let queue: LiveEvent[] = [];
  let position = 0;
  let known_until_ms = Number.NaN;
  /** When the log was last read to its end, as frames count time. */
  let end_read_ms = Number.NEGATIVE_INFINITY;
  let reading: AbortController | undefined;
  let retry_timer: ReturnType<typeof setTimeout> | undefined;

  const tell = (next: Partial<PlayerState>) => {
    const merged = { ...state, at_ms: clock.now_ms, ...next };
    if ((Object.keys(merged) as (keyof PlayerState)[]).every((key) => Object.is(merged[key], state[key]))) return;
    state = merged;
    for (const listener of listeners) listener();
  };

  const forget = () => {
    reading?.abort();
    reading = undefined;
    clearTimeout(retry_timer);
    retry_timer = undefined;
    queue = [];
    known_until_ms = Number.NaN;
    end_read_ms = Number.NEGATIVE_INFINITY;
  };

  const read = async () => {
    if (reading || retry_timer !== undefined) return;
    const own = new AbortController();
    reading = own;
    try {
      const step = fleet.count() > large_fleet ? Math.ceil(state.speed * step_seconds) : 0;
      const { items, next_after, until, more } = await readLog(position, step > 1 ? step : 0, own.signal);
      if (own.signal.aborted) return;
      queue.push(...(items as LiveEvent[]));
      position = next_after;
      known_until_ms = Date.parse(until);
      end_read_ms = more ? Number.NEGATIVE_INFINITY : last_frame_ms;
    } catch {
      if (own.signal.aborted) return;
      retry_timer = setTimeout(() => {
        retry_timer = undefined;
      }, retry_after_ms);
    }
    reading = undefined;
  };

  const hand = () => {
    const at = new Date(clock.now_ms).toISOString();
    const end = queue.findIndex(({ received_at }) => received_at > at);
    const due = queue.splice(0, end < 0 ? queue.length : end);
    if (due.length > 0) fleet.receive(due);
  };

  const begin = () => {
    if (!Number.isNaN(known_until_ms)) return true;
    const told = past.told();
    if (fleet.status().phase !== 'ready' || !told) return false;
    position = told.sequence;
    known_until_ms = clock.now_ms;
    return true;
  };

  const advance = (frame_ms: number) => {
    frame = requestFrame(advance);
    const elapsed_ms = Math.min(longest_frame_ms, frame_ms - last_frame_ms);
    last_frame_ms = frame_ms;
    if (!begin()) return;
    const wished_ms = clock.now_ms + elapsed_ms * state.speed;
    const at_end = frame_ms - end_read_ms < present_for_ms;
    if (!at_end && known_until_ms - wished_ms < ahead_seconds * 1000 * state.speed) void read();
    clock.now_ms = Math.max(clock.now_ms, Math.min(wished_ms, known_until_ms));
    hand();
    if (at_end && wished_ms >= known_until_ms) {
      pause();
      onPresent();
    } else if (frame_ms - told_ms >= tell_every_ms) {
      told_ms = frame_ms;
      fleet.tick();
      tell({ waiting: wished_ms > known_until_ms });
    }
  };

  const pause = () => {
    if (frame !== undefined) cancelFrame(frame);
    frame = undefined;
    tell({ playing: false, waiting: false });
  };

  return {
    state: (): PlayerState => state,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    play: (): void => {
      if (frame !== undefined) return;
      frame = requestFrame((at_ms) => {
        last_frame_ms = at_ms;
        advance(at_ms);
      });
      tell({ playing: true });
    },
    pause,
    setSpeed: (speed: number): void => tell({ speed }),
    /** Another moment; playing goes on from there. */
    seek: async (at_ms: number): Promise<void> => {
      forget();
      clock.now_ms = at_ms;
      tell({});
      await fleet.load();
      tell({});
    },
    close: (): void => {
      pause();
      forget();
      fleet.close();
      listeners.clear();
    },
  };
};

export type PastPlayer = ReturnType<typeof createPastPlayer>;
