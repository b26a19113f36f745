import type { Selectable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type NoteRow = Selectable<Schema['vehicle_notes']>;

export const insertNote = async (tx: Query, row: NoteRow): Promise<void> => {
  await tx.insertInto('vehicle_notes').values(row).execute();
};

/** Newest first. */
export const listNotes = async (db: Query, vehicle_id: string, limit: number): Promise<NoteRow[]> =>
  db.selectFrom('vehicle_notes').selectAll().where('vehicle_id', '=', vehicle_id).orderBy('id', 'desc').limit(limit).execute();

export const findNote = async (db: Query, id: string): Promise<NoteRow | undefined> =>
  db.selectFrom('vehicle_notes').selectAll().where('id', '=', id).executeTakeFirst();

export const countNotes = async (db: Query, vehicle_id: string): Promise<number> => {
  const { notes } = await db
    .selectFrom('vehicle_notes')
    .select((row) => row.fn.countAll<number>().as('notes'))
    .where('vehicle_id', '=', vehicle_id)
    .executeTakeFirstOrThrow();
  return Number(notes);
};

export const deleteNote = async (tx: Query, id: string): Promise<void> => {
  await tx.deleteFrom('vehicle_notes').where('id', '=', id).execute();
};
