import type { Query } from '#server/db/dialect.ts';
import type { StateRow } from '#server/history/history-block.ts';
import { listCompacted, mergeRows } from './compacted-events.ts';
import type { EventRow, VehicleLog } from './events.ts';

const state_type = 'VehicleStateRecorded';

/** What is in blocks is older than every record that is a row. */
const continueInBlocks = async <T extends { sequence: number }>(
  db: Query,
  { fleet_id, vehicle_id }: VehicleLog,
  rows: readonly T[],
  before: number,
  limit: number,
): Promise<T[]> => {
  if (rows.length >= limit) return [...rows];
  const compacted = await listCompacted(db, { fleet_id, vehicle_ids: [vehicle_id], until: before }, 'desc', limit);
  return mergeRows(rows, compacted as unknown as T[], 'desc', limit);
};

/** Which messages the vehicle's state events before a sequence came from, newest first. */
export const listStateFlowsBefore = async (
  db: Query,
  { fleet_id, vehicle_id }: VehicleLog,
  before: number,
  limit: number,
): Promise<Pick<EventRow, 'sequence' | 'recorded_at' | 'flow_id'>[]> => {
  const rows = await db
    .selectFrom('events')
    .select(['sequence', 'recorded_at', 'flow_id'])
    .where('vehicle_id', '=', vehicle_id)
    .where('fleet_id', '=', fleet_id)
    .where('sequence', '<', before)
    .where('type', '=', state_type)
    .orderBy('sequence', 'desc')
    .limit(limit)
    .execute();
  return continueInBlocks(db, { fleet_id, vehicle_id }, rows, before, limit);
};

/** State events of a vehicle before a sequence, newest first. */
export const listStateEventsBefore = async (
  db: Query,
  { fleet_id, vehicle_id }: VehicleLog,
  before: number,
  limit: number,
): Promise<Pick<EventRow, 'sequence' | 'data'>[]> => {
  const rows = await db
    .selectFrom('events')
    .select(['sequence', 'data'])
    .where('vehicle_id', '=', vehicle_id)
    .where('fleet_id', '=', fleet_id)
    .where('sequence', '<', before)
    .where('type', '=', state_type)
    .orderBy('sequence', 'desc')
    .limit(limit)
    .execute();
  return continueInBlocks(db, { fleet_id, vehicle_id }, rows, before, limit);
};

/** Up to `limit` state records of a vehicle that are rows, behind `after` and up to `through`, in sequence. */
export const listRowsToMove = async (
  db: Query,
  { fleet_id, vehicle_id }: VehicleLog,
  after: number,
  through: number,
  limit: number,
): Promise<StateRow[]> =>
  (await db
    .selectFrom('events')
    .selectAll()
    .where('vehicle_id', '=', vehicle_id)
    .where('fleet_id', '=', fleet_id)
    .where('sequence', '>', after)
    .where('sequence', '<=', through)
    .where('type', '=', state_type)
    .orderBy('sequence')
    .limit(limit)
    .execute()) as StateRow[];

/** Deletes a vehicle's state records from one sequence through another, of those that are rows; returns how many there were. */
export const deleteMovedRows = async (tx: Query, { fleet_id, vehicle_id }: VehicleLog, first: number, last: number): Promise<number> => {
  const { numDeletedRows } = await tx
    .deleteFrom('events')
    .where('vehicle_id', '=', vehicle_id)
    .where('fleet_id', '=', fleet_id)
    .where('sequence', '>=', first)
    .where('sequence', '<=', last)
    .where('type', '=', state_type)
    .executeTakeFirst();
  return Number(numDeletedRows);
};
