import type { MapChange } from './map-source.ts';

export type PendingChange = ReadonlySet<string> | 'all';

/** Adds changes to what already waits; every id is held once, however often it changed. */
export const mergeChange = (pending: PendingChange | undefined, change: MapChange): PendingChange => {
  if (pending === 'all' || change === 'all') return 'all';
  const merged = pending instanceof Set ? pending : new Set(pending);
  for (const id of change) merged.add(id);
  return merged;
};

/**
 * Brings changes to the map one batch at a time: what arrives while a batch is being applied waits and becomes the next
 * batch, so a slow machine sees fewer updates and never a growing queue. The pause between batches follows their cost.
 * `push` only notes the change; whoever reports it waits for nothing.
 */
export const createUpdateQueue = (options: {
  /** Resolves when the batch can be seen. */
  apply: (changed: PendingChange) => Promise<void>;
  /** Pause in milliseconds after a batch that took so long. */
  pauseAfter: (cost_ms: number) => number;
  onError: (error: unknown) => void;
  now?: () => number;
  setTimer?: (run: () => void, delay_ms: number) => () => void;
}) => {
  const now = options.now ?? (() => performance.now());
  const setTimer =
    options.setTimer ??
    ((run: () => void, delay_ms: number) => {
      const timer = setTimeout(run, delay_ms);
      return () => clearTimeout(timer);
    });
  let pending: PendingChange | undefined;
  let in_flight = false;
  let paused = false;
  let closed = false;
  let clearTimer: (() => void) | undefined;

  const runAfter = (delay_ms: number) => {
    clearTimer = setTimer(() => {
      clearTimer = undefined;
      void run();
    }, delay_ms);
  };

  const run = async () => {
    if (closed || paused || pending === undefined) return;
    const changed = pending;
    pending = undefined;
    in_flight = true;
    const started_ms = now();
    try {
      await options.apply(changed);
    } catch (error) {
      // What the map holds is unknown now, so the next batch compares everything.
      pending = 'all';
      options.onError(error);
    }
    in_flight = false;
    if (!closed) runAfter(options.pauseAfter(now() - started_ms));
  };

  const wake = () => {
    if (!closed && !paused && !in_flight && !clearTimer && pending !== undefined) runAfter(0);
  };

  return {
    push: (change: MapChange) => {
      if (closed) return;
      pending = mergeChange(pending, change);
      wake();
    },
    setPaused: (value: boolean) => {
      paused = value;
      wake();
    },
    close: () => {
      closed = true;
      pending = undefined;
      clearTimer?.();
    },
  };
};

export type UpdateQueue = ReturnType<typeof createUpdateQueue>;
