/** Rows of the custom fields editor. A row keeps the key and value it was made from, so that only what differs is sent. */

import type { CustomFields } from '#lib/domain/vehicle.ts';
import type { Text } from '#lib/messages/text.ts';

export const custom_field_limits = { fields: 50, key: 50, value: 255 } as const;

export interface CustomFieldRow {
  id: string;
  /** Absent: a new row. */
  stored?: { key: string; value: string };
  key: string;
  value: string;
}

export const rowsOf = (fields: CustomFields): CustomFieldRow[] =>
  Object.entries(fields).map(([key, value]) => ({ id: key, stored: { key, value }, key, value }));

const key_pattern = /^[A-Za-z0-9_.-]{1,50}$/;

export interface RowError {
  key?: string;
  value?: string;
}

/** What is wrong, by row id. */
export const rowErrors = (rows: readonly CustomFieldRow[], { t }: Text): Record<string, RowError> => {
  const errors: Record<string, RowError> = {};
  for (const row of rows) {
    const error: RowError = {};
    if (!key_pattern.test(row.key)) error.key = t('Letters, digits, _ . - only; 1 to 50 characters.');
    else if (rows.some((other) => other !== row && other.key === row.key)) error.key = t('Another field has this name.');
    if (row.value.length > custom_field_limits.value) error.value = t('At most {count} characters.', { count: custom_field_limits.value });
    if (error.key || error.value) errors[row.id] = error;
  }
  return errors;
};

/** Merge patch from what was stored to the rows; a renamed field is removed and added. Rows that did not change are not part of it. */
export const customFieldsPatch = (stored: CustomFields, rows: readonly CustomFieldRow[]): Record<string, string | null> => {
  const patch: Record<string, string | null> = {};
  const kept = new Set(rows.flatMap((row) => (row.stored && row.stored.key === row.key ? [row.key] : [])));
  for (const key of Object.keys(stored)) if (!kept.has(key)) patch[key] = null;
  for (const row of rows) if (!row.stored || row.stored.key !== row.key || row.stored.value !== row.value) patch[row.key] = row.value;
  return patch;
};

/** Keys the patch touches that someone else changed since the rows were made. */
export const conflictingKeys = (stored: CustomFields, live: CustomFields, patch: Readonly<Record<string, string | null>>): string[] =>
  Object.keys(patch).filter((key) => stored[key] !== live[key] && live[key] !== (patch[key] ?? undefined));

/** The patch that takes one back: what it touched gets its former value, unless somebody has changed it since. */
export const undoPatch = (
  patch: Readonly<Record<string, string | null>>,
  before: CustomFields,
  now: CustomFields,
): Record<string, string | null> =>
  Object.fromEntries(
    Object.entries(patch).flatMap(([key, written]) => ((now[key] ?? null) === written ? [[key, before[key] ?? null]] : [])),
  );
