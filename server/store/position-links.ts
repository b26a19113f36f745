import type { Selectable } from 'kysely';
import type { Dialect, Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type PositionLinkRow = Selectable<Schema['position_links']>;

export const insertPositionLink = async (tx: Query, row: PositionLinkRow): Promise<void> => {
  await tx.insertInto('position_links').values(row).execute();
};

const working = (db: Query, now: string) =>
  db.selectFrom('position_links').selectAll().where('revoked_at', 'is', null).where('expires_at', '>', now);

/** Those of a vehicle that work, newest first. */
export const listPositionLinks = async (db: Query, vehicle_id: string, now: string): Promise<PositionLinkRow[]> =>
  working(db, now).where('vehicle_id', '=', vehicle_id).orderBy('id', 'desc').execute();

export const findPositionLink = async (db: Query, id: string): Promise<PositionLinkRow | undefined> =>
  db.selectFrom('position_links').selectAll().where('id', '=', id).executeTakeFirst();

/** The link that works by this token. */
export const findPositionLinkByHash = async (db: Query, token_hash: string, now: string): Promise<PositionLinkRow | undefined> =>
  working(db, now).where('token_hash', '=', token_hash).executeTakeFirst();

export const revokePositionLink = async (tx: Query, id: string, now: string): Promise<void> => {
  await tx.updateTable('position_links').set({ revoked_at: now }).where('id', '=', id).execute();
};

/** All of a vehicle. */
export const revokePositionLinks = async (tx: Query, vehicle_id: string, now: string): Promise<void> => {
  await tx
    .updateTable('position_links')
    .set({ revoked_at: now })
    .where('vehicle_id', '=', vehicle_id)
    .where('revoked_at', 'is', null)
    .execute();
};

export const revokePositionLinksOf = async (tx: Query, dialect: Dialect, vehicle_ids: readonly string[], now: string): Promise<void> => {
  await tx
    .updateTable('position_links')
    .set({ revoked_at: now })
    .where(dialect.anyOf('vehicle_id', vehicle_ids))
    .where('revoked_at', 'is', null)
    .execute();
};

/** Those that ended before the instant. */
export const deleteEndedPositionLinks = async (tx: Query, before: string): Promise<void> => {
  await tx
    .deleteFrom('position_links')
    .where((row) => row.or([row('expires_at', '<', before), row('revoked_at', '<', before)]))
    .execute();
};
