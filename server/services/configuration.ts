import { findFeature, listFeatures } from '#lib/catalogue/configuration.ts';
import type { FeatureConfiguration } from '#lib/contract/configuration.ts';
import type { Configuration, ConfigurationPatch, ConfigurationStatus, Feature } from '#lib/domain/configuration.ts';
import {
  type ConfigurationRow,
  findConfiguration,
  listConfigurations as listRows,
  upsertConfiguration,
} from '#server/store/unit-configurations.ts';
import { listVehicleIds, type VehicleRow } from '#server/store/vehicles.ts';
import { authorise } from './authorise.ts';
import { changeEach, toEach } from './bulk-rows.ts';
import type { Service } from './call.ts';
import { changeVehicle, getVehicleRow, type VehicleChange } from './change-vehicle.ts';
import { patchConfiguration, requireFeature, unitSettings } from './configuration-rules.ts';
import { onceInSteps } from './idempotency.ts';
import { refuseWhileCommandRuns } from './refuse-while-command-runs.ts';
import { etagOf, requireUnchanged } from './revision.ts';

const shown = ({ telematics_brand }: VehicleRow, feature: Feature, row: ConfigurationRow | undefined): FeatureConfiguration => {
  const support = findFeature(telematics_brand, feature);
  const settings = support?.settings?.map(({ group: _group, needs: _needs, ...declared }) => declared);
  return {
    feature,
    configuration: row ? JSON.parse(row.configuration) : {},
    ...(row && { status: row.status as ConfigurationStatus, modified_at: row.modified_at }),
    ...(row?.applied_at && { applied_at: row.applied_at }),
    ...(row?.problem_type && { problem_type: row.problem_type }),
    ...(settings && { settings }),
    evidence: support?.evidence ?? 'assumed',
  };
};

export const listConfigurations: Service<'listConfigurations'> = async (app, actor, { params }) => {
  authorise(actor, 'listConfigurations');
  const vehicle = await getVehicleRow(app.db.read, actor, params.vehicle_id);
  const rows = new Map((await listRows(app.db.read, vehicle.id)).map((row) => [row.feature, row]));
  return { items: listFeatures(vehicle.telematics_brand).map((feature) => shown(vehicle, feature, rows.get(feature))) };
};

export const getConfiguration: Service<'getConfiguration'> = async (app, actor, { params, onRevision }) => {
  authorise(actor, 'getConfiguration');
  const vehicle = await getVehicleRow(app.db.read, actor, params.vehicle_id);
  requireFeature(vehicle, params.feature);
  const row = await findConfiguration(app.db.read, vehicle.id, params.feature);
  onRevision?.(etagOf(row ?? { revision: 0 }));
  return shown(vehicle, params.feature, row);
};

/** The change of one vehicle: the wish is stored beside it, PENDING until its unit was told, or APPLIED at once where the unit need not know. */
const configure =
  (feature: Feature, patch: ConfigurationPatch, if_match?: string): VehicleChange =>
  async (vehicle, now, tx) => {
    const row = await findConfiguration(tx, vehicle.id, feature);
    if (if_match !== undefined) requireUnchanged(`${feature} of ${vehicle.id}`, row ?? { revision: 0 }, if_match);
    const current: Configuration = row ? JSON.parse(row.configuration) : {};
    const next = patchConfiguration(vehicle, feature, current, patch);
    const configuration = JSON.stringify(next);
    if (configuration === JSON.stringify(current) && row?.status !== 'FAILED') return undefined;
    const support = requireFeature(vehicle, feature);
    const told = support.applied_by === 'unit';
    if (!told) await refuseWhileCommandRuns(tx, vehicle.id);
    await upsertConfiguration(tx, {
      vehicle_id: vehicle.id,
      feature,
      fleet_id: vehicle.fleet_id,
      configuration,
      status: told ? 'PENDING' : 'APPLIED',
      problem_type: null,
      revision: (row?.revision ?? 0) + 1,
      modified_at: now,
      applied_at: told ? null : now,
    });
    const columns = told ? {} : { unit_settings: unitSettings(vehicle, support, next) };
    return { columns, reasons: ['TELEMATICS_UNIT_CHANGED'], detail: { feature, configuration: next } };
  };

const action = 'vehicle.configuration.change';

export const configureUnit: Service<'configureUnit'> = async (app, actor, { params, body, if_match, onRevision }) => {
  authorise(actor, 'configureUnit');
  const { vehicle_id, feature } = params;
  await changeVehicle(app, actor, { vehicle_id, action, change: configure(feature, body, if_match) });
  const vehicle = await getVehicleRow(app.db.read, actor, vehicle_id);
  const row = await findConfiguration(app.db.read, vehicle_id, feature);
  onRevision?.(etagOf(row ?? { revision: 0 }));
  return shown(vehicle, feature, row);
};

export const configureUnits: Service<'configureUnits'> = async (app, actor, { params, body, ...door }) => {
  authorise(actor, 'configureUnits');
  const { feature } = params;
  return onceInSteps(app, actor, door, { configureUnits: body, feature }, async () => {
    const vehicle_ids = body.vehicle_ids ?? (await listVehicleIds(app.db.read, actor.fleet_id));
    return changeEach(app, actor, toEach(vehicle_ids, { action, change: configure(feature, body.configuration) }));
  });
};
