import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freshness_values, freshnessAt, freshnessInstants, reportMode } from './freshness.ts';

const nothing = { speed: null, ignition: null, driving_enabled: null, charging: null };
const second_ms = 1000;

describe('the mode of a vehicle', () => {
  it('is driving while it moves or is switched on, then charging, else parked', () => {
    expect(reportMode({ ...nothing, speed: 3, charging: 'CHARGING' })).toBe('driving');
    expect(reportMode({ ...nothing, ignition: 'ON' })).toBe('driving');
    expect(reportMode({ ...nothing, speed: 0, ignition: 'OFF', charging: 'CHARGING' })).toBe('charging');
    expect(reportMode(nothing)).toBe('parked');
  });

  it('takes enabled driving for switched on only where there is no ignition to tell', () => {
    expect(reportMode({ ...nothing, driving_enabled: true })).toBe('driving');
    expect(reportMode({ ...nothing, driving_enabled: true, ignition: 'OFF' })).toBe('parked');
  });
});

describe('freshness', () => {
  const pace = { expected_interval_seconds: 60, silence_seconds: 600 };

  it('ends in three steps: a report is expected, one was missed, the vehicle counts as offline', () => {
    const instants = freshnessInstants(0, pace);
    const at = (seconds: number) => freshnessAt(instants, seconds * second_ms);
    expect([0, 59, 60, 149, 150, 599, 600].map(at)).toEqual(['fresh', 'fresh', 'due', 'due', 'overdue', 'overdue', 'silent']);
  });

  it('is silent without a contact, and when the vehicle is known to be offline', () => {
    expect(freshnessAt(undefined, 0)).toBe('silent');
    expect(freshnessAt(freshnessInstants(0, pace), 0, true)).toBe('silent');
  });

  it('never becomes better by waiting, whatever the pace', () => {
    const any_pace = fc.record({
      expected_interval_seconds: fc.integer({ min: 1, max: 90_000 }),
      silence_seconds: fc.integer({ min: 1, max: 90_000 }),
    });
    fc.assert(
      fc.property(any_pace, fc.nat(200_000), fc.nat(200_000), (given, a, b) => {
        const instants = freshnessInstants(0, given);
        const rank = (seconds: number) => freshness_values.indexOf(freshnessAt(instants, seconds * second_ms));
        return (
          instants.due_ms <= instants.overdue_ms &&
          instants.overdue_ms <= instants.silent_ms &&
          rank(Math.min(a, b)) <= rank(Math.max(a, b))
        );
      }),
    );
  });
});
