'use client';
import { X } from 'lucide-react';
import { Field } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { type CustomFieldRow, custom_field_limits, type RowError } from './custom-field-rows.ts';

export interface CustomFieldInputProps {
  row: CustomFieldRow;
  disabled: boolean;
  error?: RowError | undefined;
  onChange: (row: CustomFieldRow) => void;
  onRemove: () => void;
}

/** Name and value of one custom field, on one line. */
export function CustomFieldInput({ row, disabled, error, onChange, onRemove }: CustomFieldInputProps) {
  const { t } = useText();
  const name = row.key || t('new field');
  return (
    <li className="flex items-start gap-2">
      <Field
        label={t('Name of {field}', { field: name })}
        label_hidden
        required
        className="w-2/5"
        {...(error?.key && { error: error.key })}
      >
        <Input
          value={row.key}
          disabled={disabled}
          placeholder={t('name')}
          maxLength={custom_field_limits.key}
          spellCheck={false}
          onChange={(event) => onChange({ ...row, key: event.target.value })}
        />
      </Field>
      <Field
        label={t('Value of {field}', { field: name })}
        label_hidden
        required
        className="min-w-0 flex-1"
        {...(error?.value && { error: error.value })}
      >
        <Input
          value={row.value}
          disabled={disabled}
          placeholder={t('value')}
          maxLength={custom_field_limits.value}
          onChange={(event) => onChange({ ...row, value: event.target.value })}
        />
      </Field>
      <IconButton label={t('Remove {field}', { field: name })} icon={X} disabled={disabled} onClick={onRemove} />
    </li>
  );
}
