import { CredentialsCheck } from '#lib/contract/credentials.ts';
import type { ChangeReason } from '#lib/domain/event.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { Query } from '#server/db/dialect.ts';
import type { VehicleRow } from '#server/store/vehicles.ts';
import { attachUnit, carryInstallation, type UnitColumns } from './attach-unit.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { type Changed, changeVehicle, getUsableRow, getVehicleRow } from './change-vehicle.ts';
import { explainRefusal } from './create-vehicle.ts';
import { askGateway } from './gateway-call.ts';
import { refuseWhileCommandRuns } from './refuse-while-command-runs.ts';
import { etagOf } from './revision.ts';
import { toVehicle } from './vehicle-view.ts';

export const getTelematicsUnit: Service<'getTelematicsUnit'> = async (app, actor, { params, onRevision }) => {
  authorise(actor, 'getTelematicsUnit');
  const row = await getUsableRow(app.db.read, actor, params.vehicle_id);
  onRevision?.(etagOf(row));
  const credentials_id = row.fleet_id === actor.fleet_id ? row.credentials_id : null;
  return { ...toVehicle(row).telematics_unit, ...(credentials_id && { credentials_id }) };
};

export const getCapabilities: Service<'getCapabilities'> = async (app, actor, { params, onRevision }) => {
  authorise(actor, 'getCapabilities');
  const row = await getUsableRow(app.db.read, actor, params.vehicle_id);
  onRevision?.(etagOf(row));
  return JSON.parse(row.capabilities);
};

/** A unit has half a minute to answer, and the gateway some time to hear of the question. */
const check_lifetime_ms = 45_000;

export const checkUnitPassword: Service<'checkUnitPassword'> = async (app, actor, { params }) => {
  authorise(actor, 'checkUnitPassword');
  const row = await getVehicleRow(app.db.read, actor, params.vehicle_id);
  if (row.archived_at) throw new Problem('conflicting-resource', `Vehicle ${row.id} is archived. Restore it first.`);
  if (row.sealed_unit_password === null) throw new Problem('incompatible-telematics-unit-model', 'This unit has no password of its own.');
  const job = { kind: 'check_unit_password', result: CredentialsCheck, lifetime_ms: check_lifetime_ms } as const;
  return askGateway(app, actor, job, () => ({ vehicle_id: row.id }));
};

/** What differs between the vehicle's unit and the one it is to have. A password cannot be compared: one that is named counts as new. */
const exchange = async (tx: Query, row: VehicleRow, unit: UnitColumns, now: string): Promise<Changed | undefined> => {
  const other_unit = row.telematics_brand !== unit.telematics_brand || row.telematics_unit_id !== unit.telematics_unit_id;
  const other_access = row.credentials_id !== unit.credentials_id || unit.sealed_unit_password !== null;
  const other_setup = row.vehicle_model_id !== unit.vehicle_model_id || row.extensions !== unit.extensions;
  const goes_offline = other_unit && row.life_status !== 'OFFLINE';
  const reasons: ChangeReason[] = [];
  if (other_unit || other_access) reasons.push('TELEMATICS_UNIT_CHANGED');
  if (other_setup) reasons.push('SETUP_CHANGED');
  if (row.capabilities !== unit.capabilities) reasons.push('CAPABILITIES_CHANGED');
  if (goes_offline) reasons.push('LIFE_STATUS_CHANGED');
  if (reasons.length === 0) return undefined;
  const installation = await carryInstallation(tx, row, unit);
  const columns = {
    ...unit,
    ...installation,
    ...(!other_unit && { attached_at: row.attached_at }),
    ...(!other_setup && { setup_modified_at: row.setup_modified_at }),
    ...(goes_offline && { life_status: 'OFFLINE', life_status_modified_at: now }),
  };
  return { columns, reasons };
};

/** The vehicle keeps id and history; its former unit is free when this is done. */
export const changeUnit: Service<'changeUnit'> = async (app, actor, { params, body, ...door }) => {
  authorise(actor, 'changeUnit');
  const { vehicle_id } = params;
  return changeVehicle(app, actor, {
    ...door,
    vehicle_id,
    action: 'vehicle.unit.change',
    change: async (row, now, tx) => {
      await refuseWhileCommandRuns(tx, vehicle_id);
      return exchange(tx, row, await attachUnit(app, tx, actor, body, vehicle_id, ''), now);
    },
  }).catch((error: unknown) => {
    throw explainRefusal(app, body.id, error, '');
  });
};
