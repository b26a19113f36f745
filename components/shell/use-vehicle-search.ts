'use client';
import { useEffect, useState } from 'react';
import type { FoundVehicle } from './palette-items.ts';

export type SearchVehicles = (query: string) => Promise<FoundVehicle[]>;

export interface VehicleSearch {
  state: 'idle' | 'searching' | 'found' | 'failed';
  vehicles: FoundVehicle[];
}

const idle: VehicleSearch = { state: 'idle', vehicles: [] };
const pause_ms = 120;

/** Asks once the typing pauses; an answer that was overtaken is dropped. Earlier results stay until the next arrive. */
export const useVehicleSearch = (query: string, searchVehicles: SearchVehicles | undefined): VehicleSearch => {
  const [search, setSearch] = useState(idle);
  const wanted = query.trim();
  useEffect(() => {
    if (!searchVehicles || wanted === '') {
      setSearch(idle);
      return;
    }
    let overtaken = false;
    const settle = (next: VehicleSearch) => {
      if (!overtaken) setSearch(next);
    };
    setSearch((before) => ({ ...before, state: 'searching' }));
    const timer = setTimeout(() => {
      searchVehicles(wanted).then(
        (vehicles) => settle({ state: 'found', vehicles }),
        () => settle({ state: 'failed', vehicles: [] }),
      );
    }, pause_ms);
    return () => {
      overtaken = true;
      clearTimeout(timer);
    };
  }, [wanted, searchVehicles]);
  return search;
};
