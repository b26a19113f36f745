'use client';
import { useEffect, useMemo, useRef } from 'react';
import { useText } from '#lib/client/text-provider.tsx';
import { MapFrame } from './map-frame.tsx';
import type { MapPoint } from './map-source.ts';
import { mapTexts } from './map-texts.ts';
import type { MapTheme } from './palette.ts';
import { PlaceActions } from './place-actions.tsx';
import type { Basemap } from './style.ts';
import type { TrailPoint } from './trail.ts';
import { useMap } from './use-map.ts';
import { createVehicleController, type VehicleController } from './vehicle-controller.ts';

export type VehicleMapProps = {
  vehicle: MapPoint | undefined;
  /** Where it was, oldest first. */
  points: readonly TrailPoint[];
  /** An instant to mark on the trail. */
  highlighted_at?: string | undefined;
  theme: MapTheme;
  basemap?: Basemap;
  onPickTime?: (at: string) => void;
};

const no_basemap: Basemap = {};
const street_zoom = 14;

/** One vehicle, the way it came, and a moment of it. */
export const VehicleMap = (props: VehicleMapProps) => {
  const { vehicle, points, highlighted_at, theme, basemap = no_basemap } = props;
  const text = useText();
  const { language } = text;
  const texts = useMemo(() => mapTexts(text), [text]);
  const container = useRef<HTMLDivElement>(null);
  const controller = useRef<VehicleController | undefined>(undefined);
  const latest = useRef(props);
  latest.current = props;
  const { map, notice } = useMap(container, {
    theme,
    texts,
    language,
    label: texts.vehicle_map_label,
    basemap,
    ...(vehicle ? { center: [vehicle.lon, vehicle.lat], zoom: street_zoom } : {}),
    onHome: () => controller.current?.fit(true),
  });

  useEffect(() => {
    if (!map) return;
    const current = createVehicleController({
      map,
      theme: latest.current.theme,
      language,
      onPickTime: (at) => latest.current.onPickTime?.(at),
    });
    controller.current = current;
    const { vehicle, points, highlighted_at } = latest.current;
    current.show({ vehicle, trail: points, highlighted_at });
    current.fit(false);
    return () => {
      current.close();
      controller.current = undefined;
    };
  }, [map, language]);

  useEffect(() => controller.current?.setTheme(theme), [theme]);
  useEffect(() => controller.current?.show({ vehicle, trail: points, highlighted_at }), [vehicle, points, highlighted_at]);

  return (
    <MapFrame container={container} theme={theme} texts={texts} notice={notice}>
      {vehicle && (
        <div className="motorpool-map-actions">
          <PlaceActions lat={vehicle.lat} lon={vehicle.lon} label={vehicle.label} texts={texts} />
        </div>
      )}
    </MapFrame>
  );
};
