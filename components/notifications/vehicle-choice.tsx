'use client';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useVehicleSearch } from '#components/shell/use-vehicle-search.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';

type Chosen = readonly { id: string; label: string }[];

const found_limit = 6;

const search = async (q: string) => {
  const { items } = await call('listVehicles', { query: { q, limit: found_limit } });
  return items.map(({ id, master_data: { license_plate, custom_name } }) => ({ id, label: license_plate ?? custom_name ?? id, hint: id }));
};

/** Single vehicles; none stands for all. */
export function VehicleChoice({ chosen, onChange }: { chosen: Chosen; onChange: (chosen: Chosen) => void }) {
  const { t } = useText();
  const [words, setWords] = useState('');
  const { vehicles } = useVehicleSearch(words, search);
  const offered = vehicles.filter(({ id }) => !chosen.some((one) => one.id === id));
  return (
    <div className="flex flex-col gap-1.5">
      <Field label={t('Only these vehicles')} hint={chosen.length === 0 ? t('None chosen: all vehicles.') : undefined}>
        <Input value={words} placeholder={t('Find by plate, name or id')} onChange={(event) => setWords(event.target.value)} />
      </Field>
      {words.trim() !== '' && offered.length > 0 && (
        <ul aria-label={t('Found vehicles')} className="flex flex-wrap gap-1">
          {offered.map(({ id, label }) => (
            <li key={id}>
              <Button
                size="sm"
                onClick={() => {
                  onChange([...chosen, { id, label }]);
                  setWords('');
                }}
              >
                {t('Add {what}', { what: label })}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {chosen.length > 0 && (
        <ul aria-label={t('Chosen vehicles')} className="flex flex-wrap gap-1.5">
          {chosen.map(({ id, label }) => (
            <li key={id} className="flex items-center gap-1 rounded-md border border-line bg-sunken pl-2 text-sm">
              {label}
              <IconButton
                size="sm"
                icon={X}
                label={t('Leave out {what}', { what: label })}
                onClick={() => onChange(chosen.filter((one) => one.id !== id))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
