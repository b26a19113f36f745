import { decodeTime } from 'ulid';
import { Problem } from '#lib/domain/problem.ts';
import type { Query } from '#server/db/dialect.ts';
import { sequenceOfEventId } from '#server/ids.ts';
import { listCompacted } from '#server/store/compacted-events.ts';
import { type EventRow, findEventAfter, findEventAt, getEventBounds, listEventsAfter } from '#server/store/events.ts';

/** Clocks of several machines may differ by less than this. */
const skew_ms = 2_000;
const page_size = 500;
const longest_search = 20_000;

/** Undefined for an id of the right form that names no time. */
const timeOf = (id: string): number | undefined => {
  try {
    return decodeTime(id);
  } catch {
    return undefined;
  }
};

type Milestone = NonNullable<Awaited<ReturnType<typeof findEventAfter>>>;

/** The lowest sequence from which on no row of the log comes before what is looked for, where events along the log rise in it. */
export const findTurn = async (db: Query, fleet_id: string, comesBefore: (event: Milestone) => boolean): Promise<number> => {
  const bounds = await getEventBounds(db, fleet_id);
  let [low, high] = [1, bounds.newest + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const event = await findEventAfter(db, fleet_id, middle - 1);
    if (event && comesBefore(event)) low = event.sequence + 1;
    else high = middle;
  }
  return low;
};

/**
 * An event of the fleet by an id that does not tell its place, as ids of former versions: they bear the time of their making and were made under the
 * fleet's lock, so along the log they rise with the sequence, give or take the skew of clocks.
 */
const searchEventById = async (db: Query, fleet_id: string, id: string): Promise<EventRow | undefined> => {
  const made_ms = timeOf(id);
  if (made_ms === undefined) return undefined;
  const low = await findTurn(db, fleet_id, (event) => decodeTime(event.id) < made_ms - skew_ms);
  for (let after = low - 1, looked = 0; looked < longest_search; looked += page_size) {
    const rows = await listEventsAfter(db, fleet_id, after, page_size);
    const found = rows.find((row) => row.id === id);
    const last = rows.at(-1);
    if (found) return found;
    if (!last || rows.length < page_size || decodeTime(last.id) > made_ms + skew_ms) break;
    after = last.sequence;
  }
  const recorded_after = new Date(made_ms - skew_ms).toISOString();
  const recorded_before = new Date(made_ms + skew_ms).toISOString();
  const compacted = await listCompacted(db, { fleet_id, recorded_after, recorded_before }, 'desc', longest_search);
  return compacted.find((row) => row.id === id);
};

/** An event of the fleet by its id, without an index that every report would have to feed. */
export const findEventById = async (db: Query, fleet_id: string, id: string): Promise<EventRow | undefined> => {
  const sequence = sequenceOfEventId(fleet_id, id);
  const event = sequence === undefined ? undefined : await findEventAt(db, fleet_id, sequence);
  return event?.id === id ? event : searchEventById(db, fleet_id, id);
};

/** Throws 404. */
export const getEventById = async (db: Query, fleet_id: string, id: string): Promise<EventRow> => {
  const row = await findEventById(db, fleet_id, id.toUpperCase());
  if (!row) throw new Problem('resource-not-found', `There is no event ${id}.`);
  return row;
};
