import { z } from 'zod';
import { commandByName } from '#lib/domain/command.ts';
import { max_plan_vehicles, plan_verdict_names } from '#lib/domain/command-plan.ts';
import { CommandCapability, CommandStatus } from '#lib/domain/command-schema.ts';
import { VehicleId } from '#lib/domain/vehicle.ts';
import { operation } from './define.ts';
import { routes } from './routes.ts';
import { VehicleFilter } from './vehicles.ts';

const area = 'Commands';

export const PlanVerdict = z
  .enum(plan_verdict_names)
  .describe('What spoke against the vehicle when the plan was made; only `READY` ones are sent to');
export type PlanVerdict = z.infer<typeof PlanVerdict>;

export const CommandPlanItem = z.object({
  vehicle_id: z.string(),
  verdict: PlanVerdict,
  command_id: z.ulid().optional().describe('Entry in the command log of the vehicle'),
  status: CommandStatus.optional().describe('Where the command stands; absent while the plan has not been run'),
  problem_type: z.string().optional(),
});
export type CommandPlanItem = z.infer<typeof CommandPlanItem>;

export const CommandPlan = z.object({
  id: z.ulid(),
  command: CommandCapability,
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime().describe('Until then it can be run; of a plan that runs: what has not been sent by then never will be'),
  run_at: z.iso.datetime().optional(),
  reason: z.string().optional(),
  items: z.array(CommandPlanItem),
});
export type CommandPlan = z.infer<typeof CommandPlan>;

const command = z
  .preprocess((value) => (typeof value === 'string' ? (commandByName(value) ?? value) : value), CommandCapability)
  .describe('The capability, or its name in paths: `LOCK_CENTRAL_LOCK` or `lock-central-lock`');

/** Filters of the vehicle list. */
export const PlanFilter = VehicleFilter.omit({ limit: true, page_token: true, sort: true, archived: true });
export type PlanFilter = z.output<typeof PlanFilter>;

export const NewCommandPlan = z
  .strictObject({ command, vehicle_ids: z.array(VehicleId).min(1).max(max_plan_vehicles).optional(), filter: PlanFilter.optional() })
  .refine(
    ({ vehicle_ids, filter }) => (vehicle_ids === undefined) !== (filter === undefined),
    'Name vehicle_ids or a filter, one of the two.',
  );

const plan_path = z.strictObject({ plan_id: z.ulid() });

export const command_plan_operations = {
  createCommandPlan: operation({
    ...routes.createCommandPlan,
    summary: 'Plan a command for many vehicles',
    area,
    permission: 'any',
    body: NewCommandPlan,
    output: CommandPlan,
    status: 201,
    ours: true,
  }),
  runCommandPlan: operation({
    ...routes.runCommandPlan,
    summary: 'Send the command to the vehicles that were ready',
    area,
    permission: 'any',
    params: plan_path,
    body: z.strictObject({ reason: z.string().max(500).trim().min(1).optional() }),
    body_optional: true,
    output: CommandPlan,
    status: 202,
    ours: true,
  }),
  getCommandPlan: operation({
    ...routes.getCommandPlan,
    summary: 'Read a plan and what became of it',
    area,
    permission: 'any',
    params: plan_path,
    output: CommandPlan,
    ours: true,
  }),
};
