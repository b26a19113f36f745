import { setImmediate } from 'node:timers/promises';
import type { StateRecord } from '#lib/domain/state-record.ts';
import type { Query } from '#server/db/dialect.ts';
import { getEventBounds } from '#server/store/events.ts';
import type { TripRow } from '#server/store/trips.ts';
import { type LogSpan, listStateRows } from '#server/store/vehicle-history.ts';
import { parseStateRecord } from '#server/streams/state-history.ts';
import { findTurn } from './find-event.ts';

const page_size = 1000;
/** A trip of a month with a report every ten seconds. */
const most_records = 250_000;
/** Clocks of units may be ahead of ours by less than this. */
const ahead_ms = 5 * 60_000;
/** What a unit held back longer than the trip lasted and this is not found, unless the trip itself was told so late. */
const longest_delay_ms = 86_400_000;

/** Where in the log the vehicle's records of the trip can lie. */
const spanOf = async (
  db: Query,
  { fleet_id, vehicle_id, started_at, ended_at, start_sequence, end_sequence }: TripRow,
): Promise<LogSpan> => {
  const turn = (at_ms: number) => {
    const at = new Date(at_ms).toISOString();
    return findTurn(db, fleet_id, (event) => event.recorded_at < at);
  };
  const from = Math.min(start_sequence, await turn(Date.parse(started_at) - ahead_ms));
  const { newest } = await getEventBounds(db, fleet_id);
  if (ended_at === null) return { fleet_id, vehicle_id, from, until: newest + 1 };
  const last = Math.max(await turn(Date.parse(ended_at) + longest_delay_ms), (end_sequence ?? 0) + 1);
  return { fleet_id, vehicle_id, from, until: last };
};

/** State records of the trip's vehicle around the trip, late ones too, in the order of their arrival; what the log forgot is missing. */
export async function* readTripRecords(db: Query, trip: TripRow): AsyncGenerator<StateRecord> {
  const span = await spanOf(db, trip);
  for (let read = 0; read < most_records; read += page_size) {
    const rows = await listStateRows(db, span, page_size);
    for (const { data } of rows) {
      const record = parseStateRecord(data);
      if (record) yield record;
    }
    const last = rows.at(-1);
    if (!last || rows.length < page_size) return;
    span.from = last.sequence + 1;
    await setImmediate();
  }
}
