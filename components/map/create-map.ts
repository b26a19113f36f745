import {
  AttributionControl,
  addProtocol,
  GeolocateControl,
  getVersion,
  Map as MapLibreMap,
  NavigationControl,
  ScaleControl,
  type StyleSpecification,
  setWorkerUrl,
} from 'maplibre-gl';
import { PMTiles, Protocol } from 'pmtiles';
import { fontFaces } from './font-faces.ts';
import { HomeControl } from './home-control.ts';
import type { MapTexts } from './map-texts.ts';
import { createRangeSource } from './range-source.ts';

let prepared = false;

/** Once per page: bundlers do not find MapLibre's worker, so it is served from public/map, with the version against stale caches. */
const prepareLibrary = () => {
  if (prepared) return;
  prepared = true;
  setWorkerUrl(`/map/maplibre-gl-worker.mjs?v=${getVersion()}`);
  const protocol = new Protocol();
  addProtocol('pmtiles', (request, abort) => {
    const file_url = request.url.slice('pmtiles://'.length).replace(/(\/\d+){3}$/, '');
    if (!protocol.get(file_url)) protocol.add(new PMTiles(createRangeSource(file_url)));
    return protocol.tile(request, abort);
  });
};

/** An operator's style may not know the fonts the vehicle layers use. */
const withFonts = (_previous: StyleSpecification | undefined, next: StyleSpecification): StyleSpecification => ({
  ...next,
  'font-faces': { ...fontFaces(`${location.origin}/fonts`), ...next['font-faces'] },
});

export const setMapStyle = (map: MapLibreMap, style: StyleSpecification | string) =>
  map.setStyle(style, { diff: false, transformStyle: withFonts });

/**
 * A flat, north-up map with scale, zoom, location on request and an attribution that never folds away.
 * Throws when the browser has no WebGL. The caller removes the map.
 */
export const createMap = (options: {
  container: HTMLElement;
  style: StyleSpecification | string;
  texts: MapTexts;
  label: string;
  center?: [number, number] | undefined;
  zoom?: number | undefined;
  onHome?: (() => void) | undefined;
  onLocateError?: (() => void) | undefined;
}): MapLibreMap => {
  prepareLibrary();
  const { texts } = options;
  const map = new MapLibreMap({
    container: options.container,
    style: options.style,
    transformStyle: withFonts,
    center: options.center ?? [0, 25],
    zoom: options.zoom ?? 1.4,
    minZoom: 1,
    maxZoom: 19,
    maxPitch: 0,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    rollEnabled: false,
    keyboard: false,
    fadeDuration: 0,
    pixelRatio: Math.min(window.devicePixelRatio, 2),
    attributionControl: false,
    locale: {
      'Map.Title': options.label,
      'NavigationControl.ZoomIn': texts.zoom_in,
      'NavigationControl.ZoomOut': texts.zoom_out,
      'GeolocateControl.FindMyLocation': texts.locate,
      'GeolocateControl.LocationNotAvailable': texts.locate_unavailable,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new AttributionControl({ compact: false }), 'bottom-right');
  map.addControl(new ScaleControl({ maxWidth: 96 }), 'bottom-left');
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  if (options.onHome) map.addControl(new HomeControl(texts.home, options.onHome), 'top-right');
  const locate = new GeolocateControl({ trackUserLocation: false, fitBoundsOptions: { maxZoom: 16 } });
  locate.on('error', () => options.onLocateError?.());
  map.addControl(locate, 'top-right');
  return map;
};
