import { setImmediate } from 'node:timers/promises';
import type { StateRecord } from '#lib/domain/state-record.ts';
import type { Query } from '#server/db/dialect.ts';
import { listCompacted } from '#server/store/compacted-events.ts';
import { findCompactedThrough, getEventBounds } from '#server/store/events.ts';
import type { TripRow } from '#server/store/trips.ts';
import { listStateRows, type RowSpan } from '#server/store/vehicle-history.ts';
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
): Promise<RowSpan> => {
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

type Stored = { sequence: number; data: string };

async function* readRows(db: Query, span: RowSpan): AsyncGenerator<Stored> {
  let { from } = span;
  for (let read = 0; read < most_records; read += page_size) {
    const rows = await listStateRows(db, { ...span, from }, page_size);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < page_size) return;
    from = last.sequence + 1;
    await setImmediate();
  }
}

/** What of the trip's records has left the rows: recorded while late ones can come, or told by the end of the trip. */
const readBlocks = async (db: Query, { ended_at, end_sequence }: TripRow, { fleet_id, vehicle_id, from }: RowSpan): Promise<Stored[]> => {
  const search = { fleet_id, vehicle_ids: [vehicle_id], from };
  if (ended_at === null) return listCompacted(db, search, 'asc', most_records);
  const recorded_before = new Date(Date.parse(ended_at) + longest_delay_ms).toISOString();
  const in_time = await listCompacted(db, { ...search, recorded_before }, 'asc', most_records);
  const by_end = await listCompacted(db, { ...search, until: (end_sequence ?? 0) + 1 }, 'asc', most_records);
  return [...new Map([...in_time, ...by_end].map((row) => [row.sequence, row])).values()].sort((a, b) => a.sequence - b.sequence);
};

async function* readStored(db: Query, trip: TripRow): AsyncGenerator<Stored> {
  const span = await spanOf(db, trip);
  if ((await findCompactedThrough(db, trip.fleet_id)) < span.from) return yield* readRows(db, span);
  // Rows before blocks, since records move that way only; and told in the order of the log, in which blocks come first.
  const rows = await Array.fromAsync(readRows(db, span));
  const in_rows = new Set(rows.map(({ sequence }) => sequence));
  yield* (await readBlocks(db, trip, span)).filter(({ sequence }) => !in_rows.has(sequence));
  yield* rows;
}

/** State records of the trip's vehicle around the trip, late ones too, in the order of their arrival; what the log forgot is missing. */
export async function* readTripRecords(db: Query, trip: TripRow): AsyncGenerator<StateRecord> {
  for await (const { data } of readStored(db, trip)) {
    const record = parseStateRecord(data);
    if (record) yield record;
  }
}
