import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stateOfRecord, toStateRecord } from './state-record.ts';
import type { VehicleState } from './vehicle-state.ts';

const timestamp = fc.integer({ min: 0, max: 4_102_444_800_000 }).map((ms) => new Date(ms).toISOString());
const stamped = <T>(value: fc.Arbitrary<T>) => fc.record({ timestamp, value });
const states: fc.Arbitrary<VehicleState> = fc
  .record(
    {
      position: stamped(fc.record({ lat: fc.integer({ min: -90, max: 90 }), lon: fc.integer({ min: -180, max: 180 }) })),
      mileage_in_kilometers: stamped(fc.nat()),
      driving_enabled: stamped(fc.boolean()),
      central_lock: stamped(fc.constantFrom('LOCKED' as const, 'UNLOCKED' as const)),
    },
    { requiredKeys: [] },
  )
  .filter((state) => Object.keys(state).length > 0);

describe('a state record', () => {
  it('gives the state back that it was made of, through JSON', () => {
    fc.assert(
      fc.property(states, fc.boolean(), fc.boolean(), (state, full, late) => {
        const record = JSON.parse(JSON.stringify(toStateRecord(state, { full, late })));
        expect(stateOfRecord(record)).toEqual(state);
        expect(record.full === 1).toBe(full);
        expect(record.late === 1).toBe(late);
      }),
    );
  });

  it('bears the newest time of measurement, and names only the others', () => {
    const older = '2026-11-20T12:00:00.000Z';
    const newer = '2026-11-20T12:00:05.000Z';
    const state: VehicleState = { ignition: { timestamp: newer, value: 'ON' }, mileage_in_kilometers: { timestamp: older, value: 7 } };
    expect(toStateRecord(state)).toEqual({
      t: newer,
      s: { ignition: 'ON', mileage_in_kilometers: 7 },
      at: { mileage_in_kilometers: older },
    });
    expect(toStateRecord({ ignition: { timestamp: newer, value: 'ON' } })).toEqual({ t: newer, s: { ignition: 'ON' } });
  });

  it('of a later version is read as far as its words are known', () => {
    const t = '2026-11-20T12:00:00.000Z';
    expect(stateOfRecord({ t, s: { ignition: 'OFF', warp_factor: 9 } })).toEqual({ ignition: { timestamp: t, value: 'OFF' } });
  });
});
