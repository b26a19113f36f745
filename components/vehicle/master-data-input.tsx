'use client';
import type { ChangeEvent } from 'react';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { fuel_types, transmissions, vehicle_types } from '#lib/display.ts';
import type { Message } from '#lib/messages/text.ts';
import { fieldLimit, type MasterDataField } from './master-data-form.ts';

const choices: Partial<Record<MasterDataField, Readonly<Record<string, Message>>>> = {
  vehicle_type: Object.fromEntries(Object.entries(vehicle_types).map(([value, { label }]) => [value, label])),
  fuel_type: fuel_types,
  transmission: transmissions,
};

export interface MasterDataInputProps {
  field: MasterDataField;
  value: string;
  disabled: boolean;
  onChange: (text: string) => void;
}

/** The control that suits a field of the master data. */
export function MasterDataInput({ field, value, disabled, onChange }: MasterDataInputProps) {
  const { t } = useText();
  const shared = {
    value,
    disabled,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>) => onChange(event.target.value),
  };
  const labels = choices[field];
  if (labels) {
    const options = Object.entries(labels).map(([choice, label]) => ({ value: choice, label: t(label) }));
    return <Select {...shared} options={options} placeholder={t('Not set')} />;
  }
  if (field === 'remark') return <Textarea {...shared} maxLength={fieldLimit(field)} rows={2} />;
  if (field === 'year_of_production') return <Input {...shared} inputMode="numeric" maxLength={4} placeholder="2024" />;
  return <Input {...shared} maxLength={fieldLimit(field)} spellCheck={false} className={field === 'vin' ? 'font-mono' : undefined} />;
}
