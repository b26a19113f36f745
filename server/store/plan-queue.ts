/** What the gateway still has to do of plans that run. Across fleets: for the gateway alone. */
import { sql, type Updateable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';
import type { PlanItemRow } from './command-plans.ts';

const waiting = sql<boolean>`command_plan_items.status = 'WAITING'`;

export interface PlanQueue {
  fleet_id: string;
  telematics_brand: string;
}

/** Which brands of which fleets have vehicles waiting for their turn. */
export const listPlanQueues = async (db: Query): Promise<PlanQueue[]> =>
  db
    .selectFrom('command_plan_items')
    .innerJoin('command_plans', 'command_plans.id', 'command_plan_items.plan_id')
    .select(['command_plans.fleet_id', 'command_plan_items.telematics_brand'])
    .distinct()
    .where(waiting)
    .execute();

export const listWaitingItems = async (db: Query, { fleet_id, telematics_brand }: PlanQueue, limit: number): Promise<PlanItemRow[]> =>
  db
    .selectFrom('command_plan_items')
    .innerJoin('command_plans', 'command_plans.id', 'command_plan_items.plan_id')
    .selectAll('command_plan_items')
    .where(waiting)
    .where('command_plan_items.telematics_brand', '=', telematics_brand)
    .where('command_plans.fleet_id', '=', fleet_id)
    .orderBy('command_plan_items.plan_id')
    .orderBy('command_plan_items.item_number')
    .limit(limit)
    .execute();

/** Commands of plans that are about to be sent or being sent. Accepted ones take no place any more: only their proof is awaited. */
export const countSendingOfPlans = async (db: Query, { fleet_id, telematics_brand }: PlanQueue): Promise<number> => {
  const { count } = await db
    .selectFrom('commands')
    .innerJoin('vehicles', 'vehicles.id', 'commands.vehicle_id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('commands.plan_id', 'is not', null)
    .where(sql<boolean>`commands.status IN ('REQUESTED', 'DISPATCHING')`)
    .where('commands.fleet_id', '=', fleet_id)
    .where('vehicles.telematics_brand', '=', telematics_brand)
    .executeTakeFirstOrThrow();
  return Number(count);
};

/** When a command of these plans was last turned away by the manufacturer's limit, if it was since then. */
export const wasLimitedSince = async (db: Query, { fleet_id, telematics_brand }: PlanQueue, since: string): Promise<boolean> =>
  (await db
    .selectFrom('commands')
    .innerJoin('command_plan_items', (join) =>
      join.onRef('command_plan_items.plan_id', '=', 'commands.plan_id').onRef('command_plan_items.vehicle_id', '=', 'commands.vehicle_id'),
    )
    .select('commands.id')
    .where('commands.plan_id', 'in', (from) => from.selectFrom('command_plan_items').select('command_plan_items.plan_id').where(waiting))
    .where('commands.fleet_id', '=', fleet_id)
    .where('command_plan_items.telematics_brand', '=', telematics_brand)
    .where('commands.problem_type', '=', '/problems/service-unavailable')
    .where('commands.finished_at', '>', since)
    .executeTakeFirst()) !== undefined;

/** Takes a waiting item off the queue; undefined when another was faster. */
export const takePlanItem = async (
  tx: Query,
  { plan_id, vehicle_id }: Pick<PlanItemRow, 'plan_id' | 'vehicle_id'>,
  changes: Updateable<Schema['command_plan_items']>,
): Promise<PlanItemRow | undefined> =>
  tx
    .updateTable('command_plan_items')
    .set(changes)
    .where('plan_id', '=', plan_id)
    .where('vehicle_id', '=', vehicle_id)
    .where('status', '=', 'WAITING')
    .returningAll()
    .executeTakeFirst();

/** Nothing that waits is begun any more, whatever the time of its plan. */
export const endAllWaitingItems = async (tx: Query, problem_type: string): Promise<void> => {
  await tx.updateTable('command_plan_items').set({ status: 'EXPIRED', problem_type }).where('status', '=', 'WAITING').execute();
};

/** What was not begun in the time of its plan never will be, nor what was run later than can be: the clock was set back since. */
export const expireWaitingItems = async (
  tx: Query,
  { now, latest }: { now: string; latest: string },
  problem_type: string,
): Promise<void> => {
  await tx
    .updateTable('command_plan_items')
    .set({ status: 'EXPIRED', problem_type })
    .where('status', '=', 'WAITING')
    .where('plan_id', 'in', (from) =>
      from
        .selectFrom('command_plans')
        .select('id')
        .where((plan) => plan.or([plan('expires_at', '<=', now), plan('run_at', '>', latest)])),
    )
    .execute();
};
