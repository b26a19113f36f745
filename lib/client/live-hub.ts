import type { LiveEvent } from '#lib/contract/live.ts';
import type { LiveStatus } from '#lib/display/vehicle-status.ts';

/**
 * A page that opens was read by the server a moment ago: what happened since is told to it first.
 * Both limits keep a display that runs for weeks from growing.
 */
const recent_ms = 15_000;
const most_recent_events = 2000;

/** Hands what the one connection brings to everyone who listens. A listener that throws stops neither the others nor the stream. */
export const createLiveHub = (after?: number, now: () => number = Date.now) => {
  const event_listeners = new Set<(events: LiveEvent[]) => void>();
  const reset_listeners = new Set<() => void>();
  const status_listeners = new Set<() => void>();
  let recent: { at_ms: number; events: LiveEvent[] }[] = [];
  let sequence = after;
  let status: LiveStatus = 'connecting';

  const run = (task: () => void) => {
    try {
      task();
    } catch (error) {
      reportError(error);
    }
  };

  const forget = () => {
    const oldest_ms = now() - recent_ms;
    let count = recent.reduce((sum, { events }) => sum + events.length, 0);
    recent = recent.filter(({ at_ms, events }) => {
      const kept = at_ms >= oldest_ms && count <= most_recent_events;
      if (!kept) count -= events.length;
      return kept;
    });
  };

  return {
    /** Sequence of the newest event that was handed out. */
    sequence: (): number | undefined => sequence,
    status: (): LiveStatus => status,
    publish: (events: LiveEvent[]): void => {
      sequence = events.at(-1)?.sequence ?? sequence;
      recent.push({ at_ms: now(), events });
      forget();
      for (const listener of [...event_listeners]) run(() => listener(events));
    },
    setStatus: (next: LiveStatus): void => {
      status = next;
      for (const listener of [...status_listeners]) run(listener);
    },
    reset: (): void => {
      sequence = undefined;
      recent = [];
      for (const listener of [...reset_listeners]) run(listener);
    },
    /** The listener hears the events of the last seconds at once, then every batch as it comes. */
    subscribe: (listener: (events: LiveEvent[]) => void): (() => void) => {
      forget();
      const missed = recent.flatMap(({ events }) => events);
      if (missed.length > 0) run(() => listener(missed));
      event_listeners.add(listener);
      return () => event_listeners.delete(listener);
    },
    subscribeReset: (listener: () => void): (() => void) => {
      reset_listeners.add(listener);
      return () => reset_listeners.delete(listener);
    },
    subscribeStatus: (listener: () => void): (() => void) => {
      status_listeners.add(listener);
      return () => status_listeners.delete(listener);
    },
  };
};

export type LiveHub = ReturnType<typeof createLiveHub>;
