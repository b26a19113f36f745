'use client';
import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Input } from '#components/ui/input.tsx';
import { type EnergyBand, isEnergyBand, readBand, usual_bands } from '#lib/client/energy-band.ts';
import { useText } from '#lib/client/text-provider.tsx';

const bandOf = (from: string, to: string): EnergyBand | undefined => {
  const band = to === '' ? `above-${from}` : from === '' ? `below-${to}` : `${from}-to-${to}`;
  return isEnergyBand(band) ? band : undefined;
};

/** A range of energy of one's own, in percent: either end may be left open. */
export const EnergyRange = ({ chosen, onChange }: { chosen: readonly EnergyBand[]; onChange: (bands: readonly EnergyBand[]) => void }) => {
  const { t } = useText();
  const own = chosen.find((band) => !(usual_bands as readonly string[]).includes(band));
  const [known_from, known_to] = (own && readBand(own)) ?? [];
  const [from, setFrom] = useState(known_from ? String(known_from) : '');
  const [to, setTo] = useState(known_to && Number.isFinite(known_to) ? String(known_to) : '');
  const band = bandOf(from, to);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (band) onChange([band]);
  };
  const limits = { type: 'number', min: 0, max: 100, inputMode: 'numeric' } as const;
  return (
    <form onSubmit={submit} className="mt-2 flex items-center gap-1.5 border-line border-t pt-2">
      <span className="w-16">
        <Input {...limits} value={from} onChange={(event) => setFrom(event.target.value)} aria-label={t('Energy from, in percent')} />
      </span>
      <span aria-hidden>–</span>
      <span className="w-16">
        <Input {...limits} value={to} onChange={(event) => setTo(event.target.value)} aria-label={t('Energy to, in percent')} />
      </span>
      <span aria-hidden className="text-ink-faint">
        %
      </span>
      <Button type="submit" size="sm" disabled={!band} className="ml-auto">
        {t('Apply')}
      </Button>
    </form>
  );
};
