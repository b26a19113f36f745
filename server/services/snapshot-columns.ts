import type { PaceRules } from '#lib/catalogue/pace.ts';
import type { FleetSnapshot } from '#lib/contract/fleet.ts';
import type { Capabilities } from '#lib/domain/capability.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import type { FleetRow } from '#server/store/fleet-snapshot.ts';
import { paceOfRow } from './freshness.ts';

/** What a line of the columns is made of. */
export type FleetDataRow = Omit<FleetRow, 'created_at' | 'archived_at'>;

/** The few different sets of capabilities that a fleet has, each read once. */
const collectSets = () => {
  const places = new Map<string, number>();
  const capability_sets: string[][] = [];
  const placeOf = (text: string): number => {
    const known = places.get(text);
    if (known !== undefined) return known;
    const { commands, vehicle_state }: Capabilities = JSON.parse(text);
    places.set(text, capability_sets.length);
    return capability_sets.push([...commands, ...vehicle_state]) - 1;
  };
  return { capability_sets, placeOf };
};

/** Rows of vehicles with their latest states, in columns as screens hold them. */
export const snapshotOf = (rows: readonly FleetDataRow[], rules: PaceRules): Omit<FleetSnapshot, 'sequence'> => {
  const sets = collectSets();
  const states = rows.map((row): VehicleState => JSON.parse(row.state ?? '{}'));
  const paces = rows.map((row, index) => paceOfRow(rules, row, states[index] ?? {}));
  const column = <T>(pick: (row: (typeof rows)[number]) => T): T[] => rows.map(pick);
  const value = <T>(pick: (state: VehicleState) => T | undefined): (T | null)[] => states.map((state) => pick(state) ?? null);
  const columns: FleetSnapshot['columns'] = {
    id: column((row) => row.id),
    license_plate: column((row) => row.license_plate),
    custom_name: column((row) => row.custom_name),
    vin: column((row) => row.vin),
    brand: column((row) => row.brand),
    model: column((row) => row.model),
    vehicle_type: column((row) => row.vehicle_type) as FleetSnapshot['columns']['vehicle_type'],
    vehicle_model_id: column((row) => row.vehicle_model_id),
    telematics_brand: column((row) => row.telematics_brand),
    telematics_unit_id: column((row) => row.telematics_unit_id),
    capability_set: column((row) => sets.placeOf(row.capabilities)),
    tags: column((row) => JSON.parse(row.tags)),
    custom_fields: column((row) => JSON.parse(row.custom_fields)),
    operation_status: column((row) => row.operation_status) as FleetSnapshot['columns']['operation_status'],
    rental_status: column((row) => row.rental_status) as FleetSnapshot['columns']['rental_status'],
    life_status: column((row) => row.life_status) as FleetSnapshot['columns']['life_status'],
    last_contact_at: column((row) => row.last_contact_at),
    lat: value((state) => state.position?.value.lat),
    lon: value((state) => state.position?.value.lon),
    position_at: value((state) => state.position?.timestamp),
    speed: value((state) => (state.speed_in_kilometers_per_hour ?? state.gnss_speed_over_ground_in_kilometers_per_hour)?.value),
    heading: value((state) => state.heading_in_degrees?.value),
    energy: value((state) => state.state_of_charge_or_fuel_level_in_percent?.value),
    range: value((state) => state.remaining_range_in_kilometers?.value),
    mileage: value((state) => state.mileage_in_kilometers?.value),
    central_lock: value((state) => state.central_lock?.value),
    driving_enabled: value((state) => state.driving_enabled?.value),
    ignition: value((state) => state.ignition?.value),
    charging: value((state) => state.charging_status?.value),
    expected_interval_seconds: paces.map((pace) => pace.expected_interval_seconds),
    silence_seconds: paces.map((pace) => pace.silence_seconds),
  };
  return { capability_sets: sets.capability_sets, columns };
};
