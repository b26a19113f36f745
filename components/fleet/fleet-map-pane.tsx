'use client';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { MapPlaceholder } from '#components/map/map-placeholder.tsx';
import type { MapBounds, MapSource } from '#components/map/map-source.ts';
import type { Basemap } from '#components/map/style.ts';
import { useTheme } from '#components/shell/use-theme.ts';
import { useFetched } from '#components/ui/use-fetched.ts';
import type { Area } from '#lib/client/fleet-filter.ts';
import { areaView } from './area-view.ts';

export interface FleetMapPaneProps {
  vehicles: MapSource;
  basemap: Basemap | undefined;
  selected: string | undefined;
  followed: string | undefined;
  /** The viewer may see where a vehicle was. */
  with_trail: boolean;
  /** The moment of the past that is shown; undefined: now. */
  at: string | undefined;
  fit_key: number;
  /** Where the map begins; otherwise at the whole fleet. */
  start_area: Area | undefined;
  /** Lies over the map in place of its own card. */
  card: ReactNode;
  /** There is room beside the card. */
  wide: boolean;
  onSelect: (id: string | undefined) => void;
  onViewChange: (bounds: MapBounds) => void;
  onFollowEnd: () => void;
}

/** Width of the card, margins included. */
const card_px = 340;

/** The map with its trail, loaded when it is first shown: neither its code nor its styles weigh on a page without a map. */
const loadMap = () => import('./trailed-fleet-map.tsx').then((module) => module.TrailedFleetMap);

/** The map beside the table: the same vehicles, the same selection. */
export const FleetMapPane = (props: FleetMapPaneProps) => {
  const { basemap, start_area } = props;
  const theme = useTheme();
  const TrailedFleetMap = useFetched(loadMap, true);
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
      {!TrailedFleetMap && <MapPlaceholder text="…" />}
      {TrailedFleetMap && start && (
        <TrailedFleetMap
          vehicles={props.vehicles}
          theme={theme}
          {...(basemap && { basemap })}
          {...start}
          selected_id={props.selected}
          followed_id={props.followed}
          with_trail={props.with_trail}
          at={props.at}
          fit_key={props.fit_key}
          card={props.card}
          covered_px={props.wide ? card_px : 0}
          onSelect={props.onSelect}
          onViewChange={props.onViewChange}
          onFollowEnd={props.onFollowEnd}
        />
      )}
    </div>
  );
};
