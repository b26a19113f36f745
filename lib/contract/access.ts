import { z } from 'zod';
import { Permission } from '#lib/domain/access-schema.ts';
import { FleetId } from '#lib/domain/vehicle.ts';
import { items, operation } from './define.ts';
import { routes } from './routes.ts';

const area = 'Access';

export const PermissionEntry = z.object({
  id: Permission,
  area: z.string(),
  access: z.enum(['READ', 'READ_AND_WRITE']),
  description: z.string(),
  of_api_clients: z.boolean().describe('An API client can hold it'),
});
export type PermissionEntry = z.infer<typeof PermissionEntry>;

export const FleetEntry = z.object({ id: z.string(), name: z.string(), time_zone: z.string() });
export type FleetEntry = z.infer<typeof FleetEntry>;

export const access_operations = {
  listFleets: operation({
    ...routes.listFleets,
    summary: 'The fleets that the caller belongs to',
    area,
    permission: 'any',
    output: items(FleetEntry),
    ours: true,
  }),
  chooseFleet: operation({
    ...routes.chooseFleet,
    summary: 'Choose the fleet that a signed-in person works in',
    area,
    permission: 'any',
    body: z.strictObject({ fleet_id: FleetId }),
    ours: true,
  }),
  listPermissions: operation({
    ...routes.listPermissions,
    summary: 'All permissions there are',
    area,
    permission: 'any',
    output: items(PermissionEntry),
    ours: true,
  }),
};
