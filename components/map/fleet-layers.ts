import type { ExpressionSpecification, GeoJSONSourceSpecification, LayerSpecification, SymbolLayerSpecification } from 'maplibre-gl';
import { clusterCounts, donutKeyExpression } from './donut.ts';
import { label_font, strong_font } from './font-faces.ts';
import { low_badge } from './marker-images.ts';
import { type MapTheme, mark_colors } from './palette.ts';

export const fleet_sources = {
  overview: 'fleet-overview',
  near: 'fleet-near',
  trail: 'fleet-trail',
  selected: 'fleet-selected',
  fan: 'fleet-fan',
} as const;

export const fleet_layer_ids = {
  overview: ['fleet-overview-cluster', 'fleet-overview-vehicle', 'fleet-overview-low'],
  near: ['fleet-near-stack', 'fleet-near-vehicle', 'fleet-near-low'],
  fan: ['fleet-fan-vehicle'],
  selected: ['fleet-selected-vehicle'],
} as const;

/** Layers whose marks can be pointed at. */
export const pointable_layer_ids = [
  'fleet-overview-cluster',
  'fleet-overview-vehicle',
  'fleet-near-stack',
  'fleet-near-vehicle',
  'fleet-fan-vehicle',
  'fleet-selected-vehicle',
];

const cluster_radius_px = 42;
const deepest_zoom = 18;

/** From this zoom on vehicles are drawn one by one: the larger the fleet, the closer. */
export const nearZoom = (fleet_size: number): number => (fleet_size <= 2000 ? 14 : fleet_size <= 6000 ? 15 : 16);

const points = (options: Partial<GeoJSONSourceSpecification> = {}): GeoJSONSourceSpecification => ({
  type: 'geojson',
  promoteId: 'id',
  maxzoom: deepest_zoom,
  data: { type: 'FeatureCollection', features: [] },
  ...options,
});

/** `grouped`: what comes into the overview has been clustered before. */
export const fleetSources = (near_zoom: number, grouped: boolean): Record<string, GeoJSONSourceSpecification> => ({
  [fleet_sources.overview]: grouped
    ? points()
    : points({
        cluster: true,
        clusterRadius: cluster_radius_px,
        clusterMaxZoom: near_zoom - 1,
        clusterProperties: clusterCounts(),
      }),
  [fleet_sources.near]: points(),
  [fleet_sources.trail]: points({ tolerance: 0.2 }),
  [fleet_sources.selected]: points(),
  [fleet_sources.fan]: points(),
});

const is_line: ExpressionSpecification = ['==', ['geometry-type'], 'LineString'];
const is_point: ExpressionSpecification = ['==', ['geometry-type'], 'Point'];
const is_group: ExpressionSpecification = ['>', ['get', 'count'], 0];
const has_low_energy: ExpressionSpecification = ['==', ['get', 'low'], 1];

const always_shown = { 'icon-allow-overlap': true, 'icon-ignore-placement': true } as const;

const vehicleLayout: NonNullable<SymbolLayerSpecification['layout']> = {
  ...always_shown,
  'icon-image': ['get', 'icon'],
  'icon-rotate': ['get', 'heading'],
  'icon-rotation-alignment': 'map',
};

const nameLayout: NonNullable<SymbolLayerSpecification['layout']> = {
  'text-field': ['get', 'name'],
  'text-font': [label_font],
  'text-size': 11,
  'text-anchor': 'top',
  'text-offset': [0, 1.15],
  'text-optional': true,
};

const namePaint = (theme: MapTheme): NonNullable<SymbolLayerSpecification['paint']> => ({
  'text-color': mark_colors[theme].ink,
  'text-halo-color': mark_colors[theme].rim,
  'text-halo-width': 1.4,
  'icon-opacity': ['get', 'opacity'],
});

const countLayout = (count: ExpressionSpecification, text: ExpressionSpecification): NonNullable<SymbolLayerSpecification['layout']> => ({
  ...always_shown,
  'icon-size': ['step', count, 0.78, 10, 0.86, 100, 1, 1000, 1.14],
  'text-field': text,
  'text-font': [strong_font],
  'text-size': ['step', count, 11.5, 10, 12, 100, 12.5],
  'text-allow-overlap': true,
  'text-ignore-placement': true,
});

const countPaint = (theme: MapTheme) => ({ 'text-color': mark_colors[theme].ink });

const symbol = (id: string, source: string, layer: Omit<SymbolLayerSpecification, 'id' | 'type' | 'source'>): SymbolLayerSpecification => ({
  id,
  type: 'symbol',
  source,
  ...layer,
});

const lowBadge = (id: string, source: string, filter: ExpressionSpecification, zoom: { minzoom?: number; maxzoom?: number }) =>
  symbol(id, source, { ...zoom, filter, layout: { ...always_shown, 'icon-image': low_badge, 'icon-offset': [10, -10] } });

/** Every vehicle layer in drawing order; the overview ends where the near view begins. */
export const fleetLayers = (theme: MapTheme, near_zoom: number): LayerSpecification[] => {
  const { overview, near, trail, selected, fan } = fleet_sources;
  const far = { maxzoom: near_zoom };
  const close = { minzoom: near_zoom };
  const rim = { 'line-color': mark_colors[theme].rim, 'line-width': 6.5, 'line-opacity': 0.85 };
  const line = { 'line-color': mark_colors[theme].accent, 'line-width': 3 };
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const;
  return [
    { id: 'fleet-trail-rim', type: 'line', source: trail, layout: round, paint: rim },
    { id: 'fleet-trail-line', type: 'line', source: trail, layout: round, paint: line },
    { id: 'fleet-tail-rim', type: 'line', source: selected, filter: is_line, layout: round, paint: rim },
    { id: 'fleet-tail-line', type: 'line', source: selected, filter: is_line, layout: round, paint: line },
    symbol('fleet-overview-vehicle', overview, {
      ...far,
      filter: ['!', ['has', 'point_count']],
      layout: vehicleLayout,
      paint: { 'icon-opacity': ['get', 'opacity'] },
    }),
    lowBadge('fleet-overview-low', overview, ['all', ['!', ['has', 'point_count']], has_low_energy], far),
    symbol('fleet-overview-cluster', overview, {
      ...far,
      filter: ['has', 'point_count'],
      layout: {
        ...countLayout(['get', 'point_count'], ['to-string', ['get', 'point_count_abbreviated']]),
        'icon-image': donutKeyExpression(),
        'symbol-sort-key': ['get', 'point_count'],
      },
      paint: countPaint(theme),
    }),
    {
      id: 'fleet-fan-leg',
      type: 'line',
      source: fan,
      filter: is_line,
      paint: { 'line-color': mark_colors[theme].ink, 'line-width': 1.2, 'line-opacity': 0.55 },
    },
    symbol('fleet-near-vehicle', near, {
      ...close,
      filter: ['!', is_group],
      layout: { ...vehicleLayout, ...nameLayout },
      paint: namePaint(theme),
    }),
    lowBadge('fleet-near-low', near, ['all', ['!', is_group], has_low_energy], close),
    symbol('fleet-near-stack', near, {
      ...close,
      filter: is_group,
      layout: { ...countLayout(['get', 'count'], ['to-string', ['get', 'count']]), 'icon-image': ['get', 'icon'] },
      paint: countPaint(theme),
    }),
    {
      id: 'fleet-selected-halo',
      type: 'circle',
      source: selected,
      filter: is_point,
      paint: {
        'circle-radius': 19,
        'circle-color': mark_colors[theme].accent,
        'circle-opacity': 0.18,
        'circle-stroke-color': mark_colors[theme].accent,
        'circle-stroke-width': 2,
      },
    },
    symbol('fleet-selected-vehicle', selected, {
      filter: is_point,
      layout: {
        ...vehicleLayout,
        ...nameLayout,
        'text-font': [strong_font],
        'text-size': 12,
        'text-offset': [0, 1.75],
        'text-allow-overlap': true,
      },
      paint: namePaint(theme),
    }),
    symbol('fleet-fan-vehicle', fan, {
      filter: is_point,
      layout: { ...vehicleLayout, ...nameLayout, 'text-size': 10.5 },
      paint: namePaint(theme),
    }),
  ];
};
