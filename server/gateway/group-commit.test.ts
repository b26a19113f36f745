import { describe, expect, it } from 'vitest';
import { createGroupCommit } from './group-commit.ts';

/** A store that keeps what is committed, refuses what is poison, and waits whenever it is told to. */
const createStore = () => {
  const committed: string[] = [];
  const batches: string[][] = [];
  let gate: Promise<void> = Promise.resolve();
  return {
    committed,
    batches,
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
    commit: async (entries: readonly string[]) => {
      batches.push([...entries]);
      await gate;
      if (entries.includes('poison')) throw new Error('poison');
      committed.push(...entries);
    },
  };
};

describe('a group commit', () => {
  it('gathers what comes while a commit runs, and keeps the order', async () => {
    const store = createStore();
    const release = store.hold();
    const group = createGroupCommit(store.commit);
    const first = group.add(['a']);
    await expect.poll(() => store.batches.length).toBe(1);
    const others = [group.add(['b']), group.add(['c', 'd']), group.add(['e'])];
    release();
    await Promise.all([first, ...others]);
    expect(store.batches).toEqual([['a'], ['b', 'c', 'd', 'e']]);
    expect(store.committed).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('resolves after its commit, never before', async () => {
    const store = createStore();
    const release = store.hold();
    let stored = false;
    const adding = createGroupCommit(store.commit)
      .add(['a'])
      .then(() => {
        stored = true;
      });
    await expect.poll(() => store.batches.length).toBe(1);
    expect(stored).toBe(false);
    release();
    await adding;
    expect(store.committed).toEqual(['a']);
  });

  it('rejects a poisonous entry alone, and tells of every failure', async () => {
    const store = createStore();
    const failures: unknown[] = [];
    const group = createGroupCommit(store.commit, { onFailure: (error) => failures.push(error) });
    const outcomes = await Promise.allSettled([group.add(['a']), group.add(['b', 'poison']), group.add(['c'])]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(store.committed).toEqual(['a', 'c']);
    // The group, then the one call: after each the store's memory may no longer be true.
    expect(failures).toHaveLength(2);
  });

  it('refuses what would wait behind too much, and takes more when that is done', async () => {
    const store = createStore();
    const release = store.hold();
    const group = createGroupCommit(store.commit);
    const running = group.add(['first']);
    await expect.poll(() => store.batches.length).toBe(1);
    const waiting = group.add(Array.from({ length: 50_000 }, () => 'x'));
    await expect(group.add(['one more'])).rejects.toThrow('Too many');
    release();
    await Promise.all([running, waiting]);
    await group.add(['later']);
    expect(store.committed.at(-1)).toBe('later');
  });

  it('drains when all that was handed in is stored or refused', async () => {
    const store = createStore();
    const group = createGroupCommit(store.commit);
    const refused = group.add(['poison']).catch(() => 'refused');
    void group.add(['a']);
    await group.drain();
    expect(store.committed).toEqual(['a']);
    expect(await refused).toBe('refused');
    await group.add([]);
    expect(store.batches.flat()).not.toContain(undefined);
  });
});
