import { master_data_labels } from '#components/vehicle/master-data-form.ts';
import type { ImportCell, ImportRefusal, ImportRow, ImportVerdict } from '#lib/contract/imports.ts';
import type { Tone } from '#lib/display/tone.ts';
import type { Message, Text } from '#lib/messages/text.ts';

const labels: Record<string, Message> = {
  ...master_data_labels,
  id: 'Vehicle id',
  telematics_brand: 'Brand of the telematics unit',
  telematics_unit_id: 'Telematics unit',
  vehicle_model_id: 'Catalogue model',
  extensions: 'Accessories',
  credentials: 'Credentials',
  password: 'Password of the unit',
  new_password: 'New password',
  tags: 'Tags',
  operation_status: 'Operation status',
};

/** A column as people call it; a custom field by its key. */
export const columnWords = (column: string, { t }: Text): string => {
  const label = labels[column];
  return label ? t(label) : column.replace(/^custom_fields\./, '');
};

export const cellWords = (value: ImportCell['new']): string => (Array.isArray(value) ? value.join(', ') : String(value ?? ''));

export const verdict_words: Record<ImportVerdict, { label: Message; none: Message }> = {
  ADD: { label: 'To add', none: 'The file adds no vehicle' },
  CHANGE: { label: 'To change', none: 'The file changes no vehicle' },
  REFUSE: { label: 'Refused', none: 'No row was refused' },
  UNCHANGED: { label: 'As they are', none: 'No vehicle is as the file has it already' },
};

const reasons: Record<string, Message> = {
  unknown_vehicle: 'No vehicle of the fleet has the id {value}.',
  archived: 'Vehicle {value} is archived. Restore it first.',
  ambiguous: 'Several vehicles have {value}. Name the vehicle id.',
  repeated: 'Line {value} is about the same vehicle.',
  unit_required: 'No vehicle of the fleet has these numbers, and without a unit none can be added.',
  vehicle_exists: 'Vehicle {value} has this VIN and another unit. Replace the unit on its page.',
  unit_taken: 'Unit {value} serves a vehicle of another fleet.',
  unit_differs: 'The vehicle has another one. Units, models and access are changed on its page.',
  unknown_brand: 'There is no telematics brand {value}.',
  unknown_model: 'The catalogue has no model {value} for this brand.',
  not_found: 'The catalogue has no {value} for this brand.',
  ambiguous_model: 'Several models fit {value}. Name the catalogue model.',
  unknown_credentials: 'No stored credentials are called {value}.',
  not_listed: 'The manufacturer lists no unit {value} for your credentials.',
  invalid_format: '{value} is no unit id of this brand.',
  invalid_value: '{value} cannot be stored here.',
  required: 'This is missing.',
  shared: 'Another unit has this password. Give each unit one of its own.',
  factory_value: 'Units leave the factory with this password. Change it first.',
  invalid_length: 'The password is too short or too long for this brand.',
  not_permitted: 'You may add vehicles, but not change them.',
  too_many: 'The vehicle would have too many tags or custom fields.',
  too_many_cells: 'The row has more cells than there are headers.',
  too_many_changes: 'One file renames at most {value} vehicles. Divide it.',
  too_many_passwords: 'One file has at most {value} units with a password. Divide it.',
};

/** Why a row is refused, with the column where the fault stands. */
export const refusalWords = ({ column, code, message, value = '' }: ImportRefusal, text: Text): string => {
  const reason = reasons[code];
  const why = reason ? text.t(reason, { value: value === '' ? '…' : value }) : message;
  return column ? text.t('{column}: {why}', { column: columnWords(column, text), why }) : why;
};

export const outcome_words: Record<NonNullable<ImportRow['outcome']>, { label: Message; tone: Tone }> = {
  APPLIED: { label: 'Applied', tone: 'ok' },
  REVERTED: { label: 'Reverted', tone: 'neutral' },
  PARTLY_REVERTED: { label: 'Partly reverted', tone: 'warning' },
  KEPT: { label: 'Not reverted', tone: 'warning' },
};

export const kept_words: Record<NonNullable<ImportRow['kept_reason']>, Message> = {
  CHANGED_SINCE: 'It was changed again since; that stays.',
  ARCHIVED_SINCE: 'It was archived since.',
  COMMAND_RUNNING: 'A command was running.',
};

export const unit_check_words: Record<NonNullable<ImportRow['unit_check']>, { label: Message; tone: Tone }> = {
  LISTED: { label: 'Listed by the vendor', tone: 'ok' },
  SEEN: { label: 'Has called here', tone: 'ok' },
  UNCHECKED: { label: 'Not checked', tone: 'neutral' },
};
