import { z } from 'zod';
import { CommandCapability, CommandLogEntry, CommandStatus } from '#lib/domain/command-schema.ts';
import { VehicleId } from '#lib/domain/vehicle.ts';
import { VehicleState } from '#lib/domain/vehicle-state-schema.ts';
import { operation, page, paging, repeated, vehicle_path } from './define.ts';
import { routes } from './routes.ts';

const area = 'Commands';
const reason = z.string().max(500).trim().min(1);

export const CommandBody = z.strictObject({ reason: reason.optional(), override: z.boolean().optional() });
export type CommandBody = z.output<typeof CommandBody>;

const entry_path = z.strictObject({ vehicle_id: VehicleId, command_id: z.ulid() });

export const command_operations = {
  runCommand: operation({
    ...routes.runCommand,
    summary: 'Send a command and wait for its outcome',
    area,
    permission: 'any',
    params: z.strictObject({ vehicle_id: VehicleId, command: z.string().max(50) }),
    body: CommandBody,
    body_optional: true,
    budget: 'commands',
    output: VehicleState,
  }),
  listCommandLog: operation({
    ...routes.listCommandLog,
    summary: 'Commands of a vehicle, newest first',
    area,
    permission: 'events-trips.ro',
    params: vehicle_path,
    query: z.strictObject({ ...paging, status: repeated(CommandStatus), command: repeated(CommandCapability) }),
    output: page(CommandLogEntry),
    ours: true,
  }),
  getCommandLogEntry: operation({
    ...routes.getCommandLogEntry,
    summary: 'Read one command',
    area,
    permission: 'events-trips.ro',
    params: entry_path,
    output: CommandLogEntry,
    ours: true,
  }),
  resolveCommand: operation({
    ...routes.resolveCommand,
    summary: 'Settle an unknown outcome',
    area,
    permission: 'vehicle-commands',
    params: entry_path,
    body: z.strictObject({ status: z.enum(['SUCCEEDED', 'FAILED']), reason }),
    output: CommandLogEntry,
    ours: true,
  }),
};
