import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StateRecord } from '#lib/domain/state-record.ts';
import { fleetRecord, instant, liveEvent, start_ms, stateEvent, vehicleOf } from './fleet.fixture.ts';
import type { FleetRecord } from './fleet-record.ts';
import { type FleetRow, rowOfRecord } from './fleet-row.ts';
import { applyStateRecord, reduceFleetRow } from './reduce-fleet-row.ts';

const rowOf = (given: Partial<FleetRecord> = {}): FleetRow => rowOfRecord(fleetRecord({ id: 'V1', ...given }), start_ms);
const apply = (row: FleetRow, record: StateRecord) => applyStateRecord(row, record, record.t, start_ms);

describe('a report over a row', () => {
  it('fills the columns and derives what follows', () => {
    const row = apply(rowOf(), {
      t: instant(0),
      s: {
        position: { lat: 1, lon: 2 },
        speed_in_kilometers_per_hour: 12,
        state_of_charge_or_fuel_level_in_percent: 9,
        central_lock: 'LOCKED',
      },
    });
    expect(row).toMatchObject({ lat: 1, lon: 2, position_at: instant(0), speed: 12, energy: 9, central_lock: 'LOCKED' });
    expect(row).toMatchObject({ activity: 'moving', low: true, last_contact_at: instant(0) });
  });

  it('leaves alone what it does not name', () => {
    const before = rowOf({ energy: 50, range: 120, ignition: 'ON' });
    expect(apply(before, { t: instant(0), s: { mileage_in_kilometers: 7 } })).toMatchObject({
      energy: 50,
      range: 120,
      ignition: 'ON',
      mileage: 7,
    });
  });

  it('takes each property only when it is not older than the one held', () => {
    const held = apply(rowOf({ lat: 0, lon: 0, position_at: instant(5) }), { t: instant(10), s: { ignition: 'ON' } });
    const after = apply(held, {
      t: instant(11),
      s: { ignition: 'OFF', position: { lat: 9, lon: 9 } },
      at: { ignition: instant(9), position: instant(4) },
    });
    expect(after).toMatchObject({ ignition: 'ON', lat: 0, lon: 0, position_at: instant(5) });
    expect(apply(held, { t: instant(10), s: { ignition: 'OFF' } }).ignition).toBe('OFF');
  });

  it('takes the speed of the satellites only where the vehicle tells none', () => {
    const satellites = (seconds: number, speed: number): StateRecord => ({
      t: instant(seconds),
      s: { gnss_speed_over_ground_in_kilometers_per_hour: speed },
    });
    const own = apply(rowOf(), {
      t: instant(1),
      s: { speed_in_kilometers_per_hour: 50, gnss_speed_over_ground_in_kilometers_per_hour: 48 },
    });
    expect(apply(rowOf(), satellites(1, 7))).toMatchObject({ speed: 7, activity: 'moving' });
    expect(own.speed).toBe(50);
    expect(apply(own, satellites(2, 7)).speed).toBe(50);
  });

  it('lets a late report prove contact and nothing else', () => {
    const before = rowOf({ energy: 50, last_contact_at: instant(0) });
    const after = applyStateRecord(
      before,
      { t: instant(-900), s: { state_of_charge_or_fuel_level_in_percent: 3 }, late: 1 },
      instant(4),
      start_ms,
    );
    expect(after).toEqual({
      ...before,
      fresh_until_ms: before.fresh_until_ms + 4000,
      last_contact_at: instant(4),
      last_contact_ms: start_ms + 4000,
    });
  });

  it('never changes the row it was given', () => {
    const before = rowOf({ energy: 50 });
    const copy = structuredClone(before);
    apply(before, { t: instant(1), s: { state_of_charge_or_fuel_level_in_percent: 3 } });
    expect(before).toEqual(copy);
  });

  it('ends the same in whatever order reports of different instants arrive', () => {
    const report = fc.record({
      seconds: fc.integer({ min: 0, max: 1000 }),
      energy: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
      lock: fc.option(fc.constantFrom('LOCKED', 'UNLOCKED'), { nil: undefined }),
      lat: fc.option(fc.integer({ min: -80, max: 80 }), { nil: undefined }),
    });
    const reports = fc.uniqueArray(report, { selector: ({ seconds }) => seconds, maxLength: 12 });
    const shuffled = reports.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
    const play = (list: { seconds: number; energy: number | undefined; lock: string | undefined; lat: number | undefined }[]) =>
      list.reduce((row, { seconds, energy, lock, lat }) => {
        const s: Record<string, unknown> = {};
        if (energy !== undefined) s.state_of_charge_or_fuel_level_in_percent = energy;
        if (lock !== undefined) s.central_lock = lock;
        if (lat !== undefined) s.position = { lat, lon: 1 };
        return apply(row, { t: instant(seconds), s });
      }, rowOf());
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(play(other)).toEqual(play(list));
      }),
    );
  });
});

describe('an event over a row', () => {
  it('brings a new vehicle without inventing a state', () => {
    const vehicle = vehicleOf(fleetRecord({ id: 'V1', license_plate: 'AB 12', tags: ['new'] }));
    const row = reduceFleetRow(undefined, liveEvent(1, 'VehicleCreated', 'V1', { reasons: ['VEHICLE_ADDED'], vehicle }), start_ms);
    expect(row).toMatchObject({ label: 'AB 12', tags: ['new'], lat: null, speed: null, energy: null, activity: 'parked' });
  });

  it('keeps the state when the vehicle is edited, and its new names are found', () => {
    const before = apply(rowOf({ license_plate: 'OLD 1' }), { t: instant(0), s: { speed_in_kilometers_per_hour: 20 } });
    const vehicle = vehicleOf({ ...fleetRecord({ id: 'V1', license_plate: 'NEW 2' }), operation_status: 'BROKEN' });
    const row = reduceFleetRow(before, liveEvent(1, 'VehicleChanged', 'V1', { reasons: [], vehicle }), start_ms) as FleetRow;
    expect(row).toMatchObject({ label: 'NEW 2', speed: 20, activity: 'alarm', measured_at: before.measured_at });
    expect(row.search_text).toContain('new2');
    expect(row.search_text).not.toContain('old');
  });

  it('asks for a snapshot when a vehicle comes back from the archive', () => {
    const vehicle = vehicleOf(fleetRecord({ id: 'V1' }));
    expect(reduceFleetRow(undefined, liveEvent(1, 'VehicleCreated', 'V1', { reasons: ['VEHICLE_RESTORED'], vehicle }), start_ms)).toBe(
      'snapshot',
    );
  });

  it('knows no vehicle from a report alone, forgets a removed one, and passes other events over', () => {
    const row = rowOf();
    expect(reduceFleetRow(undefined, stateEvent(1, 'V1', { t: instant(0), s: { ignition: 'ON' } }), start_ms)).toBeUndefined();
    expect(reduceFleetRow(row, liveEvent(2, 'VehicleRemoved', 'V1', {}), start_ms)).toBeUndefined();
    expect(reduceFleetRow(row, liveEvent(3, 'IgnitionChanged', 'V1', { current: 'ON' }), start_ms)).toBe(row);
  });
});
