import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { keepCapableState } from '#server/store/latest-states.ts';
import { revokePositionLinks } from '#server/store/position-links.ts';
import { endOfSharing } from '#server/store/shared-vehicles.ts';
import { updateVehicle, type VehicleRow } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';
import { attachUnit, beginningSetup, carryInstallation, credentialsGone, type UnitInput } from './attach-unit.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { getVehicleRow, vehicleNotFound, type Writing } from './change-vehicle.ts';
import { leaveToGateway } from './gateway-call.ts';
import { getBrand } from './get-brand.ts';
import { refuseWhileCommandRuns } from './refuse-while-command-runs.ts';
import { removeForGood } from './remove-vehicle.ts';
import { etagOf, requireUnchanged } from './revision.ts';
import { searchText } from './search-text.ts';
import { keepDocument } from './vehicle-documents.ts';
import { toVehicle } from './vehicle-view.ts';

const initiatorOf = (actor: Actor) => ({ type: actor.type, id: actor.id, name: actor.name });

/** Event and audit entry of a vehicle that went to the archive. */
export const tellArchived = (
  { emit, audit }: Pick<Writing, 'emit' | 'audit'>,
  actor: Actor,
  vehicle: Pick<VehicleRow, 'id' | 'fleet_id' | 'partner_fleet_id'> & { archived_at: string },
): void => {
  const { id: vehicle_id, fleet_id, partner_fleet_id, archived_at } = vehicle;
  const { flow_id } = actor;
  emit({
    fleet_id,
    type: 'VehicleRemoved',
    vehicle_id,
    occurred_at: archived_at,
    flow_id,
    partner_fleet_id,
    data: { vehicle_id, fleet_id, archived_at, initiated_by: initiatorOf(actor) },
  });
  audit({ fleet_id, actor, action: 'vehicle.archive', object_type: 'vehicle', object_id: vehicle_id, flow_id });
};

/** Without authorisation: for services that have authorised. An archived vehicle stays as it is. */
export const archiveOne = (app: App, actor: Actor, vehicle_id: string, if_match?: string): Promise<void> =>
  write(app, async (tx, emit, audit) => {
    await app.db.dialect.lockVehicles(tx, [vehicle_id]);
    const row = await getVehicleRow(tx, actor, vehicle_id);
    if (row.archived_at) return;
    requireUnchanged(`Vehicle ${row.id}`, row, if_match);
    await refuseWhileCommandRuns(tx, row.id);
    const archived_at = nowAt(app);
    const columns = { archived_at, modified_at: archived_at, revision: row.revision + 1, ...endOfSharing };
    await keepDocument(tx, await updateVehicle(tx, row.id, columns));
    await revokePositionLinks(tx, row.id, archived_at);
    const { telematics_brand: brand, telematics_unit_id: unit_id } = row;
    await leaveToGateway(app, tx, actor, 'drop_session', { brand, unit_id });
    tellArchived({ emit, audit }, actor, { ...row, archived_at });
  });

export const archiveVehicle: Service<'archiveVehicle'> = async (app, actor, { params, if_match }) => {
  authorise(actor, 'archiveVehicle');
  await archiveOne(app, actor, params.vehicle_id, if_match);
};

const getArchivedRow = async (db: Query, actor: Actor, vehicle_id: string) => {
  const row = await getVehicleRow(db, actor, vehicle_id);
  if (!row.archived_at) throw vehicleNotFound(vehicle_id);
  return row;
};

export const getArchivedVehicle: Service<'getArchivedVehicle'> = async (app, actor, { params, onRevision }) => {
  authorise(actor, 'getArchivedVehicle');
  const row = await getArchivedRow(app.db.read, actor, params.vehicle_id);
  onRevision?.(etagOf(row));
  return toVehicle(row);
};

/** The unit that the vehicle had when it was archived, if it can still be reached. */
const formerUnit = (row: VehicleRow, attached_at: string) => {
  const { telematics_brand, telematics_unit_id, credentials_id } = row;
  const brand = getBrand(telematics_brand);
  if (brand.authentication === 'SHARED' && !credentials_id) {
    const message = 'The credentials of its unit have been deleted. Name a new telematics_unit.';
    throw new Problem('conflicting-resource', message, { errors: [{ pointer: '/telematics_unit', code: 'required', message }] });
  }
  const setup_status = beginningSetup(brand, row.sealed_new_unit_password);
  const begins = brand.registers_units && { setup_status, setup_modified_at: attached_at };
  return { telematics_brand, telematics_unit_id, attached_at, ...begins };
};

interface Restoring {
  telematics_unit?: UnitInput | undefined;
  onRevision?: ((etag: string) => void) | undefined;
}

/** Without authorisation: for services that have authorised. */
export const restoreOne = (app: App, actor: Actor, vehicle_id: string, { telematics_unit, onRevision }: Restoring = {}): Promise<Vehicle> =>
  write(app, async (tx, emit, audit) => {
    await app.db.dialect.lockVehicles(tx, [vehicle_id]);
    const row = await getArchivedRow(tx, actor, vehicle_id);
    const now = nowAt(app);
    const attached = telematics_unit && (await attachUnit(app, tx, actor, telematics_unit, row.id));
    const unit = attached ? { ...attached, ...(await carryInstallation(tx, row, attached)) } : formerUnit(row, now);
    const { telematics_unit_id } = unit;
    const [tags, custom_fields] = [JSON.parse(row.tags), JSON.parse(row.custom_fields)];
    const changes = {
      ...unit,
      search_text: searchText({ ...row, telematics_unit_id, tags, custom_fields }),
      archived_at: null,
      modified_at: now,
      revision: row.revision + 1,
      life_status: 'OFFLINE',
      life_status_modified_at: now,
    };
    const restored = await updateVehicle(tx, row.id, changes).catch((error: unknown) => {
      if (app.db.dialect.isForeignKeyViolation(error)) throw credentialsGone('These credentials have just been deleted.');
      if (!app.db.dialect.isUniqueViolation(error)) throw error;
      throw new Problem('conflicting-resource', `Unit ${telematics_unit_id} is in use by another vehicle. Name a new telematics_unit.`);
    });
    await keepDocument(tx, restored);
    if (attached) await keepCapableState(tx, row.id, JSON.parse(attached.capabilities));
    const vehicle = toVehicle({ ...row, ...changes });
    const { fleet_id } = row;
    const { flow_id } = actor;
    emit({
      fleet_id,
      type: 'VehicleCreated',
      vehicle_id,
      occurred_at: now,
      flow_id,
      data: { reasons: ['VEHICLE_RESTORED'], vehicle, initiated_by: initiatorOf(actor) },
    });
    audit({ fleet_id, actor, action: 'vehicle.restore', object_type: 'vehicle', object_id: vehicle_id, flow_id });
    onRevision?.(etagOf(changes));
    return vehicle;
  });

export const restoreVehicle: Service<'restoreVehicle'> = async (app, actor, { params, body, onRevision }) => {
  authorise(actor, 'restoreVehicle');
  return restoreOne(app, actor, params.vehicle_id, { telematics_unit: body?.telematics_unit, onRevision });
};

export const removeVehicle: Service<'removeVehicle'> = async (app, actor, { params }) => {
  authorise(actor, 'removeVehicle');
  const { flow_id } = actor;
  await removeForGood(app, params.vehicle_id, { actor, action: 'vehicle.remove', flow_id }, (tx) =>
    getArchivedRow(tx, actor, params.vehicle_id),
  );
};
