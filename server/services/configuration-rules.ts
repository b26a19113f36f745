import { findModel } from '#lib/catalogue/catalogue.ts';
import { type DeclaredSetting, type FeatureSupport, findFeature } from '#lib/catalogue/configuration.ts';
import { type Configuration, type ConfigurationPatch, type Feature, feature_fields, type SettingValue } from '#lib/domain/configuration.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { VehicleRow } from '#server/store/vehicles.ts';

const refuse = (pointer: string, message: string) =>
  new Problem('validation-error', message, { errors: [{ pointer, code: 'invalid', message }] });

/** How the vehicle's unit offers the feature. Throws 409 when it does not. */
export const requireFeature = (row: VehicleRow, feature: Feature): FeatureSupport => {
  const support = findFeature(row.telematics_brand, feature);
  if (!support)
    throw new Problem('incompatible-telematics-unit-model', `The unit of ${row.id} (${row.telematics_brand}) has no ${feature}.`);
  return support;
};

const requireSetting = (row: VehicleRow, { settings = [] }: FeatureSupport, key: string, value: SettingValue): void => {
  const declared = settings.find((one) => one.key === key);
  if (!declared) throw new Problem('incompatible-telematics-unit-model', `The unit of ${row.id} has no setting ${key}.`);
  if (declared.needs && !JSON.parse(row.capabilities).commands.includes(declared.needs))
    throw new Problem('incompatible-installation-variant', `The installation of ${row.id} has nothing that ${key} could set.`);
  const message = faultOf(declared, value);
  if (message) throw refuse(`/settings/${key}`, message);
};

const faultOf = ({ type, choices, minimum, maximum }: DeclaredSetting, value: SettingValue): string | undefined => {
  if (type === 'boolean') return typeof value === 'boolean' ? undefined : 'Must be true or false.';
  if (type === 'text') {
    if (typeof value !== 'string') return 'Must be a text.';
    return !choices || choices.includes(value) ? undefined : `Must be one of ${choices.join(', ')}.`;
  }
  const fits = typeof value === 'number' && Number.isInteger(value) && value >= (minimum ?? value) && value <= (maximum ?? value);
  return fits ? undefined : `Must be a whole number from ${minimum} to ${maximum}.`;
};

const withoutNulls = <T extends object>(fields: T) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));

/** The configuration after the patch (RFC 7396). Throws what the caller must mend, and 409 for what unit or installation lack. */
export const patchConfiguration = (row: VehicleRow, feature: Feature, current: Configuration, patch: ConfigurationPatch): Configuration => {
  const support = requireFeature(row, feature);
  const strange = Object.keys(patch).find((name) => !feature_fields[feature].includes(name as keyof Configuration));
  if (strange) throw refuse(`/${strange}`, `${feature} has no ${strange}.`);
  for (const [key, value] of Object.entries(patch.settings ?? {})) if (value !== null) requireSetting(row, support, key, value);
  const { settings, ...flat } = patch;
  const merged = settings && withoutNulls({ ...current.settings, ...settings });
  return withoutNulls({ ...current, ...flat, ...(settings === null ? { settings } : merged && { settings: merged }) }) as Configuration;
};

/** Settings of the one vehicle as adapter and listener read them. A group that is given in part keeps the model's facts for the rest. */
export const unitSettings = (row: VehicleRow, { settings: declared = [] }: FeatureSupport, configuration: Configuration): string => {
  const next: Record<string, unknown> = JSON.parse(row.unit_settings);
  for (const { key, group } of declared) delete next[group ?? key];
  const given = configuration.enabled === false ? {} : (configuration.settings ?? {});
  const of_model = findModel(row.vehicle_model_id)?.settings ?? {};
  for (const { key, group } of declared) {
    const value = given[key];
    if (value === undefined) continue;
    if (group) next[group] = { ...((next[group] ?? of_model[group] ?? {}) as object), [key]: value };
    else next[key] = value;
  }
  return JSON.stringify(next);
};
