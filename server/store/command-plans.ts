import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import type { Dialect, Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';
import { selectVehicles, type VehicleRow } from './vehicles.ts';

export type CommandPlanRow = Selectable<Schema['command_plans']>;
export type PlanItemRow = Selectable<Schema['command_plan_items']>;

const item_columns = ['plan_id', 'vehicle_id', 'item_number', 'telematics_brand', 'verdict'] as const;
type NewItem = Pick<PlanItemRow, (typeof item_columns)[number]>;

export const insertCommandPlan = async (
  tx: Query,
  dialect: Dialect,
  plan: Insertable<Schema['command_plans']>,
  items: readonly NewItem[],
): Promise<void> => {
  await tx.insertInto('command_plans').values(plan).execute();
  const rows = items.map((item) => item_columns.map((column) => item[column]));
  if (rows.length > 0) await dialect.insertRows(tx, 'command_plan_items', item_columns, rows);
};

export const findCommandPlan = async (db: Query, fleet_id: string, plan_id: string): Promise<CommandPlanRow | undefined> =>
  db.selectFrom('command_plans').selectAll().where('id', '=', plan_id).where('fleet_id', '=', fleet_id).executeTakeFirst();

/** Begins the run of a plan that was never run and is not too old: its ready vehicles wait for their turn. Whoever comes second gets undefined. */
export const startCommandPlan = async (
  tx: Query,
  plan_id: string,
  now: string,
  changes: Updateable<Schema['command_plans']>,
): Promise<CommandPlanRow | undefined> => {
  const plan = await tx
    .updateTable('command_plans')
    .set({ ...changes, run_at: now })
    .where('id', '=', plan_id)
    .where('run_at', 'is', null)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst();
  if (plan) {
    await tx
      .updateTable('command_plan_items')
      .set({ status: 'WAITING' })
      .where('plan_id', '=', plan_id)
      .where('verdict', '=', 'READY')
      .execute();
  }
  return plan;
};

/** Items of a plan in its order, each with where its command stands by now. */
export const listPlanItems = async (db: Query, plan_id: string) =>
  db
    .selectFrom('command_plan_items as item')
    .leftJoin('commands', 'commands.id', 'item.command_id')
    .select(['item.vehicle_id', 'item.verdict', 'item.status', 'item.command_id', 'item.problem_type'])
    .select(['commands.status as command_status', 'commands.problem_type as command_problem_type'])
    .where('item.plan_id', '=', plan_id)
    .orderBy('item.item_number')
    .execute();

/** Vehicles of the fleet or shared with it by their ids, archived ones left out. */
export const listVehiclesById = async (db: Query, dialect: Dialect, fleet_id: string, ids: readonly string[]): Promise<VehicleRow[]> =>
  selectVehicles(db)
    .where((row) => row.or([row('vehicles.fleet_id', '=', fleet_id), row('vehicles.partner_fleet_id', '=', fleet_id)]))
    .where(dialect.anyOf('vehicles.id', ids))
    .where('vehicles.archived_at', 'is', null)
    .execute();

export const mapLatestStates = async (db: Query, dialect: Dialect, vehicle_ids: readonly string[]): Promise<Map<string, VehicleState>> => {
  const rows = await db
    .selectFrom('latest_states')
    .select(['vehicle_id', 'state'])
    .where(dialect.anyOf('vehicle_id', vehicle_ids))
    .execute();
  return new Map(rows.map(({ vehicle_id, state }) => [vehicle_id, JSON.parse(state)]));
};

/** Which of these vehicles have a command under way. */
export const listBusyVehicles = async (db: Query, dialect: Dialect, vehicle_ids: readonly string[]): Promise<Set<string>> => {
  const rows = await db
    .selectFrom('commands')
    .select('vehicle_id')
    .where(sql<boolean>`status IN ('REQUESTED', 'DISPATCHING', 'ACCEPTED')`)
    .where(dialect.anyOf('vehicle_id', vehicle_ids))
    .execute();
  return new Set(rows.map(({ vehicle_id }) => vehicle_id));
};

/** Plans that are over since then, and those that were never run. */
export const deleteOldPlans = async (tx: Query, before: string): Promise<void> => {
  await tx.deleteFrom('command_plans').where('expires_at', '<', before).execute();
};
