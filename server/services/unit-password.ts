import type { z } from 'zod';
import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import { Secret } from '#lib/domain/secret.ts';
import type { BrandDefinition } from '#lib/domain/telematics.ts';
import type { NewTelematicsUnit } from '#lib/domain/vehicle.ts';
import type { App } from '#server/app.ts';
import { seal } from '#server/auth/seal.ts';
import { fingerprintUnitPassword } from '#server/auth/unit-password.ts';
import { dataPaths } from '#server/config.ts';
import type { Query } from '#server/db/dialect.ts';
import { sharesUnitPassword } from '#server/store/unit-passwords.ts';

export interface PasswordColumns {
  sealed_unit_password: string | null;
  /** To be given to the unit when it is next connected. */
  sealed_new_unit_password: string | null;
  unit_password_fingerprint: string | null;
}

const without_password: PasswordColumns = { sealed_unit_password: null, sealed_new_unit_password: null, unit_password_fingerprint: null };

const refuse = (pointer: string, code: string, message: string): Problem =>
  new Problem('validation-error', message, { errors: [{ pointer, code, message }] });

type Rules = NonNullable<BrandDefinition['unit_password']>;

const isFactoryValue = ({ factory_values }: Rules, password: string): boolean => factory_values.includes(password.toLowerCase());

const assertLength = ({ shortest, longest }: Rules, password: string, pointer: string): void => {
  if (password.length >= shortest && password.length <= longest) return;
  throw refuse(pointer, 'invalid_length', `A password of this brand has ${shortest} to ${longest} letters and digits.`);
};

const assertRotation = (
  brand: BrandDefinition,
  rules: Rules,
  password: string,
  new_password: string | undefined,
  pointer: string,
): void => {
  if (new_password === undefined) {
    if (!isFactoryValue(rules, password)) return;
    const change = rules.changeable
      ? 'Name a new_password; it is given to the unit when it connects.'
      : "Change it by the manufacturer's tool first.";
    throw refuse(`${pointer}/password`, 'factory_value', `This is what units leave the factory with. ${change}`);
  }
  const at = `${pointer}/new_password`;
  if (!rules.changeable) throw refuse(at, 'unsupported', `No way is known to change the password of ${brand.name} units from here.`);
  assertLength(rules, new_password, at);
  if (isFactoryValue(rules, new_password)) throw refuse(at, 'factory_value', 'This is what units leave the factory with.');
  if (new_password === password) throw refuse(at, 'unchanged', 'The new password is the one that the unit has.');
};

/**
 * Checks and seals the password of one unit, and the one it is to have instead. No two units of a fleet may have the same: each command shows it in
 * clear text to whoever holds the unit's connection.
 */
export const passwordColumns = async (
  app: App,
  tx: Query,
  actor: Actor,
  {
    brand,
    unit,
    unit_id,
    vehicle_id,
    pointer,
  }: { brand: BrandDefinition; unit: z.output<typeof NewTelematicsUnit>; unit_id: string; vehicle_id: string; pointer: string },
): Promise<PasswordColumns> => {
  const rules = brand.unit_password;
  if (brand.authentication !== 'INDIVIDUAL' || !rules) return without_password;
  const { authentication } = unit;
  const at = `${pointer}/authentication`;
  if (!authentication || !('password' in authentication)) throw refuse(at, 'required', `${brand.name} needs the unit's password.`);
  const { password, new_password } = authentication;
  assertRotation(brand, rules, password, new_password, at);
  // A factory value may be of another length than those that can be set.
  if (new_password === undefined) assertLength(rules, password, `${at}/password`);
  const { fleet_id } = actor;
  const lasting = new_password ?? password;
  const fingerprint = await fingerprintUnitPassword(dataPaths(app.config.data_dir).keys, fleet_id, new Secret(lasting));
  if (await sharesUnitPassword(tx, fleet_id, fingerprint, { brand: brand.brand, unit_id, vehicle_id })) {
    const named = new_password === undefined ? 'password' : 'new_password';
    throw refuse(`${at}/${named}`, 'shared', 'Another unit of this fleet has this password. Give each unit one of its own.');
  }
  const sealAt = (column: string, text: string) =>
    seal(app.public_key, new Secret(text), { table: 'vehicles', column, fleet_id, row_id: vehicle_id });
  return {
    sealed_unit_password: sealAt('sealed_unit_password', password),
    sealed_new_unit_password: new_password === undefined ? null : sealAt('sealed_new_unit_password', new_password),
    unit_password_fingerprint: fingerprint,
  };
};
