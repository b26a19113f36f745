import { findModel } from '#lib/catalogue/catalogue.ts';
import type { CommandPlan, CommandPlanItem } from '#lib/contract/command-plans.ts';
import type { Actor } from '#lib/domain/access.ts';
import { type CommandCapability, type CommandStatus, commandDefinition } from '#lib/domain/command.ts';
import { max_plan_vehicles, type PlanVerdict, plan_lifetime_ms } from '#lib/domain/command-plan.ts';
import { interlockRefusal } from '#lib/domain/interlock.ts';
import { Problem, problemType } from '#lib/domain/problem.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { newId } from '#server/ids.ts';
import {
  type CommandPlanRow,
  findCommandPlan,
  insertCommandPlan,
  listBusyVehicles,
  listPlanItems,
  listVehiclesById,
  mapLatestStates,
  startCommandPlan,
} from '#server/store/command-plans.ts';
import { type CommandSettings, getCommandSettings } from '#server/store/command-settings.ts';
import { listVehicleEntries } from '#server/store/vehicle-list.ts';
import type { VehicleRow } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';
import { authorise, requirePermission } from './authorise.ts';
import type { Call, Service } from './call.ts';
import { unfitRefusal } from './place-command.ts';

const endOf = (now: number): string => new Date(now + plan_lifetime_ms).toISOString();
const initiatorOf = (actor: Actor) => ({
  initiator_type: actor.type,
  initiator_id: actor.id,
  initiator_name: actor.name,
  session_id: actor.session_id ?? null,
  flow_id: actor.flow_id,
});

const missingVehicles = (ids: readonly string[], found: ReadonlySet<string>): Problem => {
  const errors = ids.flatMap((id, index) =>
    found.has(id) ? [] : [{ pointer: `/vehicle_ids/${index}`, code: 'not_found', message: `There is no vehicle ${id} in this fleet.` }],
  );
  const more = errors.length > 1 ? ` ${errors.length - 1} more are missing.` : '';
  return new Problem('referenced-resource-not-found', `${errors[0]?.message}${more}`, { errors });
};

/** The vehicles that the body names, in its order, or those that its filter finds, in the order of the list. */
const inOrder = (ids: readonly string[], rows: readonly VehicleRow[]): VehicleRow[] => {
  const by_id = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => by_id.get(id) ?? []);
};

const findPlanned = async (app: App, actor: Actor, body: Call<'createCommandPlan'>['body']): Promise<VehicleRow[]> => {
  const { dialect, read } = app.db;
  if (body.vehicle_ids) {
    const rows = await listVehiclesById(read, dialect, actor.fleet_id, body.vehicle_ids);
    const ids = [...new Set(body.vehicle_ids)];
    const found = inOrder(ids, rows);
    if (found.length < ids.length) throw missingVehicles(body.vehicle_ids, new Set(rows.map(({ id }) => id)));
    return found;
  }
  requirePermission(actor, 'vehicles.ro');
  const page = { ...body.filter, sort: 'created_at', limit: max_plan_vehicles, archived: false } as const;
  const entries = await listVehicleEntries(read, dialect, actor.fleet_id, page);
  const ids = entries.map(({ id }) => id);
  if (ids.length <= max_plan_vehicles) return inOrder(ids, await listVehiclesById(read, dialect, actor.fleet_id, ids));
  throw new Problem('validation-error', `The filter finds more than ${max_plan_vehicles} vehicles. Narrow it.`, {
    errors: [{ pointer: '/filter', code: 'too_big', message: `At most ${max_plan_vehicles} vehicles in one plan.` }],
  });
};

/** In the order of the outcome table: the first that speaks against the vehicle. */
const verdictOf = (
  row: VehicleRow,
  capability: CommandCapability,
  known: { extra_commands: readonly CommandCapability[]; state: VehicleState; busy: boolean; fleet_id: string },
): PlanVerdict => {
  const unfit = unfitRefusal(row, capability, known.extra_commands, known.fleet_id);
  if (unfit) return unfit.kind === 'vehicle/command-not-supported' ? 'NOT_SUPPORTED' : 'NOT_ALLOWED';
  if (known.busy) return 'BUSY';
  const model = findModel(row.vehicle_model_id);
  if (model && interlockRefusal(commandDefinition(capability), model, known.state) !== undefined) return 'MOVING';
  return row.life_status === 'OFFLINE' ? 'OFFLINE' : 'READY';
};

const judge = async (app: App, actor: Actor, capability: CommandCapability, rows: readonly VehicleRow[]) => {
  const { dialect, read } = app.db;
  const ids = rows.map(({ id }) => id);
  const { fleet_id } = actor;
  const settings = new Map<string, CommandSettings>();
  for (const owner of new Set(rows.map((row) => row.fleet_id))) settings.set(owner, await getCommandSettings(read, owner));
  const states = await mapLatestStates(read, dialect, ids);
  const busy = await listBusyVehicles(read, dialect, ids);
  return rows.map((row) => ({
    vehicle_id: row.id,
    telematics_brand: row.telematics_brand,
    verdict: verdictOf(row, capability, {
      extra_commands: settings.get(row.fleet_id)?.extra_commands ?? [],
      state: states.get(row.id) ?? {},
      busy: busy.has(row.id),
      fleet_id,
    }),
  }));
};

const optional = <K extends string, V>(key: K, value: V | null): { [P in K]?: V } =>
  (value === null ? {} : { [key]: value }) as { [P in K]?: V };

const toPlanItem = (item: Awaited<ReturnType<typeof listPlanItems>>[number], over: boolean): CommandPlanItem => {
  const named = { vehicle_id: item.vehicle_id, verdict: item.verdict as PlanVerdict };
  if (item.command_id && item.command_status) {
    const { command_id, command_status, command_problem_type } = item;
    return { ...named, command_id, status: command_status as CommandStatus, ...optional('problem_type', command_problem_type) };
  }
  if (item.status !== 'WAITING') {
    return { ...named, ...optional('status', item.status as CommandStatus | null), ...optional('problem_type', item.problem_type) };
  }
  return over ? { ...named, status: 'EXPIRED', problem_type: problemType('vehicle/no-connection') } : { ...named, status: 'REQUESTED' };
};

const viewPlan = async (app: App, db: Query, plan: CommandPlanRow): Promise<CommandPlan> => {
  const over = plan.expires_at <= nowAt(app);
  return {
    id: plan.id,
    command: plan.command as CommandCapability,
    created_at: plan.created_at,
    expires_at: plan.expires_at,
    ...optional('run_at', plan.run_at),
    ...optional('reason', plan.reason),
    items: (await listPlanItems(db, plan.id)).map((item) => toPlanItem(item, over)),
  };
};

const getPlan = async (db: Query, actor: Actor, plan_id: string): Promise<CommandPlanRow> => {
  const plan = await findCommandPlan(db, actor.fleet_id, plan_id);
  if (!plan) throw new Problem('resource-not-found', `There is no command plan ${plan_id} in this fleet.`);
  requirePermission(actor, commandDefinition(plan.command as CommandCapability).permission);
  return plan;
};

/** Judges each vehicle and keeps the judgement. Sends nothing. */
export const createCommandPlan: Service<'createCommandPlan'> = async (app, actor, { body }) => {
  authorise(actor, 'createCommandPlan');
  requirePermission(actor, commandDefinition(body.command).permission);
  const judged = await judge(app, actor, body.command, await findPlanned(app, actor, body));
  const plan: CommandPlanRow = {
    id: newId(),
    fleet_id: actor.fleet_id,
    command: body.command,
    created_at: nowAt(app),
    expires_at: endOf(app.clock()),
    run_at: null,
    reason: null,
    ...initiatorOf(actor),
  };
  const items = judged.map((item, item_number) => ({ ...item, plan_id: plan.id, item_number }));
  return write(app, async (tx, _emit, audit) => {
    await insertCommandPlan(tx, app.db.dialect, plan, items);
    audit({
      fleet_id: plan.fleet_id,
      actor,
      action: 'command-plan.create',
      object_type: 'command_plan',
      object_id: plan.id,
      detail: { command: plan.command, vehicles: items.length },
      flow_id: actor.flow_id,
    });
    return viewPlan(app, tx, plan);
  });
};

/** Sends to the vehicles that were ready, and once only: whoever runs the plan again is told how it stands. The gateway works it off. */
export const runCommandPlan: Service<'runCommandPlan'> = async (app, actor, { params, body }) => {
  authorise(actor, 'runCommandPlan');
  return write(app, async (tx, _emit, audit) => {
    const plan = await getPlan(tx, actor, params.plan_id);
    if (plan.run_at) return viewPlan(app, tx, plan);
    const reason = body?.reason;
    if (commandDefinition(plan.command as CommandCapability).asks_reason && !reason)
      throw new Problem('validation-error', 'Immobilising needs a reason.', {
        errors: [{ pointer: '/reason', code: 'required', message: 'Say why.' }],
      });
    const run = { ...initiatorOf(actor), reason: reason ?? null, expires_at: endOf(app.clock()) };
    const started = await startCommandPlan(tx, plan.id, nowAt(app), run);
    if (!started) {
      const now = await getPlan(tx, actor, plan.id);
      if (now.run_at) return viewPlan(app, tx, now);
      throw new Problem(
        'conflicting-resource',
        `The plan was made for use until ${plan.expires_at}. Make a new one: vehicles have moved on.`,
      );
    }
    audit({
      fleet_id: plan.fleet_id,
      actor,
      action: 'command-plan.run',
      object_type: 'command_plan',
      object_id: plan.id,
      detail: { command: plan.command, ...(reason && { reason }) },
      flow_id: actor.flow_id,
    });
    return viewPlan(app, tx, started);
  });
};

export const getCommandPlan: Service<'getCommandPlan'> = async (app, actor, { params }) => {
  authorise(actor, 'getCommandPlan');
  return viewPlan(app, app.db.read, await getPlan(app.db.read, actor, params.plan_id));
};
