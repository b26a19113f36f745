'use client';
import dynamic from 'next/dynamic';
import { MapPlaceholder } from '#components/map/map-placeholder.tsx';

/** Loaded when it is first shown. */
export const LazyGeofenceMap = dynamic(() => import('./geofence-map.tsx').then((module) => module.GeofenceMap), {
  ssr: false,
  loading: () => <MapPlaceholder text="…" />,
});
