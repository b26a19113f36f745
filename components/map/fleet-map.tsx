'use client';
import { type ReactNode, useEffect, useRef } from 'react';
import { createFleetController, type FleetController } from './fleet-controller.ts';
import { MapFrame } from './map-frame.tsx';
import type { MapBounds, MapSource } from './map-source.ts';
import type { Place } from './motion.ts';
import { type MapProps, useControlledMap } from './use-controlled-map.ts';
import { VehicleCard } from './vehicle-card.tsx';

export type FleetMapProps = MapProps & {
  vehicles: MapSource;
  selected_id?: string | undefined;
  followed_id?: string | undefined;
  /** The way the selected vehicle came, oldest first; what it reports from now on is added. */
  trail?: readonly Place[];
  /** Another value fits the map to the vehicles. */
  fit_key?: string | number;
  /** Another value moves close to the selected vehicle. */
  zoom_key?: string | number;
  /** Shown over the map in place of the map's own card of the selected vehicle. */
  card?: ReactNode;
  /** How much of the left side the card covers. */
  covered_px?: number;
  onSelect: (id: string | undefined) => void;
  onViewChange?: (bounds: MapBounds) => void;
  /** Offers to follow the selected vehicle. */
  onFollow?: (id: string | undefined) => void;
  onFollowEnd?: () => void;
};

const no_trail: readonly Place[] = [];

/** The fleet on a map. Renders when its props change, never when a vehicle reports: the layers are driven outside React. */
export const FleetMap = (props: FleetMapProps) => {
  const { vehicles, theme, selected_id, followed_id, trail = no_trail, fit_key, zoom_key } = props;
  const latest = useRef(props);
  latest.current = props;
  const { view, language, controller } = useControlledMap<FleetController>(props, {
    label: (texts) => texts.map_label,
    onHome: (current) => current.fitFleet(true),
    create: (parts) => {
      const current = createFleetController({
        ...parts,
        source: latest.current.vehicles,
        handlers: {
          onSelect: (id) => latest.current.onSelect(id),
          onFollowEnd: () => latest.current.onFollowEnd?.(),
          onViewChange: (bounds) => latest.current.onViewChange?.(bounds),
          onError: (error) => console.warn('map:', error),
        },
      });
      if (latest.current.center === undefined) current.fitFleet(false);
      return current;
    },
  });
  const { texts } = view;

  useEffect(() => controller?.setSource(vehicles), [controller, vehicles]);
  useEffect(() => controller?.select(selected_id, trail), [controller, selected_id, trail]);
  useEffect(() => {
    if (selected_id !== undefined) controller?.goTo(selected_id, false, latest.current.covered_px);
  }, [controller, selected_id]);
  useEffect(() => controller?.follow(followed_id), [controller, followed_id]);

  const first_keys = useRef({ fit_key, zoom_key });
  useEffect(() => {
    // What is asked before the map is there holds until it is.
    if (!controller || fit_key === first_keys.current.fit_key) return;
    first_keys.current.fit_key = fit_key;
    controller.fitFleet(true);
  }, [controller, fit_key]);
  useEffect(() => {
    if (!controller || zoom_key === first_keys.current.zoom_key) return;
    first_keys.current.zoom_key = zoom_key;
    if (latest.current.selected_id !== undefined) controller.goTo(latest.current.selected_id, true, latest.current.covered_px);
  }, [controller, zoom_key]);

  return (
    <MapFrame {...view}>
      {props.card}
      {props.card === undefined && selected_id !== undefined && (
        <VehicleCard
          source={vehicles}
          id={selected_id}
          theme={theme}
          texts={texts}
          language={language}
          followed={followed_id === selected_id}
          onFollow={props.onFollow && ((follow) => props.onFollow?.(follow ? selected_id : undefined))}
          onClose={() => props.onSelect(undefined)}
        />
      )}
    </MapFrame>
  );
};
