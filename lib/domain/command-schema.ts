/** Schemas of what `command.ts` names, for the API. Kept apart, since what runs in the browser carries no zod. */
import { z } from 'zod';
import { type CommandCapability as CommandName, command_status_names, commands } from './command.ts';

export const CommandCapability = z.enum(Object.keys(commands) as [CommandName, ...CommandName[]]);
export type CommandCapability = z.infer<typeof CommandCapability>;

export const CommandStatus = z.enum(command_status_names);
export type CommandStatus = z.infer<typeof CommandStatus>;

export const Initiator = z.object({ type: z.enum(['USER', 'API_CLIENT', 'SYSTEM']), id: z.string(), name: z.string() });
export type Initiator = z.infer<typeof Initiator>;

/** How the outcome was learnt: the answer to the command, a later state of the vehicle, or a person. */
export const SettledBy = z.enum(['ANSWER', 'STATE', 'PERSON']);

export const CommandLogEntry = z.object({
  id: z.ulid(),
  vehicle_id: z.string(),
  command: CommandCapability,
  status: CommandStatus,
  initiated_by: Initiator,
  reason: z.string().optional(),
  requested_at: z.iso.datetime(),
  sent_at: z.iso.datetime().optional(),
  accepted_at: z.iso.datetime().optional(),
  finished_at: z.iso.datetime().optional(),
  problem_type: z.string().optional(),
  settled_by: SettledBy.optional(),
  flow_id: z.string(),
  plan_id: z.ulid().optional().describe('The plan for many vehicles that this command belongs to'),
});
export type CommandLogEntry = z.infer<typeof CommandLogEntry>;
