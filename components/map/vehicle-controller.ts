import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import type { Language } from '#lib/messages/language.ts';
import { lineFeatures, pointFeature } from './feature-update.ts';
import { hasPlace } from './fleet-context.ts';
import type { MapPoint } from './map-source.ts';
import { serveMarkerImages } from './marker-images.ts';
import { advanceTrack, isMoving, placeAt, type Track } from './motion.ts';
import type { MapTheme } from './palette.ts';
import { setFeatures, whenDrawn } from './send-update.ts';
import { nearestTrailPoint, type TrailPoint, trailPlaceAt } from './trail.ts';
import { createUpdateQueue } from './update-queue.ts';
import { namedState } from './vehicle-features.ts';
import { trail_layer_ids, vehicle_sources, vehicleLayers, vehicleSources } from './vehicle-layers.ts';

const reach_px = 6;

export type VehicleScene = { vehicle: MapPoint | undefined; trail: readonly TrailPoint[]; highlighted_at: string | undefined };

/** Draws one vehicle, its trail and a moment of it. The map's style has loaded. */
export const createVehicleController = (options: {
  map: MapLibreMap;
  theme: MapTheme;
  language: Language;
  onPickTime: (at: string) => void;
}) => {
  const { map, language } = options;
  const reduced_motion = window.matchMedia('(prefers-reduced-motion: reduce)');
  let theme = options.theme;
  let scene: VehicleScene = { vehicle: undefined, trail: [], highlighted_at: undefined };
  let track: Track | undefined;
  /** Whoever moved the map himself keeps his view until he asks for the whole again. */
  let touched = false;

  const showAll = (animate: boolean) => {
    const places = [...scene.trail, ...(hasPlace(scene.vehicle) ? [scene.vehicle] : [])];
    const [lons, lats] = [places.map(({ lon }) => lon), places.map(({ lat }) => lat)];
    if (places.length === 0) return;
    touched = false;
    map.fitBounds([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], {
      padding: 48,
      maxZoom: 16,
      animate,
      duration: 500,
    });
  };

  const followScene = (before: VehicleScene) => {
    const { vehicle, trail } = scene;
    if (touched || !hasPlace(vehicle)) return;
    const trail_arrived = before.trail.length < 2 && trail.length > 1;
    if (trail_arrived || !map.getBounds().contains([vehicle.lon, vehicle.lat])) showAll(!reduced_motion.matches);
  };

  const drawTrail = () => {
    void setFeatures(map, vehicle_sources.trail, lineFeatures('trail', scene.trail));
    const dots = scene.trail.map((point) => pointFeature(point.at, { ...point, properties: {} }));
    void setFeatures(map, vehicle_sources.points, dots);
  };

  const drawMoment = () => {
    const place = scene.highlighted_at === undefined ? undefined : trailPlaceAt(scene.trail, scene.highlighted_at);
    void setFeatures(map, vehicle_sources.moment, place ? [pointFeature('moment', { ...place, properties: {} })] : []);
    if (place && !map.getBounds().contains([place.lon, place.lat])) map.easeTo({ center: [place.lon, place.lat], duration: 300 });
  };

  const drawVehicle = async () => {
    const { vehicle } = scene;
    if (!hasPlace(vehicle)) {
      await setFeatures(map, vehicle_sources.place, []);
      return;
    }
    const now_ms = performance.now();
    track = advanceTrack(track, vehicle, now_ms, !reduced_motion.matches);
    const state = namedState(vehicle, Date.now(), language);
    await setFeatures(map, vehicle_sources.place, [pointFeature(vehicle.id, { ...state, ...placeAt(track, now_ms) })]);
    if (!map.getSource(vehicle_sources.place)) return;
    await whenDrawn(map, vehicle_sources.place);
    if (isMoving(track, performance.now())) queue.push([]);
  };

  const queue = createUpdateQueue({
    apply: drawVehicle,
    pauseAfter: (cost_ms) => Math.min(150, cost_ms / 2),
    onError: (error) => console.warn('map:', error),
  });

  const install = () => {
    for (const [id, source] of Object.entries(vehicleSources())) map.addSource(id, source);
    for (const layer of vehicleLayers(theme)) map.addLayer(layer);
    drawTrail();
    drawMoment();
    queue.push('all');
  };

  const onClick = ({ point: { x, y }, lngLat }: MapMouseEvent) => {
    const layers = trail_layer_ids.filter((id) => map.getLayer(id));
    const box: [[number, number], [number, number]] = [
      [x - reach_px, y - reach_px],
      [x + reach_px, y + reach_px],
    ];
    if (layers.length === 0 || map.queryRenderedFeatures(box, { layers }).length === 0) return;
    const nearest = nearestTrailPoint(scene.trail, { lon: lngLat.lng, lat: lngLat.lat });
    if (nearest) options.onPickTime(nearest.at);
  };
  const onMoveStart = ({ originalEvent }: { originalEvent?: unknown }) => {
    if (originalEvent) touched = true;
  };
  const onVisibilityChange = () => queue.setPaused(document.hidden);

  serveMarkerImages(map, () => theme);
  map.on('style.load', install);
  map.on('click', onClick);
  map.on('movestart', onMoveStart);
  document.addEventListener('visibilitychange', onVisibilityChange);
  install();

  return {
    show: (next: VehicleScene) => {
      const before = scene;
      scene = next;
      if (next.vehicle?.id !== before.vehicle?.id) track = undefined;
      if (next.trail !== before.trail) drawTrail();
      if (next.trail !== before.trail || next.highlighted_at !== before.highlighted_at) drawMoment();
      if (next.vehicle !== before.vehicle) queue.push('all');
      followScene(before);
    },
    /** Shows the whole trail and the vehicle. */
    fit: showAll,
    setTheme: (value: MapTheme) => {
      theme = value;
    },
    close: () => {
      queue.close();
      map.off('style.load', install);
      map.off('click', onClick);
      map.off('movestart', onMoveStart);
      document.removeEventListener('visibilitychange', onVisibilityChange);
    },
  };
};

export type VehicleController = ReturnType<typeof createVehicleController>;
