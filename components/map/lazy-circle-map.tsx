'use client';
import dynamic from 'next/dynamic';
import { MapPlaceholder } from './map-placeholder.tsx';

/** The map with a circle to place, loaded when it is first shown. */
export const LazyCircleMap = dynamic(() => import('./circle-map.tsx').then((module) => module.CircleMap), {
  ssr: false,
  loading: () => <MapPlaceholder text="…" />,
});
