'use client';
import { useEffect, useRef } from 'react';
import { MapFrame } from './map-frame.tsx';
import type { MapPoint } from './map-source.ts';
import { PlaceActions } from './place-actions.tsx';
import type { TrailPoint } from './trail.ts';
import { type MapProps, useControlledMap } from './use-controlled-map.ts';
import { createVehicleController, type VehicleController } from './vehicle-controller.ts';

export type VehicleMapProps = Omit<MapProps, 'center' | 'zoom'> & {
  vehicle: MapPoint | undefined;
  /** Where it was, oldest first. */
  points: readonly TrailPoint[];
  /** An instant to mark on the trail. */
  highlighted_at?: string | undefined;
  onPickTime?: (at: string) => void;
};

const street_zoom = 14;

/** One vehicle, the way it came, and a moment of it. */
export const VehicleMap = (props: VehicleMapProps) => {
  const { vehicle, points, highlighted_at } = props;
  const latest = useRef(props);
  latest.current = props;
  const start = vehicle && { center: [vehicle.lon, vehicle.lat] as [number, number], zoom: street_zoom };
  const { view, controller } = useControlledMap<VehicleController>(
    { ...props, ...start },
    {
      label: (texts) => texts.vehicle_map_label,
      onHome: (current) => current.fit(true),
      create: (parts) => {
        const current = createVehicleController({ ...parts, onPickTime: (at) => latest.current.onPickTime?.(at) });
        const { vehicle, points, highlighted_at } = latest.current;
        current.show({ vehicle, trail: points, highlighted_at });
        current.fit(false);
        return current;
      },
    },
  );

  useEffect(() => controller?.show({ vehicle, trail: points, highlighted_at }), [controller, vehicle, points, highlighted_at]);

  return (
    <MapFrame {...view}>
      {vehicle && (
        <div className="motorpool-map-actions">
          <PlaceActions lat={vehicle.lat} lon={vehicle.lon} label={vehicle.label} texts={view.texts} />
        </div>
      )}
    </MapFrame>
  );
};
