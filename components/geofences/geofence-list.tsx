'use client';
import type { KeyboardEvent } from 'react';
import { useText } from '#lib/client/text-provider.tsx';
import type { Geofence } from '#lib/contract/geofences.ts';
import { sizeText } from './geofence-words.ts';

export interface GeofenceListProps {
  geofences: readonly Geofence[];
  onChoose: (id: string) => void;
}

const moveFocus = (event: KeyboardEvent<HTMLElement>) => {
  const rows = [...event.currentTarget.querySelectorAll('button')];
  const at = rows.indexOf(document.activeElement as HTMLButtonElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (to === undefined || at < 0) return;
  event.preventDefault();
  rows[to]?.focus();
};

/** By name; arrow keys go from one to the next. */
export function GeofenceList({ geofences, onChoose }: GeofenceListProps) {
  const text = useText();
  const { t, count } = text;
  const sorted = geofences.toSorted((a, b) => a.name.localeCompare(b.name, text.language, { numeric: true }));
  return (
    <ul aria-label={t('Geofences')} onKeyDown={moveFocus} className="divide-y divide-line">
      {sorted.map((geofence) => (
        <li key={geofence.id}>
          <button
            type="button"
            onClick={() => onChoose(geofence.id)}
            className="flex w-full items-center justify-between gap-3 px-4 py-2 text-left hover:bg-hover pointer-coarse:min-h-11"
          >
            <span className="min-w-0">
              <span className="block truncate font-medium text-sm">{geofence.name}</span>
              <span className="block truncate text-ink-faint text-xs">{sizeText(geofence.shape, text)}</span>
            </span>
            <span className="shrink-0 text-ink-soft text-xs">{count(geofence.vehicles_inside, '{count} inside', '{count} inside')}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
