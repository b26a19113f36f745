import { describe, expect, it } from 'vitest';
import { parseRetryAfter } from './retry-after.ts';

const now_ms = Date.parse('2024-06-10T00:00:00Z');

describe('parseRetryAfter', () => {
  it.each([
    ['120', 120_000],
    [' 3 ', 3_000],
    ['0', 0],
    ['Mon, 10 Jun 2024 00:01:00 GMT', 60_000],
    ['Sun, 09 Jun 2024 00:01:00 GMT', 0],
    ['', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['0x10', undefined],
    ['tomorrow', undefined],
    ['Mon, 99 Foo 2024', undefined],
    [undefined, undefined],
  ])('%s is %s', (value, expected) => {
    expect(parseRetryAfter(value, now_ms)).toBe(expected);
  });
});
