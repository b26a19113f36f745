'use client';
import { useState } from 'react';
import type { Area } from '#lib/client/fleet-filter.ts';

/** Names the place that the map was last sent to: it stays when the page moves on from there, so that the map does. */
export const useLastPlace = (place: Area | undefined): string | undefined => {
  const name = place?.join();
  const [last, setLast] = useState(name);
  if (name !== undefined && name !== last) setLast(name);
  return name ?? last;
};
