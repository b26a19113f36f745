import { sql } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { VehicleLog } from './events.ts';

export interface CompactionState {
  fleet_id: string;
  /** State records up to here may have left the rows. */
  compacted_through: number;
  /** And all up to here have. */
  compaction_done_through: number;
}

export const getCompactionState = async (db: Query, fleet_id: string): Promise<CompactionState> =>
  db
    .selectFrom('fleet_sequences')
    .select(['fleet_id', 'compacted_through', 'compaction_done_through'])
    .where('fleet_id', '=', fleet_id)
    .executeTakeFirstOrThrow();

export const setCompactedThrough = async (tx: Query, fleet_id: string, sequence: number): Promise<void> => {
  await tx.updateTable('fleet_sequences').set({ compacted_through: sequence }).where('fleet_id', '=', fleet_id).execute();
};

export const setCompactionDone = async (tx: Query, fleet_id: string, sequence: number): Promise<void> => {
  await tx.updateTable('fleet_sequences').set({ compaction_done_through: sequence }).where('fleet_id', '=', fleet_id).execute();
};

/** Where the slowest named reader of the fleet's log stands; undefined when there is none. */
export const findSlowestReader = async (db: Query, fleet_id: string): Promise<number | undefined> => {
  const named = await db
    .selectFrom('cursors')
    .select((row) => row.fn.min('sequence').as('sequence'))
    .where('fleet_id', '=', fleet_id)
    .executeTakeFirst();
  const webhooks = await db
    .selectFrom('webhooks')
    .select((row) => row.fn.min('sequence').as('sequence'))
    .where('fleet_id', '=', fleet_id)
    .where('enabled', '=', 1)
    .executeTakeFirst();
  const places = [named?.sequence, webhooks?.sequence].filter((place) => place !== null && place !== undefined).map(Number);
  return places.length === 0 ? undefined : Math.min(...places);
};

/** The next vehicle that a fleet's log has rows of, in the order of the index by vehicle: one step, however many rows there are. */
export const findNextLog = async (db: Query, after: VehicleLog): Promise<VehicleLog | undefined> =>
  db
    .selectFrom('events')
    .select(['vehicle_id', 'fleet_id'])
    .where(sql<boolean>`(vehicle_id, fleet_id) > (${after.vehicle_id}, ${after.fleet_id})`)
    .orderBy('vehicle_id')
    .orderBy('fleet_id')
    .limit(1)
    .executeTakeFirst();

/** Whether the vehicle is there, archived or not: what it told is not being erased then. */
export const isVehicleKnown = async (tx: Query, vehicle_id: string): Promise<boolean> =>
  (await tx.selectFrom('vehicles').select('id').where('id', '=', vehicle_id).executeTakeFirst()) !== undefined;
