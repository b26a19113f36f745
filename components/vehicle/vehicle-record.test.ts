import { describe, expect, it } from 'vitest';
import { commandEntry } from '#components/commands/command.fixture.ts';
import { toStateRecord } from '#lib/domain/state-record.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import { instantAt, liveEvent, noon, vehicle } from './vehicle.fixture.ts';
import { applyEvent, mergeRecord, situationOf, type VehicleRecord } from './vehicle-record.ts';

const energy = (value: number, seconds: number): VehicleState => ({
  state_of_charge_or_fuel_level_in_percent: { value, timestamp: instantAt(seconds) },
});
const record = (more: Partial<VehicleRecord> = {}): VehicleRecord => ({ vehicle: vehicle(), state: energy(80, 0), commands: [], ...more });
const reported = (sequence: number, state: VehicleState, late = false) =>
  liveEvent(sequence, 'VehicleStateRecorded', { ...toStateRecord(state, { late }) });
const percent = ({ state }: VehicleRecord) => state.state_of_charge_or_fuel_level_in_percent?.value;

describe('the record of a vehicle', () => {
  it('takes newer measurements and leaves older ones to history', () => {
    expect(percent(applyEvent(record(), reported(5, energy(79, 5))))).toBe(79);
    expect(percent(applyEvent(record(), reported(5, energy(12, -60))))).toBe(80);
    expect(percent(applyEvent(record(), reported(5, energy(12, 5), true)))).toBe(80);
  });

  it('counts any report as contact', () => {
    expect(applyEvent(record(), reported(9, energy(12, -60), true)).vehicle.last_contact_at).toBe(instantAt(9));
  });

  it('ends alike in whatever order and how often events arrive', () => {
    const events = [
      reported(1, energy(79, 1)),
      reported(2, energy(78, 2)),
      reported(3, { ignition: { value: 'ON', timestamp: instantAt(2) } }),
    ];
    const straight = events.reduce(applyEvent, record());
    expect([...events].reverse().reduce(applyEvent, record())).toEqual(straight);
    expect([...events, ...events].reduce(applyEvent, record())).toEqual(straight);
  });

  it('takes an edit, but no older copy of the vehicle', () => {
    const edited = vehicle({ tags: ['night'], modified_at: instantAt(4) });
    const next = applyEvent(record(), liveEvent(4, 'VehicleChanged', { reasons: ['TAGS_CHANGED'], vehicle: edited }));
    expect(next.vehicle.tags).toEqual(['night']);
    expect(mergeRecord(next, { vehicle: vehicle() }).vehicle.tags).toEqual(['night']);
    expect(applyEvent(next, liveEvent(5, 'VehicleChanged', { vehicle: { id: 'broken' } }))).toBe(next);
  });

  it('keeps 90 days when the vehicle is archived', () => {
    const archived = applyEvent(record(), liveEvent(6, 'VehicleRemoved', { vehicle_id: 'JQ7RP', archived_at: noon }));
    expect(archived.vehicle).toMatchObject({ archived_at: noon, deletes_at: '2027-02-18T12:00:00.000Z' });
  });

  it('follows its commands and passes over other vehicles', () => {
    const sent = liveEvent(7, 'CommandProgressed', { command: commandEntry({ status: 'DISPATCHING', sent_at: noon }) });
    expect(applyEvent(record({ commands: [commandEntry()] }), sent).commands).toHaveLength(1);
    expect(applyEvent(record(), sent).commands[0]?.status).toBe('DISPATCHING');
    const before = record();
    expect(applyEvent(before, { ...sent, vehicle_id: 'OTHER' })).toBe(before);
  });

  it('keeps what the stream brought while the data was read anew', () => {
    const live = applyEvent(record(), reported(5, energy(79, 5)));
    expect(percent(mergeRecord(live, { state: energy(80, 0) }))).toBe(79);
    expect(percent(mergeRecord(live, { state: energy(70, 9) }))).toBe(70);
  });

  it('tells a confirmation how old the newest value is', () => {
    const state: VehicleState = { ...energy(80, 0), speed_in_kilometers_per_hour: { value: 12, timestamp: instantAt(30) } };
    expect(situationOf(record({ state }))).toMatchObject({ state_at: instantAt(30), speed_in_kilometers_per_hour: 12, offline: false });
    expect(situationOf(record({ state: {} })).state_at).toBeUndefined();
  });
});
