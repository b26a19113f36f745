import { describe, expect, it } from 'vitest';
import { fanOffsets } from './fan-out.ts';

const smallestDistance = (count: number) => {
  const offsets = fanOffsets(count);
  let smallest = Number.POSITIVE_INFINITY;
  offsets.forEach((a, index) => {
    for (const b of offsets.slice(index + 1)) smallest = Math.min(smallest, Math.hypot(a.x - b.x, a.y - b.y));
  });
  return smallest;
};

describe('fanOffsets', () => {
  it.each([1, 2, 7, 10, 11, 40, 300])('gives each of %i marks a place of its own', (count) => {
    expect(fanOffsets(count)).toHaveLength(count);
    expect(smallestDistance(count)).toBeGreaterThan(28);
  });

  it('keeps the middle free for the stack itself', () => {
    for (const { x, y } of fanOffsets(60)) expect(Math.hypot(x, y)).toBeGreaterThan(45);
  });

  it('grows with the root of the number, so that three hundred still fit a screen', () => {
    expect(Math.max(...fanOffsets(300).map(({ x, y }) => Math.hypot(x, y)))).toBeLessThan(400);
  });
});
