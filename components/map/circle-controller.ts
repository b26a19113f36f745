import type { GeoJSONSourceSpecification, LayerSpecification, Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import { boxesAround } from '#lib/domain/boxes-around.ts';
import { earth_radius_in_meters } from '#lib/domain/distance.ts';
import type { Position } from '#lib/domain/vehicle-state.ts';
import { lineFeatures, pointFeature } from './feature-update.ts';
import { type MapTheme, mark_colors } from './palette.ts';
import { setFeatures } from './send-update.ts';

export type Circle = Position & { radius_in_meters: number };

const sources = { ring: 'circle-ring', middle: 'circle-middle' } as const;
const corners = 72;

const empty = (): GeoJSONSourceSpecification => ({ type: 'geojson', data: { type: 'FeatureCollection', features: [] } });

const layers = (theme: MapTheme): LayerSpecification[] => {
  const { accent, rim } = mark_colors[theme];
  return [
    { id: 'circle-rim', type: 'line', source: sources.ring, paint: { 'line-color': rim, 'line-width': 5 } },
    { id: 'circle-line', type: 'line', source: sources.ring, paint: { 'line-color': accent, 'line-width': 2.5 } },
    {
      id: 'circle-middle',
      type: 'circle',
      source: sources.middle,
      paint: { 'circle-radius': 5, 'circle-color': accent, 'circle-stroke-color': rim, 'circle-stroke-width': 2 },
    },
  ];
};

/** Places on the circle's line, the first one again at the end, so that it closes. */
const ringOf = ({ lat, lon, radius_in_meters }: Circle): Position[] => {
  const angle = radius_in_meters / earth_radius_in_meters;
  const phi = (lat * Math.PI) / 180;
  return Array.from({ length: corners + 1 }, (_, corner) => {
    const bearing = (2 * Math.PI * corner) / corners;
    const sine = Math.sin(phi) * Math.cos(angle) + Math.cos(phi) * Math.sin(angle) * Math.cos(bearing);
    const east = Math.atan2(Math.sin(bearing) * Math.sin(angle) * Math.cos(phi), Math.cos(angle) - Math.sin(phi) * sine);
    return { lat: (Math.asin(sine) * 180) / Math.PI, lon: lon + (east * 180) / Math.PI };
  });
};

/** Draws one circle and tells where the ground was clicked. The map's style has loaded. */
export const createCircleController = (options: { map: MapLibreMap; theme: MapTheme; onPlace: (place: Position) => void }) => {
  const { map } = options;
  const reduced_motion = window.matchMedia('(prefers-reduced-motion: reduce)');
  let theme = options.theme;
  let circle: Circle | undefined;

  const draw = () => {
    void setFeatures(map, sources.ring, circle ? lineFeatures('ring', ringOf(circle)) : []);
    void setFeatures(map, sources.middle, circle ? [pointFeature('middle', { ...circle, properties: {} })] : []);
  };
  const boxOf = () => (circle ? boxesAround(circle, circle.radius_in_meters)[0] : undefined);
  const isSeen = () => {
    const [box, view] = [boxOf(), map.getBounds()];
    return !box || (view.contains([box.min_lon, box.min_lat]) && view.contains([box.max_lon, box.max_lat]));
  };
  const showAll = (animate: boolean) => {
    const box = boxOf();
    if (!box) return;
    map.fitBounds([box.min_lon, box.min_lat, box.max_lon, box.max_lat], { padding: 48, maxZoom: 17, animate, duration: 400 });
  };
  const install = () => {
    for (const id of Object.values(sources)) map.addSource(id, empty());
    for (const layer of layers(theme)) map.addLayer(layer);
    draw();
  };
  const onClick = ({ lngLat }: MapMouseEvent) => {
    const { lat, lng } = lngLat.wrap();
    options.onPlace({ lat: Number(lat.toFixed(6)), lon: Number(lng.toFixed(6)) });
  };
  map.on('style.load', install);
  map.on('click', onClick);
  map.getCanvas().style.cursor = 'crosshair';
  install();

  return {
    show: (next: Circle | undefined) => {
      circle = next;
      draw();
      if (!isSeen()) showAll(!reduced_motion.matches);
    },
    fit: showAll,
    setTheme: (value: MapTheme) => {
      theme = value;
    },
    close: () => {
      map.off('style.load', install);
      map.off('click', onClick);
    },
  };
};

export type CircleController = ReturnType<typeof createCircleController>;
