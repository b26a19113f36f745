import type { GeoJSONSourceSpecification, LayerSpecification } from 'maplibre-gl';
import { strong_font } from './font-faces.ts';
import { type MapTheme, mark_colors } from './palette.ts';

export const vehicle_sources = {
  trail: 'vehicle-trail',
  points: 'vehicle-points',
  moment: 'vehicle-moment',
  place: 'vehicle-place',
} as const;

export const trail_layer_ids = ['vehicle-trail-line', 'vehicle-trail-points'];

const empty = (lineMetrics = false): GeoJSONSourceSpecification => ({
  type: 'geojson',
  lineMetrics,
  data: { type: 'FeatureCollection', features: [] },
});

export const vehicleSources = (): Record<string, GeoJSONSourceSpecification> => ({
  [vehicle_sources.trail]: empty(true),
  [vehicle_sources.points]: empty(),
  [vehicle_sources.moment]: empty(),
  [vehicle_sources.place]: empty(),
});

/** The trail from pale (old) to strong (new), its reports as dots from near, the chosen moment, and the vehicle on top. */
export const vehicleLayers = (theme: MapTheme): LayerSpecification[] => {
  const { trail, points, moment, place } = vehicle_sources;
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const;
  return [
    {
      id: 'vehicle-trail-rim',
      type: 'line',
      source: trail,
      layout: round,
      paint: { 'line-color': mark_colors[theme].rim, 'line-width': 7 },
    },
    {
      id: 'vehicle-trail-line',
      type: 'line',
      source: trail,
      layout: round,
      paint: {
        'line-width': 3.5,
        'line-gradient': ['interpolate', ['linear'], ['line-progress'], 0, mark_colors[theme].old_trail, 1, mark_colors[theme].accent],
      },
    },
    {
      id: 'vehicle-trail-points',
      type: 'circle',
      source: points,
      minzoom: 14,
      paint: {
        'circle-radius': 3,
        'circle-color': mark_colors[theme].rim,
        'circle-stroke-color': mark_colors[theme].accent,
        'circle-stroke-width': 1.5,
      },
    },
    {
      id: 'vehicle-moment',
      type: 'circle',
      source: moment,
      paint: {
        'circle-radius': 8,
        'circle-color': mark_colors[theme].accent,
        'circle-stroke-color': mark_colors[theme].rim,
        'circle-stroke-width': 3,
      },
    },
    {
      id: 'vehicle-place',
      type: 'symbol',
      source: place,
      layout: {
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'icon-image': ['get', 'icon'],
        'icon-rotate': ['get', 'heading'],
        'icon-rotation-alignment': 'map',
        'text-field': ['get', 'name'],
        'text-font': [strong_font],
        'text-size': 12,
        'text-anchor': 'top',
        'text-offset': [0, 1.3],
        'text-allow-overlap': true,
      },
      paint: {
        'icon-opacity': ['get', 'opacity'],
        'text-color': mark_colors[theme].ink,
        'text-halo-color': mark_colors[theme].rim,
        'text-halo-width': 1.5,
      },
    },
  ];
};
