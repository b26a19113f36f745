import { layers } from '@protomaps/basemaps';
import type { LayerSpecification } from 'maplibre-gl';
import { extra_colors, type MapTheme, mapFlavor } from './palette.ts';

export const world_source = 'world';
export const city_source = 'city';

/** Streets begin here. The demonstration city waits until built-up areas have faded, so that its edge does not cut through them. */
export const streets_minzoom = { demonstration: 9.5, operator: 8 } as const;

const world_layer_ids = new Set([
  'earth',
  'water',
  'water_river',
  'boundaries_country',
  'boundaries',
  'water_label_ocean',
  'water_label_lakes',
  'places_region',
  'places_locality',
  'places_country',
]);

/** Layers that say nothing without a sprite, or that the world source already draws. */
const omitted_city_layer_ids = new Set([
  'background',
  'roads_shields',
  'roads_oneway',
  'boundaries_country',
  'places_country',
  'places_region',
]);

type Filter = Extract<LayerSpecification, { type: 'fill' }>['filter'];

const isLabel = (layer: LayerSpecification) => layer.type === 'symbol';

const withoutIcon = (layer: LayerSpecification): LayerSpecification => {
  if (layer.type !== 'symbol' || !layer.layout?.['icon-image']) return layer;
  const { 'icon-image': _image, 'icon-size': _size, 'icon-padding': _padding, ...layout } = layer.layout;
  return { ...layer, layout };
};

const withFilter = (layer: LayerSpecification, filter: NonNullable<Filter>): LayerSpecification =>
  layer.type === 'background' ? layer : ({ ...layer, filter } as LayerSpecification);

const shown_at_zoom = (kind: string): NonNullable<Filter> => ['all', ['==', ['get', 'kind'], kind], ['<=', ['get', 'min_zoom'], ['zoom']]];

/** Names of water reach over land, where a rim in the colour of water looks like bold type. */
const withSoftRim = (layer: LayerSpecification, theme: MapTheme): LayerSpecification =>
  layer.type === 'symbol' && layer['source-layer'] === 'water'
    ? { ...layer, paint: { ...layer.paint, 'text-halo-color': extra_colors[theme].water_rim, 'text-halo-width': 1 } }
    : layer;

const adaptWorldLayer = (layer: LayerSpecification): LayerSpecification => {
  switch (layer.id) {
    case 'water_river':
      return {
        ...layer,
        minzoom: 4,
        paint: { ...layer.paint, 'line-width': ['interpolate', ['linear'], ['zoom'], 4, 0.3, 8, 1.4, 12, 3] },
      } as LayerSpecification;
    case 'boundaries':
      return { ...layer, minzoom: 3 };
    case 'places_country':
      return withFilter(layer, shown_at_zoom('country'));
    case 'places_region':
      return withFilter(layer, shown_at_zoom('region'));
    default:
      return layer;
  }
};

const urbanLayer = (theme: MapTheme): LayerSpecification => ({
  id: 'urban',
  type: 'fill',
  source: world_source,
  'source-layer': 'urban',
  paint: {
    'fill-color': extra_colors[theme].urban,
    'fill-opacity': ['interpolate', ['linear'], ['zoom'], 4, 0.45, 7, 0.8, 9, 0.8, 10, 0],
  },
});

/** Ground and labels of the world map, in drawing order; labels are drawn after the city. */
export const worldLayers = (theme: MapTheme, language: string) => {
  const flavor = mapFlavor(theme);
  const chosen = (layers(world_source, flavor, { lang: language }) as LayerSpecification[])
    .filter((layer) => world_layer_ids.has(layer.id))
    .map(withoutIcon)
    .map((layer) => withSoftRim(layer, theme))
    .map(adaptWorldLayer);
  const [earth, ...ground] = chosen.filter((layer) => !isLabel(layer));
  const background: LayerSpecification = { id: 'background', type: 'background', paint: { 'background-color': flavor.water } };
  return { ground: [background, ...(earth ? [earth] : []), urbanLayer(theme), ...ground], labels: chosen.filter(isLabel) };
};

/** Pixels that `meters` cover at a zoom, at the latitude of the demonstration city. */
const pixelsOf = (meters: number, zoom: number) => meters / ((156543 * Math.cos((-34.9 * Math.PI) / 180)) / 2 ** zoom / 2);

/** The coarse shoreline of the demonstration city cuts through streets; a strip of land under each road hides that. */
const roadLandLayer = (earth_color: string): LayerSpecification => ({
  id: 'city_road_land',
  type: 'line',
  source: city_source,
  'source-layer': 'roads',
  minzoom: streets_minzoom.demonstration,
  filter: ['all', ['!', ['has', 'is_bridge']], ['!=', ['get', 'kind_detail'], 'pier'], ['!=', ['get', 'kind'], 'rail']],
  layout: { 'line-cap': 'round', 'line-join': 'round' },
  paint: {
    'line-color': earth_color,
    'line-width': ['interpolate', ['exponential', 2], ['zoom'], 10, pixelsOf(40, 10), 20, pixelsOf(40, 20)],
  },
});

const quietPlaces = (layer: LayerSpecification, theme: MapTheme, halo: string): LayerSpecification =>
  ({
    ...layer,
    minzoom: 15,
    paint: {
      'text-color': [
        'match',
        ['get', 'kind'],
        ['park', 'forest', 'garden', 'zoo', 'beach'],
        extra_colors[theme].poi_green,
        extra_colors[theme].poi,
      ],
      'text-halo-color': halo,
      'text-halo-width': 1.2,
    },
  }) as LayerSpecification;

/** Streets: ocean, then land, lakes and the rest, so that a tile without a shoreline reads as water. `shore` adds the demonstration city's strip. */
export const cityLayers = (theme: MapTheme, language: string, shore: boolean) => {
  const flavor = mapFlavor(theme);
  const minzoom = streets_minzoom[shore ? 'demonstration' : 'operator'];
  const chosen = (layers(city_source, flavor, { lang: language }) as LayerSpecification[])
    .filter((layer) => !omitted_city_layer_ids.has(layer.id))
    .map(withoutIcon)
    .map((layer) => withSoftRim(layer, theme))
    .map((layer): LayerSpecification => ({ ...layer, minzoom: Math.max(minzoom, layer.minzoom ?? 0) }))
    .map((layer) => (layer.id === 'pois' ? quietPlaces(layer, theme, flavor.city_label_halo) : layer))
    .map((layer) =>
      shore && layer.id === 'places_locality'
        ? withFilter(layer, ['all', ['==', 'kind', 'locality'], ['!=', 'kind_detail', 'city']])
        : layer,
    );
  const water = chosen.find((layer) => layer.id === 'water');
  const earth = chosen.filter((layer) => layer.id === 'earth');
  const rest = chosen.filter((layer) => !isLabel(layer) && layer.id !== 'water' && layer.id !== 'earth');
  const ocean = water ? [{ ...withFilter(water, ['==', 'kind', 'ocean']), id: 'ocean' }] : [];
  const lakes = water ? [withFilter(water, ['all', ['==', '$type', 'Polygon'], ['!=', 'kind', 'ocean']])] : [];
  const first_road = rest.findIndex((layer) => layer.id.startsWith('roads_'));
  const roads = shore ? [...rest.slice(0, first_road), roadLandLayer(flavor.earth), ...rest.slice(first_road)] : rest;
  const named = <T extends LayerSpecification>(layer: T): T => ({
    ...layer,
    id: layer.id.startsWith('city_') ? layer.id : `city_${layer.id}`,
  });
  return { ground: [...ocean, ...earth, ...lakes, ...roads].map(named), labels: chosen.filter(isLabel).map(named) };
};
