import { setImmediate } from 'node:timers/promises';
import type { BoundFigures } from '#lib/domain/process-figures.ts';

/** Entries that may wait; beyond, callers are refused and their senders keep what they have. */
const queue_limit = 50_000;
const batch_limit = 2_000;

interface Waiting<T> {
  entries: readonly T[];
  resolve(): void;
  reject(error: unknown): void;
}

export interface GroupCommit<T> {
  /** Resolves when all entries are committed; rejects when none is. */
  add(entries: readonly T[]): Promise<void>;
  drain(): Promise<void>;
  bounds(): BoundFigures[];
}

/**
 * Gathers entries while a commit runs and commits them together: no timer, no delay when idle.
 * A group that fails is tried again call by call, so that one bad entry takes nobody else down.
 */
export const createGroupCommit = <T>(
  commit: (entries: readonly T[]) => Promise<void>,
  { onFailure = () => {} }: { onFailure?: (error: unknown) => void } = {},
): GroupCommit<T> => {
  const waiting: Waiting<T>[] = [];
  let size = 0;
  let running: Promise<void> | undefined;

  const take = () => {
    const batch: Waiting<T>[] = [];
    let entries = 0;
    while (waiting[0] && (batch.length === 0 || entries + waiting[0].entries.length <= batch_limit)) {
      const next = waiting.shift();
      if (!next) break;
      batch.push(next);
      entries += next.entries.length;
    }
    size -= entries;
    return batch;
  };

  const commitEach = async (batch: readonly Waiting<T>[]) => {
    for (const call of batch) {
      await commit(call.entries).then(call.resolve, (error: unknown) => {
        onFailure(error);
        call.reject(error);
      });
    }
  };

  const run = async () => {
    while (waiting.length > 0) {
      const batch = take();
      try {
        await commit(batch.flatMap((call) => call.entries));
        for (const call of batch) call.resolve();
      } catch (error) {
        onFailure(error);
        if (batch.length === 1) batch[0]?.reject(error);
        else await commitEach(batch);
      }
      await setImmediate();
    }
    running = undefined;
  };

  return {
    add: (entries) =>
      new Promise((resolve, reject) => {
        if (entries.length === 0) return resolve();
        if (size + entries.length > queue_limit) return reject(new Error('Too many reports wait to be stored.'));
        waiting.push({ entries, resolve, reject });
        size += entries.length;
        running ??= setImmediate().then(run);
      }),
    bounds: () => [{ name: 'reports that wait for their commit', used: size, bound: queue_limit }],
    drain: async () => {
      while (running) await running;
    },
  };
};
