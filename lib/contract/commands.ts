import { z } from 'zod';
import { CommandCapability, CommandLogEntry, CommandStatus } from '#lib/domain/command.ts';
import { VehicleId } from '#lib/domain/vehicle.ts';
import { VehicleState } from '#lib/domain/vehicle-state.ts';
import { operation, page, paging, repeated, vehicle_path } from './define.ts';

const area = 'Commands';
const reason = z.string().trim().min(1).max(500);

export const CommandBody = z.strictObject({ reason: reason.optional(), override: z.boolean().optional() });
export type CommandBody = z.output<typeof CommandBody>;

const entry_path = z.strictObject({ vehicle_id: VehicleId, command_id: z.ulid() });

export const command_operations = {
  runCommand: operation({
    method: 'POST',
    path: '/vehicles/{vehicle_id}/commands/{command}',
    summary: 'Send a command and wait for its outcome',
    area,
    permission: 'any',
    params: z.strictObject({ vehicle_id: VehicleId, command: z.string().max(50) }),
    body: CommandBody,
    body_optional: true,
    output: VehicleState,
  }),
  listCommandLog: operation({
    method: 'GET',
    path: '/vehicles/{vehicle_id}/command-log',
    summary: 'Commands of a vehicle, newest first',
    area,
    permission: 'events-trips.ro',
    params: vehicle_path,
    query: z.strictObject({ ...paging, status: repeated(CommandStatus), command: repeated(CommandCapability) }),
    output: page(CommandLogEntry),
    ours: true,
  }),
  getCommandLogEntry: operation({
    method: 'GET',
    path: '/vehicles/{vehicle_id}/command-log/{command_id}',
    summary: 'Read one command',
    area,
    permission: 'events-trips.ro',
    params: entry_path,
    output: CommandLogEntry,
    ours: true,
  }),
  resolveCommand: operation({
    method: 'POST',
    path: '/vehicles/{vehicle_id}/command-log/{command_id}/resolve',
    summary: 'Settle an unknown outcome',
    area,
    permission: 'vehicle-commands',
    params: entry_path,
    body: z.strictObject({ status: z.enum(['SUCCEEDED', 'FAILED']), reason }),
    output: CommandLogEntry,
    ours: true,
  }),
};
