import { z } from 'zod';
import { Initiator } from '#lib/domain/command-schema.ts';
import { VehicleId } from '#lib/domain/vehicle.ts';
import { items, operation, vehicle_path } from './define.ts';
import { routes } from './routes.ts';

export const longest_position_link_in_hours = 72;

export const Note = z.object({ id: z.string(), text: z.string(), created_at: z.iso.datetime(), created_by: Initiator });
export type Note = z.infer<typeof Note>;

export const PositionLink = z.object({
  id: z.string(),
  vehicle_id: VehicleId,
  created_at: z.iso.datetime(),
  created_by: Initiator,
  expires_at: z.iso.datetime(),
});
export type PositionLink = z.infer<typeof PositionLink>;

export const NewPositionLink = PositionLink.extend({ url: z.string().describe('Told only here') });
export type NewPositionLink = z.infer<typeof NewPositionLink>;

const area = 'Vehicles';

export const desk_operations = {
  listNotes: operation({
    ...routes.listNotes,
    summary: 'Read the notes on a vehicle, newest first',
    area,
    permission: 'vehicles.ro',
    params: vehicle_path,
    output: items(Note),
    ours: true,
  }),
  addNote: operation({
    ...routes.addNote,
    summary: 'Write a note on a vehicle',
    area,
    permission: 'vehicle-commands',
    params: vehicle_path,
    body: z.strictObject({ text: z.string().max(2000).trim().min(1) }),
    status: 201,
    output: Note,
    ours: true,
  }),
  deleteNote: operation({
    ...routes.deleteNote,
    summary: 'Delete a note of one’s own',
    area,
    permission: 'vehicle-commands',
    params: vehicle_path.extend({ note_id: z.ulid() }),
    ours: true,
  }),
  listPositionLinks: operation({
    ...routes.listPositionLinks,
    summary: 'List the position links that work, newest first',
    area,
    permission: 'vehicles.ro',
    params: vehicle_path,
    output: items(PositionLink),
    ours: true,
  }),
  createPositionLink: operation({
    ...routes.createPositionLink,
    summary: 'Share the position of a vehicle by a link',
    area,
    permission: 'vehicle-commands',
    params: vehicle_path,
    body: z.strictObject({ expires_in_hours: z.int().min(1).max(longest_position_link_in_hours) }),
    status: 201,
    output: NewPositionLink,
    ours: true,
  }),
  deletePositionLink: operation({
    ...routes.deletePositionLink,
    summary: 'Revoke a position link',
    area,
    permission: 'vehicle-commands',
    params: z.strictObject({ link_id: z.ulid() }),
    ours: true,
  }),
};
