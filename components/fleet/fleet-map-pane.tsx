'use client';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { LazyFleetMap } from '#components/map/lazy-fleet-map.tsx';
import type { MapBounds, MapSource } from '#components/map/map-source.ts';
import type { Basemap } from '#components/map/style.ts';
import { useTheme } from '#components/shell/use-theme.ts';
import { call } from '#lib/client/api.ts';
import type { Area } from '#lib/client/fleet-filter.ts';
import { areaView } from './area-view.ts';

export interface FleetMapPaneProps {
  vehicles: MapSource;
  basemap: Basemap | undefined;
  selected: string | undefined;
  followed: string | undefined;
  /** The viewer may see where a vehicle was. */
  with_trail: boolean;
  fit_key: number;
  /** Where the map begins; otherwise at the whole fleet. */
  start_area: Area | undefined;
  /** Lies over the map in place of its own card. */
  card: ReactNode;
  onSelect: (id: string | undefined) => void;
  onViewChange: (bounds: MapBounds) => void;
  onFollowEnd: () => void;
}

const trail_ms = 2 * 3_600_000;
const usual_size_px = [640, 700] as const;

const useTrail = (vehicle_id: string | undefined, enabled: boolean) => {
  const trail = useQuery({
    queryKey: ['getTrail', { params: { vehicle_id } }],
    queryFn: ({ signal }) =>
      call(
        'getTrail',
        { params: { vehicle_id: vehicle_id ?? '' }, query: { after: new Date(Date.now() - trail_ms).toISOString() } },
        signal,
      ),
    enabled: enabled && vehicle_id !== undefined,
    // What the vehicle reports from now on, the map adds by itself.
    staleTime: 0,
    gcTime: 0,
  });
  return useMemo(() => trail.data?.items ?? [], [trail.data]);
};

/** The map beside the table: the same vehicles, the same selection. */
export const FleetMapPane = (props: FleetMapPaneProps) => {
  const { basemap, start_area } = props;
  const theme = useTheme();
  const trail = useTrail(props.selected, props.with_trail);
  const [start] = useState(() => start_area && areaView(start_area, ...usual_size_px));
  return (
    <div className="relative isolate h-full">
      <LazyFleetMap
        vehicles={props.vehicles}
        theme={theme}
        {...(basemap && { basemap })}
        {...start}
        selected_id={props.selected}
        followed_id={props.followed}
        trail={trail}
        fit_key={props.fit_key}
        card={props.card}
        onSelect={props.onSelect}
        onViewChange={props.onViewChange}
        onFollowEnd={props.onFollowEnd}
      />
    </div>
  );
};
