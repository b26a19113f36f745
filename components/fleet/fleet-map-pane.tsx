'use client';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react';
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
  const frame = useRef<HTMLDivElement>(null);
  const first_area = useRef(start_area);
  const [start, setStart] = useState<Partial<ReturnType<typeof areaView>>>();
  // The room for the map decides its zoom, so the map waits for it.
  useLayoutEffect(() => {
    if (!frame.current) return;
    const { clientWidth, clientHeight } = frame.current;
    setStart(first_area.current ? areaView(first_area.current, clientWidth, clientHeight) : {});
  }, []);
  return (
    <div ref={frame} className="relative isolate h-full">
      {start && (
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
      )}
    </div>
  );
};
