import { findModel } from '#lib/catalogue/catalogue.ts';
import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { NewVehicle, Vehicle } from '#lib/domain/vehicle.ts';
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { newShortId } from '#server/ids.ts';
import { endOfSharing } from '#server/store/shared-vehicles.ts';
import { insertVehicle, type StoredVehicle, type VehicleRow, vehicleIdExists } from '#server/store/vehicles.ts';
import { type Audit, type Emit, write } from '#server/store/write.ts';
import { attachUnit, credentialsGone, type UnitColumns } from './attach-unit.ts';
import type { Call } from './call.ts';
import { type IdempotentDoor, onceWithin } from './idempotency.ts';
import { etagOf } from './revision.ts';
import { searchText } from './search-text.ts';
import { keepDocument } from './vehicle-documents.ts';
import { toVehicle } from './vehicle-view.ts';

const freeVehicleId = async (tx: Query): Promise<string> => {
  const id = newShortId();
  return (await vehicleIdExists(tx, id)) ? freeVehicleId(tx) : id;
};

/** What lost a race against another transaction. `pointer` says where the unit stands in the body. */
export const explainRefusal = (app: App, unit_id: string, error: unknown, pointer?: string): unknown => {
  if (app.db.dialect.isUniqueViolation(error)) return new Problem('conflicting-resource', `Unit ${unit_id} already serves a vehicle.`);
  if (app.db.dialect.isForeignKeyViolation(error)) return credentialsGone('These credentials have just been deleted.', pointer);
  return error;
};

type MasterColumns = Pick<VehicleRow, keyof NonNullable<NewVehicle['master_data']>>;

type NewRow = Omit<StoredVehicle, 'row_number'>;

/** The row of a new vehicle. Brand and model of the vehicle default to those of the chosen model. */
export const newVehicleRow = (
  actor: Actor,
  id: string,
  body: Omit<NewVehicle, 'telematics_unit'>,
  unit: UnitColumns,
  now: string,
): NewRow => {
  const model = findModel(unit.vehicle_model_id);
  const tags = body.tags ?? [];
  const custom_fields = body.custom_fields ?? {};
  const master_data: MasterColumns = {
    vin: null,
    license_plate: null,
    brand: model?.vehicle_brand ?? null,
    model: model?.vehicle_model ?? null,
    custom_name: null,
    fuel_type: null,
    year_of_production: null,
    transmission: null,
    vehicle_type: model?.vehicle_type ?? null,
    remark: null,
    ...(body.master_data as Partial<MasterColumns>),
  };
  return {
    id,
    fleet_id: actor.fleet_id,
    created_at: now,
    modified_at: now,
    revision: 1,
    ...master_data,
    master_data_modified_at: now,
    custom_fields: JSON.stringify(custom_fields),
    custom_fields_modified_at: now,
    tags: JSON.stringify(tags),
    operation_status: body.operation_status ?? 'OPERATING',
    operation_status_modified_at: now,
    rental_status: 'NOT_IN_RENTAL',
    rental_status_modified_at: now,
    life_status: 'OFFLINE',
    life_status_modified_at: now,
    ...unit,
    unit_settings: '{}',
    archived_at: null,
    ...endOfSharing,
    search_text: searchText({ id, ...master_data, telematics_unit_id: unit.telematics_unit_id, tags, custom_fields }),
  };
};

/** Event and audit entry of a new vehicle, as it is told. */
export const tellAdded = (emit: Emit, audit: Audit, actor: Actor, vehicle: Vehicle): void => {
  const { id: vehicle_id, fleet_id, created_at: occurred_at, telematics_unit } = vehicle;
  const { flow_id } = actor;
  const initiated_by = { type: actor.type, id: actor.id, name: actor.name };
  emit({ fleet_id, type: 'VehicleCreated', vehicle_id, occurred_at, flow_id, data: { reasons: ['VEHICLE_ADDED'], vehicle, initiated_by } });
  const detail = { unit: telematics_unit.id };
  audit({ fleet_id, actor, action: 'vehicle.add', object_type: 'vehicle', object_id: vehicle_id, detail, flow_id });
};

/** Adds a vehicle within a transaction of the caller's. */
export const addVehicleIn = async (app: App, tx: Query, emit: Emit, audit: Audit, actor: Actor, body: NewVehicle): Promise<Vehicle> => {
  const id = await freeVehicleId(tx);
  const unit = await attachUnit(app, tx, actor, body.telematics_unit, id);
  const row = newVehicleRow(actor, id, body, unit, nowAt(app));
  try {
    await insertVehicle(tx, row);
    await keepDocument(tx, row);
  } catch (error) {
    throw explainRefusal(app, unit.telematics_unit_id, error);
  }
  const vehicle = toVehicle({ ...row, last_contact_at: null });
  tellAdded(emit, audit, actor, vehicle);
  return vehicle;
};

type Door = IdempotentDoor & Pick<Call<'addVehicle'>, 'onRevision'>;

/** Adds a vehicle. A repeated idempotency key is answered with what the first call was answered. */
export const createVehicle = async (app: App, actor: Actor, body: NewVehicle, door: Door = {}): Promise<Vehicle> => {
  const vehicle = await write(app, (tx, emit, audit) =>
    onceWithin(app, tx, actor, door, { addVehicle: body }, () => addVehicleIn(app, tx, emit, audit, actor, body)),
  );
  door.onRevision?.(etagOf({ revision: 1 }));
  return vehicle;
};
