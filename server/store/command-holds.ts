import { type Selectable, sql } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type CommandHoldRow = Selectable<Schema['command_holds']>;

export const findCommandHold = async (db: Query, fleet_id: string): Promise<CommandHoldRow | undefined> =>
  db.selectFrom('command_holds').selectAll().where('fleet_id', '=', fleet_id).executeTakeFirst();

/** Holds the commands of every fleet; a fleet that is held already stays as it is. Returns the fleets that are held from now on. */
export const holdAllFleets = async (tx: Query, held_since: string): Promise<CommandHoldRow[]> =>
  tx
    .insertInto('command_holds')
    .columns(['fleet_id', 'held_since', 'known_until'])
    .expression((from) =>
      from
        .selectFrom('fleets')
        .select(({ selectFrom }) => [
          'fleets.id',
          sql<string>`${held_since}`.as('held_since'),
          selectFrom('events')
            .innerJoin('fleet_sequences', (join) =>
              join.onRef('fleet_sequences.fleet_id', '=', 'events.fleet_id').onRef('fleet_sequences.last_sequence', '=', 'events.sequence'),
            )
            .select('events.recorded_at')
            .whereRef('events.fleet_id', '=', 'fleets.id')
            .as('known_until'),
        ])
        .where(sql<boolean>`TRUE`),
    )
    .onConflict((conflict) => conflict.column('fleet_id').doNothing())
    .returningAll()
    .execute();

/** Adds to what fleets on hold are told. */
export const addEndedMessages = async (tx: Query, counts: ReadonlyMap<string, number>): Promise<void> => {
  for (const [fleet_id, count] of counts)
    await tx
      .updateTable('command_holds')
      .set(({ eb }) => ({ ended_messages: eb('ended_messages', '+', count) }))
      .where('fleet_id', '=', fleet_id)
      .execute();
};

/** Undefined when there was none. */
export const deleteCommandHold = async (tx: Query, fleet_id: string): Promise<CommandHoldRow | undefined> =>
  tx.deleteFrom('command_holds').where('fleet_id', '=', fleet_id).returningAll().executeTakeFirst();
