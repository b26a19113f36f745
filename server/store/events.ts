import type { EventType } from '#lib/domain/event.ts';
import type { Query } from '#server/db/dialect.ts';

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

/** Sequence of the newest and the oldest event still held; zeros for a fleet without any. */
export const getEventBounds = async (db: Query, fleet_id: string): Promise<{ oldest: number; newest: number }> => {
  const counter = await db.selectFrom('fleet_sequences').select('last_sequence').where('fleet_id', '=', fleet_id).executeTakeFirst();
  const first = await db
    .selectFrom('events')
    .select('sequence')
    .where('fleet_id', '=', fleet_id)
    .orderBy('sequence')
    .limit(1)
    .executeTakeFirst();
  const newest = counter?.last_sequence ?? 0;
  return { newest, oldest: first?.sequence ?? newest + 1 };
};

/** Sequence of the newest event of each fleet. */
export const listNewestSequences = async (db: Query): Promise<{ fleet_id: string; last_sequence: number }[]> =>
  db.selectFrom('fleet_sequences').select(['fleet_id', 'last_sequence']).orderBy('fleet_id').execute();

/** More than one report can give rise to: a record, a late one, and a change of each property that has an event. */
const events_per_report = 64;

/** The first event behind the cursor that is still held. */
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
  return (await query.orderBy('sequence').limit(window.limit).execute()) as EventRow[];
};

/** What the log of one fleet holds of a vehicle; while it is shared, its partner's log has some too. */
export type VehicleLog = Pick<EventRow, 'fleet_id' | 'vehicle_id'>;

/** Which messages the vehicle's state events before a sequence came from, newest first. */
export const listStateFlowsBefore = async (
  db: Query,
  { fleet_id, vehicle_id }: VehicleLog,
  before: number,
  limit: number,
): Promise<Pick<EventRow, 'sequence' | 'recorded_at' | 'flow_id'>[]> =>
  db
    .selectFrom('events')
    .select(['sequence', 'recorded_at', 'flow_id'])
    .where('vehicle_id', '=', vehicle_id)
    .where('fleet_id', '=', fleet_id)
    .where('sequence', '<', before)
    .where('type', '=', 'VehicleStateRecorded')
    .orderBy('sequence', 'desc')
    .limit(limit)
    .execute();

/** State events of a vehicle before a sequence, newest first. */
export const listStateEventsBefore = async (
  db: Query,
  { fleet_id, vehicle_id }: VehicleLog,
  before: number,
  limit: number,
): Promise<Pick<EventRow, 'sequence' | 'data'>[]> =>
  db
    .selectFrom('events')
    .select(['sequence', 'data'])
    .where('vehicle_id', '=', vehicle_id)
    .where('fleet_id', '=', fleet_id)
    .where('sequence', '<', before)
    .where('type', '=', 'VehicleStateRecorded')
    .orderBy('sequence', 'desc')
    .limit(limit)
    .execute();

/** The state event of the same report, by the sequence of each event that was derived from it. The report's record comes first, so the lowest counts. */
export const findSourceEvents = async (db: Query, fleet_id: string, sequences: readonly number[]): Promise<Map<number, string>> => {
  if (sequences.length === 0) return new Map();
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
    .where('derived.sequence', 'in', sequences)
    .where('source.type', '=', 'VehicleStateRecorded')
    .orderBy('source.sequence', 'desc')
    .execute();
  return new Map(rows.map(({ sequence, id }) => [sequence, id]));
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
  return (await query.orderBy('sequence', 'desc').limit(filter.limit).execute()) as EventRow[];
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
