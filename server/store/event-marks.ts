import type { Selectable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type EventMarkRow = Selectable<Schema['event_marks']>;

/** Of these events, oldest first. */
export const listEventMarks = async (db: Query, fleet_id: string, event_ids: readonly string[]): Promise<EventMarkRow[]> =>
  event_ids.length === 0
    ? []
    : db.selectFrom('event_marks').selectAll().where('fleet_id', '=', fleet_id).where('event_id', 'in', event_ids).orderBy('id').execute();

export const insertEventMark = async (tx: Query, row: EventMarkRow): Promise<void> => {
  await tx.insertInto('event_marks').values(row).execute();
};

export const deleteEventMark = async (tx: Query, fleet_id: string, event_id: string, kind: string): Promise<void> => {
  await tx.deleteFrom('event_marks').where('fleet_id', '=', fleet_id).where('event_id', '=', event_id).where('kind', '=', kind).execute();
};

/** Marks made before the instant: what they were made on is gone from the log. */
export const deleteEventMarksBefore = async (tx: Query, fleet_id: string, before: string): Promise<void> => {
  await tx.deleteFrom('event_marks').where('fleet_id', '=', fleet_id).where('created_at', '<', before).execute();
};
