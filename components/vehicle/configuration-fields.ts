import type { StatusDisplay } from '#lib/display.ts';
import type {
  Configuration,
  ConfigurationPatch,
  ConfigurationStatus,
  Feature,
  SettingDeclaration,
  SettingValue,
} from '#lib/domain/configuration.ts';
import type { Message } from '#lib/messages/text.ts';

export const feature_labels: Record<Feature, Message> = {
  tracking: 'Tracking',
  'damage-detection': 'Damage detection',
  'smoke-detection': 'Smoke detection',
  'driving-events': 'Driving events',
  'parking-events': 'Parking events',
  'obd-alarm': 'OBD alarm',
  'auto-immobilizer': 'Automatic immobiliser',
  general: 'General settings',
};

export const configuration_statuses: Record<ConfigurationStatus, StatusDisplay> = {
  PENDING: { label: 'Not told yet', tone: 'neutral', shape: 'half', hint: 'The unit is told when it is next connected.' },
  APPLIED: { label: 'In effect', tone: 'ok', shape: 'check', hint: 'The unit has confirmed it, or it needs no telling.' },
  FAILED: { label: 'The unit refused', tone: 'danger', shape: 'triangle', hint: 'Change the values, or try again.' },
};

export type NumericField = 'distance_in_meters' | 'interval_in_seconds' | 'heading_change_in_degrees' | 'threshold' | 'delay_in_seconds';

export interface NumericFieldDisplay {
  field: NumericField;
  label: Message;
  minimum: number;
  maximum: number;
}

const numbers: Record<NumericField, Omit<NumericFieldDisplay, 'field'>> = {
  interval_in_seconds: { label: 'Report every (seconds)', minimum: 1, maximum: 86_400 },
  distance_in_meters: { label: 'Report after a distance of (metres)', minimum: 0, maximum: 65_535 },
  heading_change_in_degrees: { label: 'Report after a turn of (degrees)', minimum: 0, maximum: 180 },
  threshold: { label: 'Threshold, 1 to 10', minimum: 1, maximum: 10 },
  delay_in_seconds: { label: 'Delay (seconds)', minimum: 30, maximum: 3600 },
};

const of_feature: Partial<Record<Feature, readonly NumericField[]>> = {
  tracking: ['interval_in_seconds', 'distance_in_meters', 'heading_change_in_degrees'],
  'damage-detection': ['threshold'],
  'auto-immobilizer': ['delay_in_seconds'],
};

export const numericFields = (feature: Feature): NumericFieldDisplay[] =>
  (of_feature[feature] ?? []).map((field) => ({ field, ...numbers[field] }));

/** What stands in the form, all as text; empty is not set. */
export interface ConfigurationDraft {
  enabled: '' | 'true' | 'false';
  numbers: Partial<Record<NumericField, string>>;
  settings: Readonly<Record<string, string>>;
}

export const draftOf = (configuration: Configuration): ConfigurationDraft => ({
  enabled: configuration.enabled === undefined ? '' : configuration.enabled ? 'true' : 'false',
  numbers: Object.fromEntries(
    Object.keys(numbers).flatMap((field) => {
      const value = configuration[field as NumericField];
      return value === undefined ? [] : [[field, String(value)]];
    }),
  ),
  settings: Object.fromEntries(Object.entries(configuration.settings ?? {}).map(([key, value]) => [key, String(value)])),
});

const settingOf = (text: string, declared: SettingDeclaration | undefined): SettingValue => {
  if (declared?.type === 'boolean') return text === 'true';
  return declared?.type === 'integer' ? Number(text) : text;
};

/** What differs between the stored configuration and the form, as a merge patch; undefined when nothing does. */
export const patchOf = (
  stored: Configuration,
  draft: ConfigurationDraft,
  settings: readonly SettingDeclaration[] = [],
): ConfigurationPatch | undefined => {
  const before = draftOf(stored);
  const patch: ConfigurationPatch = {};
  if (draft.enabled !== before.enabled) patch.enabled = draft.enabled === '' ? null : draft.enabled === 'true';
  for (const field of Object.keys(numbers) as NumericField[]) {
    const text = draft.numbers[field]?.trim() ?? '';
    if (text !== (before.numbers[field] ?? '')) patch[field] = text === '' ? null : Number(text);
  }
  const keys = new Set([...Object.keys(before.settings), ...Object.keys(draft.settings)]);
  const changed = [...keys].flatMap((key) => {
    const text = draft.settings[key]?.trim() ?? '';
    if (text === (before.settings[key] ?? '')) return [];
    const declared = settings.find((one) => one.key === key);
    return [[key, text === '' ? null : settingOf(text, declared)] as const];
  });
  if (changed.length > 0) patch.settings = Object.fromEntries(changed);
  return Object.keys(patch).length > 0 ? patch : undefined;
};
