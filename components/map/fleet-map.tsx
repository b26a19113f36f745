'use client';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { useText } from '#lib/client/text-provider.tsx';
import { createFleetController, type FleetController } from './fleet-controller.ts';
import { MapFrame } from './map-frame.tsx';
import type { MapBounds, MapSource } from './map-source.ts';
import { mapTexts } from './map-texts.ts';
import type { Place } from './motion.ts';
import type { MapTheme } from './palette.ts';
import type { Basemap } from './style.ts';
import { useMap } from './use-map.ts';
import { VehicleCard } from './vehicle-card.tsx';

export type FleetMapProps = {
  vehicles: MapSource;
  theme: MapTheme;
  basemap?: Basemap;
  selected_id?: string | undefined;
  followed_id?: string | undefined;
  /** The way the selected vehicle came, oldest first; what it reports from now on is added. */
  trail?: readonly Place[];
  /** Another value fits the map to the vehicles. */
  fit_key?: string | number;
  /** Another value moves close to the selected vehicle. */
  zoom_key?: string | number;
  center?: [number, number];
  zoom?: number;
  /** Shown over the map in place of the map's own card of the selected vehicle. */
  card?: ReactNode;
  onSelect: (id: string | undefined) => void;
  onViewChange?: (bounds: MapBounds) => void;
  /** Offers to follow the selected vehicle. */
  onFollow?: (id: string | undefined) => void;
  onFollowEnd?: () => void;
};

const no_basemap: Basemap = {};
const no_trail: readonly Place[] = [];

/** The fleet on a map. Renders when its props change, never when a vehicle reports: the layers are driven outside React. */
export const FleetMap = (props: FleetMapProps) => {
  const { vehicles, theme, basemap = no_basemap, selected_id, followed_id, trail = no_trail, fit_key, zoom_key } = props;
  const text = useText();
  const { language } = text;
  const texts = useMemo(() => mapTexts(text), [text]);
  const container = useRef<HTMLDivElement>(null);
  const controller = useRef<FleetController | undefined>(undefined);
  const latest = useRef(props);
  latest.current = props;
  const { map, notice } = useMap(container, {
    theme,
    texts,
    language,
    label: texts.map_label,
    basemap,
    center: props.center,
    zoom: props.zoom,
    onHome: () => controller.current?.fitFleet(true),
  });

  useEffect(() => {
    if (!map) return;
    const current = createFleetController({
      map,
      source: latest.current.vehicles,
      texts,
      language,
      theme: latest.current.theme,
      basemap,
      handlers: {
        onSelect: (id) => latest.current.onSelect(id),
        onFollowEnd: () => latest.current.onFollowEnd?.(),
        onViewChange: (bounds) => latest.current.onViewChange?.(bounds),
        onError: (error) => console.warn('map:', error),
      },
    });
    controller.current = current;
    if (latest.current.center === undefined) current.fitFleet(false);
    return () => {
      current.close();
      controller.current = undefined;
    };
  }, [map, texts, language, basemap]);

  useEffect(() => controller.current?.setTheme(theme), [theme]);
  useEffect(() => controller.current?.setSource(vehicles), [vehicles]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the controller is new when the map is
  useEffect(() => controller.current?.select(selected_id, trail), [map, selected_id, trail]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the controller is new when the map is
  useEffect(() => {
    if (selected_id !== undefined) controller.current?.goTo(selected_id, false);
  }, [map, selected_id]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the controller is new when the map is
  useEffect(() => controller.current?.follow(followed_id), [map, followed_id]);

  const first_keys = useRef({ fit_key, zoom_key });
  useEffect(() => {
    if (fit_key === first_keys.current.fit_key) return;
    first_keys.current.fit_key = fit_key;
    controller.current?.fitFleet(true);
  }, [fit_key]);
  useEffect(() => {
    if (zoom_key === first_keys.current.zoom_key) return;
    first_keys.current.zoom_key = zoom_key;
    if (latest.current.selected_id !== undefined) controller.current?.goTo(latest.current.selected_id, true);
  }, [zoom_key]);

  return (
    <MapFrame container={container} theme={theme} texts={texts} notice={notice}>
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
