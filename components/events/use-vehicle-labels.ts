'use client';
import { useEffect, useRef, useState } from 'react';
import { call } from '#lib/client/api.ts';
import { useLiveEvents } from '#lib/client/live-provider.tsx';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { type VehicleLabels, vehicleLabel } from './vehicle-label.ts';

const batch_size = 50;
const pause_ms = 150;

const labelsOf = (vehicles: readonly Vehicle[]): VehicleLabels =>
  Object.fromEntries(vehicles.map((vehicle) => [vehicle.id, vehicleLabel(vehicle)]));

const unknownIds = (ids: Iterable<string>, asked: ReadonlySet<string>): string[] =>
  [...new Set(ids)].filter((id) => !asked.has(id)).slice(0, batch_size);

/** Plates of the vehicles in a list: known ones at once, others asked for in batches. An id without a plate stays an id. */
export const useVehicleLabels = (ids: Iterable<string>, known: VehicleLabels): VehicleLabels => {
  const [labels, setLabels] = useState(known);
  const asked = useRef(new Set(Object.keys(known)));
  const missing = unknownIds(ids, asked.current).join(',');

  useEffect(() => {
    if (missing === '') return;
    const wanted = missing.split(',');
    const timer = setTimeout(() => {
      for (const id of wanted) asked.current.add(id);
      call('listVehicles', { query: { id: wanted, limit: batch_size } }).then(
        (page) => setLabels((before) => ({ ...before, ...labelsOf(page.items) })),
        () => {
          for (const id of wanted) asked.current.delete(id);
        },
      );
    }, pause_ms);
    return () => clearTimeout(timer);
  }, [missing]);

  useLiveEvents(
    (events) => setLabels((before) => ({ ...before, ...labelsOf(events.map((event) => event.data.vehicle as Vehicle).filter(Boolean)) })),
    { types: ['VehicleCreated', 'VehicleChanged'] },
  );
  return labels;
};
