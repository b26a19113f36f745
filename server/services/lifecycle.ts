import { z } from 'zod';
import { brands } from '#lib/catalogue/brands.ts';
import { findModel, listModels, modelCapabilities } from '#lib/catalogue/catalogue.ts';
import { AvailableUnit } from '#lib/contract/lifecycle.ts';
import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { findRunningCommand } from '#server/store/commands.ts';
import { listCredentials } from '#server/store/credentials.ts';
import { listObservedUnits } from '#server/store/observed-units.ts';
import { updateVehicle, type VehicleRow } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';
import { attachUnit, credentialsGone } from './attach-unit.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { changeVehicle, getVehicleRow, vehicleNotFound } from './change-vehicle.ts';
import { chooseModel } from './choose-model.ts';
import { createVehicle } from './create-vehicle.ts';
import { askGateway } from './gateway-call.ts';
import { getBrand } from './get-brand.ts';
import { removeForGood } from './remove-vehicle.ts';
import { etagOf, requireUnchanged } from './revision.ts';
import { searchText } from './search-text.ts';
import { toVehicle } from './vehicle-view.ts';
import { listVehiclePage } from './vehicles.ts';

export const listBrands: Service<'listBrands'> = async (_app, actor) => {
  authorise(actor, 'listBrands');
  return { items: brands };
};

export const listAvailableCredentials: Service<'listAvailableCredentials'> = async (app, actor, { params }) => {
  authorise(actor, 'listAvailableCredentials');
  const rows = await listCredentials(app.db.read, actor.fleet_id, getBrand(params.brand).brand);
  return {
    items: rows.map(({ id, name, fields }) => {
      const { client_id } = JSON.parse(fields);
      return { id, name, ...(client_id && { client_id }) };
    }),
  };
};

export const listAvailableModels: Service<'listAvailableModels'> = async (_app, actor, { params, query }) => {
  authorise(actor, 'listAvailableModels');
  const words = (query.q ?? '').toLowerCase().split(/\s+/);
  const offered = listModels(getBrand(params.brand).brand).filter((model) =>
    words.every((word) => `${model.vehicle_brand} ${model.vehicle_model}`.toLowerCase().includes(word)),
  );
  return {
    items: offered.map(({ settings: _settings, ignition_is_driving_enabled: _signal, telematics_brand: _brand, ...model }) => model),
  };
};

const Discovered = AvailableUnit.omit({ id: true, brand: true }).extend({ unit_id: z.string() });
const discovery = { kind: 'discover_units', result: z.object({ units: z.array(Discovered), failed: z.int() }) } as const;

export const listAvailableUnits: Service<'listAvailableUnits'> = async (app, actor, { params }) => {
  authorise(actor, 'listAvailableUnits');
  const { brand, lists_available_units } = getBrand(params.brand);
  const seen = await listObservedUnits(app.db.read, actor.fleet_id, brand);
  const observed = seen.map((unit) => ({ id: unit.unit_id, brand, last_contact_at: unit.last_seen_at }));
  if (!lists_available_units) return { items: observed };
  const found = await askGateway(app, actor, discovery, () => ({ brand }));
  if (found.failed > 0 && found.units.length === 0)
    throw new Problem('service-unavailable', `${brand} could not list its units. Type the id by hand or try again.`);
  const listed = found.units.map(({ unit_id, ...unit }) => ({ id: unit_id, brand, ...unit }));
  return { items: [...listed, ...observed.filter((unit) => !listed.some((other) => other.id === unit.id))] };
};

export const addVehicle: Service<'addVehicle'> = async (app, actor, { body, ...door }) => {
  authorise(actor, 'addVehicle');
  return createVehicle(app, actor, body, door);
};

export const getUnitSetup: Service<'getUnitSetup'> = async (app, actor, { params }) => {
  authorise(actor, 'getUnitSetup');
  const row = await getVehicleRow(app.db.read, actor, params.vehicle_id);
  return {
    vehicle_model_id: row.vehicle_model_id,
    extensions: JSON.parse(row.extensions),
    status: row.setup_status as 'SUCCEEDED',
    modified_at: row.setup_modified_at,
    evidence: findModel(row.vehicle_model_id)?.evidence ?? 'assumed',
  };
};

export const changeModel: Service<'changeModel'> = async (app, actor, { params, body, ...door }) => {
  authorise(actor, 'changeModel');
  let extensions: string[] = [];
  await changeVehicle(app, actor, {
    ...door,
    vehicle_id: params.vehicle_id,
    action: 'vehicle.model.change',
    change: (row, now) => {
      const chosen = chooseModel(getBrand(row.telematics_brand), body, '');
      ({ extensions } = chosen);
      const capabilities = JSON.stringify(modelCapabilities(chosen.model, extensions));
      if (row.vehicle_model_id === chosen.model.id && row.extensions === JSON.stringify(extensions)) return undefined;
      return {
        columns: {
          vehicle_model_id: chosen.model.id,
          extensions: JSON.stringify(extensions),
          capabilities,
          setup_status: 'SUCCEEDED',
          setup_modified_at: now,
        },
        reasons: capabilities === row.capabilities ? ['SETUP_CHANGED'] : ['SETUP_CHANGED', 'CAPABILITIES_CHANGED'],
      };
    },
  });
  return { vehicle_model_id: body.vehicle_model_id, extensions, status: 'SUCCEEDED' };
};

const refuseWhileCommandRuns = async (tx: Query, vehicle_id: string) => {
  const running = await findRunningCommand(tx, vehicle_id);
  if (running) {
    throw new Problem('vehicle/conflicting-command', `Command ${running.id} is still running on ${vehicle_id}.`, {
      command_id: running.id,
      retry_after_seconds: 5,
    });
  }
};

export const archiveVehicle: Service<'archiveVehicle'> = async (app, actor, { params, if_match }) => {
  authorise(actor, 'archiveVehicle');
  await write(app, async (tx, emit, audit) => {
    await app.db.dialect.lockVehicles(tx, [params.vehicle_id]);
    const row = await getVehicleRow(tx, actor, params.vehicle_id);
    if (row.archived_at) return;
    requireUnchanged(`Vehicle ${row.id}`, row, if_match);
    await refuseWhileCommandRuns(tx, row.id);
    const archived_at = nowAt(app);
    await updateVehicle(tx, row.id, { archived_at, modified_at: archived_at, revision: row.revision + 1 });
    const { fleet_id, id: vehicle_id } = row;
    const { flow_id } = actor;
    emit({
      fleet_id,
      type: 'VehicleRemoved',
      vehicle_id,
      occurred_at: archived_at,
      flow_id,
      data: { vehicle_id, fleet_id, archived_at, initiated_by: initiatorOf(actor) },
    });
    audit({ fleet_id, actor, action: 'vehicle.archive', object_type: 'vehicle', object_id: vehicle_id, flow_id });
  });
};

const initiatorOf = (actor: Actor) => ({ type: actor.type, id: actor.id, name: actor.name });

export const listArchivedVehicles: Service<'listArchivedVehicles'> = async (app, actor, { query }) => {
  authorise(actor, 'listArchivedVehicles');
  return listVehiclePage(app, actor.fleet_id, { ...query, sort: 'created_at' }, true);
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
  if (getBrand(telematics_brand).authentication === 'SHARED' && !credentials_id) {
    const message = 'The credentials of its unit have been deleted. Name a new telematics_unit.';
    throw new Problem('conflicting-resource', message, { errors: [{ pointer: '/telematics_unit', code: 'required', message }] });
  }
  return { telematics_brand, telematics_unit_id, attached_at };
};

export const restoreVehicle: Service<'restoreVehicle'> = async (app, actor, { params, body, onRevision }): Promise<Vehicle> => {
  authorise(actor, 'restoreVehicle');
  return write(app, async (tx, emit, audit) => {
    await app.db.dialect.lockVehicles(tx, [params.vehicle_id]);
    const row = await getArchivedRow(tx, actor, params.vehicle_id);
    const now = nowAt(app);
    const unit = body?.telematics_unit ? await attachUnit(app, tx, actor, body.telematics_unit, row.id) : formerUnit(row, now);
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
    await updateVehicle(tx, row.id, changes).catch((error: unknown) => {
      if (app.db.dialect.isForeignKeyViolation(error)) throw credentialsGone('These credentials have just been deleted.');
      if (!app.db.dialect.isUniqueViolation(error)) throw error;
      throw new Problem('conflicting-resource', `Unit ${telematics_unit_id} is in use by another vehicle. Name a new telematics_unit.`);
    });
    const vehicle = toVehicle({ ...row, ...changes });
    const { fleet_id, id: vehicle_id } = row;
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
};

export const removeVehicle: Service<'removeVehicle'> = async (app, actor, { params }) => {
  authorise(actor, 'removeVehicle');
  const { flow_id } = actor;
  await removeForGood(app, params.vehicle_id, { actor, action: 'vehicle.remove', flow_id }, (tx) =>
    getArchivedRow(tx, actor, params.vehicle_id),
  );
};
