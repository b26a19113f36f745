import { brands } from '#lib/catalogue/brands.ts';
import { findModel, listModels, modelCapabilities } from '#lib/catalogue/catalogue.ts';
import { listCredentials } from '#server/store/credentials.ts';
import { listObservedUnits } from '#server/store/observed-units.ts';
import { findUnitSetup } from '#server/store/unit-setups.ts';
import { beginningSetup } from './attach-unit.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { changeVehicle, getVehicleRow } from './change-vehicle.ts';
import { chooseModel } from './choose-model.ts';
import { createVehicle } from './create-vehicle.ts';
import { discoverUnits } from './discover-units.ts';
import { getBrand } from './get-brand.ts';
import { etagOf } from './revision.ts';

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

export const listAvailableUnits: Service<'listAvailableUnits'> = async (app, actor, { params }) => {
  authorise(actor, 'listAvailableUnits');
  const { brand, lists_available_units } = getBrand(params.brand);
  const seen = await listObservedUnits(app.db.read, actor.fleet_id, brand);
  const observed = seen.map((unit) => ({ id: unit.unit_id, brand, last_contact_at: unit.last_seen_at }));
  if (!lists_available_units) return { items: observed };
  const { units } = await discoverUnits(app, actor, brand);
  const listed = units.map(({ unit_id, ...unit }) => ({ id: unit_id, brand, ...unit }));
  return { items: [...listed, ...observed.filter((unit) => !listed.some((other) => other.id === unit.id))] };
};

export const addVehicle: Service<'addVehicle'> = async (app, actor, { body, ...door }) => {
  authorise(actor, 'addVehicle');
  return createVehicle(app, actor, body, door);
};

export const getUnitSetup: Service<'getUnitSetup'> = async (app, actor, { params, onRevision }) => {
  authorise(actor, 'getUnitSetup');
  const row = await getVehicleRow(app.db.read, actor, params.vehicle_id);
  onRevision?.(etagOf(row));
  const { credentials_id, telematics_unit_id } = row;
  const step = credentials_id ? await findUnitSetup(app.db.read, credentials_id, telematics_unit_id) : undefined;
  const detail = row.setup_status === 'SUCCEEDED' ? undefined : step?.detail;
  return {
    vehicle_model_id: row.vehicle_model_id,
    extensions: JSON.parse(row.extensions),
    status: row.setup_status as 'SUCCEEDED',
    ...(detail && { detail }),
    modified_at: row.setup_modified_at,
    evidence: findModel(row.vehicle_model_id)?.evidence ?? 'assumed',
  };
};

export const changeModel: Service<'changeModel'> = async (app, actor, { params, body, ...door }) => {
  authorise(actor, 'changeModel');
  let extensions: string[] = [];
  let status: 'IN_PROGRESS' | 'SUCCEEDED' = 'SUCCEEDED';
  await changeVehicle(app, actor, {
    ...door,
    vehicle_id: params.vehicle_id,
    action: 'vehicle.model.change',
    change: (row, now) => {
      const brand = getBrand(row.telematics_brand);
      const chosen = chooseModel(brand, body, '');
      ({ extensions } = chosen);
      const capabilities = JSON.stringify(modelCapabilities(chosen.model, extensions));
      const same = row.vehicle_model_id === chosen.model.id && row.extensions === JSON.stringify(extensions);
      // A setup that failed is begun anew by asking for it again.
      if (same && row.setup_status !== 'FAILED') {
        status = row.setup_status as typeof status;
        return undefined;
      }
      status = beginningSetup(brand, row.sealed_new_unit_password);
      return {
        columns: {
          vehicle_model_id: chosen.model.id,
          extensions: JSON.stringify(extensions),
          capabilities,
          setup_status: status,
          setup_modified_at: now,
        },
        reasons: capabilities === row.capabilities ? ['SETUP_CHANGED'] : ['SETUP_CHANGED', 'CAPABILITIES_CHANGED'],
      };
    },
  });
  return { vehicle_model_id: body.vehicle_model_id, extensions, status };
};
