'use client';
import dynamic from 'next/dynamic';
import { MapPlaceholder } from './map-placeholder.tsx';

/** The fleet map, loaded when it is first shown: neither its code nor its styles weigh on pages without a map. */
export const LazyFleetMap = dynamic(() => import('./fleet-map.tsx').then((module) => module.FleetMap), {
  ssr: false,
  loading: () => <MapPlaceholder text="…" />,
});
