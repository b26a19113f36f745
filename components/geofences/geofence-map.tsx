'use client';
import { useEffect, useRef } from 'react';
import { MapFrame } from '#components/map/map-frame.tsx';
import { type MapProps, useControlledMap } from '#components/map/use-controlled-map.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { createGeofenceController, type GeofenceController, type GeofenceHandlers, type GeofenceScene } from './geofence-controller.ts';

export type GeofenceMapProps = MapProps & GeofenceScene & GeofenceHandlers;

/** Geofences on a map, and the drawing of one. */
export const GeofenceMap = (props: GeofenceMapProps) => {
  const { geofences, chosen_id, draft } = props;
  const { t } = useText();
  const latest = useRef(props);
  latest.current = props;
  const { view, controller } = useControlledMap<GeofenceController>(props, {
    label: () => t('Map of geofences. While drawing, arrow keys move the corner, Enter sets one in the middle, Delete removes it.'),
    onHome: (current) => current.fit(),
    create: ({ map, theme }) => {
      const handlers: GeofenceHandlers = {
        onChoose: (id) => latest.current.onChoose(id),
        onPlace: (position) => latest.current.onPlace(position),
        onMove: (index, position) => latest.current.onMove(index, position),
        onRemove: (index) => latest.current.onRemove(index),
      };
      const current = createGeofenceController({ map, theme, handlers });
      const { geofences, chosen_id, draft } = latest.current;
      current.show({ geofences, chosen_id, draft });
      current.fit(chosen_id ? [chosen_id] : undefined, false);
      return current;
    },
  });
  useEffect(() => controller?.show({ geofences, chosen_id, draft }), [controller, geofences, chosen_id, draft]);
  useEffect(() => {
    if (chosen_id) controller?.fit([chosen_id]);
  }, [controller, chosen_id]);
  return <MapFrame {...view} />;
};
