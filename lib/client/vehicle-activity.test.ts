import { describe, expect, it } from 'vitest';
import { fleetRecord, instant, start_ms } from './fleet.fixture.ts';
import type { FleetRecord } from './fleet-record.ts';
import { deriveActivity, isLowEnergy, positionFreshness } from './vehicle-activity.ts';

const activity = (given: Partial<FleetRecord>, speed_age_s?: number) =>
  deriveActivity(fleetRecord({ id: 'V', ...given }), speed_age_s === undefined ? undefined : start_ms - speed_age_s * 1000, start_ms);

describe('activity of a vehicle', () => {
  it.each([
    ['moving', { speed: 30 }, 10],
    ['moving', { speed: 3, charging: 'CHARGING' }, 180],
    ['idle', { speed: 30 }, 181],
    ['idle', { speed: 30 }, undefined],
    ['idle', { speed: 0, ignition: 'ON' }, 10],
    ['idle', { driving_enabled: true }, undefined],
    ['parked', { driving_enabled: true, ignition: 'OFF' }, undefined],
    ['parked', {}, undefined],
    ['charging', { charging: 'CHARGING', speed: 0 }, 10],
    ['parked', { charging: 'ERROR' }, undefined],
    ['offline', { life_status: 'OFFLINE', speed: 30 }, 10],
    ['alarm', { operation_status: 'BROKEN', life_status: 'OFFLINE' }, undefined],
    ['parked', { operation_status: 'GARAGE' }, undefined],
  ] as const)('is %s for %j with a speed measured %s s ago', (expected, given, age_s) => {
    expect(activity(given, age_s)).toBe(expected);
  });

  it('calls energy low below ten percent, and never when unknown', () => {
    expect([isLowEnergy(9.9), isLowEnergy(10), isLowEnergy(0), isLowEnergy(null)]).toEqual([true, false, true, false]);
  });

  it('calls a position possibly outdated after a minute', () => {
    expect(positionFreshness(instant(-60), start_ms)).toBe('current');
    expect(positionFreshness(instant(-61), start_ms)).toBe('outdated');
    expect(positionFreshness(null, start_ms)).toBe('unknown');
  });
});
