/**
 * Turns rows of the log into the events that the world gets, the same on every channel: stream, list, webhook, queue.
 * State events lie in the log as what a report brought, and owe the merged state. The reader keeps the state of the vehicles it has met and folds on;
 * what it does not know, or no longer, it rebuilds from the last whole record. So the text of an event never depends on where its reader began.
 */
import { type EventType, isPublicEvent, schemaMajorVersion } from '#lib/domain/event.ts';
import { stateOfRecord } from '#lib/domain/state-record.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import type { Query } from '#server/db/dialect.ts';
import type { EventRow } from '#server/store/events.ts';
import { foldRecord, parseStateRecord, readStateBefore } from './state-history.ts';

export interface PublicEvent {
  sequence: number;
  id: string;
  type: EventType;
  vehicle_id: string;
  /** JSON text of the `EventEnvelope`. */
  envelope: string;
}

export interface EventReader {
  /**
   * The public events among the rows behind `after`. Rows may be left out by type and vehicle, but of a vehicle whose state events are among them
   * all must be there. `through`: the last sequence that the caller has dealt with then, where he goes on.
   */
  read(after: number, rows: readonly EventRow[], through: number): Promise<PublicEvent[]>;
}

const encodeEnvelope = ({ id, type, occurred_at, flow_id, sequence }: EventRow, data: string): string => {
  const metadata = { id, type, schema_major_version: schemaMajorVersion(type), occurred_at, flow_id, sequence };
  return `{"metadata":${JSON.stringify(metadata)},"data":${data}}`;
};

const isEmptied = (data: string) => data === '' || data === '{}';

/** `cache_limit`: vehicles whose state is kept in memory, about 2 kB each. */
export const createEventReader = (db: Query, cache_limit = 20_000): EventReader => {
  const states = new Map<string, VehicleState>();
  let position: number | undefined;

  const remember = (vehicle_id: string, state: VehicleState) => {
    states.delete(vehicle_id);
    states.set(vehicle_id, state);
    if (states.size <= cache_limit) return;
    const [longest_unused] = states.keys();
    if (longest_unused !== undefined) states.delete(longest_unused);
  };

  const stateData = async (row: EventRow): Promise<string | undefined> => {
    const record = parseStateRecord(row.data);
    if (!record) return undefined;
    const { fleet_id, vehicle_id } = row;
    if (record.late) return JSON.stringify({ vehicle_id, fleet_id, vehicle_state: stateOfRecord(record) });
    const before = record.full ? {} : (states.get(vehicle_id) ?? (await readStateBefore(db, row)));
    const vehicle_state = foldRecord(before, record);
    remember(vehicle_id, vehicle_state);
    return JSON.stringify({ vehicle_id, fleet_id, vehicle_state });
  };

  return {
    read: async (after, rows, through) => {
      if (after !== position) states.clear();
      position = undefined;
      const events: PublicEvent[] = [];
      for (const row of rows) {
        if (!isPublicEvent(row.type) || isEmptied(row.data)) continue;
        const data = row.type === 'VehicleStateRecorded' ? await stateData(row) : row.data;
        if (data === undefined) continue;
        const { sequence, id, type, vehicle_id } = row;
        events.push({ sequence, id, type, vehicle_id, envelope: encodeEnvelope(row, data) });
      }
      position = through;
      return events;
    },
  };
};
