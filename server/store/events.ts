import type { EventType } from '#lib/domain/event.ts';
import type { Query } from '#server/db/dialect.ts';
import { findCompactedSources, listCompacted, mergeRows } from './compacted-events.ts';
import { findFirstBlockTime } from './history-blocks.ts';

export interface EventRow {
  fleet_id: string;
  sequence: number;
  id: string;
  type: EventType;
  vehicle_id: string;
  occurred_at: string;
  recorded_at: string;
  flow_id: string;
  /** JSON text. */
  data: string;
}

/** What is left of an erased event: its place in the sequence. Nobody is shown one. */
const told = (db: Query) => db.selectFrom('events').selectAll().where('vehicle_id', '<>', '');

/** Up to `limit` events behind the cursor, in sequence. */
export const listEventsAfter = async (db: Query, fleet_id: string, after: number, limit: number): Promise<EventRow[]> =>
  (await told(db).where('fleet_id', '=', fleet_id).where('sequence', '>', after).orderBy('sequence').limit(limit).execute()) as EventRow[];

/** Up to here state records may have left the rows for blocks: a reader of rows alone must stand behind it. */
export const findCompactedThrough = async (db: Query, fleet_id: string): Promise<number> => {
  const row = await db.selectFrom('fleet_sequences').select('compacted_through').where('fleet_id', '=', fleet_id).executeTakeFirst();
  return row?.compacted_through ?? 0;
};

/** Sequence of the newest event, and of the oldest from which on the log has no hole; `newest + 1` where there is none. */
export const getEventBounds = async (db: Query, fleet_id: string): Promise<{ oldest: number; newest: number }> => {
  const counter = await db
    .selectFrom('fleet_sequences')
    .select(['last_sequence', 'compacted_through'])
    .where('fleet_id', '=', fleet_id)
    .executeTakeFirst();
  const after = counter?.compacted_through ?? 0;
  const first = await db
    .selectFrom('events')
    .select('sequence')
    .where('fleet_id', '=', fleet_id)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(1)
    .executeTakeFirst();
  const newest = counter?.last_sequence ?? 0;
  return { newest, oldest: first?.sequence ?? newest + 1 };
};

/** Sequence of the newest event of each fleet. */
export const listNewestSequences = async (db: Query): Promise<{ fleet_id: string; last_sequence: number }[]> =>
  db.selectFrom('fleet_sequences').select(['fleet_id', 'last_sequence']).orderBy('fleet_id').execute();

/** When the oldest entry of the log was recorded, as a row or in a block; undefined for an empty log. */
export const findLogStart = async (db: Query, fleet_id: string): Promise<string | undefined> => {
  const row = await findEventAfter(db, fleet_id, 0);
  const starts = [row?.recorded_at, await findFirstBlockTime(db, fleet_id)].filter((at) => at !== undefined);
  return starts.sort()[0];
};

const state_type = 'VehicleStateRecorded';
const mayBeState = (types: readonly string[] | undefined) => !types?.length || types.includes(state_type);

/** The event at a place of the log; undefined when it was erased or is gone. */
export const findEventAt = async (db: Query, fleet_id: string, sequence: number): Promise<EventRow | undefined> => {
  const row = await told(db).where('fleet_id', '=', fleet_id).where('sequence', '=', sequence).executeTakeFirst();
  if (row) return row as EventRow;
  const [compacted] = await listCompacted(db, { fleet_id, from: sequence, until: sequence + 1 }, 'desc', 1);
  return compacted;
};

/** More than one report can give rise to: a record, a late one, and a change of each property that has an event. */
const events_per_report = 64;

/** The first event behind the cursor that is still a row. */
export const findEventAfter = async (
  db: Query,
  fleet_id: string,
  after: number,
): Promise<Pick<EventRow, 'sequence' | 'id' | 'recorded_at'> | undefined> =>
  db
    .selectFrom('events')
    .select(['sequence', 'id', 'recorded_at'])
    .where('fleet_id', '=', fleet_id)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(1)
    .executeTakeFirst();

export interface EventWindow {
  after: number;
  /** The last sequence that is looked at. */
  through: number;
  types: readonly string[];
  vehicle_ids?: readonly string[] | undefined;
  limit: number;
}

/** Events of these kinds within a part of the log, in sequence. */
export const listEventsWithin = async (db: Query, fleet_id: string, window: EventWindow): Promise<EventRow[]> => {
  let query = db
    .selectFrom('events')
    .selectAll()
    .where('fleet_id', '=', fleet_id)
    .where('sequence', '>', window.after)
    .where('sequence', '<=', window.through)
    .where('type', 'in', window.types);
  if (window.vehicle_ids) query = query.where('vehicle_id', 'in', window.vehicle_ids);
  const rows = (await query.orderBy('sequence').limit(window.limit).execute()) as EventRow[];
  const { types, vehicle_ids, after, through, limit } = window;
  if (!mayBeState(types) || (await findCompactedThrough(db, fleet_id)) <= after) return rows;
  const compacted = await listCompacted(db, { fleet_id, vehicle_ids, from: after + 1, until: through + 1 }, 'asc', limit);
  return mergeRows(rows, compacted, 'asc', limit);
};

/** What the log of one fleet holds of a vehicle; while it is shared, its partner's log has some too. */
export type VehicleLog = Pick<EventRow, 'fleet_id' | 'vehicle_id'>;

/** The state event of the same report, by the sequence of each event that was derived from it. The report's record comes first, so the lowest counts. */
export const findSourceEvents = async (db: Query, fleet_id: string, events: readonly EventRow[]): Promise<Map<number, string>> => {
  if (events.length === 0) return new Map();
  const rows = await db
    .selectFrom('events as derived')
    .innerJoin('events as source', (join) =>
      join
        .onRef('source.fleet_id', '=', 'derived.fleet_id')
        .onRef('source.flow_id', '=', 'derived.flow_id')
        .onRef('source.vehicle_id', '=', 'derived.vehicle_id')
        .onRef('source.sequence', '<', 'derived.sequence')
        .on((on) => on('source.sequence', '>=', on('derived.sequence', '-', events_per_report))),
    )
    .select(['derived.sequence', 'source.id'])
    .where('derived.fleet_id', '=', fleet_id)
    .where(
      'derived.sequence',
      'in',
      events.map(({ sequence }) => sequence),
    )
    .where('source.type', '=', state_type)
    .orderBy('source.sequence', 'desc')
    .execute();
  const front = await findCompactedThrough(db, fleet_id);
  const old = events.filter(({ sequence }) => sequence <= front + events_per_report);
  const compacted = old.length > 0 ? await findCompactedSources(db, fleet_id, old, events_per_report) : new Map<number, { id: string }>();
  // Compacted records come before those that are rows.
  return new Map([...rows.map(({ sequence, id }) => [sequence, id] as const), ...[...compacted].map(([at, { id }]) => [at, id] as const)]);
};

export interface EventFilter {
  vehicle_id?: string | undefined;
  types?: readonly string[] | undefined;
  occurred_after?: string | undefined;
  occurred_before?: string | undefined;
  /** Keyset: only events older than this sequence. */
  before_sequence?: number | undefined;
  limit: number;
}

/** Newest first. */
export const listEvents = async (db: Query, fleet_id: string, filter: EventFilter): Promise<EventRow[]> => {
  let query = told(db).where('fleet_id', '=', fleet_id);
  if (filter.vehicle_id) query = query.where('vehicle_id', '=', filter.vehicle_id);
  if (filter.types?.length) query = query.where('type', 'in', filter.types);
  if (filter.occurred_after) query = query.where('occurred_at', '>=', filter.occurred_after);
  if (filter.occurred_before) query = query.where('occurred_at', '<', filter.occurred_before);
  if (filter.before_sequence !== undefined) query = query.where('sequence', '<', filter.before_sequence);
  const rows = (await query.orderBy('sequence', 'desc').limit(filter.limit).execute()) as EventRow[];
  if (!mayBeState(filter.types)) return rows;
  const { vehicle_id, occurred_after, occurred_before, before_sequence: until, limit } = filter;
  const search = { fleet_id, ...(vehicle_id && { vehicle_ids: [vehicle_id] }), occurred_after, occurred_before, until };
  return mergeRows(rows, await listCompacted(db, search, 'desc', limit), 'desc', limit);
};

/** Deletes up to `limit` of the oldest events recorded before the instant; returns how many. The log stays gapless from its oldest event on. */
export const deleteEventsBefore = async (tx: Query, fleet_id: string, before: string, limit: number): Promise<number> => {
  const oldest = await tx
    .selectFrom('events')
    .select(['sequence', 'recorded_at'])
    .where('fleet_id', '=', fleet_id)
    .orderBy('sequence')
    .limit(limit)
    .execute();
  const last = oldest.findLast((event) => event.recorded_at < before);
  if (!last) return 0;
  const { numDeletedRows } = await tx
    .deleteFrom('events')
    .where('fleet_id', '=', fleet_id)
    .where('sequence', '<=', last.sequence)
    .executeTakeFirst();
  return Number(numDeletedRows);
};
