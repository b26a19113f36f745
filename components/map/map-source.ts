import type { MapStatus } from './status-color.ts';

/** A vehicle as the map needs it. `heading` in degrees clockwise from north, `speed` in km/h, `low`: energy is low. */
export type MapPoint = {
  id: string;
  label: string;
  lat: number;
  lon: number;
  heading?: number | undefined;
  speed?: number | undefined;
  status: MapStatus;
  position_at?: string | undefined;
  low?: boolean | undefined;
};

export type MapChange = readonly string[] | 'all';

/**
 * The vehicles outside React. `subscribe` tells which vehicles changed, appeared or went (an id that `get` no longer
 * knows); `'all'` when the set itself was replaced, by a filter for example. Listeners return at once and read later.
 */
export type MapSource = {
  subscribe: (listener: (changed: MapChange) => void) => () => void;
  forEach: (visit: (point: MapPoint) => void) => void;
  get: (id: string) => MapPoint | undefined;
  /** What time it is for these vehicles, in epoch milliseconds: positions grow old by it. Absent: as for everyone. */
  now?: (() => number) | undefined;
  /** Present where the fleet is held elsewhere, and only what the map looks at is at hand. */
  far?: FarPoints;
};

export const nowOf = ({ now = Date.now }: MapSource): number => now();

/** Vehicles that are one mark. `number` stays the same while the group stays about where it is. */
export type PointGroup = { number: number; lat: number; lon: number; count: number; statuses: Partial<Record<MapStatus, number>> };

export type FarPoints = {
  /** Of the whole fleet. */
  count: () => number;
  /** Where the vehicles are that the filter leaves. */
  findArea: () => Promise<Readonly<MapBounds> | undefined>;
  /** From now on `forEach` gives the vehicles in and around this area, or `groups` those of them that lie together; undefined: nobody looks. */
  look: (look: { area: Readonly<MapBounds>; zoom: number; grouped: boolean } | undefined) => void;
  groups: () => readonly PointGroup[];
};

/** [west, south, east, north] in degrees. */
export type MapBounds = [number, number, number, number];

/** The bounds of every vehicle that has a place on the map; undefined when there is none. */
export const sourceBounds = (source: MapSource): MapBounds | undefined => {
  let bounds: MapBounds | undefined;
  source.forEach(({ lat, lon }) => {
    if (!Number.isFinite(lat) || !Number.isFinite(lon)) return;
    bounds = bounds
      ? [Math.min(bounds[0], lon), Math.min(bounds[1], lat), Math.max(bounds[2], lon), Math.max(bounds[3], lat)]
      : [lon, lat, lon, lat];
  });
  return bounds;
};
