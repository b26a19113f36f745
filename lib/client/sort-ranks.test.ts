import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sortByRank } from './sort-ranks.ts';

it('sorts by rank and keeps the order of equal ones', () => {
  const rank = fc.oneof(fc.nat(5), fc.nat(5000), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
  fc.assert(
    fc.property(fc.array(rank, { maxLength: 300 }), (ranks) => {
      const plain = [...ranks.keys()].sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0) || a - b);
      expect([...sortByRank(Float64Array.from(ranks.keys()), Uint32Array.from(ranks))]).toEqual(plain);
    }),
  );
});
