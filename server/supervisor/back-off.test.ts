import { expect, it } from 'vitest';
import { computeDelay, default_back_off } from './back-off.ts';

it('doubles from half a second to half a minute', () => {
  const delays = [1, 2, 3, 6, 7, 8, 1000].map((crashes) => computeDelay(crashes, default_back_off));
  expect(delays).toEqual([500, 1000, 2000, 16_000, 30_000, 30_000, 30_000]);
});
