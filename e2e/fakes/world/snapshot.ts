/** Keeps a world over a restart: positions, mileage and charge go on from where they were instead of jumping back. */
import { z } from 'zod';
import type { ScenarioVehicle } from './scenario-vehicle.ts';
import type { SimulatedVehicle } from './vehicle.ts';

const VehicleSnapshot = z.object({
  lon: z.number(),
  lat: z.number(),
  heading: z.number(),
  mileage_km: z.number(),
  energy_percent: z.number(),
  locked: z.boolean(),
  driving_enabled: z.boolean(),
  situation: z.enum(['parked', 'driving', 'charging', 'out_of_service']),
  rental: z.enum(['long', 'short']).optional(),
});

/** By unit id. */
export const WorldSnapshot = z.record(z.string(), VehicleSnapshot);
export type WorldSnapshot = z.infer<typeof WorldSnapshot>;

const situationOf = ({ phase, rental }: SimulatedVehicle): ScenarioVehicle['situation'] => {
  if (phase === 'charging' || phase === 'out_of_service') return phase;
  return rental ? 'driving' : 'parked';
};

export const takeSnapshot = (vehicles: readonly SimulatedVehicle[]): WorldSnapshot =>
  Object.fromEntries(
    vehicles
      .filter((vehicle) => vehicle.online)
      .map((vehicle) => {
        const { unit_id, lon, lat, heading, mileage_km, energy_percent, driving_enabled, rental } = vehicle;
        // Who took a break comes back to the car.
        const locked = vehicle.locked && vehicle.phase !== 'pausing';
        const kept = { lon, lat, heading, mileage_km, energy_percent, locked, driving_enabled, situation: situationOf(vehicle) };
        return [unit_id, { ...kept, ...(rental && { rental }) }];
      }),
  );

/** The scenario with what the snapshot knows laid over it. */
export const applySnapshot = (vehicles: readonly ScenarioVehicle[], snapshot: WorldSnapshot): ScenarioVehicle[] =>
  vehicles.map((vehicle) => {
    const kept = snapshot[vehicle.unit_id];
    if (!kept) return vehicle;
    const { rental: _ended, ...rest } = vehicle;
    const { rental, ...values } = kept;
    return { ...rest, ...values, ...(rental && { rental }) };
  });
