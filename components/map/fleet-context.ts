import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Language } from '#lib/messages/language.ts';
import type { MapPoint, MapSource } from './map-source.ts';
import type { MapTexts } from './map-texts.ts';

/** What the parts of the fleet map share. The fields change over time; read them when needed, never keep them. */
export type FleetContext = {
  readonly map: MapLibreMap;
  readonly texts: MapTexts;
  readonly language: Language;
  source: MapSource;
  selected_id: string | undefined;
  near_zoom: number;
  /** False when the person asked for less movement. */
  smooth: boolean;
  onError: (error: unknown) => void;
};

export const hasPlace = (point: MapPoint | undefined): point is MapPoint =>
  point !== undefined && Number.isFinite(point.lat) && Number.isFinite(point.lon);

/** Whether vehicles are drawn one by one at the map's zoom. */
export const isNear = ({ map, near_zoom }: FleetContext): boolean => map.getZoom() >= near_zoom;
