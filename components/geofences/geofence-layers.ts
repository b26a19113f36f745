import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { strong_font } from '#components/map/font-faces.ts';
import { type MapTheme, mark_colors } from '#components/map/palette.ts';

export const geofence_sources = { places: 'geofence-places', draft: 'geofence-draft', corners: 'geofence-corners' } as const;
export const geofence_fill = 'geofence-places-fill';
export const corner_layer = 'geofence-corners';

const chosen: ExpressionSpecification = ['==', ['get', 'chosen'], 1];

/** Places with their names, what is being drawn, and its corners: the picked one is larger. */
export const geofenceLayers = (theme: MapTheme): LayerSpecification[] => {
  const { ink, rim, accent } = mark_colors[theme];
  const { places, draft, corners } = geofence_sources;
  return [
    { id: geofence_fill, type: 'fill', source: places, paint: { 'fill-color': accent, 'fill-opacity': ['case', chosen, 0.24, 0.1] } },
    { id: 'geofence-places-line', type: 'line', source: places, paint: { 'line-color': accent, 'line-width': ['case', chosen, 3, 1.5] } },
    {
      id: 'geofence-places-name',
      type: 'symbol',
      source: places,
      layout: { 'text-field': ['get', 'name'], 'text-font': [strong_font], 'text-size': 12 },
      paint: { 'text-color': ink, 'text-halo-color': rim, 'text-halo-width': 1.5 },
    },
    { id: 'geofence-draft-fill', type: 'fill', source: draft, paint: { 'fill-color': accent, 'fill-opacity': 0.2 } },
    {
      id: 'geofence-draft-line',
      type: 'line',
      source: draft,
      paint: { 'line-color': accent, 'line-width': 2.5, 'line-dasharray': [2, 1] },
    },
    {
      id: corner_layer,
      type: 'circle',
      source: corners,
      paint: {
        'circle-radius': ['case', chosen, 9, 6],
        'circle-color': ['case', chosen, accent, rim],
        'circle-stroke-color': accent,
        'circle-stroke-width': 2,
      },
    },
  ];
};
