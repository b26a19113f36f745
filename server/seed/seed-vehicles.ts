import type { Actor } from '#lib/domain/access.ts';
import { NewVehicle, type Vehicle } from '#lib/domain/vehicle.ts';
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { addVehicleIn } from '#server/services/create-vehicle.ts';
import { updateVehicle } from '#server/store/vehicles.ts';
import type { Audit, Emit } from '#server/store/write.ts';
import type { ScenarioVehicle } from '../../e2e/fakes/world/scenario-vehicle.ts';

export interface SeedWrite {
  app: App;
  tx: Query;
  emit: Emit;
  audit: Audit;
  actor: Actor;
  /** Credentials by brand; a brand without needs none. */
  credentials: ReadonlyMap<string, string>;
  /** Passwords of units that have one each, by unit id. */
  unit_passwords: Readonly<Record<string, string>>;
}

const day_ms = 86_400_000;

const authenticationOf = ({ unit_id, brand }: ScenarioVehicle, { credentials, unit_passwords }: SeedWrite) => {
  const [credentials_id, password] = [credentials.get(brand), unit_passwords[unit_id]];
  if (password) return { authentication: { password } };
  return credentials_id ? { authentication: { credentials_id } } : {};
};

const bodyOf = (vehicle: ScenarioVehicle, write: SeedWrite): NewVehicle =>
  NewVehicle.parse({
    telematics_unit: {
      id: vehicle.unit_id,
      brand: vehicle.brand,
      setup: { vehicle_model_id: vehicle.vehicle_model_id, extensions: vehicle.extensions },
      ...authenticationOf(vehicle, write),
    },
    master_data: vehicle.master_data,
    custom_fields: vehicle.custom_fields,
    tags: vehicle.tags,
    operation_status: vehicle.operation_status,
  });

/** Rented before the first event was kept, so the log tells it as a change right after the vehicle came. */
const rentOut = async ({ app, tx, emit, actor }: SeedWrite, vehicle: Vehicle): Promise<void> => {
  const modified_at = nowAt(app);
  const columns = { rental_status: 'IN_RENTAL', rental_status_modified_at: modified_at, modified_at, revision: 2 } as const;
  await updateVehicle(tx, vehicle.id, columns);
  emit({
    fleet_id: vehicle.fleet_id,
    type: 'VehicleChanged',
    vehicle_id: vehicle.id,
    occurred_at: modified_at,
    flow_id: actor.flow_id,
    data: {
      reasons: ['RENTAL_STATUS_CHANGED'],
      vehicle: { ...vehicle, modified_at, rental_status: { value: columns.rental_status, modified_at } },
      initiated_by: { type: actor.type, id: actor.id, name: actor.name },
    },
  });
};

/** Adds a vehicle of the scenario by the service that adds every vehicle; gives its id. */
export const seedVehicle = async (write: SeedWrite, vehicle: ScenarioVehicle): Promise<string> => {
  const { app, tx, emit, audit, actor } = write;
  const added = await addVehicleIn(app, tx, emit, audit, actor, bodyOf(vehicle, write));
  if (vehicle.rental) await rentOut(write, added);
  return added.id;
};

/** A vehicle that left the fleet so many days ago, before the log begins. */
export const seedArchivedVehicle = async (write: SeedWrite, vehicle: ScenarioVehicle, days_ago: number): Promise<void> => {
  const silent = () => undefined;
  const id = await seedVehicle({ ...write, emit: silent, audit: silent }, { ...vehicle, operation_status: 'INACTIVE' });
  const archived_at = new Date(write.app.clock() - days_ago * day_ms).toISOString();
  const created_at = new Date(write.app.clock() - (days_ago + 400) * day_ms).toISOString();
  const columns = { created_at, attached_at: created_at, archived_at, modified_at: archived_at, rental_status: 'NOT_IN_RENTAL' };
  await updateVehicle(write.tx, id, columns);
};
