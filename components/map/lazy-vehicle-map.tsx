'use client';
import dynamic from 'next/dynamic';
import { MapPlaceholder } from './map-placeholder.tsx';

/** The map of one vehicle, loaded when it is first shown. */
export const LazyVehicleMap = dynamic(() => import('./vehicle-map.tsx').then((module) => module.VehicleMap), {
  ssr: false,
  loading: () => <MapPlaceholder text="…" />,
});
