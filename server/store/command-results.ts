import type { Selectable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';
import type { CommandRow } from './commands.ts';

export type CommandResultRow = Selectable<Schema['command_results']>;

/** The first result of a tracking id stays. */
export const insertCommandResult = async (tx: Query, row: CommandResultRow): Promise<void> => {
  await tx
    .insertInto('command_results')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

export const findCommandResult = async (db: Query, fleet_id: string, tracking_id: string): Promise<CommandResultRow | undefined> =>
  db.selectFrom('command_results').selectAll().where('fleet_id', '=', fleet_id).where('tracking_id', '=', tracking_id).executeTakeFirst();

export const deleteOldCommandResults = async (tx: Query, before: string): Promise<void> => {
  await tx.deleteFrom('command_results').where('received_at', '<', before).execute();
};

export const findCommandByTracking = async (db: Query, fleet_id: string, tracking_id: string): Promise<CommandRow | undefined> =>
  (await db
    .selectFrom('commands')
    .selectAll()
    .where('tracking_id', '=', tracking_id)
    .where('fleet_id', '=', fleet_id)
    .executeTakeFirst()) as CommandRow | undefined;
