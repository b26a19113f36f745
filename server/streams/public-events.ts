/**
 * Turns rows of the log into the events that the world gets, the same on every channel: stream, list, webhook, queue.
 * State events lie in the log as what a report brought, and owe the merged state. The reader keeps the state of the vehicles it has met and folds on;
 * what it does not know, or no longer, it rebuilds from the last whole record. So the text of an event never depends on where its reader began.
 */
import { isPublicEvent, schemaMajorVersion } from '#lib/domain/event.ts';
import type { Query } from '#server/db/dialect.ts';
import type { EventRow } from '#server/store/events.ts';
import { parseStateRecord, readStateBefore } from './state-history.ts';
import { foldTexts, joinTexts, type StateTexts, textsOfState } from './state-texts.ts';

export interface PublicEvent extends Pick<EventRow, 'sequence' | 'id' | 'type' | 'vehicle_id' | 'occurred_at' | 'flow_id'> {
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

/** The same as of the whole object at a third of the price; `type` is a name of ours, the other texts may hold anything. */
const encodeEnvelope = ({ id, type, occurred_at, flow_id, sequence }: EventRow, data: string): string => {
  const [id_text, at_text, flow_text] = [JSON.stringify(id), JSON.stringify(occurred_at), JSON.stringify(flow_id)];
  const version = schemaMajorVersion(type);
  return `{"metadata":{"id":${id_text},"type":"${type}","schema_major_version":${version},"occurred_at":${at_text},"flow_id":${flow_text},"sequence":${sequence}},"data":${data}}`;
};

const isEmptied = (data: string) => data === '' || data === '{}';

/** `cache_limit`: vehicles whose state is kept in memory, about 2 kB each. */
export const createEventReader = (db: Query, cache_limit = 20_000): EventReader => {
  const states = new Map<string, StateTexts>();
  let position: number | undefined;

  const remember = (vehicle_id: string, state: StateTexts) => {
    states.delete(vehicle_id);
    states.set(vehicle_id, state);
    if (states.size <= cache_limit) return;
    const [longest_unused] = states.keys();
    if (longest_unused !== undefined) states.delete(longest_unused);
  };

  /** Waits only where the state before has to be rebuilt. */
  const stateData = (row: EventRow): string | undefined | Promise<string> => {
    const record = parseStateRecord(row.data);
    if (!record) return undefined;
    const { fleet_id, vehicle_id } = row;
    const finish = (before: StateTexts, kept = true): string => {
      const texts = foldTexts(before, record);
      if (kept) remember(vehicle_id, texts);
      return `{"vehicle_id":${JSON.stringify(vehicle_id)},"fleet_id":${JSON.stringify(fleet_id)},"vehicle_state":${joinTexts(texts)}}`;
    };
    if (record.late) return finish(new Map(), false);
    const known = record.full ? new Map() : states.get(vehicle_id);
    return known ? finish(known) : readStateBefore(db, row).then((state) => finish(textsOfState(state)));
  };

  return {
    read: async (after, rows, through) => {
      if (after !== position) states.clear();
      position = undefined;
      const events: PublicEvent[] = [];
      for (const row of rows) {
        if (!isPublicEvent(row.type) || isEmptied(row.data)) continue;
        const found = row.type === 'VehicleStateRecorded' ? stateData(row) : row.data;
        const data = typeof found === 'object' ? await found : found;
        if (data === undefined) continue;
        const { sequence, id, type, vehicle_id, occurred_at, flow_id } = row;
        events.push({ sequence, id, type, vehicle_id, occurred_at, flow_id, envelope: encodeEnvelope(row, data) });
      }
      position = through;
      return events;
    },
  };
};
