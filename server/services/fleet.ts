import type { FleetSnapshot } from '#lib/contract/fleet.ts';
import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import type { App } from '#server/app.ts';
import { findFleet } from '#server/store/access.ts';
import { getEventBounds } from '#server/store/events.ts';
import { listFleetRows } from '#server/store/fleet-snapshot.ts';
import { findLease } from '#server/store/leases.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { paceOfRow, readPaceRules } from './freshness.ts';

export const getMe: Service<'getMe'> = async (app, actor: Actor) => {
  const fleet = await findFleet(app.db.read, actor.fleet_id);
  if (!fleet) throw new Problem('resource-not-found', 'This fleet is gone.');
  return {
    id: actor.id,
    name: actor.name,
    email: actor.email ?? '',
    ...(actor.preset && { preset: actor.preset }),
    permissions: [...actor.permissions],
    fleet: { id: fleet.id, name: fleet.name, time_zone: fleet.time_zone },
  };
};

/** A page is read while the fleet goes on: its stream starts a little earlier, so that some events are told twice rather than one never. */
const page_overlap = 50;

/** Sequence behind which the live stream of a page that is being made now must start. */
export const liveStart = async (app: App, actor: Actor): Promise<number> => {
  const { oldest, newest } = await getEventBounds(app.db.read, actor.fleet_id);
  return Math.max(oldest - 1, newest - page_overlap, 0);
};

/** The sequence is read first: what is committed meanwhile is then told twice rather than never. */
export const getFleetSnapshot: Service<'getFleetSnapshot'> = async (app, actor) => {
  authorise(actor, 'getFleetSnapshot');
  const { newest } = await getEventBounds(app.db.read, actor.fleet_id);
  const rows = await listFleetRows(app.db.read, actor.fleet_id);
  const states = rows.map((row): VehicleState => JSON.parse(row.state ?? '{}'));
  const rules = await readPaceRules(app, actor);
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
  return { sequence: newest, columns };
};

/** The gateway renews its lease every few seconds: one that ran out means that commands will not go out. */
export const version = '0.1.0';

export const getHealth: Service<'getHealth'> = async (app) => {
  try {
    const lease = await findLease(app.db.read, 'gateway');
    const alive = lease !== undefined && Date.parse(lease.expires_at) > app.clock();
    return { status: alive ? 'ok' : 'degraded', version, database: 'ok', gateway: alive ? 'ok' : 'silent' };
  } catch (error) {
    app.log.error({ err: error }, 'Health: the database does not answer');
    return { status: 'degraded', version, database: 'failed', gateway: 'silent' };
  }
};
