'use client';
import { useEffect, useRef } from 'react';
import type { Position } from '#lib/domain/vehicle-state.ts';
import { type Circle, type CircleController, createCircleController } from './circle-controller.ts';
import { MapFrame } from './map-frame.tsx';
import { type MapProps, useControlledMap } from './use-controlled-map.ts';

export type CircleMapProps = Omit<MapProps, 'zoom'> & {
  circle: Circle | undefined;
  /** A click or a tap on the ground. */
  onPlace: (place: Position) => void;
};

const city_zoom = 12;

/** A circle that is placed by a click; fields beside the map do the same for keyboards. */
export const CircleMap = (props: CircleMapProps) => {
  const { circle, center } = props;
  const latest = useRef(props);
  latest.current = props;
  const start = circle ? ([circle.lon, circle.lat] as [number, number]) : center;
  const { view, controller } = useControlledMap<CircleController>(
    { ...props, center: start, zoom: start && city_zoom },
    {
      label: (texts) => texts.vehicle_map_label,
      onHome: (current) => current.fit(true),
      create: ({ map, theme }) => {
        const current = createCircleController({ map, theme, onPlace: (place) => latest.current.onPlace(place) });
        current.show(latest.current.circle);
        current.fit(false);
        return current;
      },
    },
  );
  useEffect(() => controller?.show(circle), [controller, circle]);
  return <MapFrame {...view} />;
};
