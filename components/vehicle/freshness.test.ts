import { describe, expect, it } from 'vitest';
import { freshnessOf } from './freshness.ts';
import { instantAt, noon } from './vehicle.fixture.ts';

const pace = { expected_interval_seconds: 60, silence_seconds: 3600 };
const aged = (seconds: number, offline = false) => freshnessOf(noon, pace, Date.parse(instantAt(seconds)), offline);

describe('freshness of a value', () => {
  it('falls with age, measured against what the model usually does', () => {
    expect([30, 60, 150, 3600].map((seconds) => aged(seconds))).toEqual(['fresh', 'due', 'overdue', 'silent']);
  });

  it('calls old values of an offline vehicle silent, young ones what they are, and none silent', () => {
    expect(aged(61, true)).toBe('silent');
    expect(aged(30, true)).toBe('fresh');
    expect(freshnessOf(undefined, pace, Date.parse(noon), false)).toBe('silent');
  });
});
