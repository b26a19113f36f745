import { z } from 'zod';
import { FleetId, Vehicle } from '#lib/domain/vehicle.ts';
import { items, operation, vehicle_path } from './define.ts';
import { routes } from './routes.ts';

export const SharingPartner = z.object({ fleet_id: FleetId, name: z.string() });
export type SharingPartner = z.infer<typeof SharingPartner>;

const ends_at = z.iso.datetime().describe('When the sharing ends by itself');
const area = 'Sharing';

export const sharing_operations = {
  shareVehicle: operation({
    ...routes.shareVehicle,
    summary: 'Share a vehicle with a partner fleet',
    area,
    permission: 'fleet-share',
    params: vehicle_path,
    body: z.strictObject({ fleet_id: FleetId.describe('A partner, as `GET /sharing-partners` names it'), ends_at: ends_at.optional() }),
    output: Vehicle,
    status: 201,
    revisioned: true,
  }),
  changeSharing: operation({
    ...routes.changeSharing,
    summary: 'Set when the sharing ends',
    area,
    permission: 'fleet-share',
    params: vehicle_path,
    body: z.strictObject({ ends_at: ends_at.nullable().describe('null: not before it is ended') }),
    output: Vehicle,
    revisioned: true,
    ours: true,
  }),
  endSharing: operation({
    ...routes.endSharing,
    summary: 'End the sharing now',
    area,
    permission: 'fleet-share',
    params: vehicle_path,
    ours: true,
  }),
  listSharingPartners: operation({
    ...routes.listSharingPartners,
    summary: 'List the fleets that vehicles can be shared with',
    area,
    permission: 'fleet-share.ro',
    output: items(SharingPartner),
  }),
};
