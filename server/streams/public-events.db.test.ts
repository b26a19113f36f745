import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { StateReport } from '#lib/domain/telematics.ts';
import type { StateProperty, VehicleState } from '#lib/domain/vehicle-state.ts';
import type { Query } from '#server/db/dialect.ts';
import { applyReport } from '#server/gateway/apply-report.ts';
import type { KnownVehicle } from '#server/gateway/known-vehicles.ts';
import { newFlowId } from '#server/ids.ts';
import { type EventRow, listEventsAfter } from '#server/store/events.ts';
import { type NewEvent, write } from '#server/store/write.ts';
import { describeOnBothDatabases } from '#server/test/app.fixture.ts';
import { makeFleet } from '#server/test/fleet.fixture.ts';
import { createEventReader, type EventReader, type PublicEvent } from './public-events.ts';
import { foldRecord, parseStateRecord } from './state-history.ts';

const properties = ['mileage_in_kilometers', 'altitude_in_meters', 'remaining_range_in_kilometers', 'onboard_voltage_in_volts'] as const;

/** Reports of three vehicles, in no order of their times: most bring one value or two, some come late, some are repeated. */
const reports = fc.array(
  fc.record({
    vehicle: fc.constantFrom('A', 'B', 'C'),
    values: fc.array(fc.record({ property: fc.constantFrom(...properties), value: fc.nat(9), at_s: fc.nat(600) }), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
  { minLength: 260, maxLength: 400 },
);
/** How a reader goes through the log: where it begins, how much it takes at a time, and after how many batches its process is replaced. */
const walks = fc.array(
  fc.record({
    start: fc.nat(999),
    batch: fc.integer({ min: 1, max: 60 }),
    lives: fc.integer({ min: 1, max: 6 }),
    cache: fc.constantFrom(1, 2, 20_000),
  }),
  { minLength: 4, maxLength: 4 },
);

type Make = (db: Query, cache_limit: number) => EventReader;

/** The fault that the rebuilding prevents: a reader that knows of a vehicle only what it has seen itself. */
const createForgetfulReader: Make = () => {
  const states = new Map<string, VehicleState>();
  return {
    read: async (_after, rows) =>
      rows.map((row): PublicEvent => {
        const record = parseStateRecord(row.data);
        const state = record ? foldRecord(states.get(row.vehicle_id) ?? {}, record) : {};
        states.set(row.vehicle_id, state);
        const { sequence, id, type, vehicle_id, occurred_at, flow_id } = row;
        return { sequence, id, type, vehicle_id, occurred_at, flow_id, envelope: JSON.stringify({ data: { vehicle_state: state } }) };
      }),
  };
};

describeOnBothDatabases('public events', (makeApp) => {
  const prepare = async () => {
    const test = await makeApp();
    const start_ms = test.clock.now();
    /** The log of a new fleet, as ingest would have written it. */
    const logOf = async (
      given: readonly { vehicle: string; values: readonly { property: StateProperty; value: number; at_s: number }[] }[],
    ) => {
      const { fleet_id } = await makeFleet(test);
      const known = new Map<string, KnownVehicle>();
      const events: NewEvent[] = [];
      for (const { vehicle, values } of given) {
        const vehicle_id = `${fleet_id}${vehicle}`;
        const blank = {
          vehicle_id,
          fleet_id,
          attached_at: '',
          unit: { brand: 'X', vehicle_model_id: 'X' },
          revision: 1,
          capable: new Set<StateProperty>(properties),
          life_status: 'ONLINE',
        };
        const before = known.get(vehicle) ?? {
          ...blank,
          state: {},
          last_contact_at: null,
          events_since_full: 0,
          full_at: null,
          version: 0,
        };
        const stamped = values.map(({ property, value, at_s }) => [
          property,
          { value, timestamp: new Date(start_ms - 1_000_000 + at_s * 1000).toISOString() },
        ]);
        const report = { brand: 'X', unit_id: vehicle, received_at: '', properties: Object.fromEntries(stamped) } as StateReport;
        const applied = applyReport(before, report, start_ms, newFlowId());
        known.set(vehicle, applied.vehicle);
        events.push(...applied.events);
      }
      await write(test.app, async (_tx, emit) => {
        for (const event of events) emit(event);
      });
      return { fleet_id, rows: await listEventsAfter(test.app.db.read, fleet_id, 0, 10_000) };
    };
    return { ...test, logOf };
  };

  /** What each event owes: every value that any record before it brought, whole records or not; late ones alone. */
  const owedStates = (rows: readonly EventRow[]): VehicleState[] => {
    const states = new Map<string, VehicleState>();
    return rows.map((row) => {
      const record = parseStateRecord(row.data);
      if (!record) throw new Error('Not a state');
      const own = foldRecord({}, { ...record, full: 1, late: undefined } as never);
      if (record.late) return own;
      const state = { ...states.get(row.vehicle_id), ...own };
      states.set(row.vehicle_id, state);
      return state;
    });
  };

  const checkWalks = (prepared: Awaited<ReturnType<typeof prepare>>, make: Make) =>
    fc.assert(
      fc.asyncProperty(reports, walks, async (given, ways) => {
        const { rows } = await prepared.logOf(given);
        const owed = owedStates(rows);
        const texts = new Map<number, string>();
        for (const { start, batch, lives, cache } of ways) {
          let reader = make(prepared.app.db.read, cache);
          let cursor = start % rows.length;
          for (let turn = 0; cursor < rows.length; turn += 1) {
            if (turn % lives === 0) reader = make(prepared.app.db.read, cache);
            const taken = rows.slice(cursor, cursor + batch);
            const through = taken.at(-1)?.sequence ?? 0;
            for (const { sequence, envelope } of await reader.read(cursor, taken, through)) {
              expect(JSON.parse(envelope).data.vehicle_state).toEqual(owed[sequence - 1]);
              expect(texts.get(sequence) ?? envelope).toBe(envelope);
              texts.set(sequence, envelope);
            }
            cursor = through;
          }
        }
      }),
      { numRuns: 8, endOnFailure: true },
    );

  it('carry the merged state, whole and word for word the same wherever a reader begins and however often it restarts', async () => {
    await checkWalks(await prepare(), createEventReader);
  });

  it('of a reader that does not rebuild are noticed', async () => {
    await expect(checkWalks(await prepare(), createForgetfulReader)).rejects.toThrow('Property failed');
  });

  it('leave out the steps of commands, and what was emptied with its vehicle', async () => {
    const test = await prepare();
    const { app } = test;
    const { fleet_id } = await makeFleet(test);
    const event = { fleet_id, vehicle_id: 'A', occurred_at: '2030-06-10T07:00:00.000Z', flow_id: 'f' };
    await write(app, async (_tx, emit) => {
      emit({ ...event, type: 'CommandRequested', data: { vehicle_id: 'A' } });
      emit({ ...event, type: 'VehicleStateRecorded', data: {} });
      emit({ ...event, type: 'VehicleChanged', data: {} });
      emit({ ...event, type: 'CommandExecuted', data: { vehicle_id: 'A', fleet_id } });
    });
    const rows = await listEventsAfter(app.db.read, fleet_id, 0, 10);
    const events = await createEventReader(app.db.read).read(0, rows, 4);
    expect(events.map(({ envelope }) => JSON.parse(envelope))).toEqual([
      {
        metadata: {
          id: rows[3]?.id,
          type: 'CommandExecuted',
          schema_major_version: 1,
          occurred_at: event.occurred_at,
          flow_id: 'f',
          sequence: 4,
        },
        data: { vehicle_id: 'A', fleet_id },
      },
    ]);
  });
});
