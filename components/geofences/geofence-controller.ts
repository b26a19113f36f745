import { GeoJSONSource, type Map as MapLibreMap, type MapMouseEvent, type MapTouchEvent } from 'maplibre-gl';
import type { MapTheme } from '#components/map/palette.ts';
import type { Geofence } from '#lib/contract/geofences.ts';
import type { Position } from '#lib/domain/vehicle-state.ts';
import { type Draft, shapeOf } from './draft.ts';
import { corner_layer, geofence_fill, geofence_sources, geofenceLayers } from './geofence-layers.ts';
import { outlineOf } from './outline.ts';

export interface GeofenceScene {
  geofences: readonly Geofence[];
  chosen_id: string | undefined;
  draft: Draft | undefined;
}

export interface GeofenceHandlers {
  onChoose(id: string): void;
  onPlace(position: Position): void;
  onMove(index: number, position: Position): void;
  onRemove(index: number): void;
}

interface Feature {
  type: 'Feature';
  geometry: { type: 'Polygon'; coordinates: [number, number][][] } | { type: 'Point'; coordinates: [number, number] };
  properties: Record<string, string | number>;
}

type Pointed = MapMouseEvent | MapTouchEvent;

const reach_px = 14;
const step_px = 8;
const pan_px = 120;
const arrows: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Draws geofences and what is being drawn; clicks set corners, drags and arrow keys move them. The map's style has loaded. */
export const createGeofenceController = (options: { map: MapLibreMap; theme: MapTheme; handlers: GeofenceHandlers }) => {
  const { map, handlers } = options;
  const canvas = map.getCanvas();
  let theme = options.theme;
  let scene: GeofenceScene = { geofences: [], chosen_id: undefined, draft: undefined };
  let dragged: number | undefined;

  const put = (id: string, features: Feature[]) => {
    const source = map.getSource(id);
    if (source instanceof GeoJSONSource) void source.setData({ type: 'FeatureCollection', features });
  };
  const area = (ring: [number, number][], properties: Feature['properties']): Feature => ({
    type: 'Feature',
    geometry: { type: 'Polygon', coordinates: [ring] },
    properties,
  });

  const draw = () => {
    const { geofences, chosen_id, draft } = scene;
    const shown = geofences.filter(({ id }) => !draft || id !== chosen_id);
    put(
      geofence_sources.places,
      shown.map(({ id, name, shape }) => area(outlineOf(shape), { id, name, chosen: id === chosen_id ? 1 : 0 })),
    );
    const shape = draft && shapeOf(draft);
    put(geofence_sources.draft, shape ? [area(outlineOf(shape), {})] : []);
    const corners = (draft?.corners ?? []).map(
      ({ lat, lon }, index): Feature => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [lon, lat] },
        properties: { index, chosen: index === draft?.picked ? 1 : 0 },
      }),
    );
    put(geofence_sources.corners, corners);
    canvas.style.cursor = draft ? 'crosshair' : '';
  };

  const showPlaces = (ids?: readonly string[], animate = true) => {
    const wanted = scene.geofences.filter(({ id }) => !ids || ids.includes(id)).flatMap(({ shape }) => outlineOf(shape));
    if (wanted.length === 0) return;
    const [lons, lats] = [wanted.map(([lon]) => lon), wanted.map(([, lat]) => lat)];
    map.fitBounds([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], {
      padding: 56,
      maxZoom: 16,
      animate,
      duration: 500,
    });
  };

  const install = () => {
    for (const id of Object.values(geofence_sources))
      map.addSource(id, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } });
    for (const layer of geofenceLayers(theme)) map.addLayer(layer);
    draw();
  };

  const found = ({ point: { x, y } }: Pointed, layer: string, reach: number) => {
    if (!map.getLayer(layer)) return undefined;
    const box: [[number, number], [number, number]] = [
      [x - reach, y - reach],
      [x + reach, y + reach],
    ];
    return map.queryRenderedFeatures(box, { layers: [layer] })[0]?.properties;
  };

  const onClick = (event: MapMouseEvent) => {
    if (scene.draft) {
      const corner = found(event, corner_layer, reach_px);
      const { lng: lon, lat } = event.lngLat;
      const own = corner && scene.draft.corners[corner.index];
      return own ? handlers.onMove(corner.index, own) : handlers.onPlace({ lat, lon });
    }
    const id = found(event, geofence_fill, 2)?.id;
    if (typeof id === 'string') handlers.onChoose(id);
  };

  const onPress = (event: Pointed) => {
    const corner = scene.draft && found(event, corner_layer, reach_px);
    if (!corner) return;
    event.preventDefault();
    dragged = corner.index;
  };
  const onDrag = ({ lngLat: { lng: lon, lat } }: Pointed) => {
    if (dragged !== undefined) handlers.onMove(dragged, { lat, lon });
  };
  const onRelease = () => {
    dragged = undefined;
  };

  const moveByKey = ([x, y]: [number, number], fine: boolean): void => {
    const corner = scene.draft?.corners[scene.draft.picked];
    if (!scene.draft || !corner) return void map.panBy([x * pan_px, y * pan_px], { duration: 200 });
    const from = map.project([corner.lon, corner.lat]);
    const step = fine ? 1 : step_px;
    const { lng: lon, lat } = map.unproject([from.x + x * step, from.y + y * step]);
    handlers.onMove(scene.draft.picked, { lat, lon });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const arrow = arrows[event.key];
    const { draft } = scene;
    if (arrow) moveByKey(arrow, event.shiftKey);
    else if (event.key === '+' || event.key === '=') map.zoomIn();
    else if (event.key === '-') map.zoomOut();
    else if (event.key === 'Home') showPlaces();
    else if (event.key === 'Enter' && draft) {
      const { lng: lon, lat } = map.getCenter();
      handlers.onPlace({ lat, lon });
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && draft) handlers.onRemove(draft.picked);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  map.on('style.load', install);
  map.on('click', onClick);
  map.on('mousedown', onPress);
  map.on('touchstart', onPress);
  map.on('mousemove', onDrag);
  map.on('touchmove', onDrag);
  map.on('mouseup', onRelease);
  map.on('touchend', onRelease);
  canvas.addEventListener('keydown', onKeyDown);
  install();

  return {
    show: (next: GeofenceScene) => {
      scene = next;
      draw();
    },
    fit: showPlaces,
    setTheme: (value: MapTheme) => {
      theme = value;
    },
    close: () => {
      map.off('style.load', install);
      map.off('click', onClick);
      map.off('mousedown', onPress);
      map.off('touchstart', onPress);
      map.off('mousemove', onDrag);
      map.off('touchmove', onDrag);
      map.off('mouseup', onRelease);
      map.off('touchend', onRelease);
      canvas.removeEventListener('keydown', onKeyDown);
    },
  };
};

export type GeofenceController = ReturnType<typeof createGeofenceController>;
