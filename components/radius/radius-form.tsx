'use client';
import clsx from 'clsx';
import { Search } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Message } from '#lib/messages/text.ts';
import type { FieldName, RadiusFields } from './radius-query.ts';

export interface RadiusFormProps {
  fields: RadiusFields;
  errors: Partial<Record<FieldName, Message>>;
  busy: boolean;
  onChange: (fields: RadiusFields) => void;
  onSearch: () => void;
}

/** Place, radius and span. The place can be clicked on the map as well. */
export function RadiusForm({ fields, errors, busy, onChange, onSearch }: RadiusFormProps) {
  const { t } = useText();
  const field = (name: FieldName, label: Message, type: 'text' | 'datetime-local') => (
    <Field
      label={t(label)}
      required
      error={errors[name] && t(errors[name])}
      className={clsx('min-w-0', type === 'datetime-local' && 'col-span-2')}
    >
      <Input
        type={type}
        value={fields[name]}
        {...(type === 'text' && { inputMode: 'decimal', maxLength: 20 })}
        onChange={(event) => onChange({ ...fields, [name]: event.target.value })}
      />
    </Field>
  );
  return (
    <form
      noValidate
      className="grid grid-cols-2 gap-3 p-4"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch();
      }}
    >
      {field('lat', 'Latitude', 'text')}
      {field('lon', 'Longitude', 'text')}
      {field('from', 'From', 'datetime-local')}
      {field('to', 'Until', 'datetime-local')}
      {field('radius', 'Radius in metres', 'text')}
      <div className="flex items-end">
        <Button type="submit" variant="primary" icon={Search} busy={busy} className="w-full">
          {t('Search')}
        </Button>
      </div>
      <p className="col-span-2 text-ink-soft text-xs">
        {t('Every search is recorded in the audit log, with its place and time and how many vehicles it found.')}
      </p>
    </form>
  );
}
