import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toCsvLine } from './csv.ts';

const read = (line: string): string[] => parse(line).flat();

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\0=1'])('keeps %j from being run', (text) => {
  expect(read(toCsvLine(['a', text]))).toEqual(['a', `'${text}`]);
});

it('writes numbers as numbers, and nothing for nothing', () => {
  expect(toCsvLine([-34.9, undefined, 'a', 0])).toBe('-34.9,,a,0\r\n');
});

const cells = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('"', ',', '\r\n', '="', '-"a"\n')), {
  minLength: 2,
  maxLength: 6,
});

/** Every text comes back from a reader that is not ours, less the apostrophe, and no cell begins like a formula. */
const requireRoundTrip = (write: (texts: readonly string[]) => string) =>
  fc.assert(
    fc.property(cells, (given) => {
      const got = read(write(['first', ...given]));
      expect(got.slice(1).map((cell, index) => (cell === `'${given[index]}` ? given[index] : cell))).toEqual(given);
      expect(got.filter((cell) => /^[=+\-@\t\r\0]/.test(cell))).toEqual([]);
    }),
  );

it('is read back by a reader that is not ours, and begins no cell like a formula', () => requireRoundTrip(toCsvLine));

it('would not be without the apostrophe, nor without doubled quotes', () => {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  expect(() => requireRoundTrip((texts) => `${texts.map(quoted).join(',')}\r\n`)).toThrow();
  expect(() => requireRoundTrip((texts) => `${texts.map((text) => `"'${text}"`).join(',')}\r\n`)).toThrow();
});
