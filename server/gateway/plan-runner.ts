/**
 * Works off the command plans that run: vehicle by vehicle, never more at once than the brand takes. Everything is rows, so a plan outlives web and
 * gateway; each vehicle is taken off the queue in the write that places its command, so none gets two. Every check is repeated, here and at the claim.
 */
import type { Actor } from '#lib/domain/access.ts';
import type { CommandCapability } from '#lib/domain/command.ts';
import { problemType } from '#lib/domain/problem.ts';
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { newCommandRow, placeCommand } from '#server/services/place-command.ts';
import { type CommandPlanRow, findCommandPlan, type PlanItemRow } from '#server/store/command-plans.ts';
import {
  countSendingOfPlans,
  expireWaitingItems,
  listPlanQueues,
  listWaitingItems,
  type PlanQueue,
  takePlanItem,
  wasLimitedSince,
} from '#server/store/plan-queue.ts';
import { findUsableVehicle } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';
import { clock_tolerance_ms } from './claim.ts';

export interface PlanRunnerParts {
  app: App;
  /** In the write that begins a vehicle's command: whether this gateway still has the duty. */
  isOnDuty(tx: Query): Promise<boolean>;
  /** How many commands of plans a brand takes at once, per fleet. */
  parallelOf(telematics_brand: string): number;
}

const look_every_ms = 100;
/** After the manufacturer's limit was met, the rest of the plan waits so long. */
const pause_ms = 10_000;

const runnerOf = (plan: CommandPlanRow): Actor => ({
  type: plan.initiator_type as Actor['type'],
  id: plan.initiator_id,
  name: plan.initiator_name,
  fleet_id: plan.fleet_id,
  permissions: [],
  flow_id: plan.flow_id,
  ...(plan.session_id && { session_id: plan.session_id }),
});

export const createPlanRunner = ({ app, isOnDuty, parallelOf }: PlanRunnerParts) => {
  const begin = (fleet_id: string, item: PlanItemRow) =>
    write(app, async (tx, emit, audit) => {
      if (!(await isOnDuty(tx))) return;
      await app.db.dialect.lockVehicles(tx, [item.vehicle_id]);
      const plan = await findCommandPlan(tx, fleet_id, item.plan_id);
      const vehicle = await findUsableVehicle(tx, fleet_id, item.vehicle_id);
      if (!plan || plan.expires_at <= nowAt(app)) return;
      if (!vehicle || vehicle.archived_at) {
        await takePlanItem(tx, item, { status: 'REJECTED', problem_type: problemType('conflicting-resource') });
        return;
      }
      const actor = runnerOf(plan);
      const wish = { command: plan.command as CommandCapability, reason: plan.reason ?? undefined, plan_id: plan.id };
      const command = newCommandRow(app, actor, vehicle, wish);
      if (await takePlanItem(tx, item, { status: null, command_id: command.id }))
        await placeCommand(tx, emit, audit, actor, vehicle, command);
    });

  const serve = async (queue: PlanQueue) => {
    if (await wasLimitedSince(app.db.read, queue, new Date(app.clock() - pause_ms).toISOString())) return;
    const room = parallelOf(queue.telematics_brand) - (await countSendingOfPlans(app.db.read, queue));
    if (room <= 0) return;
    for (const item of await listWaitingItems(app.db.read, queue, room)) await begin(queue.fleet_id, item);
  };

  const look = async () => {
    const queues = await listPlanQueues(app.db.read);
    if (queues.length === 0) return;
    const times = { now: nowAt(app), latest: new Date(app.clock() + clock_tolerance_ms).toISOString() };
    await write(app, (tx) => expireWaitingItems(tx, times, problemType('vehicle/no-connection')));
    for (const queue of queues) await serve(queue);
  };

  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  const lookOnce = () => {
    looking ??= look()
      .catch((error: unknown) => app.log.error({ err: error }, 'Command plans could not be worked off'))
      .finally(() => {
        looking = undefined;
      });
  };
  return {
    start: () => {
      timer = setInterval(lookOnce, look_every_ms);
    },
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
};
