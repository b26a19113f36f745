import type { GeoJSONSourceSpecification, LayerSpecification } from 'maplibre-gl';

/** Where the streets of the demonstration city end, in degrees; land alone on either side. */
const edge = { west: -56.345, east: -55.98, north: -34.8135 } as const;
/** Over so many degrees of latitude (1.3 km) the streets fade. */
const depth_deg = 0.012;
const strips = 16;

export const north_edge_source = 'city_edge';

/** Strips of growing opacity towards the edge. */
export const northEdgeSource = (): GeoJSONSourceSpecification => ({
  type: 'geojson',
  data: {
    type: 'FeatureCollection',
    features: Array.from({ length: strips }, (_, index) => {
      const [from, to] = [index, index + 1].map((place) => edge.north - depth_deg * (1 - place / strips)) as [number, number];
      const top = index === strips - 1 ? to + depth_deg / strips : to;
      return {
        type: 'Feature',
        properties: { opacity: (index + 1) / strips },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [edge.west, from],
              [edge.east, from],
              [edge.east, top],
              [edge.west, top],
              [edge.west, from],
            ],
          ],
        },
      };
    }),
  },
});

/** The city's data end in a straight line, which its streets would be cut off at: they fade into the land beyond it. */
export const northEdgeLayer = (earth_color: string, minzoom: number): LayerSpecification => ({
  id: 'city_edge',
  type: 'fill',
  source: north_edge_source,
  minzoom,
  paint: { 'fill-color': earth_color, 'fill-opacity': ['get', 'opacity'], 'fill-antialias': false },
});
