import { describe, expect, it } from 'vitest';
import { chartedProperties, spanOf, valueRange } from './history-range.ts';

const now_ms = Date.parse('2026-11-20T12:00:00Z');
const hour_ms = 3_600_000;

describe('the chart', () => {
  it('ends now, or has the instant in its middle without reaching beyond now', () => {
    expect(spanOf('day', undefined, now_ms)).toEqual({ after_ms: now_ms - 24 * hour_ms, before_ms: now_ms });
    const noon = '2026-11-10T12:00:00.000Z';
    expect(spanOf('hours', noon, now_ms)).toEqual({ after_ms: Date.parse(noon) - 3 * hour_ms, before_ms: Date.parse(noon) + 3 * hour_ms });
    expect(spanOf('week', '2026-11-20T11:00:00.000Z', now_ms).before_ms).toBe(now_ms);
  });

  it('offers what the vehicle reports in numbers, energy first', () => {
    const vehicle_state = ['POSITION', 'SPEED_IN_KILOMETERS_PER_HOUR', 'IGNITION', 'STATE_OF_CHARGE_OR_FUEL_LEVEL_IN_PERCENT'] as const;
    expect(chartedProperties({ commands: [], vehicle_state: [...vehicle_state] })).toEqual([
      'state_of_charge_or_fuel_level_in_percent',
      'speed_in_kilometers_per_hour',
    ]);
  });

  it('shows percentages whole, and gives other values air without going below zero', () => {
    expect(valueRange('state_of_charge_or_fuel_level_in_percent', 96, 96)).toEqual([0, 100]);
    expect(valueRange('speed_in_kilometers_per_hour', 0, 50)).toEqual([0, 55]);
    expect(valueRange('outside_temperature_in_celsius', -4, 6)).toEqual([-5, 7]);
    expect(valueRange('onboard_voltage_in_volts', 12, 12)).toEqual([11.5, 12.5]);
  });
});
