'use client';
import { useCallback, useEffect } from 'react';
import { type ChosenColumn, formatColumns, parseColumns } from '#lib/client/column-choice.ts';
import type { FleetQuery } from '#lib/client/fleet-query.ts';
import type { ChangeFleetQuery } from './use-fleet-query.ts';

const storageKey = (person_id: string): string => `fleet-columns:${person_id}`;

/**
 * The columns that a person chose last on this device, taken up where the address names none and no saved view is shown.
 * Returns what changes and keeps them.
 */
export const useKeptColumns = (person_id: string, { columns, saved }: FleetQuery, change: ChangeFleetQuery) => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    const kept = columns || saved ? undefined : parseColumns(localStorage.getItem(storageKey(person_id)));
    if (kept) change({ columns: kept });
  }, []);
  return useCallback(
    (next: readonly ChosenColumn[] | undefined) => {
      if (next) localStorage.setItem(storageKey(person_id), formatColumns(next));
      else localStorage.removeItem(storageKey(person_id));
      change({ columns: next });
    },
    [person_id, change],
  );
};
