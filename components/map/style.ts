import type { StyleSpecification, VectorSourceSpecification } from 'maplibre-gl';
import { city_source, cityLayers, streets_minzoom, world_source, worldLayers } from './base-layers.ts';
import { fontFaces } from './font-faces.ts';
import { north_edge_source, northEdgeLayer, northEdgeSource } from './north-edge.ts';
import { type MapTheme, mapFlavor } from './palette.ts';

/** The operator's choice of map. Nothing given: the embedded map, which makes no request to another host. */
export type Basemap = {
  /** A complete MapLibre style; replaces the embedded one in both themes. */
  style_url?: string | undefined;
  /** A PMTiles file in the Protomaps schema; takes the place of the demonstration city. */
  pmtiles_url?: string | undefined;
};

/** West, south, east, north of the streets of the demonstration city, from the header of its file. */
const demonstration_bounds = [-56.338, -34.958, -55.986, -34.814] as const;

const street_zoom = 15;
const world_zoom = 9;

/** How close a view of an area may come by itself: outside the streets of the embedded map there is nothing to see near by. */
export const usefulZoom = (basemap: Basemap, [west, south, east, north]: readonly [number, number, number, number]): number => {
  if (basemap.style_url !== undefined || basemap.pmtiles_url !== undefined) return street_zoom;
  const [lon, lat] = [(west + east) / 2, (south + north) / 2];
  const [street_west, street_south, street_east, street_north] = demonstration_bounds;
  return lon >= street_west && lon <= street_east && lat >= street_south && lat <= street_north ? street_zoom : world_zoom;
};

const world_credit = 'Natural Earth · <a href="https://www.geonames.org" target="_blank" rel="noreferrer">GeoNames</a>';
const city_credit = '© <a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noreferrer">OpenStreetMap</a> contributors';

const pmtilesSource = (url: string, attribution: string): VectorSourceSpecification => ({
  type: 'vector',
  url: `pmtiles://${url}`,
  attribution,
});

/**
 * The embedded style: world map below, streets above, labels on top.
 * @param origin scheme and host the files are served from, without a slash at the end
 */
export const embeddedStyle = (options: {
  theme: MapTheme;
  origin: string;
  language?: string;
  pmtiles_url?: string | undefined;
}): StyleSpecification => {
  const { theme, origin, language = 'en', pmtiles_url } = options;
  const world = worldLayers(theme, language);
  const is_demonstration = pmtiles_url === undefined;
  const city = cityLayers(theme, language, is_demonstration);
  const edge = is_demonstration ? [northEdgeLayer(mapFlavor(theme).earth, streets_minzoom.demonstration)] : [];
  return {
    version: 8,
    name: `Embedded ${theme}`,
    'font-faces': fontFaces(`${origin}/fonts`),
    sources: {
      [world_source]: pmtilesSource(`${origin}/basemap/world.pmtiles`, world_credit),
      [city_source]: pmtilesSource(pmtiles_url ?? `${origin}/basemap/montevideo.pmtiles`, city_credit),
      ...(is_demonstration && { [north_edge_source]: northEdgeSource() }),
    },
    layers: [...world.ground, ...city.ground, ...edge, ...city.labels, ...world.labels],
  };
};

/** What `Map#setStyle` takes: the operator's style address, or the embedded style. */
export const mapStyle = (theme: MapTheme, basemap: Basemap, origin: string, language: string): StyleSpecification | string =>
  basemap.style_url ?? embeddedStyle({ theme, origin, language, pmtiles_url: basemap.pmtiles_url });
