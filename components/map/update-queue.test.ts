import { describe, expect, it } from 'vitest';
import { createUpdateQueue, mergeChange, type PendingChange } from './update-queue.ts';

describe('mergeChange', () => {
  it('holds an id once and forgets ids when everything changed', () => {
    expect(mergeChange(mergeChange(undefined, ['a', 'b']), ['b', 'c'])).toEqual(new Set(['a', 'b', 'c']));
    expect(mergeChange(new Set(['a']), 'all')).toBe('all');
    expect(mergeChange('all', ['a'])).toBe('all');
  });
});

/** A queue whose batches and timers are finished by hand. */
const createBench = (pauseAfter: (cost_ms: number) => number = () => 0) => {
  const batches: PendingChange[] = [];
  const finish: { resolve: () => void; reject: (error: unknown) => void }[] = [];
  const timers: { run: () => void; delay_ms: number; cleared: boolean }[] = [];
  const errors: unknown[] = [];
  let now_ms = 0;
  const queue = createUpdateQueue({
    apply: (changed) => {
      batches.push(changed);
      return new Promise((resolve, reject) => finish.push({ resolve, reject }));
    },
    pauseAfter,
    onError: (error) => errors.push(error),
    now: () => now_ms,
    setTimer: (run, delay_ms) => {
      const timer = { run, delay_ms, cleared: false };
      timers.push(timer);
      return () => {
        timer.cleared = true;
      };
    },
  });
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    queue,
    batches,
    timers,
    errors,
    pass: (ms: number) => {
      now_ms += ms;
    },
    finishOne: async (error?: unknown) => {
      const one = finish.shift();
      if (error) one?.reject(error);
      else one?.resolve();
      await settle();
    },
    elapse: () => timers.shift()?.run(),
  };
};

describe('createUpdateQueue', () => {
  it('has one batch in flight and gathers what arrives meanwhile into the next', async () => {
    const { queue, batches, finishOne, elapse } = createBench();
    queue.push(['a']);
    expect(batches).toEqual([]);
    elapse();
    queue.push(['b']);
    queue.push(['c', 'b']);
    expect(batches).toEqual([new Set(['a'])]);
    await finishOne();
    expect(batches).toHaveLength(1);
    elapse();
    expect(batches).toEqual([new Set(['a']), new Set(['b', 'c'])]);
  });

  it('pauses by what the batch cost', async () => {
    const { queue, timers, pass, finishOne, elapse } = createBench((cost_ms) => 2 * cost_ms);
    queue.push(['a']);
    elapse();
    pass(40);
    await finishOne();
    expect(timers.map(({ delay_ms }) => delay_ms)).toEqual([80]);
  });

  it('gathers while paused and applies once on return', () => {
    const { queue, batches, timers, elapse } = createBench();
    queue.setPaused(true);
    queue.push(['a']);
    queue.push(['b']);
    expect(timers).toEqual([]);
    queue.setPaused(false);
    elapse();
    expect(batches).toEqual([new Set(['a', 'b'])]);
  });

  it('compares everything after a batch that failed', async () => {
    const { queue, batches, errors, finishOne, elapse } = createBench();
    queue.push(['a']);
    elapse();
    await finishOne(new Error('lost'));
    elapse();
    expect(errors).toHaveLength(1);
    expect(batches).toEqual([new Set(['a']), 'all']);
  });

  it('does nothing any more when closed', async () => {
    const { queue, batches, timers, finishOne, elapse } = createBench();
    queue.push(['a']);
    elapse();
    queue.push(['b']);
    queue.close();
    await finishOne();
    queue.push(['c']);
    expect(batches).toHaveLength(1);
    expect(timers).toEqual([]);
  });
});
