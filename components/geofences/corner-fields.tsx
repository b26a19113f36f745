'use client';
import { X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Position } from '#lib/domain/vehicle-state.ts';
import { type Draft, moveCorner, placeCorner, removeCorner } from './draft.ts';

export interface CornerFieldsProps {
  draft: Draft;
  onChange: (draft: Draft) => void;
}

const limits = { lat: 90, lon: 180 } as const;

/** A number in degrees. It may be half written; then the corner stays where it was. */
function DegreeInput({
  label,
  axis,
  value,
  onFocus,
  onValue,
}: {
  label: string;
  axis: keyof typeof limits;
  value: number;
  onFocus: () => void;
  onValue: (value: number) => void;
}) {
  const [written, setWritten] = useState<string>();
  const change = (text: string) => {
    setWritten(text);
    const degrees = Number(text);
    if (text.trim() !== '' && Math.abs(degrees) <= limits[axis]) onValue(degrees);
  };
  return (
    <Input
      type="number"
      inputMode="decimal"
      step="any"
      min={-limits[axis]}
      max={limits[axis]}
      aria-label={label}
      value={written ?? String(value)}
      onFocus={onFocus}
      onChange={(event) => change(event.target.value)}
      onBlur={() => setWritten(undefined)}
      className="min-w-0 flex-1"
    />
  );
}

/** The corners as numbers, for whoever cannot or will not draw. */
export function CornerFields({ draft, onChange }: CornerFieldsProps) {
  const { t } = useText();
  const add = () => onChange(placeCorner({ ...draft, picked: draft.corners.length - 1 }, draft.corners.at(-1) ?? { lat: 0, lon: 0 }));
  const set = (index: number, position: Position) => onChange(moveCorner(draft, index, position));
  const pick = (index: number) => draft.picked !== index && onChange({ ...draft, picked: index });
  const is_circle = draft.kind === 'circle';
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="mb-1 font-medium text-sm">{t(is_circle ? 'Centre' : 'Corners')}</legend>
      {draft.corners.map((corner, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a corner is its place in the order
        <div key={index} className="flex items-center gap-1">
          {!is_circle && <span className="w-5 shrink-0 text-right text-ink-faint text-xs">{index + 1}</span>}
          <DegreeInput
            label={is_circle ? t('Latitude') : t('Latitude of corner {number}', { number: index + 1 })}
            axis="lat"
            value={corner.lat}
            onFocus={() => pick(index)}
            onValue={(lat) => set(index, { ...corner, lat })}
          />
          <DegreeInput
            label={is_circle ? t('Longitude') : t('Longitude of corner {number}', { number: index + 1 })}
            axis="lon"
            value={corner.lon}
            onFocus={() => pick(index)}
            onValue={(lon) => set(index, { ...corner, lon })}
          />
          {!is_circle && (
            <IconButton
              size="sm"
              icon={X}
              label={t('Remove corner {number}', { number: index + 1 })}
              onClick={() => onChange(removeCorner(draft, index))}
            />
          )}
        </div>
      ))}
      {(!is_circle || draft.corners.length === 0) && (
        <div>
          <Button size="sm" onClick={add}>
            {t(is_circle ? 'Write the centre' : 'Add a corner')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
