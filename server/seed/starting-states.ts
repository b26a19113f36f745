import { findModel, modelCapabilities } from '#lib/catalogue/catalogue.ts';
import { capableProperties } from '#lib/domain/capability.ts';
import { cellOf } from '#lib/domain/map-cell.ts';
import { toStateRecord } from '#lib/domain/state-record.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import { nowAt } from '#server/app.ts';
import { updateVehicle } from '#server/store/vehicles.ts';
import type { ScenarioVehicle } from '../../e2e/fakes/world/scenario-vehicle.ts';
import type { SeedWrite } from './seed-vehicles.ts';

/** What the vehicle would have reported at that instant, as far as its model can. */
export const stateAt = (vehicle: ScenarioVehicle, timestamp: string, speed_kmh = 32): VehicleState => {
  const model = findModel(vehicle.vehicle_model_id);
  if (!model) return {};
  const capable: Set<string> = capableProperties(modelCapabilities(model, vehicle.extensions));
  const drives = vehicle.situation === 'driving';
  const values = {
    position: { lat: vehicle.lat, lon: vehicle.lon },
    heading_in_degrees: vehicle.heading,
    speed_in_kilometers_per_hour: drives ? speed_kmh : 0,
    mileage_in_kilometers: Math.round(10 * vehicle.mileage_km) / 10,
    state_of_charge_or_fuel_level_in_percent: Math.round(10 * vehicle.energy_percent) / 10,
    central_lock: vehicle.locked ? 'LOCKED' : 'UNLOCKED',
    driving_enabled: vehicle.driving_enabled,
    ignition: drives ? 'ON' : 'OFF',
    charging_status: vehicle.situation === 'charging' ? 'CHARGING' : 'NOT_CHARGING',
  };
  const known = Object.entries(values).filter(([property]) => capable.has(property));
  return Object.fromEntries(known.map(([property, value]) => [property, { timestamp, value }]));
};

/** Lets the vehicle have spoken once, at that instant, and stores it as ingest would: newest state, contact and one full record in the log. */
export const seedState = async (write: SeedWrite, vehicle_id: string, vehicle: ScenarioVehicle, at_ms: number): Promise<void> => {
  const { app, tx, emit, actor } = write;
  const at = new Date(at_ms).toISOString();
  const state = stateAt(vehicle, at);
  const { lat = null, lon = null } = state.position?.value ?? {};
  const place = { lat, lon, cell: cellOf(lat, lon) ?? null };
  await tx
    .updateTable('latest_states')
    .set({ state: JSON.stringify(state), last_contact_at: at, ...place, events_since_full: 0 })
    .where('vehicle_id', '=', vehicle_id)
    .execute();
  emit({
    fleet_id: actor.fleet_id,
    type: 'VehicleStateRecorded',
    vehicle_id,
    occurred_at: at,
    flow_id: actor.flow_id,
    data: toStateRecord(state, { full: true }),
  });
  if (vehicle.offline_hours === undefined) {
    await updateVehicle(tx, vehicle_id, { life_status: 'ONLINE', life_status_modified_at: nowAt(app) });
  }
};
