'use client';
import { Plus } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { CustomFieldInput } from '#components/vehicle/custom-field-input.tsx';
import { type CustomFieldRow, custom_field_limits, rowErrors } from '#components/vehicle/custom-field-rows.ts';
import { useText } from '#lib/client/text-provider.tsx';

export interface DraftCustomFieldsProps {
  rows: readonly CustomFieldRow[];
  /** The server's messages, under `custom_fields.<key>`. */
  errors: Readonly<Record<string, string>>;
  onChange: (rows: readonly CustomFieldRow[]) => void;
}

/** Free pairs of name and value for a vehicle that is not stored yet. */
export function DraftCustomFields({ rows, errors, onChange }: DraftCustomFieldsProps) {
  const text = useText();
  const { t } = text;
  const made = useRef(rows.length);
  const found = rowErrors(rows, text);
  const errorOf = (row: CustomFieldRow) => {
    const refused = errors[`custom_fields.${row.key}`];
    // A row that was only just added is not wrong yet.
    const own = row.key === '' && row.value === '' && !errors.details ? {} : found[row.id];
    return { ...own, ...(refused && { value: refused }) };
  };
  return (
    <section aria-label={t('Custom fields')} className="flex flex-col gap-2">
      <h3 className="font-medium text-sm">{t('Custom fields')}</h3>
      {rows.length > 0 && (
        <ul className="flex flex-col gap-2">
          {rows.map((row) => (
            <CustomFieldInput
              key={row.id}
              row={row}
              disabled={false}
              error={errorOf(row)}
              onChange={(next) => onChange(rows.map((other) => (other.id === row.id ? next : other)))}
              onRemove={() => onChange(rows.filter((other) => other.id !== row.id))}
            />
          ))}
        </ul>
      )}
      <div>
        <Button
          size="sm"
          disabled={rows.length >= custom_field_limits.fields}
          onClick={() => onChange([...rows, { id: `new ${++made.current}`, key: '', value: '' }])}
        >
          <Plus aria-hidden size={14} /> {t('Add field')}
        </Button>
      </div>
    </section>
  );
}
