import { allows, type Permission } from '#lib/domain/access.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';

/** What a partner may do with a vehicle that is shared with it: see and command. */
const of_partner: readonly Permission[] = [
  'vehicles.ro',
  'vehicle-commands',
  'connectivity-commands',
  'command-override',
  'events-trips.ro',
];

/** What the viewer may do with this vehicle: of another fleet's all that its partner may, and no more. */
export const permissionsFor = (
  vehicle: Pick<Vehicle, 'fleet_id'>,
  fleet_id: string,
  permissions: readonly Permission[],
): readonly Permission[] =>
  vehicle.fleet_id === fleet_id ? permissions : of_partner.filter((permission) => allows(permissions, permission));
