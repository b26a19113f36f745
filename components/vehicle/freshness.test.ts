import { describe, expect, it } from 'vitest';
import { freshnessOf } from './freshness.ts';

const minutes = (count: number) => count * 60_000;

describe('freshness of a value', () => {
  it('falls with age, measured against the silence of the brand', () => {
    expect(freshnessOf(minutes(30), 60, false)).toBe('fresh');
    expect(freshnessOf(minutes(31), 60, false)).toBe('due');
    expect(freshnessOf(minutes(61), 60, false)).toBe('overdue');
    expect(freshnessOf(minutes(61), 1440, false)).toBe('fresh');
  });

  it('calls old values of an offline vehicle silent, and young ones what they are', () => {
    expect(freshnessOf(minutes(31), 60, true)).toBe('silent');
    expect(freshnessOf(minutes(1), 60, true)).toBe('fresh');
  });
});
