import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatInstant } from './instant.ts';

it('writes what toISOString writes', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 253_402_300_799_999 }), { minLength: 1 }), fc.nat(200_000), (times, step) => {
      for (const time of times.flatMap((ms) => [ms, Math.min(ms + step, 253_402_300_799_999)])) {
        expect(formatInstant(time)).toBe(new Date(time).toISOString());
      }
    }),
  );
});
