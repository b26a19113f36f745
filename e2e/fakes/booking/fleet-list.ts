import { z } from 'zod';
import type { CallApi } from './api-client.ts';

const ListedVehicle = z.object({
  id: z.string(),
  telematics_unit: z.object({ id: z.string() }),
  capabilities: z.object({ commands: z.array(z.string()) }),
  operation_status: z.object({ value: z.string() }),
  rental_status: z.object({ value: z.string() }),
});
const VehiclePage = z.object({ items: z.array(ListedVehicle), next_page_token: z.string().optional() });

export type ListedVehicle = z.infer<typeof ListedVehicle>;

/** Every vehicle of the fleet by its unit's id. */
export const listFleet = async (call: CallApi): Promise<Map<string, ListedVehicle>> => {
  const vehicles = new Map<string, ListedVehicle>();
  let page_token: string | undefined;
  do {
    const page = VehiclePage.parse(
      await call('GET', `/vehicles?limit=1000${page_token ? `&page_token=${encodeURIComponent(page_token)}` : ''}`),
    );
    for (const vehicle of page.items) vehicles.set(vehicle.telematics_unit.id, vehicle);
    page_token = page.next_page_token;
  } while (page_token);
  return vehicles;
};

const first_capable = (vehicle: ListedVehicle, ...choices: string[][]): string[] =>
  choices.find((choice) => choice.every((command) => vehicle.capabilities.commands.includes(command))) ?? [];
const pathOf = (capability: string): string => capability.toLowerCase().replaceAll('_', '-');

/** Path segments of the commands that hand a vehicle over to a renter, in order; as few as the vehicle allows. */
export const unlockCommands = (vehicle: ListedVehicle): string[] =>
  first_capable(
    vehicle,
    ['UNLOCK_AND_ENABLE_DRIVING'],
    ['ENABLE_DRIVING', 'UNLOCK_CENTRAL_LOCK'],
    ['ENABLE_DRIVING'],
    ['UNLOCK_CENTRAL_LOCK'],
  ).map(pathOf);

export const lockCommands = (vehicle: ListedVehicle): string[] =>
  first_capable(
    vehicle,
    ['LOCK_AND_DISABLE_DRIVING'],
    ['LOCK_CENTRAL_LOCK', 'DISABLE_DRIVING'],
    ['DISABLE_DRIVING'],
    ['LOCK_CENTRAL_LOCK'],
  ).map(pathOf);
