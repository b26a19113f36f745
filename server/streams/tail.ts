/**
 * Follows one fleet's log from a cursor: every event once, in sequence, as soon as it is committed.
 * A nudge is only a hint, so the log is also looked at once a second. The reader is slow or fails? The tail waits and repeats from the same place.
 * It never skips: it reads by sequence within one fleet, where the append is serialised up to COMMIT.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Db } from '#server/db/connect.ts';
import { type EventRow, listEventsAfter } from '#server/store/events.ts';

export interface TailOptions {
  db: Db;
  fleet_id: string;
  /** Last sequence that is done with. */
  after: number;
  /** Deals with a batch; what it throws makes the tail try the same batch again. */
  deliver(events: EventRow[]): Promise<void> | void;
  onError?(error: unknown): void;
  batch_size?: number;
  /** How long the log is left alone after a delivery, in milliseconds: what comes meanwhile is delivered together. What comes after a silence never waits. */
  rest_ms?(): number;
}

const poll_interval_ms = 1000;
const retry_delay_ms = 250;

export interface Tail {
  position(): number;
  /** Resolves when no delivery is under way. */
  stop(): Promise<void>;
}

export const tail = (options: TailOptions): Tail => {
  const { db, fleet_id, batch_size = 500, rest_ms = () => 0 } = options;
  const over = new AbortController();
  let cursor = options.after;
  let stopped = false;
  let running: Promise<void> | undefined;
  let wanted = false;

  const rest = async () => {
    const ms = rest_ms();
    if (ms >= 1) await wait(ms, undefined, { signal: over.signal }).catch(() => {});
  };
  const drain = async () => {
    while (!stopped) {
      wanted = false;
      try {
        const events = await listEventsAfter(db.read, fleet_id, cursor, batch_size);
        const last = events.at(-1);
        if (last && !stopped) {
          await options.deliver(events);
          cursor = last.sequence;
        }
        if (last && events.length < batch_size) await rest();
        if (events.length < batch_size && !wanted) return;
      } catch (error) {
        options.onError?.(error);
        await new Promise((resolve) => setTimeout(resolve, retry_delay_ms));
      }
    }
  };
  const wake = () => {
    wanted = true;
    if (running || stopped) return;
    running = drain().finally(() => {
      running = undefined;
      if (wanted && !stopped) wake();
    });
  };

  const unwatch = db.watch(wake);
  const timer = setInterval(wake, poll_interval_ms);
  wake();
  return {
    position: () => cursor,
    stop: async () => {
      stopped = true;
      over.abort();
      unwatch();
      clearInterval(timer);
      await running;
    },
  };
};
