import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sortByRank } from './sort-ranks.ts';

it('sorts by rank and keeps the order of equal ones', () => {
  const rank = fc.oneof(fc.nat(5), fc.nat(5000), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
  fc.assert(
    fc.property(fc.array(rank, { maxLength: 300 }), (ranks) => {
      const plain = [...ranks.keys()].sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0) || a - b);
      const sorted = sortByRank({ slots: Int32Array.from(ranks.keys()), ranks: Uint32Array.from(ranks) });
      expect([...sorted.slots]).toEqual(plain);
      expect([...sorted.ranks]).toEqual(plain.map((slot) => ranks[slot]));
    }),
  );
});
