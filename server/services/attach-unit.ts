import type { z } from 'zod';
import { findBrand, modelCapabilities } from '#lib/catalogue/catalogue.ts';
import { findFeature, listFeatures } from '#lib/catalogue/configuration.ts';
import type { Actor } from '#lib/domain/access.ts';
import { Problem, type ProblemError } from '#lib/domain/problem.ts';
import type { BrandDefinition, VehicleModel } from '#lib/domain/telematics.ts';
import type { NewTelematicsUnit } from '#lib/domain/vehicle.ts';
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { listCredentials } from '#server/store/credentials.ts';
import { deleteObservedUnit } from '#server/store/observed-units.ts';
import { deleteConfigurations, renewConfigurations } from '#server/store/unit-configurations.ts';
import { findVehicleByUnit, type VehicleRow } from '#server/store/vehicles.ts';
import { chooseModel } from './choose-model.ts';
import { type PasswordColumns, passwordColumns } from './unit-password.ts';

export type UnitInput = z.output<typeof NewTelematicsUnit>;
export type UnitColumns = Pick<
  VehicleRow,
  | 'telematics_brand'
  | 'telematics_unit_id'
  | 'credentials_id'
  | 'sealed_unit_password'
  | 'sealed_new_unit_password'
  | 'unit_password_fingerprint'
  | 'vehicle_model_id'
  | 'extensions'
  | 'capabilities'
  | 'setup_status'
  | 'setup_modified_at'
  | 'attached_at'
>;

const refuse = (pointer: string, message: string, code = 'not_found'): Problem => {
  const errors: ProblemError[] = [{ pointer, code, message }];
  return new Problem(code === 'not_found' ? 'referenced-resource-not-found' : 'validation-error', message, { errors });
};

/** `pointer` says where the unit stands in the body. */
export const credentialsGone = (message: string, pointer = '/telematics_unit') =>
  refuse(`${pointer}/authentication/credentials_id`, message);

/** The credentials that the fleet has stored for a brand. */
export type StoredCredentials = (brand: string) => Promise<readonly { id: string }[]>;

const chooseCredentials = async (
  listStored: StoredCredentials,
  brand: BrandDefinition,
  unit: UnitInput,
  pointer: string,
): Promise<string | null> => {
  const { authentication } = unit;
  if (brand.authentication === 'NONE') {
    if (authentication) throw refuse(`${pointer}/authentication`, `${brand.name} units take no credentials.`, 'unexpected');
    return null;
  }
  if (brand.authentication === 'INDIVIDUAL') return null;
  const stored = await listStored(brand.brand);
  if (!authentication && brand.authentication_optional) {
    const [only, ...others] = stored;
    if (only && others.length === 0) return only.id;
    throw credentialsGone(`Name the credentials_id: ${stored.length} are stored for ${brand.name}.`, pointer);
  }
  if (!authentication || !('credentials_id' in authentication)) {
    throw refuse(`${pointer}/authentication`, `${brand.name} needs authentication with a credentials_id.`, 'required');
  }
  const named = stored.find((row) => row.id === authentication.credentials_id);
  if (!named) throw credentialsGone(`There are no ${brand.name} credentials ${authentication.credentials_id}.`, pointer);
  return named.id;
};

/** A unit that its vendor must take in first, or that must learn a new password, is not ready at once; the gateway sees to it. */
export const beginningSetup = (brand: BrandDefinition, sealed_new_unit_password: string | null): 'IN_PROGRESS' | 'SUCCEEDED' =>
  brand.registers_units || sealed_new_unit_password !== null ? 'IN_PROGRESS' : 'SUCCEEDED';

export interface ChosenUnit {
  brand: BrandDefinition;
  telematics_unit_id: string;
  model: VehicleModel;
  extensions: string[];
  credentials_id: string | null;
}

/** What is named of a unit, found and in its normal form. Whether the unit is free, and its password, are not looked at. Throws what the caller must mend. */
export const chooseUnit = async (listStored: StoredCredentials, unit: UnitInput, pointer = '/telematics_unit'): Promise<ChosenUnit> => {
  const brand = findBrand(unit.brand);
  if (!brand) throw refuse(`${pointer}/brand`, `There is no telematics brand ${unit.brand}.`);
  const telematics_unit_id = unit.id.toUpperCase();
  if (!new RegExp(brand.unit_id_pattern).test(telematics_unit_id)) {
    throw refuse(`${pointer}/id`, `${unit.id} is not a ${brand.unit_id_label} of ${brand.name}.`, 'invalid_format');
  }
  const { model, extensions } = chooseModel(brand, unit.setup, `${pointer}/setup`);
  return { brand, telematics_unit_id, model, extensions, credentials_id: await chooseCredentials(listStored, brand, unit, pointer) };
};

/** The vehicle's columns for a unit that begins to serve it now. */
export const unitColumns = (
  { brand, telematics_unit_id, model, extensions, credentials_id }: ChosenUnit,
  passwords: PasswordColumns,
  now: string,
): UnitColumns => ({
  telematics_brand: brand.brand,
  telematics_unit_id,
  credentials_id,
  ...passwords,
  vehicle_model_id: model.id,
  extensions: JSON.stringify(extensions),
  capabilities: JSON.stringify(modelCapabilities(model, extensions)),
  setup_status: beginningSetup(brand, passwords.sealed_new_unit_password),
  setup_modified_at: now,
  attached_at: now,
});

export const unitTaken = (telematics_unit_id: string) =>
  new Problem('conflicting-resource', `Unit ${telematics_unit_id} already serves a vehicle.`);

/**
 * Checks that the unit can serve this vehicle of the fleet, and gives the vehicle's columns for it. Throws what the caller must mend; `pointer` says where
 * the unit stands in the body.
 */
export const attachUnit = async (
  app: App,
  tx: Query,
  actor: Actor,
  unit: UnitInput,
  vehicle_id: string,
  pointer = '/telematics_unit',
): Promise<UnitColumns> => {
  const chosen = await chooseUnit((brand) => listCredentials(tx, actor.fleet_id, brand), unit, pointer);
  const { brand, telematics_unit_id } = chosen;
  const served = await findVehicleByUnit(tx, brand.brand, telematics_unit_id);
  if (served && served.id !== vehicle_id) throw unitTaken(telematics_unit_id);
  const passwords = await passwordColumns(app, tx, actor, { brand, unit, unit_id: telematics_unit_id, vehicle_id, pointer });
  await deleteObservedUnit(tx, brand.brand, telematics_unit_id);
  return unitColumns(chosen, passwords, nowAt(app));
};

/**
 * Facts of the installation, and what the unit is to be set to, stay true only while brand and model do. Another unit has been told nothing yet.
 * Gives the vehicle's columns for it.
 */
export const carryInstallation = async (tx: Query, row: VehicleRow, unit: UnitColumns): Promise<{ unit_settings?: string }> => {
  if (row.telematics_brand !== unit.telematics_brand || row.vehicle_model_id !== unit.vehicle_model_id) {
    await deleteConfigurations(tx, row.id);
    return { unit_settings: '{}' };
  }
  if (row.telematics_unit_id !== unit.telematics_unit_id) {
    const told = listFeatures(row.telematics_brand).filter((feature) => findFeature(row.telematics_brand, feature)?.applied_by === 'unit');
    await renewConfigurations(tx, row.id, told);
  }
  return {};
};
